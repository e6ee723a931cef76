"""What desks do every night for each organisation, before its rows are computed again: forget what was kept for a time."""

from collections.abc import Callable
from uuid import UUID

from filage.core.rails.registry import Registry

type Night = Callable[[UUID], object]

nights: Registry[Night] = Registry("nights")
provide = nights.provide
