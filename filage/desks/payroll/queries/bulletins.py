"""Estimated payslips as a page tells them: a line for each contribution, both sides of it, what it rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.rails import season as seasons
from filage.core.rails.reasons import Reason
from filage.desks.payroll.queries.costing import Pricing, reference_creation
from filage.desks.payroll.queries.employers import coefficient_because
from filage.desks.payroll.queries.slips import Slip, charges_of, slips
from filage.productions.models import Engagement
from filage.rules.engine import Explained, given, sources, sum_of
from filage.rules.engine.explained import Source
from filage.rules.payroll.payslip import Line, Payslip
from filage.rules.payroll.scale import BASE_LABELS, Base

SIDES = re.compile(r", part (employeur|salariale)$|, moitié d[eu] .*$|, contribution spécifique d[eu] .*$")
FAMILIES = (
    ("Sécurité sociale", ("maladie", "vieillesse", "allocations", "atmp", "fnal", "csa", "dialogue", "versement", "peec")),
    ("Chômage, congés", ("ags", "chomage", "conges")),
    ("Retraite complémentaire", ("retraite", "ceg", "cet", "apec")),
    ("Prévoyance, santé", ("prevoyance", "sante", "forfait")),
    ("Formation, médecine, fonds", ("",)),
    ("CSG et CRDS", ("csg_deductible", "csg_non", "crds")),
)  # fmt: skip
SURE = ("official", "two_sources", "one_source", "derived", "disputed")


@dataclass(frozen=True, slots=True)
class Share:
    """What one side bears: the code that opens it, its rate, its amount in euros."""

    code: str
    rate: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Told:
    """A contribution: its base, what the employee and the employer bear, since when, after which text, how sure."""

    label: str
    base_label: str
    base: Decimal
    employee: Share | None
    employer: Share | None
    since: date | None
    source: str
    url: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Part:
    """A family of contributions."""

    title: str
    lines: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Bulletins:
    """The payslips of an embauche, the one that is read, and what its coefficient would say."""

    engagement: Engagement
    slips: Sequence[Slip]
    chosen: Slip | None
    parts: Sequence[Part]
    because: str  # why the coefficient is followed rather than the engine; empty otherwise
    coefficient: Explained
    at_coefficient: Decimal | None  # employer's cost of the month read, for one person


def bulletins(organisation_id: UUID, production_id: UUID, engagement_id: UUID, month: date | None) -> Bulletins | None:
    """Return the payslips of an embauche, reading that of a month (else the last one begun); None when it is gone."""
    season = seasons.load(organisation_id, (production_id,))
    engagement = next((each for each in season.engagements if each.pk == engagement_id), None)
    if engagement is None:
        return None
    found = slips(season, engagement)
    chosen = _chosen(found, month or season.today.replace(day=1))
    law, on = (
        season.law(engagement.production.structure_id),
        chosen.month if chosen else reference_creation(engagement.production),
    )
    coefficient = Pricing(engagement, law).coefficient(on)
    gross = chosen.gross.value if chosen else None
    known = gross is not None and coefficient.value is not None
    return Bulletins(
        engagement=engagement,
        slips=found,
        chosen=chosen,
        parts=parts(chosen.payslip) if chosen and chosen.payslip else (),
        because=coefficient_because(engagement, law, on),
        coefficient=coefficient,
        at_coefficient=(gross * coefficient).rounded().value if known and gross is not None else None,
    )


def explain(key: str, organisation_id: UUID) -> Reason | None:
    """Return an amount of a payslip from « embauche/month/line », with its tree; None when it is gone."""
    try:
        engagement_id, month, code = key.split("/")
        row = (
            Engagement.objects.within(organisation_id).filter(pk=UUID(engagement_id)).values_list("production", flat=True).first()
        )
        on = date.fromisoformat(f"{month}-01")
    except ValueError:
        return None
    page = row and bulletins(organisation_id, row, UUID(engagement_id), on)
    if not page or page.chosen is None or page.chosen.payslip is None or page.chosen.month != on:
        return None
    amount = _amount(page.chosen.payslip, code)
    return None if amount is None else Reason(amount, page.engagement.production_id)


def parts(slip: Payslip) -> list[Part]:
    """Return the contributions of a payslip by family, both sides of one contribution on one line."""
    told: dict[tuple[str, str, Decimal], Told] = {}
    for rank, line in enumerate(slip.lines):
        family = _family(line.levy.line)
        label = SIDES.sub("", line.levy.label)
        key = (family, label, line.base)
        share = Share(str(rank), line.levy.rate.value, line.amount)
        before = told.get(key) or _told(line, label)
        told[key] = replace(before, employer=share) if line.levy.employer else replace(before, employee=share)
    titles = [title for title, _ in FAMILIES]
    return [
        Part(title, [line for (family, _, _), line in told.items() if family == title])
        for title in titles
        if any(family == title for family, _, _ in told)
    ]


def _chosen(found: Sequence[Slip], month: date) -> Slip | None:
    before = [slip for slip in found if slip.month <= month]
    return before[-1] if before else next(iter(found), None)


def _amount(slip: Payslip, code: str) -> Explained | None:
    gross, lines = given(slip.gross, "Brut"), slip.lines
    if code == "net":
        held = [line.explained() for line in lines if not line.levy.employer]
        return (gross - sum_of(held, "Cotisations du salarié")).named("Net avant impôt")
    if code == "cout":
        return (gross + charges_of(slip)).named("Coût employeur")
    if code == "reduction":
        return next((each for each in slip.explained_cost().inputs if each.op == "neg"), given(0, "Réduction générale"))
    return lines[int(code)].explained() if code.isdigit() and int(code) < len(lines) else None


def _family(line: str) -> str:
    for title, beginnings in reversed(FAMILIES):
        if any(beginning and line.startswith(beginning) for beginning in beginnings):
            return title
    return next(title for title, beginnings in FAMILIES if beginnings == ("",))


def _told(line: Line, label: str) -> Told:
    held = sources(line.levy.rate)
    source = _weakest(held)
    return Told(
        label=label,
        base_label=BASE_LABELS[line.levy.base] if line.levy.base != Base.GROSS else "",
        base=line.base,
        employee=None,
        employer=None,
        since=max((each.since for each in held if each.since), default=None),
        source=" ; ".join(dict.fromkeys(each.text for each in held)),
        url=source.url if source and len(held) == 1 else "",
        confidence=source.confidence if source else "unknown",
    )


def _weakest(held: Sequence[Source]) -> Any:
    return max(held, key=lambda each: SURE.index(each.confidence) if each.confidence in SURE else len(SURE), default=None)
