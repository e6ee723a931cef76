"""The dated duties of every desk: what Aujourd'hui, the calendars and the feeds show."""

from collections.abc import Callable, Iterable
from uuid import UUID

from filage.core.rails.providers import Rail
from filage.core.rails.registry import Registry
from filage.core.rails.types import Deadline

type House = Callable[[UUID], Iterable[Deadline]]

rail: Rail[Deadline] = Rail("deadlines")
provide = rail.provide
of = rail.of

house: Registry[House] = Registry("deadlines of the house")  # those about no production, of a desk that can give them alone
