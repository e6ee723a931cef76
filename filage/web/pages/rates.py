"""The values of the law and of the trade on a day, with source, confidence, date of review, and the house's own settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.http import HttpRequest

from filage.core import access, own_settings
from filage.productions.models import Structure
from filage.rules.engine import Law, Parameter
from filage.rules.reading.folding import folded
from filage.web.format import count

FAMILIES = {  # by the beginning of the codes; the longest one wins, in the order of the page
    "payroll": "Paie : SMIC et plafonds",
    "payroll.general": "Paie : droit commun",
    "payroll.artist": "Paie : artistes",
    "payroll.technician": "Paie : techniciens",
    "payroll.intermittent": "Paie : intermittents",
    "payroll.branch": "Paie : conventions et fonds",
    "payroll.reduction": "Paie : réduction générale",
    "payroll.dfs": "Paie : déduction forfaitaire",
    "payroll.withholding": "Paie : prélèvement à la source",
    "payroll.salary_tax": "Taxe sur les salaires",
    "employer": "Coût employeur, usages de la maison",
    "minimum.ccneac": "Minima de la convention 1285",
    "minimum.ccnsvp": "Minima de la convention 3090",
    "allowance": "Défraiements",
    "working_time": "Temps de travail",
    "benefit": "Allocation des annexes 8 et 10",
    "contracts": "Contrats, délais",
    "licence": "Récépissé",
    "vat": "TVA",
    "taxes": "Taxes",
    "withholding": "Retenue à la source",
    "commercial_tax": "Impôts commerciaux",
    "funding": "Aides",
    "overheads": "Frais généraux",
    "geography": "Distances",
    "accessibility": "Accessibilité",
    "directory": "Carnet, délais de relance",
}
OF_PAY = ("payroll.", "minimum.", "employer.", "working_time.", "allowance.")
LATELY = timedelta(days=365)
AGREEMENTS = {"1285": ("ccneac", "_1285"), "3090": ("ccnsvp", "_3090")}  # what only concerns who applies the agreement
DOUBTED = ("derived", "disputed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An older value."""

    since: date
    value: Decimal | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A parameter on the day asked."""

    code: str
    label: str
    unit: str
    note: str
    value: Decimal | None
    gesture: str
    since: date | None
    source: str
    url: str
    confidence: str
    own: bool
    review_due: date
    overdue: bool
    history: Sequence[Past]

    @property
    def of_pay(self) -> bool:
        """Tell whether a structure may give its own value among its pay settings."""
        return self.code.startswith(OF_PAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The parameters of one subject."""

    title: str
    rates: Sequence[Rate]
    told: str  # unknown, doubted, changed lately


@dataclass(frozen=True, slots=True, kw_only=True)
class RatesPage:
    """Everything the page « Barèmes » draws."""

    on: date
    words: str
    families: Sequence[Family]
    lede: str
    to_give: Sequence[Rate]
    to_review: Sequence[Rate]
    structure: Structure | None
    structures: Sequence[Structure]
    sets: bool  # the user may give values


def page(request: HttpRequest, *, words: str, on: date, today: date) -> RatesPage:
    """Read the parameters whose label, family, code or source holds every word, as they stand for one of our structures."""
    organisation = access.organisation_of(request)
    ours = list(Structure.objects.within(organisation).filter(ours=True))
    chosen = next((one for one in ours if str(one.pk) == request.GET.get("structure")), next(iter(ours), None))
    law = own_settings.law_for(chosen, organisation=organisation)
    asked = folded(words).split()
    families: dict[str, list[Rate]] = {title: [] for title in FAMILIES.values()}
    for code in law.codes():
        rate, title = _rate(law, law.parameter(code), on, today), _title(code)
        if all(word in folded(f"{rate.label} {rate.code} {rate.source} {rate.note} {title}") for word in asked):
            families.setdefault(title, []).append(rate)
    shown = [rate for rates in families.values() for rate in rates]
    return RatesPage(
        on=on,
        words=words,
        families=[Family(title=title, rates=rates, told=_told(rates, on)) for title, rates in families.items() if rates],
        lede=_lede(shown),
        to_give=[rate for rate in shown if rate.value is None and _concerns(rate, chosen) and rate.gesture.startswith("Saisir")],
        to_review=[rate for rate in shown if rate.overdue],
        structure=chosen,
        structures=ours,
        sets=chosen is not None and access.can_read_pay(request.user, organisation),
    )


def _concerns(rate: Rate, structure: Structure | None) -> bool:
    """Tell whether a parameter may serve a structure: the grids and funds of another agreement do not."""
    own = structure.idcc if structure else ""
    return not any(mark in rate.code for idcc, marks in AGREEMENTS.items() if idcc != own for mark in marks)


def _told(rates: Sequence[Rate], on: date) -> str:
    unknown = sum(rate.value is None for rate in rates)
    doubted = sum(rate.value is not None and rate.confidence in DOUBTED for rate in rates)
    lately = sum(rate.since is not None and on - LATELY < rate.since <= on for rate in rates)
    said = [count(unknown, "inconnue")] if unknown else []
    said += [f"{count(doubted, 'valeur')} à confirmer"] if doubted else []
    said += [f"{count(lately, 'valeur')} depuis moins d’un an"] if lately else []
    return ", ".join(said)


def _rate(law: Law, parameter: Parameter, on: date, today: date) -> Rate:
    read = law.read(parameter.code, on)
    source = read.source
    return Rate(
        code=parameter.code,
        label=parameter.label,
        unit=parameter.unit,
        note=parameter.note,
        value=read.value,
        gesture=read.gesture,
        since=source.since if source else None,
        source=source.text if source else "",
        url=_address(source.url) if source else "",
        confidence=source.confidence if source else "unknown",
        own=read.op == "setting",
        review_due=parameter.review_due,
        overdue=parameter.review_due < today,
        history=[Past(since=one.since, value=one.value, source=one.source) for one in reversed(parameter.values)],
    )


def _title(code: str) -> str:
    fitting = [prefix for prefix in FAMILIES if code.startswith(f"{prefix}.")]
    return FAMILIES[max(fitting, key=len)] if fitting else code.split(".")[0].replace("_", " ").capitalize()


def _address(url: str) -> str:
    return url if not url or url.startswith(("http://", "https://")) else f"https://{url}"


def _lede(shown: Sequence[Rate]) -> str:
    unknown = sum(rate.value is None for rate in shown)
    overdue = sum(rate.overdue for rate in shown)
    said = [count(len(shown), "valeur")]
    if unknown:
        said.append(count(unknown, "inconnue"))
    if overdue:
        said.append(f"{count(overdue, 'valeur')} à revoir")
    return ", ".join(said) + "."
