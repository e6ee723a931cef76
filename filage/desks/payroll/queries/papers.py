"""What the papers of an embauche are told: who employs whom, when, where, for how much, as the season says it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.core.rails.season import once
from filage.core.refusal import Refusal
from filage.core.remembering import Again
from filage.desks.directory.queries import house
from filage.desks.directory.queries.recepisses import recepisses_of, stands
from filage.desks.payroll.queries import period, played
from filage.desks.payroll.queries.presence import presence
from filage.documents import codec, employment
from filage.documents.clauses import Mention
from filage.documents.employment_shapes import Choices, Day, Employee, Employer, EmploymentData, Kind, Replaced, Terms
from filage.productions.enums import FIRM, PayCircuit
from filage.productions.models import Activity, Credit, Engagement, Person, Structure

CONTRACT, AMENDMENT = "Contrat de travail", "Avenant"
SEALED = "(scellé)"  # what the kept facts of a paper say of a sealed number: only its bytes hold it
UNMOVED = "Rien n’a changé depuis le dernier contrat : il n’y a pas d’avenant à faire."
_LACKING: Again[tuple[Mention, ...]] = Again()  # by embauche, until what its contract says moves
type Form = Literal["", "collectif"]


def engagement_of(season: Any, key: str) -> Engagement:
    """Return the embauche of a season that a key names (« engagement:<id> »). Refusal when it is gone."""
    kind, _, named = key.partition(":")
    found = next((each for each in season.engagements if kind == "engagement" and str(each.pk) == named), None)
    if found is None:
        raise Refusal("Cette embauche n’existe plus.")
    return found


def kind_of(terms: Sequence[Terms], form: Form = "") -> Kind:
    """Return the kind of contract that embauches ask for; Refusal when they may not share one."""
    if form != "collectif":
        return employment.kind_of(terms[0])
    if len(terms) < 2 or any((each.status, each.contract) != ("artiste", "CDDU") for each in terms):
        raise Refusal("Un contrat commun réunit au moins deux artistes en CDD d’usage : personne d’autre n’y entre.")
    if len({each.title for each in terms}) > 1:
        raise Refusal("Un contrat commun est pour un seul spectacle.")
    return "cddu-collectif"


def contract(
    season: Any,
    engagements: Sequence[Engagement],
    *,
    on: date,
    form: Form = "",
    choices: Choices | None = None,
    draft: bool = False,
) -> EmploymentData:
    """Return the contract of an embauche, or the one that several artists share; the first one signs."""
    terms = [terms_of(season, each) for each in engagements]
    top = house.head(season, engagements[0].production, CONTRACT, on=on)
    return employment.paper(top, kind_of(terms, form), terms, on, choices=choices, draft=draft)


def amendment(season: Any, engagement: Engagement, former: Terms, *, amends: str, on: date) -> EmploymentData:
    """Return the amendment that brings a contract, as it was issued, to the embauche of today. Refusal when nothing moved."""
    top = house.head(season, engagement.production, AMENDMENT, on=on)
    made = employment.amendment(top, former, terms_of(season, engagement), on, amends=amends)
    if not made.changes:
        raise Refusal(UNMOVED)
    return made


def missing(season: Any, engagement: Engagement) -> tuple[Mention, ...]:
    """Return the mentions that the contract of an embauche lacks, those that block first; asked once for a season."""
    kept = _missing(season)
    if engagement.pk not in kept:
        terms, today = terms_of(season, engagement), season.today

        def lacking() -> tuple[Mention, ...]:
            return employment.missing(employment.kind_of(terms), [terms], today, Choices(spread="-"))

        kept[engagement.pk] = _LACKING.given(engagement.pk, (sealed(terms), today), lacking)
    return kept[engagement.pk]


@once
def _missing(_: Any) -> dict[UUID, tuple[Mention, ...]]:
    return {}


def frozen(data: EmploymentData) -> dict[str, Any]:
    """Return what is kept of a paper: all of it, but the sealed numbers, which only its bytes hold."""
    hidden = tuple(sealed(each) for each in data.terms)
    if data.kind != "avenant":
        data = employment.paper(data.head, data.kind, hidden, data.head.document.issued, choices=data.choices, draft=data.draft)
    return codec.to_json(replace(data, terms=hidden))  # type: ignore[return-value]


def sealed(terms: Terms) -> Terms:
    """Return terms as a kept paper says them."""
    return replace(terms, employee=replace(terms.employee, nir=SEALED if terms.employee.nir else ""))


def imprint(terms: Sequence[Terms]) -> str:
    """Return the imprint of what a paper of employment is made from."""
    plain = json.dumps([codec.to_json(each) for each in terms], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def terms_of(season: Any, engagement: Engagement) -> Terms:
    """Return the terms of an embauche as its contract says them."""
    production, person = engagement.production, engagement.person
    between = period.period_in(season, engagement)
    days = attended(season, engagement)
    count = units(season, engagement, days)
    return Terms(
        status=engagement.status,  # type: ignore[arg-type]
        contract=engagement.contract_type.value,  # type: ignore[arg-type]
        employer=_employer_of(season, production.structure),
        employee=_employee(person) if person else Employee(name=""),
        function=engagement.function,
        title=production.title,
        position=engagement.position,
        executive=engagement.executive,
        motive=engagement.motive,
        phase=engagement.phase,
        object_number=production.object_number,
        director=_directors(season).get(production.pk, "") if production.structure.idcc == "3090" else "",
        deduction=engagement.deduction,
        starts=between[0] if between else None,
        ends=between[1] if between else None,
        days=tuple(_day(each, engagement) for each in days),
        weekly_hours=engagement.weekly_hours,
        unit=engagement.unit,  # type: ignore[arg-type]
        gross=engagement.gross,
        quantity=count,
        total=None if engagement.gross is None or count is None else engagement.gross * count,
        replaced=_replaced(engagement),
        dpae_number=engagement.dpae_number,
    )


def attended(season: Any, engagement: Engagement) -> list[Activity]:
    """Return the firm services that an embauche is paid for, in order: a date replaced by somebody else is not hers."""
    held = presence(season)
    days = period.days_in(season, engagement, statuses=FIRM)
    return [each for each in days if not engagement.per_performance or held.paid(engagement, each)]


def units(season: Any, engagement: Engagement, days: Sequence[Activity]) -> Decimal | None:
    """Return the units of one person in all; None while no date tells them."""
    if not engagement.per_performance:
        return engagement.quantity
    mine = {each.pk for each in days}
    dates = [each for each in played(season.performances_of(engagement.production_id)) if each.activity.pk in mine]
    after = engagement.quantity if engagement.quantity_following is None else engagement.quantity_following
    return sum((after if each.following else engagement.quantity for each in dates), Decimal(0)) if dates else None


@once
def _employers(_: Any) -> dict[UUID, Employer]:
    return {}


def _employer_of(season: Any, structure: Structure) -> Employer:
    kept = _employers(season)
    if structure.pk not in kept:
        kept[structure.pk] = _employer(season, structure)
    return kept[structure.pk]


def _employer(season: Any, structure: Structure) -> Employer:
    held = [each.number for each in recepisses_of(season, structure.pk) if stands(each, season.today)]
    town = f"{structure.postal_code} {structure.city}".strip()
    return Employer(
        name=structure.name,
        legal_form=structure.legal_form,
        address=", ".join(part for part in (" ".join(structure.address.split()), town) if part),
        siret=siret(structure.siret),
        ape=structure.ape,
        representative=structure.representative,
        quality=structure.representative_quality,
        licences=tuple(held),
        agreement=structure.idcc,
        urssaf=structure.urssaf,
        retirement=structure.retirement_fund,
        welfare=structure.welfare_fund,
        conges_number=structure.conges_employer_number,
        medical=structure.medical_service,
        email=structure.email,
        phone=structure.phone,
        guso=structure.pay_circuit == PayCircuit.GUSO,
    )


def _employee(person: Person) -> Employee:
    town = f"{person.postal_code} {person.city}".strip()
    return Employee(
        name=person.name,
        birth_name=person.birth_name,
        born_on=person.born_on,
        birth_place=person.birth_place,
        nationality=person.nationality,
        address=", ".join(part for part in (" ".join(person.address.split()), town) if part),
        nir=person.nir,
        conges_number=person.conges_number,
        email=person.email,
    )


def _replaced(engagement: Engagement) -> Replaced | None:
    gone = engagement.replaces
    if gone is None:
        return None
    name = gone.person.name if gone.person else gone.placeholder
    qualification = ", ".join(part for part in (gone.function, gone.position) if part)
    return Replaced(name=name, qualification=qualification, since=engagement.replaced_from)


def _day(activity: Activity, engagement: Engagement) -> Day:
    zone = ZoneInfo(activity.zone)
    starts, ends = (each.astimezone(zone).strftime("%H:%M") if each else "" for each in (activity.starts_at, activity.ends_at))
    venue = activity.venue
    place = ", ".join(dict.fromkeys(part for part in (venue.name, venue.city) if part)) if venue else ""
    until = activity.until if activity.until and activity.until != activity.on else None
    counted = engagement.quantity if engagement.per_performance else None
    return Day(
        on=activity.on, until=until, what=activity.get_kind_display(), place=place, starts=starts, ends=ends, units=counted
    )


@once
def _directors(season: Any) -> dict[UUID, str]:
    """Return who signs the mise en scène of each production of a season."""
    rows = Credit.objects.within(season.organisation_id).filter(role__icontains="mise en sc")
    return {each.production_id: each.who for each in rows.order_by("-rank")}


def siret(digits: str) -> str:
    """Return a SIRET with its usual spaces, which keep its first zeros in a spreadsheet."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:9]} {digits[9:]}" if len(digits) == 14 else digits
