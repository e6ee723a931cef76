"""`calculer serie`: the prices of several dates sold together."""

from typing import Annotated

from pydantic import Field

from filage.cli.rules.numbers import DateCount, Positive
from filage.cli.rules.shapes import Answer, Entree, Money, Sortie, money, sure_money
from filage.rules.engine.explained import COEFFICIENT, given, quantity
from filage.rules.engine.text import counted, rounded_money_text
from filage.rules.pricing.series import BelowPlateau, series


class SerieEntree(Entree):
    """A base price, the coefficient of each date, and the plateau of each date."""

    prix_base: Positive
    coefficients: Annotated[list[Positive], Field(min_length=1)]
    dates: DateCount
    plateaux: list[Positive] | None = None


class SerieSortie(Sortie):
    """The price of each date, their total, their margin over the plateaux (null without them), and the dates under theirs."""

    prix: list[Money]
    total: Money
    marge: Money | None
    alertes: list[str]


ENTREE, SORTIE = SerieEntree, SerieSortie


def answer(entree: SerieEntree) -> Answer:
    """Return the prices of a series."""
    coefficients = [
        quantity(value, f"Coefficient de la date {rank}", unit=COEFFICIENT)
        for rank, value in enumerate(entree.coefficients, start=1)
    ]
    plateaus = [given(value, f"Plateau de la date {rank}") for rank, value in enumerate(entree.plateaux or [], start=1)]
    found = series(given(entree.prix_base, "Prix de base"), coefficients, entree.dates, plateaus)
    sortie = SerieSortie(
        prix=[sure_money(price) for price in found.prices],
        total=sure_money(found.total),
        marge=money(found.margin),
        alertes=[_alert(below) for below in found.below_plateau],
        avertissements=_warnings(entree),
    )
    return Answer(sortie, {"total": found.total, "marge": found.margin})


def _alert(below: BelowPlateau) -> str:
    price, plateau, shortfall = (rounded_money_text(item.known()) for item in (below.price, below.plateau, below.shortfall))
    return f"Date {below.rank} : {price} pour un plateau de {plateau}, il manque {shortfall} (motif à écrire)."


def _warnings(entree: SerieEntree) -> list[str]:
    texts = []
    if entree.plateaux and len(entree.plateaux) < entree.dates:
        texts.append(f"{_given(entree)} : le dernier vaut pour les suivantes.")
    if entree.plateaux and len(entree.plateaux) > entree.dates:
        texts.append(f"{_given(entree)} : les derniers ne servent pas.")
    return texts


def _given(entree: SerieEntree) -> str:
    return f"{counted(len(entree.plateaux or ()), 'plateau', 'plateaux')} pour {counted(entree.dates, 'date')}"
