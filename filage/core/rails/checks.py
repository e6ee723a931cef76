"""What the controls of every desk find: Contrôles, badges and the blocking of an act read it."""

from filage.core.rails.providers import Rail
from filage.core.rails.types import Finding

rail: Rail[Finding] = Rail("checks")
provide = rail.provide
of = rail.of
