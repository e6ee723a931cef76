"""What each desk lets the search box find; never sealed data."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from filage.core.rails.providers import Rail
from filage.core.rails.registry import Registry
from filage.core.rails.types import SearchRow

# the organisation, the folded words, how many rows are enough, whether the reader may open what only editors do
type Live = Callable[[UUID, Sequence[str], int, bool], Iterable[SearchRow]]

rail: Rail[SearchRow] = Rail("search")
provide = rail.provide
of = rail.of

live: Registry[Live] = Registry("search when asked")  # rows too many to be kept twice: looked for in their own tables
