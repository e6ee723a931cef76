"""Whether the same money is counted twice: once by a line of the budget, once by a contract."""

from collections.abc import Iterator
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.budget.models import Line
from filage.desks.budget.queries import linked
from filage.productions.models import Deal, Production
from filage.rules.engine.text import rounded_money_text


def counted_twice(season: Any) -> Iterator[Found]:
    """Yield the lines that look like the money of a contract of the same partner, and are not linked to it."""
    for each in linked.look_alikes(season):
        production = season.production(each.line.production_id)
        said = "montant inconnu" if each.typed is None else rounded_money_text(each.typed)
        agreed = "montant inconnu" if each.agreed is None else rounded_money_text(each.agreed)
        text = (
            f"« {each.line.label} » ({said}) et {_named(each.deal)} ({agreed}) : le même argent est peut-être compté deux fois."
        )
        remedy = "Relier la ligne au contrat" if each.is_whole else "Retirer la ligne : le contrat compte déjà ses dates"
        yield _found(production, each.line, each.deal, text, f"{remedy}, ou écarter ce constat s’il y a bien deux sommes.")


def unlike(season: Any) -> Iterator[Found]:
    """Yield the linked lines that do not say what their contract says."""
    for deal, lines, typed, agreed in linked.disagreements(season):
        production = season.production(deal.production_id)
        text = f"Le budget compte {rounded_money_text(typed)}, {_named(deal)} dit {rounded_money_text(agreed)}."
        yield _found(production, lines[0], deal, text, "Corriger la ligne ou le contrat, selon ce qui est signé.")


def _named(deal: Deal) -> str:
    partner = f" avec {deal.partner.name}" if deal.partner else ""
    return f"le contrat « {deal.get_kind_display()} »{partner}"


def _found(production: Production, line: Line, deal: Deal, message: str, remedy: str) -> Found:
    return Found(
        subject=f"{production.title} · {line.label}",
        message=message,
        remedy=remedy,
        remedy_url=f"/spectacles/{production.slug}/financement/{line.pk}/contrat/",
        production=production.pk,
        about=(f"line:{line.pk}", f"deal:{deal.pk}"),
    )


ONE_FACT = Citation(
    "Préachat, coproduction, résidence : rattacher chaque apport à son contrat, pour ne pas le compter deux fois", "", "derived"
)

_check = checks_of("budget")
CHECKS = (
    _check("FIN-024", "Une ligne et un contrat comptent peut-être le même argent", counted_twice, Severity.ALERTE, ONE_FACT),
    _check("FIN-025", "Une ligne ne dit pas le montant de son contrat", unlike, Severity.ALERTE, ONE_FACT),
)
