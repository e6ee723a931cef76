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
        self._answers: WeakKeyDictionary[Any, dict[str, tuple[Row, ...]]] = WeakKeyDictionary()

    def given_by(self, code: str, season: Any) -> tuple[Row, ...]:
        """Return what one desk gives about this season; a desk may so read what the others gave."""
        known = self._answers.setdefault(season, {})
        if code not in known:
            known[code] = tuple(self[code](season))
        return known[code]

    def rows(self, season: Any) -> tuple[tuple[str, Row], ...]:
        """Return (code of the desk, row) for each row that the desks give about this season."""
        return tuple((code, row) for code, _ in self.items() for row in self.given_by(code, season))

    def of(self, season: Any) -> tuple[Row, ...]:
        """Return every row that the desks give about this season."""
        return tuple(row for _, row in self.rows(season))
