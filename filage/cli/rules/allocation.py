"""`calculer allocation`: a day of unemployment allowance under annexes 8 and 10."""

from datetime import date
from typing import Annotated, Literal

from filage.cli.rules.dates import Day
from filage.cli.rules.numbers import Positive
from filage.cli.rules.shapes import Answer, Entree, Money, Sortie, sure_money
from filage.rules.benefit import allowance
from filage.rules.engine import load_law, warnings

ONLY_AN_ESTIMATE = "Estimation : seule la notification de France Travail fait foi."


class AllocationEntree(Entree):
    """A reference pay and the hours worked."""

    annexe: Literal[8, 10]
    salaire_reference: Positive
    heures: Positive
    date: Annotated[date, Day()]


class AllocationSortie(Sortie):
    """The three parts and the day."""

    a: Money
    b: Money
    c: Money
    allocation_journaliere: Money


ENTREE, SORTIE = AllocationEntree, AllocationSortie


def answer(entree: AllocationEntree) -> Answer:
    """Return the daily allowance."""
    found = allowance(load_law(), entree.annexe, entree.salaire_reference, entree.heures, entree.date)
    parts = {"a": sure_money(found.pay), "b": sure_money(found.hours), "c": sure_money(found.fixed)}
    said = [ONLY_AN_ESTIMATE, *dict.fromkeys(text for each in found.rests_on for text in warnings(each))]
    sortie = AllocationSortie(**parts, allocation_journaliere=sure_money(found.day), avertissements=said)
    return Answer(sortie, {"allocation_journaliere": found.day})
