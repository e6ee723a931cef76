"""How exact numbers and secrets are stored: whole units in a BIGINT, ciphertext in a text column."""

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.db import models

from filage.core import sealing
from filage.rules.reading.folding import folded

LAST_SIGN = "\U0010ffff"  # after every sign of a text
LARGEST = Decimal(10) ** 12  # a thousand billion: beyond, a figure is a typing mistake


class ExactField(models.BigIntegerField):
    """A Decimal with a fixed number of decimals, stored as whole units so that both databases compare and sum it exactly."""

    places: int
    _pyi_private_set_type: Decimal | int | str  # type: ignore[assignment]  # what django-stubs reads
    _pyi_private_get_type: Decimal  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = Decimal(1).scaleb(-self.places)

    def to_python(self, value: Any) -> Decimal | None:
        """Return `value` as a Decimal in the scale of the field; ValidationError for what is not exactly one."""
        if value is None:
            return None
        if isinstance(value, float | bool):
            raise ValidationError("Nombre flottant refusé : donnez un nombre décimal exact.", code="float")
        try:
            number = Decimal(value.strip().replace(",", ".") if isinstance(value, str) else value)
        except (InvalidOperation, TypeError, ValueError):
            raise ValidationError(f"« {value} » n’est pas un nombre.", code="invalid") from None
        return self._in_scale(number)

    def _in_scale(self, number: Decimal) -> Decimal:
        if not number.is_finite() or abs(number) >= LARGEST:
            raise ValidationError(f"« {number} » dépasse ce qu’un montant peut valoir.", code="overflow")
        scaled = number.quantize(self.step)
        if scaled != number:
            raise ValidationError(f"« {number} » a plus de {self.places} décimales.", code="decimals")
        return scaled + 0  # never minus zero

    def get_default(self) -> Any:
        """Return the default in the scale of the field, so that a new object already holds a Decimal."""
        return self.to_python(super().get_default())

    def get_prep_value(self, value: Any) -> Any:
        """Return the whole number of units to store; expressions pass."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        number = self.to_python(value)
        return None if number is None else int(number.scaleb(self.places))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        """Return the Decimal that a stored number of units means; sums keep the scale, since they keep the field."""
        return None if value is None else Decimal(int(value)).scaleb(-self.places)

    def value_to_string(self, obj: models.Model) -> str:
        """Return the text that serialises the value, in the scale of the field."""
        value = self.value_from_object(obj)
        return "" if value is None else str(self.to_python(value))

    @property
    def validators(self) -> list[Callable[..., Any]]:
        """Return the declared validators: the bounds of BIGINT speak in units, not in euros."""
        return list(self._validators)  # type: ignore[attr-defined]

    def formfield(self, **kwargs: Any) -> Any:
        """Return a decimal form field in the scale of the model field."""
        shape = {"form_class": forms.DecimalField, "decimal_places": self.places, "localize": True}
        return models.Field.formfield(self, **{**shape, **kwargs})


class MoneyField(ExactField):
    """Euros as Decimal with two decimals; whole cents in the database."""

    places = 2
    description = "Montant en euros"


class RateField(ExactField):
    """A rate, a quantity or a unit price as Decimal with four decimals; whole ten-thousandths in the database."""

    places = 4
    description = "Taux, quantité ou prix unitaire"


class SealedTextField(models.TextField):
    """Text encrypted at rest: read as `Sealed`, or as `Unreadable` without the key; it cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        """Return the ciphertext to store; what could not be read is stored back unchanged."""
        return value if value is None else sealing.seal(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return the text read with the key, never an exception."""
        return value if value is None else sealing.read(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Return the only lookup that makes sense: whether something is kept."""
        if lookup_name != "isnull":
            raise FieldError(f"Le champ scellé « {self.name} » ne se cherche pas.")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        """Refuse to serialise a secret."""
        raise FieldError(f"Le champ scellé « {self.name} » ne s’exporte pas.")


class FoldedField(models.TextField):
    """The folded words of other columns of the row, kept beside them so that a search looks through one column."""

    def __init__(self, *args: Any, of: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"blank": True, "default": "", "editable": False}))
        self.of = of

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Return how a migration makes the field again."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Return the words of the row as it is about to be written."""
        words = folded(" ".join(filter(None, (getattr(model_instance, name) for name in self.of))))
        setattr(model_instance, self.attname, words)
        return words


@FoldedField.register_lookup
class Begins(models.lookups.StartsWith):
    """`folded__begins`: words that begin so; on SQLite a stretch of the index, which its LIKE would read whole."""

    lookup_name = "begins"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        """Return what the other databases say of words that begin so, under Django's own name for it."""
        return str(connection.operators["startswith"] % rhs)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Sequence[Any]]:
        """Return the two bounds of the stretch, in the order of the bytes."""
        column, given = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", [*given, self.rhs, *given, f"{self.rhs}{LAST_SIGN}"]
