"""What each cell of a workbook that comes back means for the line or the embauche it speaks of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any

from filage.desks.budget.enums import Destination, HypothesisCode, IncomeStatus, Side, VatHandling
from filage.desks.budget.models import Line
from filage.desks.budget.queries.cells import COMMENT_LENGTH, LABEL_LENGTH, SOURCE_LENGTH, UNIT_LENGTH
from filage.documents.workbook.reading import choices
from filage.documents.workbook.vocabulary import EVERY_DATE
from filage.productions import pointing
from filage.productions.enums import EmploymentStatus, GrossUnit
from filage.productions.models import Activity, Engagement, Production, Structure
from filage.rules import reading
from filage.rules.engine import to_cent, to_ten_thousandth

HUNDRED, ONE = Decimal(100), Decimal(1)
FUNCTION_LENGTH = 120
YES = "oui"
type Reader = Callable[[], dict[str, Any] | None]
# hypothesis of the workbook -> hypothesis of the production, and what turns one into the other
HYPOTHESES: Mapping[str, tuple[HypothesisCode, Decimal]] = MappingProxyType(
    {
        "dates": (HypothesisCode.DATES_PREVUES, ONE),
        "price": (HypothesisCode.PRIX, ONE),
        "structure_share": (HypothesisCode.QUOTE_PART_STRUCTURE, ONE),
        "management_rate": (HypothesisCode.TAUX_GESTION, HUNDRED),
        "cost_margin": (HypothesisCode.MARGE_SUR_COUT, HUNDRED),
        "price_margin": (HypothesisCode.MARQUE_SUR_PRIX, HUNDRED),
        "vat_rate": (HypothesisCode.TVA_CESSION, HUNDRED),
    }
)
COMPUTED = MappingProxyType(
    {
        "": "Filage calcule cette ligne : changez-la là où elle naît (contrat, date ou prix).",
        "gestion": "Filage calcule cette ligne : changez le taux de gestion, dans Hypothèses.",
        "quote-part": "Filage calcule cette ligne : changez la quote-part de structure, dans Hypothèses.",
        "vhr": "Filage calcule cette ligne : changez la prise en charge, dans la feuille VHR.",
        "a-vendre": "Filage calcule cette ligne : changez le nombre de dates ou le prix, dans Hypothèses.",
    }
)
NOT_HERE = MappingProxyType(
    {
        "": "Cette colonne ne se reprend pas : changez-la dans Filage.",
        "example": "Cet exemple vient de la première date qui voyage : changez sa ligne dans la feuille VHR.",
        "person": "Une personne se choisit sur l’embauche, dans Filage.",
        "fiscal_year": "L’exercice se répartit dans Filage.",
        "funder": "Aucune structure de ce nom dans votre annuaire : créez-la, puis recommencez.",
        "scheme": "Aucune structure de ce nom dans votre annuaire : créez-la, puis recommencez.",
        "ref": "Aucune date de ce nom dans la feuille Tournée.",
    }
)


@dataclass(frozen=True)
class Place:
    """The production a cell speaks of and its season, the dates of its workbook, whether its structure recovers VAT."""

    season: Any
    production: Production
    dates: Decimal
    recovers: bool

    def structure(self, name: str) -> Structure | None:
        """Return the structure of the organisation that bears a name, capitals apart."""
        found: Structure | None = pointing.named(Structure, self.production.organisation_id, name)
        return found

    @cached_property
    def performances(self) -> dict[str, Activity]:
        """Return the dates of the tour by the reference that the workbook gives them."""
        return {f"D{rank}": each for rank, each in enumerate(self.season.performances_of(self.production.pk), start=1)}


def line_fields(place: Place, line: Line, sheet: str, name: str, after: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the fields of a line that a cell writes, all the cells of its row being `after`; None when none does."""
    text = after.get(name, "")
    if name in ("quantity", "variable", "ref"):
        return _times(place, line, name, after)
    if sheet == "Financement" and name in ("unit_price", "asked", "granted"):
        return _income(place, line, after)
    readers: Mapping[str, Reader] = {
        "label": lambda: {"label": _said(text, LABEL_LENGTH)},
        "account": lambda: {"account": reading.account(text)},
        "unit": lambda: {"unit": reading.words(text, longest=UNIT_LENGTH)},
        "comment": lambda: {"comment": reading.words(text, longest=COMMENT_LENGTH)},
        "unit_price": lambda: {"unit_price": reading.amount(_french(text))},
        "source": lambda: {"source": reading.words(text, longest=SOURCE_LENGTH)},
        "destination": lambda: {"destination": _one_of(text.upper(), Destination.values)},
        "phase": lambda: {"phase": _choice("phase", text)},
        "tax": lambda: {"vat_handling": _one_of({"": "ht"}.get(text, text.lower()), VatHandling.values)},
        "vat_rate": lambda: {"vat_rate": _percent(text)},
        "mode": lambda: {"hosting": _choice("mode", text)},
        "funder": lambda: _funder(place, text),
        "scheme": lambda: _funder(place, text),
        "status": lambda: {"status": _one_of(_choice("status", text), IncomeStatus.values)},
        "answer_on": lambda: {"on": date.fromisoformat(text) if text else None},
    }
    return readers[name]() if name in readers else None


def engagement_fields(place: Place, held: Engagement, name: str, after: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the fields of an embauche that a cell writes, all the cells of its row being `after`; None when none does."""
    text = after.get(name, "")
    new = held._state.adding
    if name in ("quantity", "variable"):
        return _worked(place, held, name, after)
    readers: Mapping[str, Reader] = {
        "function": lambda: {"function": _said(text, FUNCTION_LENGTH)},
        "gross": lambda: {"gross": None if not text else to_cent(Decimal(text))},
        "coefficient": lambda: {"coefficient": _coefficient(text)},
        "unit": lambda: {"unit": reading.one_of(text, dict(GrossUnit.choices)) or GrossUnit.CACHET},
        "phase": lambda: {"phase": _choice("phase", text)},
        "destination": lambda: {"destination": _one_of(text.upper(), Destination.values)},
        "person": lambda: {"placeholder": reading.words(text, longest=FUNCTION_LENGTH)} if new else None,
        "status": lambda: _status(text, after) if new else None,
        "account": lambda: {} if new else None,
    }
    return readers[name]() if name in readers else None


# ------------------------------------------------------------ quantities
def _times(place: Place, line: Line, name: str, after: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the quantity of a line, for each date when it comes back at each; the sheets give it for all of them."""
    ref = after.get("ref", "")
    dated = ref not in ("", EVERY_DATE) or (line.activity_id is not None and "ref" not in after)
    every = not dated and (ref == EVERY_DATE or after.get("variable") == YES)
    fields: dict[str, Any] = {}
    if name == "ref":
        if dated and ref not in place.performances:
            return None
        fields["activity"] = place.performances[ref] if dated else None
    fields["per_performance"] = every
    text = after.get("quantity", "")
    quantity = ONE if not text else Decimal(text)
    if every and not place.dates:
        raise reading.Unreadable("Le nombre de dates est inconnu : saisissez-le dans Filage, puis recommencez.")
    read = reading.quantity(_french(str(to_ten_thousandth(quantity / place.dates if every else quantity))))
    return fields | {"quantity": read}


def _worked(place: Place, held: Engagement, name: str, after: Mapping[str, str]) -> dict[str, Any] | None:
    if name == "variable" and not held._state.adding:
        return None
    every = after.get("variable") == YES if held._state.adding else held.per_performance
    following = held.quantity_following not in (None, held.quantity)
    if every and (following or not place.dates):
        raise reading.Unreadable("Cette quantité suit les dates, une à une : changez-la sur l’embauche.")
    text = after.get("quantity", "")
    shared = Decimal(text or 1) / (held.headcount * (place.dates if every else 1))
    return {"quantity": reading.quantity(_french(str(to_ten_thousandth(shared)))), "per_performance": every}


# ------------------------------------------------------------ money
def _income(place: Place, line: Line, after: Mapping[str, str]) -> dict[str, Any]:
    """Return what a line of income counts for: what was obtained replaces what was asked, which is then kept apart."""
    if after.get("quantity"):
        return {"unit_price": _back(place, line, after.get("unit_price", ""))}
    asked, granted = after.get("asked", ""), after.get("granted", "")
    if granted:
        return {"unit_price": _back(place, line, granted), "asked": to_cent(Decimal(asked)) if asked else None}
    return {"unit_price": _back(place, line, asked), "asked": None}


def _back(place: Place, line: Line, text: str) -> Decimal | None:
    """Return an amount of the workbook in the terms of its line: with its VAT again when it was typed so."""
    if not text:
        return None
    taxed = line.vat_rate and line.vat_handling == VatHandling.TTC and place.recovers and line.side == Side.PRODUIT
    value = Decimal(text) * (1 + line.vat_rate / HUNDRED) if taxed and line.vat_rate else Decimal(text)
    return reading.amount(_french(str(to_ten_thousandth(value))))


def _percent(text: str) -> Decimal | None:
    return reading.rate(_french(str(Decimal(text) * HUNDRED))) if text else None


def _coefficient(text: str) -> Decimal | None:
    if not text:
        return None
    found = to_ten_thousandth(Decimal(text))
    if found < 1:
        raise reading.Unreadable("Un coefficient de charges multiplie le brut : il vaut 1 ou plus, par exemple 1,55.")
    return found


# ------------------------------------------------------------ words
def _french(text: str) -> str:
    """Return a number as people write it, so that it is read by the rules of what they type."""
    return f"{Decimal(text).normalize() + 0:f}".replace(".", ",") if text else ""


def _said(text: str, longest: int) -> str:
    found = reading.words(text, longest=longest)
    if not found:
        raise reading.Unreadable("Une ligne garde un nom.")
    return found


def _choice(name: str, text: str) -> str:
    options = choices()[name]
    return _one_of(options.get(text, text.lower()), list(options.values()))


def _one_of(text: str, options: Any) -> str:
    if text not in options:
        raise reading.Unreadable(f"« {text} » : choisissez dans la liste de la cellule.")
    return str(text)


def _funder(place: Place, text: str) -> dict[str, Any] | None:
    if not text:
        return {"funder": None}
    found = place.structure(text)
    return None if found is None else {"funder": found}


def _status(text: str, after: Mapping[str, str]) -> dict[str, Any]:
    """Return how somebody new is employed: a technician in the technical posts, else an artist."""
    if text.lower().startswith("perm"):
        return {"status": EmploymentStatus.PERMANENT}
    technical = after.get("destination", "").upper() in ("C", "D", "E")
    return {"status": EmploymentStatus.TECHNICIEN if technical else EmploymentStatus.ARTISTE}
