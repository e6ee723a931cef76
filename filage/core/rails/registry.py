"""A registry holds what each desk gave to a rail, in the order of the desks, each under its own code."""

from collections.abc import Iterator
from contextlib import contextmanager


class Registry[Given]:
    """Named gifts of the desks to one rail."""

    def __init__(self, rail: str) -> None:
        self.rail = rail
        self._given: dict[str, Given] = {}

    def provide(self, code: str, gift: Given) -> Given:
        """Keep `gift` under the code of its desk; the same code twice is a mistake of ours."""
        if self._given.get(code, gift) is not gift:
            raise ValueError(f"rail {self.rail} : « {code} » est déjà donné")
        self._given[code] = gift
        return gift

    @contextmanager
    def only(self, **given: Given) -> Iterator[None]:
        """Hold nothing but `given` for the duration of the block: a test plugs its own desk, alone."""
        former, self._given = self._given, given
        try:
            yield
        finally:
            self._given = former

    def items(self) -> tuple[tuple[str, Given], ...]:
        """Return (code, gift) pairs in the order they came."""
        return tuple(self._given.items())

    def __getitem__(self, code: str) -> Given:
        return self._given[code]

    def __contains__(self, code: str) -> bool:
        return code in self._given
