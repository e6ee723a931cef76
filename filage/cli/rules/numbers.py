"""Which numbers and months a rule accepts from JSON, read exactly and never as a float."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic_core import PydanticCustomError, core_schema

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
LARGEST = Decimal("1E12")
FINEST = -30  # digits after the point
YEARS = (1900, 2200)


def refuse(message: str) -> PydanticCustomError:
    """Return the error that says `message` about a field."""
    return PydanticCustomError("refused", "{message}", {"message": message})


class Number:
    """A JSON number, or the text of one, within bounds; read as an exact Decimal, or an int when `whole`."""

    def __init__(self, minimum: int | None = None, maximum: int | None = None, *, below: int | None = None, whole: bool = False):
        self.minimum, self.maximum, self.below, self.whole = minimum, maximum, below, whole

    def read(self, value: object) -> Decimal | int:
        """Return the number; raise the field's error when it is none, or out of bounds."""
        number = self._exact(value)
        if self.whole and number != number.to_integral_value():
            raise refuse(f"doit être un nombre entier, pas {number}")
        if self.minimum is not None and number < self.minimum:
            raise refuse("ne peut pas être négatif" if self.minimum == 0 else f"doit être au moins {self.minimum}")
        if self.maximum is not None and number > self.maximum:
            raise refuse(f"doit être au plus {self.maximum}")
        if self.below is not None and number >= self.below:
            raise refuse(f"doit être inférieur à {self.below}")
        return int(number) if self.whole else number

    def _exact(self, value: object) -> Decimal:
        if isinstance(value, str):
            if not NUMBER.fullmatch(value):
                raise refuse(f"« {value[:40]} » n’est pas un nombre (écrire 1234.56)")
            value = Decimal(value)
        elif type(value) is int:
            value = Decimal(value)
        if value is None:
            raise refuse("est vide (null) : un nombre est attendu")
        if not isinstance(value, Decimal) or not value.is_finite():
            raise refuse("doit être un nombre")
        if not value:
            return Decimal(0)
        if value.adjusted() > LARGEST.adjusted() or abs(value) > LARGEST:
            raise refuse("nombre trop grand")
        if int(value.normalize().as_tuple().exponent) < FINEST:
            raise refuse("nombre trop fin : trente chiffres au plus après la virgule")
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        bounds = {"minimum": self.minimum, "maximum": self.maximum, "exclusiveMaximum": self.below}
        number = {"type": "integer" if self.whole else "number"} | {
            key: bound for key, bound in bounds.items() if bound is not None
        }
        return {"anyOf": [number, {"type": "string", "pattern": f"^{NUMBER.pattern}$"}]}


class Month:
    """A month written AAAA-MM, read as its first day."""

    def read(self, value: object) -> date:
        """Return the first day of the month; raise the field's error when it is none."""
        match = MONTH.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise refuse("doit être un mois AAAA-MM")
        year = int(match[1])
        if not YEARS[0] <= year <= YEARS[1]:
            raise refuse(f"année hors de {YEARS[0]}–{YEARS[1]}")
        return date(year, int(match[2]), 1)

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{MONTH.pattern}$"}


Signed = Annotated[Decimal, Number()]
Positive = Annotated[Decimal, Number(0)]
Percent = Annotated[Decimal, Number(0, 100)]
Count = Annotated[int, Number(0, 1_000_000, whole=True)]
DateCount = Annotated[int, Number(0, 10_000, whole=True)]
MonthText = Annotated[date, Month()]
