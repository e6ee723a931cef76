"""The rooms of the school, each measured by a module of its own."""

import importlib
from collections.abc import Iterator

from bench.timing import Row

ROOMS = ("admissions",)


def rows() -> Iterator[Row]:
    """Measure each room."""
    for room in ROOMS:
        yield from importlib.import_module(f"bench.{room}").rows()
