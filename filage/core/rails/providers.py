"""A rail of providers asks every desk the same question about a season, once."""

from collections.abc import Callable, Iterable
from typing import Any
from weakref import WeakKeyDictionary

from filage.core.rails.registry import Registry

type Provider[Row] = Callable[[Any], Iterable[Row]]


class Rail[Row](Registry[Provider[Row]]):
    """The providers of one rail; `rows` remembers the answers for as long as the season lives."""

    def __init__(self, rail: str) -> None:
        super().__init__(rail)
        self._answers: WeakKeyDictionary[Any, tuple[tuple[str, Row], ...]] = WeakKeyDictionary()

    def rows(self, season: Any) -> tuple[tuple[str, Row], ...]:
        """Return (code of the desk, row) for each row that the desks give about this season."""
        known = self._answers.get(season)
        if known is None:
            known = self._answers[season] = tuple((code, row) for code, provider in self.items() for row in provider(season))
        return known

    def of(self, season: Any) -> tuple[Row, ...]:
        """Return every row that the desks give about this season."""
        return tuple(row for _, row in self.rows(season))
