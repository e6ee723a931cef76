"""What each desk lets the search box find; never sealed data."""

from filage.core.rails.providers import Rail
from filage.core.rails.types import SearchRow

rail: Rail[SearchRow] = Rail("search")
provide = rail.provide
of = rail.of
