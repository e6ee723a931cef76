"""What the eligible base of an aid is read against: what it may not count, and the charges of the budget."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.budget import queries
from filage.desks.budget.rails.controls_funding import HOPED, RULES, ZERO, aids, incomes
from filage.desks.budget.rails.controls_lines import on_line
from filage.productions.models import Production
from filage.rules.budgeting.lines import EXPENSE, is_internal, is_voluntary
from filage.rules.engine.text import number_text, rounded_money_text
from filage.rules.funding.base import Charges, Excess, excess
from filage.rules.funding.catalogue import Base

DEPRECIATION, GROSS, PAY, ARTISTS = "68", "6411", "64", "A"


def unsaid_bases(season: Any) -> Iterator[Found]:
    """Yield the aids paid by a rate whose eligible base nobody said."""
    for production, line, aid in aids(season):
        if aid.rate is not None and line.eligible_base is None and line.status in HOPED:
            text = f"« {aid.name} » paie {number_text(aid.rate * 100)} % d’une assiette, et l’assiette n’est pas dite."
            yield on_line(production, line, text, "Saisir l’assiette éligible.", field="a_eligible_base")


def bases_with_volunteers(season: Any) -> Iterator[Found]:
    """Yield the eligible bases that count contributions volontaires."""
    yield from _too_large(season, Excess.VOLUNTARY, "elle compte des contributions volontaires, qui ne se décaissent pas")


def bases_with_depreciation(season: Any) -> Iterator[Found]:
    """Yield the eligible bases that count depreciation."""
    yield from _too_large(season, Excess.DEPRECIATION, "elle compte des dotations aux amortissements, qui ne se décaissent pas")


def bases_beyond_charges(season: Any) -> Iterator[Found]:
    """Yield the eligible bases larger than every charge of the budget."""
    yield from _too_large(season, Excess.BEYOND, "elle dépasse toutes les charges du budget")


def bases_of_other_posts(season: Any) -> Iterator[Found]:
    """Yield the eligible bases larger than the only posts that the aid accepts."""
    for production, line, aid in aids(season):
        if line.eligible_base is None or aid.base is None:
            continue
        accepted = _artists(season, production, gross=aid.base is Base.ARTIST_GROSS)
        if line.eligible_base > accepted:
            posts = "les bruts des artistes" if aid.base is Base.ARTIST_GROSS else "la masse salariale artistique"
            said = f"Assiette de {rounded_money_text(line.eligible_base)}, et « {aid.name} » ne compte que {posts}"
            yield on_line(
                production,
                line,
                f"{said} : {rounded_money_text(accepted)}.",
                "Ôter de l’assiette les postes exclus.",
                field="a_eligible_base",
            )


def _too_large(season: Any, wanted: Excess, why: str) -> Iterator[Found]:
    for production, line in incomes(season):
        base = line.eligible_base
        if base is None:
            continue
        charges = _charges(season, production, line.phase)
        if charges is not None and excess(base, charges) is wanted:
            said = f"Assiette de {rounded_money_text(base)}, pour {rounded_money_text(charges.paid)} de charges décaissées"
            yield on_line(
                production, line, f"{said} : {why}.", "Revoir l’assiette avec le règlement de l’aide.", field="a_eligible_base"
            )


def _charges(season: Any, production: Production, phase: str) -> Charges | None:
    """Return the charges of a phase; None while one of them is unknown."""
    paid = depreciation = voluntary = ZERO
    for line in queries.figures(season, production).counted:
        if line.side != EXPENSE or line.phase != phase or is_internal(line):
            continue
        if line.amount.value is None:
            return None
        if is_voluntary(line):
            voluntary += line.amount.value
        elif line.account.startswith(DEPRECIATION):
            depreciation += line.amount.value
        else:
            paid += line.amount.value
    return Charges(paid, depreciation, voluntary)


def _artists(season: Any, production: Production, *, gross: bool) -> Decimal:
    account = GROSS if gross else PAY
    lines = queries.figures(season, production).counted
    held = (line for line in lines if line.side == EXPENSE and line.destination == ARTISTS and line.account.startswith(account))
    return sum((line.amount.value for line in held if line.amount.value is not None), ZERO)


ELIGIBLE = Citation(
    "Budget prévisionnel d’opération : dotations et contributions volontaires exclues, seules comptent les dépenses décaissées",
    "",
    "one_source",
)

ALERT, UNKNOWN = Severity.ALERTE, Severity.INCONNU
_check = checks_of("budget")
CHECKS = (
    _check("FIN-009", "Une assiette compte des contributions volontaires", bases_with_volunteers, ALERT, ELIGIBLE),
    _check("FIN-010", "Une assiette compte des amortissements", bases_with_depreciation, ALERT, ELIGIBLE),
    _check("FIN-011", "Une assiette compte des postes exclus", bases_of_other_posts, ALERT, RULES),
    _check("FIN-012", "Une assiette dépasse les charges", bases_beyond_charges, ALERT, ELIGIBLE),
    _check("FIN-023", "L’assiette d’une aide n’est pas dite", unsaid_bases, UNKNOWN, RULES),
)
