"""What the text of a contract is told: its parties, its dates and their rank, its money, as the season and its terms say them."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.core.models import StoredFile
from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails.season import once
from filage.core.refusal import Refusal
from filage.desks.booking.queries.concerts import requests_in
from filage.desks.contracts.enums import AgreementStage
from filage.desks.contracts.models import Agreement, ClauseEdit
from filage.desks.contracts.queries import agreement_money
from filage.desks.contracts.queries.ranks import ranks_of
from filage.desks.contracts.queries.terms_said import terms_by_deal
from filage.desks.directory.queries import house
from filage.desks.directory.queries.recepisses import recepisses_of, stands
from filage.documents import agreement as writer
from filage.documents import codec
from filage.documents.agreement_shapes import (
    AgreementData,
    Edit,
    Facts,
    Party,
    Played,
    Request,
    Sheet,
    Work,
)
from filage.documents.shapes import Lang
from filage.productions.enums import (
    LIVE,
    PERFORMANCES,
    ActivityKind,
    DealKind,
    DealStage,
    PerformanceType,
)
from filage.productions.models import Activity, Deal, Production, Structure
from filage.rules.contracts import terms

rare.declare(Agreement, ClauseEdit)
AGREEMENTS = Prepared(lambda organisation, _: Agreement.objects.within(organisation))
EDITS = Prepared(lambda organisation, _: ClauseEdit.objects.within(organisation))
DATED = (DealKind.CESSION, DealKind.PREACHAT, DealKind.COREALISATION, DealKind.LOCATION)
RIGHTS = (DealKind.CESSION, DealKind.COREALISATION)
ON_STAGE = ("interpr", "comédien", "danse", "musicien", "jeu", "chant", "avec")
FOLLOWS = {  # the stages of a text that agree with those of its deal, the first being said when they do not
    DealStage.PROPOSE: (AgreementStage.PROJET,),
    DealStage.ACCORD: (AgreementStage.PROJET,),
    DealStage.ENVOYE: (AgreementStage.ENVOYE, AgreementStage.NEGOCIATION, AgreementStage.ACCORDE),
    DealStage.SIGNE: (AgreementStage.SIGNE, AgreementStage.EXECUTE, AgreementStage.AVENANT, AgreementStage.REPORTE),
    DealStage.ROMPU: (AgreementStage.ANNULE,),
}


def stage_of(deal: Deal, agreement: Agreement | None) -> AgreementStage:
    """Return how far the text of a deal is: a deal that moved from elsewhere takes it along."""
    possible = FOLLOWS[DealStage(deal.stage)]
    return AgreementStage(agreement.stage) if agreement is not None and agreement.stage in possible else possible[0]


def agreement_of(season: Any, deal: Deal) -> Agreement | None:
    """Return what is kept of the text of a deal; one query a season."""
    return _agreements(season).get(deal.pk)


@once
def _agreements(season: Any) -> dict[UUID, Agreement]:
    return {each.deal_id: each for each in AGREEMENTS(season.organisation_id)} if rare.held(season, Agreement) else {}


@once
def clauses_by_hand(season: Any) -> dict[tuple[UUID, str], str]:
    """Return the clauses rewritten by hand, by deal and topic, empty when struck out; one query a season."""
    rows = EDITS(season.organisation_id) if rare.held(season, ClauseEdit) else ()
    deals = {each.pk: each.deal_id for each in _agreements(season).values()} if rows else {}
    return {(deals[each.agreement_id], each.topic): each.text for each in rows if each.agreement_id in deals}


def deal_of(season: Any, key: str) -> Deal:
    """Return the deal of a season that a key names (« deal:<id> »). Refusal when it is gone."""
    kind, _, named = key.partition(":")
    found: Deal | None = next((each for each in season.deals if kind == "deal" and str(each.pk) == named), None)
    if found is None:
        raise Refusal("Ce contrat n’existe plus.")
    return found


def dates_of(season: Any, deal: Deal) -> list[Activity]:
    """Return the dates of a deal that still stand, in order."""
    held = [each for each in _live(season).get(deal.pk, ()) if each.production_id == deal.production_id]
    wanted = PERFORMANCES if deal.kind in DATED else (ActivityKind.ATELIER,) if deal.kind == DealKind.ATELIER else None
    return held if wanted is None else [each for each in held if each.kind in wanted]


@once
def _live(season: Any) -> dict[UUID, list[Activity]]:
    found: dict[UUID, list[Activity]] = {}
    for each in season.activities:
        if each.deal_id and each.status in LIVE:
            found.setdefault(each.deal_id, []).append(each)
    return found


def missing(season: Any, deal: Deal) -> tuple[str, ...]:
    """Return what a contract must say before it is signed and does not, as the form calls it."""
    absent = terms.missing(deal.kind, agreement_money.amounts_given(deal), terms_by_deal(season).get(deal.pk, {}))
    said = [writer.AMOUNTS.get(code) or terms.catalogue()[code].label.lower() for code in absent]
    if deal.partner is None:
        said.insert(0, "le partenaire")
    if deal.kind in DATED and deal.kind != DealKind.PREACHAT and not dates_of(season, deal):
        said.append("une date")
    if deal.kind in RIGHTS and not all(each.rights_payer for each in dates_of(season, deal)):
        said.append("qui déclare et paie les droits d’auteur")
    return tuple(said)


def paper(season: Any, deal: Deal, *, on: date, draft: bool = False, lang: str = "") -> AgreementData:
    """Return the contract of a deal, assembled."""
    kept = agreement_of(season, deal)
    facts = facts_of(season, deal, lang=lang)
    top = house.head(season, deal.production, "Contrat" if facts.lang == "fr" else "Contract", on=on, lang=facts.lang)
    return writer.paper(
        top, facts, on, edits=edits_of(kept), sheet=sheet_of(kept), missing=missing(season, deal) if draft else (), draft=draft
    )


def edits_of(kept: Agreement | None) -> list[Edit]:
    """Return the clauses of a contract rewritten by hand."""
    return [] if kept is None else [Edit(topic=each.topic, text=each.text) for each in kept.edits.all()]


def sheet_of(kept: Agreement | None) -> Sheet | None:
    """Return the technical sheet annexed, with its bytes when they are here."""
    chosen = kept.technical_sheet if kept is not None else None
    if chosen is None:
        return None
    stored = StoredFile.objects.within(chosen.organisation_id).filter(sha256=chosen.sha256).first()
    try:
        content = b"" if stored is None else stored.read()
    except Refusal:
        content = b""
    return Sheet(name=chosen.name, sha256=chosen.sha256, content=content)


def frozen(data: AgreementData) -> dict[str, Any]:
    """Return what is kept of a paper: all of it, but the bytes of what is annexed."""
    bare = data if data.sheet is None else replace(data, sheet=replace(data.sheet, content=b""))
    return codec.to_json(bare)  # type: ignore[return-value]


def told(data: Mapping[str, Any]) -> AgreementData:
    """Return a paper as it was frozen."""
    return codec.from_json(AgreementData, data)


def imprint(facts: Facts, edits: Iterable[Edit]) -> str:
    """Return the imprint of what a contract is made from."""
    told: Any = codec.to_json(facts)
    if not facts.requests:
        del told["requests"]  # a contract issued before requests were annexed still says the same
    plain = json.dumps([told, [codec.to_json(each) for each in edits]], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def facts_of(season: Any, deal: Deal, *, lang: str = "") -> Facts:
    """Return all that the text of a deal is written from, in the language of its negotiation unless another is asked."""
    kept = agreement_of(season, deal)
    production = deal.production
    chosen: Lang = "en" if (lang or (kept.language if kept else "fr")) == "en" and deal.kind in _english() else "fr"
    dates = dates_of(season, deal)
    values = dict(terms_by_deal(season).get(deal.pk, {}))
    ours, theirs = _ours(season, production.structure), _theirs(season, deal.partner)
    sheet = kept.technical_sheet if kept is not None else None
    return Facts(
        kind=deal.kind,
        lang=chosen,
        first=theirs if deal.buys else ours,
        second=ours if deal.buys else theirs,
        ours_first=not deal.buys,
        work=_work(season, production),
        dates=tuple(_played(season, deal, dates)),
        amounts=agreement_money.amounts(season, deal, dates, values, chosen),
        said=tuple(sorted(values.items())),
        technical_sheet=sheet.name if sheet is not None else "",
        hosting=kept.hosting_annexed if kept is not None else True,
        requests=tuple(_requests(season, deal, dates, chosen)),
    )


KINDS_IN_ENGLISH = {
    "loges": "dressing rooms",
    "repas": "meals",
    "regimes": "diets",
    "chambres": "rooms",
    "parking": "parking, access",
    "invitations": "guest list",
    "merch": "merchandise",
    "autre": "other",
}


def _requests(season: Any, deal: Deal, dates: Sequence[Activity], lang: Lang) -> Iterable[Request]:
    """Yield what the dates of a deal need on the spot, and which party answers for it."""
    ours, theirs = ("second", "first") if deal.buys else ("first", "second")
    by = {"nous": ours, "eux": theirs}
    asked = requests_in(season)
    for each in dates:
        for one in asked.get(each.pk, ()):
            kind = KINDS_IN_ENGLISH.get(one.kind, one.kind) if lang == "en" else one.get_kind_display()
            what = f"{one.label} ({one.note})" if one.note else one.label
            yield Request(on=each.on, kind=kind, what=what, by=by.get(one.provider, ""))  # type: ignore[arg-type]


def _english() -> frozenset[str]:
    return frozenset(kind for kind in terms.kinds() if "en" in writer.languages(kind))


def _ours(season: Any, structure: Structure) -> Party:
    return _party(season, structure)


def _theirs(season: Any, partner: Structure | None) -> Party:
    return Party() if partner is None else _party(season, partner)


def _party(season: Any, structure: Structure) -> Party:
    held = [f"{each.number} (cat. {each.category})" for each in recepisses_of(season, structure.pk) if stands(each, season.today)]
    town = f"{structure.postal_code} {structure.city}".strip()
    siret = structure.siret
    return Party(
        name=structure.name,
        legal_form=structure.legal_form,
        address=", ".join(part for part in (" ".join(structure.address.split()), town) if part),
        country=structure.country or "FR",
        siret=f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}" if len(siret) == 14 else siret,
        ape=structure.ape,
        vat_number=structure.vat_number,
        licences=tuple(held),
        representative=structure.representative,
        quality=structure.representative_quality,
    )


def _work(season: Any, production: Production) -> Work:
    credits = house.credits(season).get(production.pk, [])
    return Work(
        title=production.title,
        creators=production.creators,
        director=", ".join(each.who for each in credits if "mise en sc" in each.role.casefold()),
        cast=", ".join(each.who for each in credits if any(word in each.role.casefold() for word in ON_STAGE)),
        minutes=production.duration_minutes,
        audience=production.audience,
        mentions=production.mentions,
        used=production.works_used,
        party=production.touring_party,
    )


def _played(season: Any, deal: Deal, dates: Sequence[Activity]) -> Iterable[Played]:
    ranks = ranks_of(deal.production, season.performances_of(deal.production_id))
    first = terms_by_deal(season).get(deal.pk, {}).get("rang")
    for order, each in enumerate(dates):
        zone = ZoneInfo(each.zone)
        venue, room = each.venue, each.room
        place = (
            ", ".join(dict.fromkeys(part for part in (venue.name, room.name if room else "", venue.city) if part))
            if venue
            else ""
        )
        yield Played(
            on=each.on,
            until=each.until if each.until and each.until != each.on else None,
            what=each.get_kind_display(),
            starts=each.starts_at.astimezone(zone).strftime("%H:%M") if each.starts_at else "",
            place=place,
            country=(venue.country or "FR") if venue else "FR",
            capacity=each.capacity or (room.capacity if room else None) or deal.production.capacity,
            audience="scolaire" if each.type == PerformanceType.SCOLAIRE else "",
            rank=int(first) + order if first else ranks.get(each.pk),
            travel=each.travel,  # type: ignore[arg-type]
            lodging=each.lodging,  # type: ignore[arg-type]
            meals=each.meals,  # type: ignore[arg-type]
            rights=each.rights_payer,  # type: ignore[arg-type]
        )
