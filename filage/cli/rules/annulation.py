"""`calculer annulation`: what a cancelled date owes to each, and what is lost."""

from typing import Annotated

from pydantic import Field

from filage.cli.rules.numbers import Count, Percent, Positive
from filage.cli.rules.shapes import Answer, Entree, Money, Sortie, sure_money
from filage.rules.engine.explained import given
from filage.rules.pricing.cancellation import Cause, Employment, Tier, cancellation


class Palier(Entree):
    """Cancelled `jours` days before or fewer, `pct` of the price is due."""

    jours: Count
    pct: Percent


class Contrat(Entree):
    """A contract of employment for the date, and what is left to pay until its term."""

    signe: bool
    salaires_restants: Positive


class AnnulationEntree(Entree):
    """A date cancelled so many days before it, why, and what was engaged for it without coming back."""

    prix: Positive
    jours_avant: Count
    cause: Cause
    bareme: Annotated[list[Palier], Field(description="Annulée à tant de jours ou moins : tant pour cent du prix")]
    couts_engages: list[Positive]
    contrats_de_travail: list[Contrat]


class AnnulationSortie(Sortie):
    """What is due to each side; `perte` is negative when the indemnity leaves something."""

    du_par_acheteur: Money
    du_aux_salaries: Money
    perte: Money
    alertes: list[str]


ENTREE, SORTIE = AnnulationEntree, AnnulationSortie


def answer(entree: AnnulationEntree) -> Answer:
    """Return what a cancellation costs."""
    found = cancellation(
        given(entree.prix, "Prix de cession"),
        entree.jours_avant,
        entree.cause,
        [Tier(tier.jours, tier.pct) for tier in entree.bareme],
        [given(amount, f"Frais engagé {rank}") for rank, amount in enumerate(entree.couts_engages, 1)],
        [Employment(each.signe, given(each.salaires_restants, "Salaires restants")) for each in entree.contrats_de_travail],
    )
    sortie = AnnulationSortie(
        du_par_acheteur=sure_money(found.owed_by_buyer),
        du_aux_salaries=sure_money(found.owed_to_employees),
        perte=sure_money(found.loss),
        alertes=list(found.alerts),
        avertissements=[],
    )
    return Answer(
        sortie, {"perte": found.loss, "du_par_acheteur": found.owed_by_buyer, "du_aux_salaries": found.owed_to_employees}
    )
