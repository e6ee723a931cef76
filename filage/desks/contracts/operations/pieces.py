"""How a paper is asked, dropped by who has no account, kept, verified or refused; what comes from outside is hostile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import clock, links, outbox, received
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.links import Link
from filage.core.received import Upload
from filage.core.refusal import Refusal
from filage.desks.contracts.enums import PieceKind, PieceState
from filage.desks.contracts.models import Piece
from filage.desks.contracts.queries.pieces import PURPOSE, Asked, asked_now
from filage.productions.models import Deal, Recepisse, Structure
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.identity import vat_number_fault

NO_PROOF = "Dites comment le n° de TVA a été vérifié : le n° de consultation donné par VIES, ou la réponse lue."
LIFETIME = timedelta(days=90)
MOST_PIECES = 40  # that one link may leave: a partner owes ten
OF_ONE_DEAL = frozenset(
    {
        PieceKind.POUVOIR,
        PieceKind.DROITS,
        PieceKind.A1,
        PieceKind.SIPSI,
        PieceKind.PREFET,
        PieceKind.VISA,
        PieceKind.ATA,
    }
)
FACTS = ("number", "category", "issued_on", "expires_on")


@dataclass(frozen=True, slots=True)
class Door:
    """What a link opens: the papers that a partner owes for one deal, and nothing else."""

    deal: Deal
    link: Link


def ask(deal: Deal, *, by: Any) -> JournalEntry | None:
    """Write that every missing paper of the partner was asked today; what is there, or already asked, does not move."""
    refuse_unless_editor(by, deal.production)
    partner = deal.partner
    if partner is None:
        raise Refusal("Dites d’abord avec qui ce contrat est passé.")
    today = clock.today(deal.organisation_id)
    missing = [one for one in asked_now(deal) if not one.is_ours and not one.is_there and not _is_asked(one)]
    rank, whole = next_rank(Piece.objects.within(deal.organisation_id)), ChangeSet()
    for place, one in enumerate(missing):
        whole += ChangeSet.create(
            Piece(
                organisation_id=deal.organisation_id,
                structure=partner,
                deal=deal if one.due.piece in OF_ONE_DEAL else None,
                kind=one.due.piece,
                category=one.due.category,
                asked_on=today,
                rank=rank + place,
            )
        )
    return whole.apply(by=by, why=f"pièces demandées à {partner.name}"[:300])


def open_link(deal: Deal, *, address: Callable[[str], str], email: str = "", by: Any) -> str:
    """Ask what is missing and return the address where the partner drops it, said once; the one it had before closes."""
    ask(deal, by=by)
    withdraw(deal, by=by)
    expires_at = timezone.now() + LIFETIME
    token = links.create(deal.organisation, PURPOSE, deal.pk, by=by, expires_at=expires_at, recipient=email)
    opened = address(token)
    if email:
        subject = f"Pièces à nous remettre, {deal.production.title}"
        text = request_text(deal, asked_now(deal), link=outbox.SECRET, by=by)
        outbox.post(subject, text, [email], organisation=deal.organisation, secret=opened)
    return opened


def request_text(deal: Deal, asked: Sequence[Asked], *, link: str, by: Any) -> str:
    """Return the words that ask a partner for what is missing, ready to send."""
    wanted = [f"- {one.label} : {one.due.why}" for one in asked if not one.is_ours and not one.is_there]
    listed = "\n".join(wanted) or "- rien ne manque, merci"
    return (
        f"Bonjour,\n\nPour le contrat « {deal} » ({deal.production.title}), il nous manque :\n\n{listed}\n\n"
        f"Vous pouvez les déposer ici, sans compte :\n\n{link}\n\nCe lien s’ouvre jusqu’à ce que nous ayons tout.\n\n{by}"
    )


def withdraw(deal: Deal, *, by: Any) -> None:
    """Close the links of a deal; what was dropped stays."""
    refuse_unless_editor(by, deal.production)
    for link in links.held(deal.organisation, PURPOSE, [deal.pk]):
        if link.revoked_at is None:
            links.revoke(link)


def enter(token: str) -> Door:
    """Return what a link opens; Refusal when it opens nothing."""
    link = links.follow(token, PURPOSE)
    deal = None
    if link.organisation_id:
        rows = Deal.objects.within(link.organisation_id).select_related("partner", "production__structure", "organisation")
        deal = rows.filter(pk=UUID(link.target)).first()
    if deal is None or deal.partner is None:
        raise Refusal("Ce lien n’ouvre plus rien : le contrat n’est plus là.")
    return Door(deal, link)


def drop(door: Door, *, kind: str, upload: Upload | None, **facts: Any) -> Piece:
    """Keep what a partner drops for its deal; Refusal for a paper that was not asked, a strange file, or too many of them."""
    deal, partner = door.deal, door.deal.partner
    if partner is None or kind not in {one.due.piece for one in asked_now(deal) if not one.is_ours}:
        raise Refusal("Cette pièce n’est pas demandée pour ce contrat.")
    if upload is None and not facts.get("number"):
        raise Refusal("Joignez le fichier, ou écrivez son numéro.")
    if Piece.objects.within(deal.organisation_id).filter(structure=partner).count() >= MOST_PIECES:
        raise Refusal("Trop de pièces sont déjà déposées : appelez-nous.")
    return _received(partner, deal, kind, upload, by=None, who=f"par le lien de {partner.name}", **facts)


def keep(structure: Structure, *, kind: str, upload: Upload | None, deal: Deal | None = None, by: Any, **facts: Any) -> Piece:
    """Keep a paper of ours in the safe, or one that a partner sent otherwise."""
    refuse_unless_editor(by, deal.production if deal else structure)
    return _received(structure, deal, kind, upload, by=by, who="saisie", **facts)


def verify(piece: Piece, *, proof: str = "", by: Any) -> JournalEntry | None:
    """Say that a paper was read and is right; a récépissé then counts among those of its structure."""
    refuse_unless_editor(by, _thing(piece))
    if piece.state not in (PieceState.RECUE, PieceState.VERIFIEE):
        raise Refusal("Cette pièce n’est pas encore reçue.")
    if piece.kind == PieceKind.VIGILANCE and not proof.strip():
        raise Refusal(
            "Dites comment son authenticité a été vérifiée : le code saisi sur le site de l’Urssaf, et ce qu’il répond."
        )
    if piece.kind == PieceKind.NUMERO_TVA and not proof.strip():
        raise Refusal(NO_PROOF)
    today = clock.today(piece.organisation_id)
    whole = ChangeSet.on(piece, state=PieceState.VERIFIEE, checked_on=today, proof=proof.strip(), note="")
    if piece.kind == PieceKind.RECEPISSE:
        whole += _licence(piece)
    return whole.apply(by=by, why=f"pièce vérifiée : {piece}"[:300])


def verify_number(deal: Deal, *, proof: str, by: Any) -> JournalEntry | None:
    """Keep the day somebody looked the partner’s VAT number up on VIES, and what it answered; Filage calls nobody."""
    refuse_unless_editor(by, deal.production)
    partner = deal.partner
    if partner is None or not partner.vat_number:
        raise Refusal("Écrivez d’abord le n° de TVA sur la fiche du partenaire.")
    if fault := vat_number_fault(partner.vat_number, country=partner.country):
        raise Refusal(f"Le n° de TVA {partner.vat_number} ne peut pas exister : {fault}. Corrigez-le sur la fiche du partenaire.")
    if not proof.strip():
        raise Refusal(NO_PROOF)
    today, rows = clock.today(deal.organisation_id), Piece.objects.within(deal.organisation_id)
    made = Piece(
        organisation_id=deal.organisation_id,
        structure=partner,
        kind=PieceKind.NUMERO_TVA,
        number=partner.vat_number,
        state=PieceState.VERIFIEE,
        received_on=today,
        checked_on=today,
        proof=proof.strip(),
        rank=next_rank(rows),
    )
    return ChangeSet.create(made).apply(by=by, why=f"n° de TVA vérifié : {partner.name}"[:300])


def refuse(piece: Piece, *, note: str, by: Any) -> JournalEntry | None:
    """Say that a paper is not the right one, and why: the partner reads it on the page of its link."""
    refuse_unless_editor(by, _thing(piece))
    changes = ChangeSet.on(piece, state=PieceState.REFUSEE, note=note.strip())
    return changes.apply(by=by, why=f"pièce refusée : {piece}"[:300])


def _thing(piece: Piece) -> Any:
    return piece.deal.production if piece.deal is not None else piece


def _is_asked(one: Asked) -> bool:
    return one.piece is not None and one.piece.state == PieceState.DEMANDEE


def _received(
    structure: Structure, deal: Deal | None, kind: str, upload: Upload | None, *, by: Any, who: str, **facts: Any
) -> Piece:
    """Fill the paper that was asked, or write another beside: what came before is never overwritten."""
    today = clock.today(structure.organisation_id)
    said = {name: facts.get(name) for name in FACTS if facts.get(name) not in (None, "")}
    said |= {"state": PieceState.RECUE, "received_on": today}
    said |= received.keep(structure.organisation, upload).facts if upload else {}
    own = deal if kind in OF_ONE_DEAL else None
    rows = Piece.objects.within(structure.organisation_id)
    waiting = rows.filter(structure=structure, kind=kind, deal=own, state=PieceState.DEMANDEE).first()
    if waiting is not None:
        ChangeSet.on(waiting, **said).apply(by=by, why=f"pièce reçue, {who} : {waiting}"[:300])
        return waiting
    made = Piece(
        organisation_id=structure.organisation_id, structure=structure, deal=own, kind=kind, rank=next_rank(rows), **said
    )
    ChangeSet.create(made).apply(by=by, why=f"pièce reçue, {who} : {made}"[:300])
    return made


def _licence(piece: Piece) -> ChangeSet:
    """Return the récépissé that a verified paper adds to its structure, unless it has it already."""
    rows = Recepisse.objects.within(piece.organisation_id)
    if not (piece.number and piece.category) or rows.filter(structure=piece.structure, number=piece.number).exists():
        return ChangeSet()
    return ChangeSet.create(
        Recepisse(
            organisation_id=piece.organisation_id,
            structure=piece.structure,
            number=piece.number[:60],
            category=piece.category,
            since=piece.issued_on,
            until=piece.expires_on or _five_years(piece.issued_on),
            rank=next_rank(rows),
        )
    )


def _five_years(since: date | None) -> date | None:
    """Return the last day of a récépissé that begins on `since`: it holds five years."""
    if since is None:
        return None
    leap = since.month == 2 and since.day == 29
    return since.replace(year=since.year + 5, day=28 if leap else since.day) - timedelta(days=0 if leap else 1)
