"""Appoint a jury, give each juror her link, take her declaration, and say who is there."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from filage.core import archive, clock, links, outbox
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.school.exams.enums import TieKind
from filage.school.exams.models import Candidate, Deliberation, ExamSession, Juror, JurorTie, JuryRules
from filage.school.exams.queries import jury as queries

LETTER = "convocation-jury"  # kind of the paper
LIFETIME = timedelta(days=90)
GONE = "Ce lien n’est plus pour vous : demandez-en un nouveau à l’école."
FROZEN = "La délibération est close : rouvrez-la avec un motif avant de toucher au jury."

type Address = Callable[[str], str]


def write(juror: Juror, *, by: Any, **fields: Any) -> Juror:
    """Write a juror; one only presides."""
    refuse_unless_editor(by, juror)
    _not_closed(juror.exam)
    others = Juror.objects.within(juror.organisation_id).filter(exam=juror.exam).exclude(pk=juror.pk)
    if others.filter(person=fields.get("person", juror.person_id)).exists():
        raise Refusal("Cette personne est déjà du jury.")
    change = ChangeSet()
    if fields.get("president"):
        if fields.get("alternate"):
            raise Refusal("La présidence revient à un membre du jury, pas à qui le remplace.")
        for one in others.filter(president=True):
            change += ChangeSet.on(one, president=False)
    if juror._state.adding:
        for name, value in fields.items():
            setattr(juror, name, value)
        juror.rank = next_rank(Juror.objects.within(juror.organisation_id))
        change += ChangeSet.create(juror)
    else:
        change += ChangeSet.on(juror, **fields)
    change.apply(by=by, why=f"jury : {juror.person.name}"[:300])
    return juror


def remove(juror: Juror, *, by: Any) -> None:
    """Take a juror away, unless she graded: what she wrote is kept."""
    refuse_unless_editor(by, juror)
    _not_closed(juror.exam)
    if juror.grids.exists():
        raise Refusal(f"{juror.person.name} a déjà noté : dites-la absente plutôt que de perdre ses grilles.")
    ChangeSet.delete(juror).apply(by=by, why=f"jury : {juror.person.name} retirée"[:300])


def set_rules(rules: JuryRules, *, by: Any, **fields: Any) -> JuryRules:
    """Write what the certifier lays down for a jury."""
    refuse_unless_editor(by, rules)
    _not_closed(rules.exam)
    if rules._state.adding:
        for name, value in fields.items():
            setattr(rules, name, value)
        ChangeSet.create(rules).apply(by=by, why="règles du jury")
    else:
        ChangeSet.on(rules, **fields).apply(by=by, why="règles du jury")
    return rules


def invite(juror: Juror, *, by: Any) -> str:
    """Return the token of a new link for a juror, said once; the one held before closes."""
    refuse_unless_editor(by, juror)
    for one in links.held(juror.organisation_id, queries.PURPOSE, [juror.pk]):
        if one.revoked_at is None:
            links.revoke(one)
    expires = timezone.now() + LIFETIME
    return links.create(
        juror.exam.organisation, queries.PURPOSE, juror.pk, by=by, expires_at=expires, recipient=juror.person.email or ""
    )


def convene(exam: ExamSession, *, address: Address, by: Any) -> int:
    """Write to each juror who has an address, with her link and the way to declare; return how many they are."""
    refuse_unless_editor(by, exam)
    wanted = [one.juror for one in queries.panel(exam).members if one.juror.person.email]
    if not wanted:
        raise Refusal("Personne à qui écrire : aucune adresse au répertoire pour ce jury.")
    today = clock.today(exam.organisation_id)
    for juror in wanted:
        archive.issue(LETTER, organisation=exam.organisation, by=by, on=today, about=(f"juror:{juror.pk}",))
    with transaction.atomic():
        for juror in wanted:
            opened = address(invite(juror, by=by))
            text = f"{letter(juror)}\n\n{by}"
            outbox.post(subject(exam), text, [juror.person.email], organisation=exam.organisation, secret=opened)
            ChangeSet.on(juror, convened_on=today).apply(by=by, why="convocation du jury")
    return len(wanted)


def subject(exam: ExamSession) -> str:
    """Return what the convocation is about."""
    return f"Jury : {exam.name}"


def letter(juror: Juror, address: str = outbox.SECRET) -> str:
    """Return what convenes a juror, in a mail; `address` is her link."""
    exam = juror.exam
    days = f"le {exam.first:%d/%m/%Y}" if exam.first == exam.last else f"du {exam.first:%d/%m/%Y} au {exam.last:%d/%m/%Y}"
    decides = f" Délibération le {exam.deliberates_on:%d/%m/%Y}." if exam.deliberates_on else ""
    where = f" Lieu : {exam.venue}." if exam.venue else ""
    return (
        f"Bonjour {juror.person.name},\nvous siégez au jury de « {exam.name} » ({exam.certification}) en qualité de "
        f"{juror.get_quality_display()}. Épreuves {days}.{decides}{where}\n"
        f"Déclarez d’abord vos liens avec les candidats, puis notez ; votre convocation (PDF) y est aussi : {address}"
    )


def enter(token: str) -> Juror:
    """Return the juror whom a link lets in; Refusal, kindly said, when it lets nobody in any more."""
    link = links.follow(token, queries.PURPOSE)
    if link.organisation_id is None:
        raise Refusal(GONE)
    rows = Juror.objects.within(link.organisation_id).select_related("person", "exam__organisation", "exam__venue")
    juror: Juror | None = rows.filter(pk=UUID(link.target)).first()
    if juror is None:
        raise Refusal(GONE)
    return juror


@transaction.atomic
def declare(juror: Juror, said: Mapping[UUID, tuple[str, str]], *, name: str) -> Juror:
    """Keep what a juror declares of the candidates (candidate -> kind of tie and note) and sign it in her name.

    What she signs is kept word for word with its imprint; she signs again when something changes.
    """
    if name.strip().casefold() != juror.person.name.strip().casefold():
        raise Refusal(f"Signez de votre nom, tel que l’école le connaît : {juror.person.name}.")
    _not_closed(juror.exam)
    held = {one.pk: one for one in queries.candidates(juror.exam)}
    if set(said) - set(held):
        raise Refusal("Une personne nommée ici n’est pas candidate à cette session.")
    if any(kind not in TieKind for kind, _ in said.values()):
        raise Refusal("Un lien a une nature : choisissez-la.")
    now, before = clock.now(juror.organisation_id), list(juror.ties.all())
    change, rank = ChangeSet(), next_rank(JurorTie.objects.within(juror.organisation_id))
    for tie in before:
        change += ChangeSet.delete(tie)
    for place, (candidate, (kind, note)) in enumerate(said.items()):
        row = JurorTie(organisation_id=juror.organisation_id, juror=juror, candidate_id=candidate, kind=kind, note=note[:200])
        row.rank = rank + place
        change += ChangeSet.create(row)
    text = declaration(juror, held, said)
    imprint = hashlib.sha256(f"{text}\n{now.isoformat()}".encode()).hexdigest()
    change += ChangeSet.on(juror, declared_at=now, declared=text, declared_sha256=imprint)
    change.apply(by=None, why=f"déclaration de liens de {juror.person.name}"[:300])
    return juror


def declaration(juror: Juror, held: Mapping[UUID, Candidate], said: Mapping[UUID, tuple[str, str]]) -> str:
    """Return what a juror signs."""
    lines = [
        f"{held[pk].person.name} : {TieKind(kind).label}{f' ({note})' if note else ''}." for pk, (kind, note) in said.items()
    ]
    rest = len(held) - len(said)
    lines.append(f"Aucun autre lien avec les {rest} autres candidats." if said else f"Aucun lien avec les {rest} candidats.")
    first = f"Je soussigné·e {juror.person.name}, membre du jury de « {juror.exam.name} », déclare sur l’honneur :"
    return "\n".join([first, *lines])


def attend(juror: Juror, present: bool | None, *, by: Any) -> None:
    """Say whether a juror is there."""
    refuse_unless_editor(by, juror)
    _not_closed(juror.exam)
    ChangeSet.on(juror, present=present).apply(by=by, why=f"jury : présence de {juror.person.name}"[:300])


def _not_closed(exam: ExamSession) -> None:
    last = Deliberation.objects.within(exam.organisation_id).filter(exam=exam).order_by("-version").first()
    if last is not None and last.closed_at is not None:
        raise Refusal(FROZEN)
