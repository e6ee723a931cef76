"""Which flat sum of a contract already charges what a budget line would: travel, lodging or meals, each once."""

from filage.desks.booking.enums import ItemKind
from filage.desks.budget.enums import HostingMode
from filage.desks.budget.models import Line
from filage.desks.budget.queries.facts import Facts
from filage.productions.models import Activity
from filage.rules.reading.folding import folded

TRAVEL, STAY = "6251", "6256"  # voyages ; missions, that is nights and meals
MEALS = ("repas", "defraiement", "panier", "catering")
TERMS = {ItemKind.VOYAGE: "frais_voyage", ItemKind.HEBERGEMENT: "frais_hebergement", ItemKind.REPAS: "frais_repas"}


def term_of(line: Line) -> str:
    """Return which flat sum of a contract would charge what a line costs; nothing when no one would."""
    if line.account.startswith(TRAVEL):
        return TERMS[ItemKind.VOYAGE]
    if not line.account.startswith(STAY):
        return ""
    meals = any(word in folded(line.label) for word in MEALS)
    return TERMS[ItemKind.REPAS if meals else ItemKind.HEBERGEMENT]


def by_contract(facts: Facts, line: Line, activity: Activity) -> bool:
    """Tell whether the contract of a date charges by a flat sum what this line would charge again."""
    if line.hosting != HostingMode.FORFAIT or activity.deal_id is None:
        return False
    return bool(facts.terms.get(activity.deal_id, {}).get(term_of(line)))
