"""Who pays: what the pay engine asks of a structure, and whether its embauches are priced by the engine or by a coefficient."""

from datetime import date
from typing import Any

from filage.productions.models import Engagement, Structure
from filage.rules.engine import Law
from filage.rules.payroll.scale import SMALL_FIRM
from filage.rules.payroll.terms import Employer

BY_ENGINE = "employer.pay_engine"
MOBILITY = "payroll.general.versement_mobilite"
APPRENTICESHIP = "payroll.general.taxe_apprentissage"
NONPROFIT_WORDS = ("association", "loi 1901", "epcc", "établissement public", "fondation", "scic")

TYPED = "Coefficient saisi sur l’embauche : il est gardé."
CHOSEN = "La structure estime ses paies au coefficient."


def employer_for(structure: Structure, on: date) -> Employer:
    """Return a structure as the pay engine reads it; what it does not say is taken as the smallest company (see `unsaid`)."""
    return Employer(structure.headcount or 1, structure.idcc, bool(nonprofit(structure)))


def nonprofit(structure: Structure) -> bool | None:
    """Tell whether a structure seeks no profit: it says so, or its legal form does; None when neither does."""
    if structure.nonprofit is not None or not structure.legal_form:
        return structure.nonprofit
    form = structure.legal_form.casefold()
    return any(word in form for word in NONPROFIT_WORDS)


def unsaid(structure: Structure, law: Law, on: date) -> tuple[str, ...]:
    """Return what no payslip of a structure can be computed without and that it does not say, in French."""
    found = []
    if structure.headcount is None:
        found.append("l’effectif de la structure")
    if not structure.idcc:
        found.append("la convention collective de la structure (IDCC)")
    if nonprofit(structure) is None and _apprenticeship_differs(law, on):
        found.append("le but lucratif ou non de la structure")
    if (structure.headcount or 0) >= SMALL_FIRM and law.read(MOBILITY, on).value is None:
        found.append("le taux du versement mobilité (0 s’il n’est pas dû)")
    return tuple(found)


def coefficient_because(engagement: Engagement, law: Any, on: date) -> str:
    """Return why an embauche is priced by its coefficient whatever the engine finds; empty when nobody chose so."""
    if engagement.coefficient is not None:
        return TYPED
    return CHOSEN if law.read(BY_ENGINE, on).value == 0 else ""


def _apprenticeship_differs(law: Law, on: date) -> bool:
    return law.read(APPRENTICESHIP, on).value != law.read(f"{APPRENTICESHIP}_non_lucrative", on).value
