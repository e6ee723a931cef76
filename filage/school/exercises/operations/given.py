"""Import an exercise, give it to a session, invite each learner, read what came back, and let the marks out."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from filage.core import links, outbox
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.reading import Unreadable
from filage.rules.schooling.exercises import record
from filage.rules.schooling.exercises.exercise import Exercise
from filage.school.exercises.models import Assignment, ExerciseRecord, GridMark, HandIn
from filage.school.exercises.operations.freezing import settle
from filage.school.exercises.queries import given as reading
from filage.school.programmes.models import SchoolSession

PURPOSE = "copie-exercice"
AFTER = timedelta(days=60)  # how long a link stays open once the exercise is due: the marks are read there
LIFETIME = timedelta(days=180)
YOURS = "Ce lien est à vous : ne le donnez à personne."
BIGGEST = 2_000_000  # bytes of an exercise

type Address = Callable[[str], str]


@transaction.atomic
def import_exercise(organisation: Any, content: bytes, *, by: Any) -> Exercise:
    """Keep an exercise of the house's own; Refusal with its faults, or when this version is there already."""
    refuse_unless_editor(by, organisation)
    if len(content) > BIGGEST:
        raise Refusal("Ce fichier est trop gros pour un exercice : deux millions de signes au plus.")
    try:
        text = content.decode("utf-8-sig")
        found = record.read(text)
    except UnicodeDecodeError:
        raise Refusal("Ce fichier n’est pas un texte en UTF-8.") from None
    except Unreadable as reason:
        raise Refusal(f"Cet exercice n’est pas importé. {reason}") from None
    rows = ExerciseRecord.objects.within(organisation)
    if rows.filter(code=found.code, version=found.version).exists():
        raise Refusal(f"« {found.title} » est déjà là dans sa version {found.version} : donnez-lui une autre version.")
    row = ExerciseRecord(organisation=organisation, code=found.code, version=found.version, text=text, rank=next_rank(rows))
    ChangeSet.create(row).apply(by=by, why=f"exercice importé : {found.title}"[:300])
    return found


@transaction.atomic
def give(session: SchoolSession, *, by: Any, **fields: Any) -> Assignment:
    """Give an exercise to the learners of a session, each with a hand-in of her own."""
    refuse_unless_editor(by, session)
    held = {"organisation_id": session.organisation_id}
    made = Assignment(**held, session=session, rank=next_rank(Assignment.objects.within(session.organisation_id)), **fields)
    exercise = reading.exercise_of(made)
    if exercise is None:
        raise Refusal("Cet exercice n’existe pas ici.")
    made.version = exercise.version if made.exercise not in record.exercises() else ""
    changes = ChangeSet.create(made)
    for rank, learner in enumerate(session.learners.filter(left_on=None).order_by("rank", "id")):
        changes += ChangeSet.create(HandIn(**held, assignment=made, learner=learner, rank=rank))
    changes.apply(by=by, why=f"exercice donné : {exercise.title}"[:300])
    return made


def remove(assignment: Assignment, *, by: Any) -> None:
    """Take back an exercise that nobody opened yet."""
    refuse_unless_editor(by, assignment)
    if assignment.hand_ins.filter(opened_at__isnull=False).exists():
        raise Refusal("Quelqu’un a déjà ouvert cet exercice : il reste, avec ses copies.")
    ChangeSet.delete(assignment).apply(by=by, why=f"exercice repris : {assignment}"[:300])


def invite(row: HandIn, *, by: Any) -> str:
    """Return the token of a new link for one learner; her former one closes."""
    refuse_unless_editor(by, row)
    with transaction.atomic():
        for link in links.held(row.organisation_id, PURPOSE, [row.pk]):
            links.revoke(link)
        due = row.assignment.due_at
        until = max(due + AFTER, timezone.now() + AFTER) if due else timezone.now() + LIFETIME
        email = row.learner.person.email
        return links.create(row.organisation, PURPOSE, row.pk, by=by, expires_at=until, recipient=email)


def write_to_all(assignment: Assignment, *, address: Address, by: Any) -> int:
    """Write her link to each learner who has an address and did not open the exercise; return how many they are."""
    refuse_unless_editor(by, assignment)
    exercise = reading.exercise_of(assignment)
    waiting = [one for one in reading.hand_ins(assignment) if one.learner.person.email and one.opened_at is None]
    if not waiting or exercise is None:
        raise Refusal("Personne à qui écrire : chacun a ouvert l’exercice, ou n’a pas d’adresse au répertoire.")
    with transaction.atomic():
        for row in waiting:
            text = f"Bonjour {row.learner.person.name},\n\n{exercise.title} : {outbox.SECRET}\n{YOURS}\n\n{by}"
            to = [row.learner.person.email]
            opened = address(invite(row, by=by))
            outbox.post(exercise.title, text, to, organisation=row.organisation, secret=opened)
    return len(waiting)


def give_time(row: HandIn, minutes: int, *, by: Any) -> None:
    """Give one learner more minutes than the others."""
    refuse_unless_editor(by, row)
    ChangeSet.on(row, more_minutes=minutes).apply(by=by, why="durée d’un examen blanc")


@transaction.atomic
def read_over(row: HandIn, given: Mapping[str, tuple[Decimal | None, str]], remark: str, *, by: Any) -> None:
    """Keep what a trainer gives by reading: points and remarks by criterion or question, and a word on the whole."""
    refuse_unless_editor(by, row)
    if row.handed_in_at is None:
        raise Refusal("Cette copie n’est pas rendue : attendez qu’elle le soit.")
    held = {one.criterion: one for one in row.grid_marks.all()}
    changes = ChangeSet.on(row, remark=remark)
    for rank, (code, (points, said)) in enumerate(given.items()):
        if code in held:
            changes += ChangeSet.on(held[code], points=points, remark=said)
        elif points is not None or said:
            mark = GridMark(
                organisation_id=row.organisation_id, hand_in=row, criterion=code, points=points, remark=said, rank=rank
            )
            changes += ChangeSet.create(mark)
    changes.apply(by=by, why=f"copie de {row.learner} relue"[:300])


def release(assignment: Assignment, *, by: Any) -> None:
    """Let the marks out to the learners, or take them back."""
    refuse_unless_editor(by, assignment)
    at: datetime | None = None if assignment.released_at else timezone.now()
    if at is not None:
        settle(reading.hand_ins(assignment))
        if not assignment.hand_ins.filter(handed_in_at__isnull=False).exists():
            raise Refusal("Aucune copie n’est rendue : il n’y a pas de note à montrer.")
    ChangeSet.on(assignment, released_at=at).apply(by=by, why="notes montrées" if at else "notes reprises")
