"""The values of the law and of the trade on a day, with source, confidence, date of review, and the house's own settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpRequest

from filage.core import access, own_settings
from filage.rules.engine import Law, Parameter
from filage.rules.reading.folding import folded
from filage.web.format import count

FAMILIES = {
    "taxes": "Taxes",
    "vat": "TVA",
    "employer": "Coût employeur",
    "funding": "Aides",
    "overheads": "Frais généraux",
    "commercial_tax": "Impôts commerciaux",
    "pricing": "Prix",
    "treasury": "Trésorerie",
    "payroll": "Paie",
    "artists": "Artistes",
    "social_security": "Sécurité sociale",
    "working_time": "Temps de travail",
    "geography": "Distances",
}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The parameters of one subject."""

    title: str
    rates: Sequence[Rate]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatesPage:
    """Everything the page « Barèmes » draws."""

    on: date
    words: str
    families: Sequence[Family]
    lede: str


def page(request: HttpRequest, *, words: str, on: date, today: date) -> RatesPage:
    """Read the parameters whose label, code or source holds every word, as they stand on a day, settings included."""
    law = own_settings.law_for(organisation=access.organisation_of(request))
    asked = folded(words).split()
    families: dict[str, list[Rate]] = {}
    for code in law.codes():
        rate = _rate(law, law.parameter(code), on, today)
        if all(word in folded(f"{rate.label} {rate.code} {rate.source} {rate.note}") for word in asked):
            families.setdefault(code.split(".")[0], []).append(rate)
    shown = [rate for rates in families.values() for rate in rates]
    return RatesPage(
        on=on,
        words=words,
        families=[
            Family(title=_title(code), rates=rates) for code, rates in sorted(families.items(), key=lambda one: _title(one[0]))
        ],
        lede=_lede(shown),
    )


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
    return FAMILIES.get(code, code.replace("_", " ").capitalize())


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
