"""The dated duties of every desk: what Aujourd'hui, the calendars and the feeds show."""

from filage.core.rails.providers import Rail
from filage.core.rails.types import Deadline

rail: Rail[Deadline] = Rail("deadlines")
provide = rail.provide
of = rail.of
