"""What many tests begin with is written once: each works inside a savepoint, and leaves the same rows to the next."""

import inspect
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

TRANSACTIONAL = {"transactional_db", "live_server"}


@dataclass(frozen=True)
class Kept:
    """A fixture whose rows are kept: what writes them, from which others, and its rank among all."""

    build: Callable[..., Any]
    needs: tuple[str, ...]
    rank: int


_all: list[Kept] = []


def kept_rows(build: Callable[..., Any]) -> Any:
    """Make a fixture of what writes rows and returns objects; it may need others of its kind, and nothing else.

    Each test gets copies of the objects, as it gets rows of its own.
    """
    needs = tuple(inspect.signature(build).parameters)
    kept = Kept(build, needs, len(_all))
    _all.append(kept)

    def fixture(rows: dict[Kept, Any], db: None, **needed: Any) -> Any:
        return rows[kept] if kept in rows else build(**needed)

    names = ("db", "rows", *needs)
    fixture.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names]
    )
    fixture.__doc__, fixture.__name__, fixture.kept = build.__doc__, build.__name__, kept  # type: ignore[attr-defined]
    return pytest.fixture(fixture)


@dataclass
class Shelf:
    """Transactions one inside the other, each with what was written in it; one module of tests, one day."""

    place: tuple[str, date] | None = None
    held: list[tuple[Kept, Any, Any]] = field(default_factory=list)

    def put(self, asked: list[tuple[str, Kept]], place: tuple[str, date]) -> None:
        """Hold exactly what is asked, in this order, writing only what is not there yet."""
        wanted = [kept for _, kept in asked]
        same = next((rank for rank, (held, *_) in enumerate(self.held) if held not in wanted[rank : rank + 1]), len(self.held))
        self.drop(same if place == self.place else 0)
        self.place = place
        names = dict(asked)
        for kept in wanted[len(self.held) :]:
            written = {each: value for each, value, _ in self.held}
            block = transaction.atomic()
            block.__enter__()
            self.held.append((kept, None, block))  # before it is written: what fails is undone like the rest
            try:
                value = kept.build(**{name: written[names[name]] for name in kept.needs})
            except BaseException:
                self.drop()
                raise
            self.held[-1] = (kept, value, block)

    def drop(self, rank: int = 0) -> None:
        """Undo what was written from a rank on."""
        while len(self.held) > rank:
            *_, block = self.held.pop()
            transaction.set_rollback(True)
            block.__exit__(None, None, None)

    def copies(self) -> dict[Kept, Any]:
        """Return what is held, as objects that belong to one test."""
        values = deepcopy([value for _, value, _ in self.held])
        return {kept: value for (kept, *_), value in zip(self.held, values, strict=True)}


@pytest.fixture(scope="session")
def shelf(django_db_setup: None, django_db_blocker: Any) -> Iterator[Shelf]:
    """Give the shelf of the run, and empty it at the end."""
    made = Shelf()
    yield made
    with django_db_blocker.unblock():
        made.drop()


@pytest.fixture
def rows(request: pytest.FixtureRequest, shelf: Shelf, django_db_blocker: Any) -> dict[Kept, Any]:
    """Return what the test asked to find written, before its own transaction begins."""
    marker = request.node.get_closest_marker("django_db")
    alone = TRANSACTIONAL & set(request.fixturenames) or (marker and marker.kwargs)
    with django_db_blocker.unblock():
        shelf.put([] if alone else _asked_by(request), (str(request.path), timezone.localdate()))
    return shelf.copies()


def _asked_by(request: pytest.FixtureRequest) -> list[tuple[str, Kept]]:
    found = request.node._fixtureinfo.name2fixturedefs
    functions = [(name, found[name][-1].func) for name in request.fixturenames if name in found]
    return sorted(
        ((name, function.kept) for name, function in functions if hasattr(function, "kept")), key=lambda each: each[1].rank
    )


@pytest.fixture
def _django_db_helper(rows: dict[Kept, Any], _django_db_helper: None) -> None:
    """Let the transaction of a test, which pytest-django opens here, begin inside what is kept."""
