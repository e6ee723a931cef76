"""Which days and moments a rule accepts from JSON."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from pydantic_core import core_schema

from filage.cli.rules.numbers import YEARS, refuse


class Day:
    """A date written AAAA-MM-JJ."""

    FORMAT, SPOKEN = "date", "doit être une date AAAA-MM-JJ"

    def read(self, value: object) -> date:
        """Return the day; raise the field's error when it is none."""
        if isinstance(value, str) and len(value) == len("AAAA-MM-JJ"):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise refuse(self.SPOKEN)

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        return {"type": "string", "format": self.FORMAT}


class Moment(Day):
    """A local date and time, written AAAA-MM-JJTHH:MM."""

    FORMAT, SPOKEN = "date-time", "doit être un moment AAAA-MM-JJTHH:MM"

    def read(self, value: object) -> datetime:
        """Return the moment, in the time of its place; raise the field's error when it is none."""
        if isinstance(value, str):
            try:
                return datetime.fromisoformat(value).replace(tzinfo=None)
            except ValueError:
                pass
        raise refuse(self.SPOKEN)


class Instant(Day):
    """A date and time with its zone, written AAAA-MM-JJTHH:MM+02:00."""

    FORMAT, SPOKEN = "date-time", "doit être un moment avec son fuseau, AAAA-MM-JJTHH:MM+02:00"

    def read(self, value: object) -> datetime:
        """Return the instant; raise the field's error when it is none, or has no zone."""
        if isinstance(value, str):
            try:
                at = datetime.fromisoformat(value)
            except ValueError:
                at = None
            if at is not None and at.tzinfo is not None and YEARS[0] <= at.year <= YEARS[1]:
                return at
        raise refuse(self.SPOKEN)
