"""What every rule of `calculer` shares: strict input, output of exact texts, and the tree that explains it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from filage.rules.engine.explained import Explained, Operand, as_explained
from filage.rules.engine.explanation import explain
from filage.rules.engine.rounding import to_cent

Money = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$", description="montant en euros, deux décimales")]
Pct = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$", description="pourcentage, deux décimales")]
SHALLOW = 2  # levels shown of the amounts beside the main one


class Entree(BaseModel):
    """What a rule reads; an unknown key is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sortie(BaseModel):
    """What a rule answers; `avertissements` says what the reader must know."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    avertissements: list[str]


class BadInput(Exception):
    """An input that a rule cannot take; `field` is the dotted path of the key to change."""

    def __init__(self, field: str, message: str):
        self.field, self.message = field, message
        super().__init__(f"{field} : {message}" if field else message)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a rule, and the amounts that explain it: the first one is the figure that people come for."""

    sortie: Sortie
    amounts: Mapping[str, Explained | None] = field(default_factory=dict)

    def why(self) -> dict[str, object] | None:
        """Return the tree of the main amount, under `autres` those of the others; each says its key of the answer."""
        known = [(key, amount) for key, amount in self.amounts.items() if amount is not None]
        if not known:
            return None
        (key, main), *others = known
        trees = [{"cle": key, **explain(amount, depth=SHALLOW)} for key, amount in others]
        return {"cle": key, **explain(main), "autres": trees}


def money(amount: Operand | None) -> str | None:
    """Return an amount in euros as text, rounded to the cent; None when unknown or absent."""
    if amount is None:
        return None
    value = as_explained(amount).value
    return None if value is None else f"{to_cent(value):.2f}"


def sure_money(amount: Explained) -> str:
    """Return an amount that the rule always knows as text, rounded to the cent."""
    return f"{to_cent(amount.known()):.2f}"


def pct(share: Explained | None) -> str | None:
    """Return a fraction as a percentage at two decimals; None when unknown or absent."""
    return None if share is None or share.value is None else f"{to_cent(share.value * Decimal(100)):.2f}"


def whole(amount: Explained | None) -> int | None:
    """Return a whole number; None when unknown or absent."""
    return None if amount is None or amount.value is None else int(amount.value)
