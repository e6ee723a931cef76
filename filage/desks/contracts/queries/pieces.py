"""Which papers a deal asks for, which of them are there, and until when each holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from filage.core.models import StoredFile
from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails import season as seasons
from filage.core.rails.season import once
from filage.core.refusal import Refusal
from filage.desks.contracts.enums import PieceKind, PieceState
from filage.desks.contracts.models import Piece
from filage.desks.contracts.queries import BY_DATE, flat, prices
from filage.desks.contracts.queries.terms_said import terms_by_deal
from filage.desks.directory.queries.recepisses import recepisses_of, stands
from filage.productions.enums import LIVE, ActivityKind, DealKind, GuaranteeFor
from filage.productions.models import Activity, Deal, Production, Recepisse, Structure
from filage.rules.contracts.due import HALF_YEARLY, HOME, VENUE, Bargain, Due, Side, due, lapses_on
from filage.rules.identity.vat_numbers import plain

PURPOSE = "pieces"  # of the link that opens a deal's papers to its partner
rare.declare(Piece)
PIECES = Prepared(lambda organisation, _: Piece.objects.within(organisation))
FEES = tuple(flat.FLAT)  # of travel, lodging and meals, charged once with the price
THERE = (PieceState.RECUE, PieceState.VERIFIEE)
SOON = timedelta(days=30)

type Kept = dict[tuple[UUID, str], list[Piece]]  # the papers of a structure of one kind, the newest first


class Standing(StrEnum):
    """How a paper stands, in the words of the page."""

    MISSING = "à demander"
    ASKED = "demandée"
    RECEIVED = "reçue, à vérifier"
    VERIFIED = "vérifiée"
    LAPSED = "périmée"
    REFUSED = "refusée"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A paper that a deal asks for, of whom, and what is held of it."""

    due: Due
    structure: Structure | None
    piece: Piece | None
    recepisse: Recepisse | None
    standing: Standing
    until: date | None  # the last day it holds, when it is known

    @property
    def label(self) -> str:
        """Return the name of the paper: « récépissé d’entrepreneur de spectacles, catégorie 3 »."""
        name = str(PieceKind(self.due.piece).label)
        return f"{name}, catégorie {self.due.category}" if self.due.category else name

    @property
    def is_there(self) -> bool:
        """Tell whether nothing more is to be asked."""
        return self.standing in (Standing.VERIFIED, Standing.RECEIVED)

    @property
    def is_ours(self) -> bool:
        """Tell whether we owe it."""
        return self.due.of is Side.OURS


def pieces_of(season: Any, structure_id: UUID | None) -> list[Piece]:
    """Return the papers kept of a structure, the newest first."""
    return _read(season).get(structure_id, []) if structure_id else []


@once
def _read(season: Any) -> dict[UUID, list[Piece]]:
    held: dict[UUID, list[Piece]] = defaultdict(list)
    for piece in PIECES(season.organisation_id) if rare.held(season, Piece) else ():
        held[piece.structure_id].append(piece)
    oldest = date.min
    newest = {key: sorted(rows, key=lambda one: one.issued_on or one.received_on or oldest) for key, rows in held.items()}
    return {key: rows[::-1] for key, rows in newest.items()}


@once
def _by_kind(season: Any) -> Kept:
    found: Kept = {}
    for structure_id, pieces in _read(season).items():
        for piece in pieces:
            found.setdefault((structure_id, piece.kind), []).append(piece)
    return found


def amount_of(deal: Deal, dates: list[Activity], said: Mapping[str, str]) -> Decimal | None:
    """Return what the whole operation of a deal comes to, net of VAT, its flat fees included; None when it is not known."""
    price = _price_of(deal, dates)
    return None if price is None else price + sum((Decimal(said[code]) for code in FEES if said.get(code)), Decimal(0))


def _price_of(deal: Deal, dates: list[Activity]) -> Decimal | None:
    kind = DealKind(deal.kind)
    if kind is DealKind.COREALISATION:
        return deal.guarantee if deal.guarantee_for == GuaranteeFor.PRODUCTEUR else None
    if kind not in BY_DATE:
        return deal.base_price
    wanted = [one for one in dates if (one.kind == ActivityKind.ATELIER) == (kind is DealKind.ATELIER)]
    if deal.base_price is None or not deal.coefficients:
        return None if deal.base_price is None else deal.base_price * (len(wanted) or 1)
    told = [price.value for price in prices(deal, len(wanted) or 1)]
    known = [value for value in told if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(told) else None


def bargain_of(season: Any, deal: Deal, dates: list[Activity]) -> Bargain:
    """Return what decides the papers of a deal."""
    places = {one.venue.country for one in dates if one.venue is not None and one.venue.country}
    return Bargain(
        kind=deal.kind,
        buys=deal.buys,
        amount=amount_of(deal, dates, terms_by_deal(season).get(deal.pk, {})),
        ours=deal.production.structure.country or HOME,
        theirs=(deal.partner.country if deal.partner else "") or HOME,
        abroad=frozenset(places - {HOME}),
        at_home=not places or HOME in places,
    )


def asked_by(season: Any, deal: Deal, dates: list[Activity]) -> list[Asked]:
    """Return the papers that a deal asks for, ours and the partner's, each with what is held of it."""
    law = season.law(deal.production.structure_id)
    on = season.today
    threshold, months = (law.read(f"contracts.vigilance_{name}", on).value for name in ("threshold", "months"))
    if threshold is None or months is None:
        return []
    last = max((one.on for one in dates), default=on)
    kept = _by_kind(season)
    return [_held(season, kept, deal, each, on, last, int(months)) for each in due(bargain_of(season, deal, dates), threshold)]


def until_of(piece: Piece, months: int) -> date | None:
    """Return the last day a paper holds: its own end, or six months for those that are asked again every six months."""
    ends = [piece.expires_on] if piece.expires_on else []
    given = piece.issued_on or piece.received_on
    if piece.kind in HALF_YEARLY and given:
        ends.append(lapses_on(given, months) - timedelta(days=1))
    return min(ends, default=None)


def _held(season: Any, kept: Kept, deal: Deal, each: Due, on: date, last: date, months: int) -> Asked:
    structure = deal.production.structure if each.of is Side.OURS else deal.partner
    pieces = kept.get((structure.id, each.piece), ()) if structure else ()
    held = [one for one in pieces if one.deal_id in (None, deal.id)]
    piece = next((one for one in held if one.state in THERE), held[0] if held else None)
    until = until_of(piece, months) if piece else None
    recepisse = _licence(season, structure, each, max(on, last)) if each.piece == PieceKind.RECEPISSE else None
    standing = _standing(piece, until, on)
    if recepisse is not None:
        standing, until = (Standing.VERIFIED if stands(recepisse, on) else Standing.LAPSED), recepisse.until
    if each.piece == PieceKind.NUMERO_TVA and structure and structure.vat_number:
        standing = Standing.VERIFIED if is_checked(structure, held) else Standing.RECEIVED
    return Asked(due=each, structure=structure, piece=piece, recepisse=recepisse, standing=standing, until=until)


def is_checked(structure: Structure, held: Iterable[Piece]) -> bool:
    """Tell whether somebody looked the VAT number of a structure up, as it is written today; ours is known to us."""
    numbers = {plain(one.number) for one in held if one.kind == PieceKind.NUMERO_TVA and one.state == PieceState.VERIFIEE}
    return structure.ours or plain(structure.vat_number) in numbers


def _standing(piece: Piece | None, until: date | None, on: date) -> Standing:
    if piece is None:
        return Standing.MISSING
    if piece.state in THERE and until is not None and until < on:
        return Standing.LAPSED
    return {
        PieceState.DEMANDEE: Standing.ASKED,
        PieceState.RECUE: Standing.RECEIVED,
        PieceState.VERIFIEE: Standing.VERIFIED,
        PieceState.REFUSEE: Standing.REFUSED,
    }[PieceState(piece.state)]


def _licence(season: Any, structure: Structure | None, each: Due, on: date) -> Recepisse | None:
    """Return the récépissé of the category asked that lasts longest; whoever presents in its own venue may hold the first."""
    if structure is None:
        return None
    wanted = {each.category, VENUE} if each.category == 3 else {each.category}
    held = [one for one in recepisses_of(season, structure.pk) if one.category in wanted]
    return next((one for one in held if stands(one, on)), held[-1] if held else None)


def asked_now(deal: Deal) -> list[Asked]:
    """Return the papers of one deal, as its page reads them."""
    season = seasons.load(deal.organisation_id, (deal.production_id,))
    held = next((one for one in season.deals_of(deal.production_id) if one.pk == deal.pk), deal)
    dates = [one for one in season.activities_of(deal.production_id) if one.deal_id == deal.pk and one.status in LIVE]
    return asked_by(season, held, dates)


def deal_of(production: Production, pk: UUID) -> Deal | None:
    """Return one deal of a production, with its partner."""
    rows = Deal.objects.within(production.organisation_id).filter(production=production)
    return rows.select_related("partner", "production__structure", "organisation").filter(pk=pk).first()


def safe_of(organisation: Any) -> list[tuple[Structure, list[Piece]]]:
    """Return our own papers, structure by structure, those of one deal left out; two queries."""
    ours = list(Structure.objects.within(organisation).filter(ours=True).order_by("rank", "id"))
    held: dict[UUID, list[Piece]] = defaultdict(list)
    for piece in Piece.objects.within(organisation).filter(structure__in=ours, deal=None).order_by("rank", "id"):
        held[piece.structure_id].append(piece)
    return [(structure, held[structure.pk]) for structure in ours]


def bytes_of(piece: Piece) -> bytes:
    """Return the bytes of a paper; Refusal when they are not here."""
    kept = StoredFile.objects.within(piece.organisation_id).filter(sha256=piece.sha256).first() if piece.sha256 else None
    if kept is None:
        raise Refusal("Aucun fichier n’est joint à cette pièce, ou ses octets ne sont pas dans cette installation.")
    return kept.read()
