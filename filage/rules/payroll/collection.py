"""Who collects what a payslip bears: each body on its own with the DSN, the Guso for all those that it covers."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from filage.rules.payroll.payslip import Payslip
from filage.rules.payroll.terms import Contract, ImpossibleTerms, Terms


class Circuit(StrEnum):
    """How an embauche is declared and paid: the monthly DSN, or the single office of occasional employers of live shows."""

    DSN = "dsn"
    GUSO = "guso"


URSSAF, AUDIENS, GUSO = "Urssaf", "Audiens", "Guso"
FRANCE_TRAVAIL, THALIE = "France Travail", "Thalie Santé"
FUNDS = frozenset({"fnas", "casc", "sante_employeur", "sante_salarie"})  # what the Guso does not cover
ELSEWHERE: Mapping[str, str] = {
    "chomage_employeur_annexes": FRANCE_TRAVAIL,
    "chomage_salarie_annexes": FRANCE_TRAVAIL,
    "conges_spectacles_employeur": AUDIENS,
    "retraite_complementaire_employeur": AUDIENS,
    "retraite_complementaire_salarie": AUDIENS,
    "ceg_employeur": AUDIENS,
    "ceg_salarie": AUDIENS,
    "cet_employeur": AUDIENS,
    "cet_salarie": AUDIENS,
    "apec_employeur": AUDIENS,
    "apec_salarie": AUDIENS,
    "prevoyance_cadre_employeur": AUDIENS,
    "prevoyance_employeur": AUDIENS,
    "fcap": AUDIENS,
    "contribution_conventionnelle": "Afdas",
    "medecine_travail": THALIE,
    "fnas": "FNAS",
    "casc": "CASC-SVP",
    "peec": "Action Logement",
    "sante_employeur": "Organisme de mutuelle",
    "sante_salarie": "Organisme de mutuelle",
}
REDUCTION = "Réduction générale, imputée par l’Urssaf et la retraite complémentaire"


def collected(found: Payslip, circuit: Circuit) -> dict[str, Decimal | None]:
    """Return what each body collects of a payslip, in euros, employee’s and employer’s shares together; None when unknown.

    The general reduction is negative, on its own with the DSN, which shares it between bodies.
    """
    owed: dict[str, Decimal | None] = defaultdict(Decimal)
    for line, amount in found.by_line().items():
        name = collector(line, circuit, intermittent=found.terms.status.is_intermittent)
        before = owed[name]
        owed[name] = None if before is None or amount is None else before + amount
    if found.reduction:
        name = GUSO if circuit is Circuit.GUSO else REDUCTION
        before = owed[name]
        owed[name] = None if before is None else before - found.reduction
    return dict(owed)


def collector(line: str, circuit: Circuit, *, intermittent: bool) -> str:
    """Return who collects a line of a payslip."""
    if circuit is Circuit.GUSO and line not in FUNDS:
        return GUSO
    if line == "ags" and intermittent:
        return FRANCE_TRAVAIL
    return ELSEWHERE.get(line, URSSAF)


def refuse_unless_open(circuit: Circuit, terms: Terms) -> None:
    """Raise ImpossibleTerms when the Guso is closed to the terms: it takes artists and technicians of a live show, in CDD."""
    if circuit is not Circuit.GUSO:
        return
    if not terms.status.is_intermittent:
        raise ImpossibleTerms(
            "circuit", "le Guso ne prend que les artistes et techniciens d’un spectacle : ni permanent, ni atelier"
        )
    if terms.contract is Contract.CDI:
        raise ImpossibleTerms("circuit", "le Guso ne prend que des contrats à durée déterminée")
