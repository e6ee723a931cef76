"""What a learner does of an exercise by her own link: open it, keep her answers, hand it in; nobody else's is within reach."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from filage.core import links
from filage.core.changes import ChangeSet
from filage.core.enums import Role
from filage.core.identity import uuid7
from filage.core.models import Membership, Organisation
from filage.core.rails import incoming
from filage.core.refusal import Refusal
from filage.rules.schooling.exercises.exercise import Exercise
from filage.school.exercises.models import HandIn, TypedAnswer
from filage.school.exercises.operations import reading
from filage.school.exercises.operations.freezing import freeze, settle
from filage.school.exercises.operations.given import PURPOSE
from filage.school.exercises.queries import given
from filage.school.exercises.queries.readings import as_json

LONGEST = 20_000  # signs of an answer
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
OVER = "Le temps est écoulé : la copie est rendue telle qu’elle était gardée."


def enter(token: str) -> tuple[HandIn, Exercise]:
    """Return the hand-in that a link opens, with the exercise as its learner has it; a time that is over hands it in."""
    link = links.follow(token, PURPOSE)
    row = given.hand_in(link.organisation_id, UUID(link.target)) if link.organisation_id else None
    exercise = given.exercise_of(row.assignment) if row else None
    if row is None or exercise is None or row.learner.left_on is not None:
        raise Refusal("Cet exercice n’est plus donné.")
    settle([row])
    return row, given.exercise_for(row, exercise)


def begin(row: HandIn) -> None:
    """Open an exercise: the clock of a mock exam starts now, once."""
    opens = row.assignment.opens_at
    if opens is not None and timezone.now() < opens:
        raise Refusal(f"Cet exercice s’ouvre le {timezone.localtime(opens):%d/%m/%Y à %H:%M}.")
    if row.opened_at is None:
        ChangeSet.on(row, opened_at=timezone.now()).apply(by=None, why="exercice ouvert")


@transaction.atomic
def keep(row: HandIn, exercise: Exercise, said: Mapping[str, str]) -> None:
    """Keep answers as they are typed; Refusal once the hand-in is closed."""
    _refuse_if_closed(row)
    held = {one.question: one for one in row.answers.all()}
    changes = ChangeSet()
    for rank, question in enumerate(exercise.questions):
        text = said.get(question.code)
        if text is None:
            continue
        text = text.replace("\0", "")[:LONGEST]
        if question.code not in held and text:
            place = {"organisation_id": row.organisation_id, "hand_in": row, "rank": rank}
            changes += ChangeSet.create(TypedAnswer(**place, question=question.code, text=text))
        elif question.code in held and held[question.code].text != text:
            changes += ChangeSet.on(held[question.code], text=text)
    if changes:
        changes.apply(by=None, why="réponses gardées")


def hand_in(row: HandIn, exercise: Exercise, content: bytes = b"") -> None:
    """Hand in for good, with a production or without; Refusal, and nothing frozen, when the file is not of this exercise."""
    _refuse_if_closed(row)
    fields: dict[str, Any] = {}
    if content:
        text, found = reading.read(exercise, content)
        fields = {"production": text, "reading": as_json(found)}
    now = timezone.now()
    row = given.hand_in(row.organisation_id, row.pk) or row  # with the answers that were just kept
    freeze(row, at=now, **fields)


def space_of(row: HandIn, user: Any) -> Organisation | None:
    """Return the space where a learner who has an account works, None while she opened none."""
    return Organisation.objects.filter(slug=_slug(row), memberships__user=user).first() if user.is_authenticated else None


@transaction.atomic
def open_space(row: HandIn, exercise: Exercise, user: Any) -> Organisation:
    """Return a space of her own that holds the production to work in, made the first time; nobody else enters it."""
    _refuse_if_closed(row)
    if not user.is_authenticated or not exercise.start:
        raise Refusal("Prenez la production de départ : elle s’ouvre dans votre Filage.")
    if (held := space_of(row, user)) is not None:
        return held
    ids: dict[str, str] = {}
    text = IDENTIFIER.sub(lambda found: ids.setdefault(found[0], str(uuid7())), exercise.start)
    text = re.sub(r"^  slug: .*$", f"  slug: {_slug(row)}", text, count=1, flags=re.MULTILINE)
    made: Organisation = incoming.bring(text.encode())
    roles = (Role.ADMINISTRATION, Role.PRODUCTION)
    Membership.objects.bulk_create(Membership(user=user, organisation=made, role=role) for role in roles)
    user.kept_memberships = None  # read once by `access`: they have just moved
    return made


def in_space(row: HandIn, user: Any) -> bytes:
    """Return the production of her space, to be handed in; Refusal when she opened none."""
    space = space_of(row, user)
    if space is None:
        raise Refusal("Aucun espace n’est ouvert pour cet exercice : joignez votre production.")
    return incoming.text_of(space).encode()


def _slug(row: HandIn) -> str:
    return f"exercice-{row.pk.hex}"


def _refuse_if_closed(row: HandIn) -> None:
    if row.handed_in_at is not None:
        raise Refusal(OVER if row.by_clock else "Cette copie est déjà rendue : elle ne change plus.")
    if row.opened_at is None:
        raise Refusal("Commencez l’exercice avant d’y répondre.")
    if given.is_over(row):
        raise Refusal(OVER)
