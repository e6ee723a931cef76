"""`calculer tresorerie`: the cash plan month after month, and its lowest point."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated

from filage.cli.rules.numbers import MonthText, Number, Positive, Signed
from filage.cli.rules.shapes import Answer, BadInput, Entree, Money, Sortie, sure_money
from filage.rules.engine.explained import Explained, given, percent
from filage.rules.engine.text import rounded_money_text
from filage.rules.treasury.plan import CashPlan, Flow, cash_plan, contributions_of, delayed

WindowLength = Annotated[int, Number(1, 240, whole=True)]
MonthShift = Annotated[int, Number(0, 240, whole=True)]
Rate = Annotated[Decimal, Number(0, 1000)]


class Flux(Entree):
    """A movement of cash, VAT included: receipts positive, payments negative."""

    libelle: str
    mois: MonthText
    montant: Signed
    financeur: str | None = None


class Salaire(Entree):
    """Net wages paid in a month."""

    mois: MonthText
    montant: Positive


class Retard(Entree):
    """A funder who pays late by a number of months: all its flows move."""

    financeur: str
    mois: MonthShift


class TresorerieEntree(Entree):
    """A window of months, what is in the bank at its start, and the movements."""

    debut: MonthText
    mois: WindowLength
    ouverture: Signed
    flux: list[Flux]
    cotisations_taux_pct: Rate | None = None
    cotisations_decalage: MonthShift | None = None
    salaires: list[Salaire] | None = None
    retards: list[Retard] | None = None


class MoisSortie(Entree):
    """A month; `decaissements` is positive."""

    mois: str
    encaissements: Money
    decaissements: Money
    solde: Money


class CreuxSortie(Entree):
    """The lowest closing balance, the first on a tie."""

    mois: str
    solde: Money


class ReportSortie(Entree):
    """A movement outside the window; signed."""

    libelle: str
    montant: Money


class TresorerieSortie(Sortie):
    """The months of the window, the lowest one, and the movements that fall outside."""

    mois: list[MoisSortie]
    creux: CreuxSortie
    reports: list[ReportSortie]


ENTREE, SORTIE = TresorerieEntree, TresorerieSortie


def answer(entree: TresorerieEntree) -> Answer:
    """Return the cash plan."""
    plan = cash_plan(entree.debut, entree.mois, given(entree.ouverture, "Solde d’ouverture"), _flows(entree))
    months = [
        MoisSortie(
            mois=_text(month.month),
            encaissements=sure_money(month.receipts.explained()),
            decaissements=sure_money(month.payments.explained()),
            solde=sure_money(month.balance),
        )
        for month in plan.months
    ]
    sortie = TresorerieSortie(
        mois=months,
        creux=CreuxSortie(mois=_text(plan.lowest.month), solde=sure_money(plan.lowest.balance)),
        reports=[ReportSortie(libelle=flow.label, montant=sure_money(flow.amount)) for flow in (*plan.early, *plan.late)],
        avertissements=_warnings(entree, plan),
    )
    return Answer(sortie, _amounts(plan))


def _flows(entree: TresorerieEntree) -> list[Flow]:
    flows = [Flow(flux.libelle, flux.mois, given(flux.montant, flux.libelle), flux.financeur or "") for flux in entree.flux]
    wages = [
        Flow(f"Salaires {_text(salaire.mois)}", salaire.mois, given(-salaire.montant, "Salaires nets"))
        for salaire in entree.salaires or []
    ]
    shift = 1 if entree.cotisations_decalage is None else entree.cotisations_decalage
    due: Iterable[Flow] = ()
    if entree.cotisations_taux_pct is not None:
        due = contributions_of(wages, percent(entree.cotisations_taux_pct, "Taux de cotisations"), shift)
    return [*delayed(flows, _delays(entree)), *wages, *(flow for flow in due if flow.amount.value)]


def _delays(entree: TresorerieEntree) -> dict[str, int]:
    delays: dict[str, int] = {}
    for rank, late in enumerate(entree.retards or []):
        if late.financeur in delays:
            raise BadInput(f"retards.{rank}.financeur", f"« {late.financeur} » a déjà un retard")
        delays[late.financeur] = late.mois
    return delays


def _amounts(plan: CashPlan) -> dict[str, Explained | None]:
    found: dict[str, Explained | None] = {"creux.solde": plan.lowest.balance}
    return found | {f"mois.{rank}.solde": month.balance for rank, month in enumerate(plan.months)}


def _warnings(entree: TresorerieEntree, plan: CashPlan) -> list[str]:
    funders = {flux.financeur for flux in entree.flux}
    idle = [late.financeur for late in entree.retards or [] if late.financeur not in funders]
    texts = [f"Retard sans effet : aucun flux du financeur « {funder} »." for funder in idle]
    if entree.salaires and entree.cotisations_taux_pct is None:
        texts.append("cotisations_taux_pct absent : aucune cotisation n’est comptée sur les salaires.")
    texts += [f"{_place(flow)} précède le plan : supposé compris dans l’ouverture, non compté." for flow in plan.early]
    texts += [f"{_place(flow)} tombe après le plan : reporté." for flow in plan.late]
    low = plan.lowest.balance.known()
    if low < 0:
        texts.append(f"Découvert : il manque {rounded_money_text(-low)} fin {_text(plan.lowest.month)}.")
    return texts


def _place(flow: Flow) -> str:
    return f"« {flow.label} » ({_text(flow.month)})"


def _text(month: date) -> str:
    return f"{month:%Y-%m}"
