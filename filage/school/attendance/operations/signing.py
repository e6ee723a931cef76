"""Who may sign a half-day and when, and how what is wrong is mended: by one more record, with its reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from filage.core import rails
from filage.core.refusal import Refusal
from filage.productions.operations import refuse_unless_editor
from filage.rules.schooling.signing import Verdict, drawn, typed
from filage.school.attendance.enums import Gesture, Means, State
from filage.school.attendance.models import AttendanceRecord
from filage.school.attendance.operations.register import Author, Signature, append
from filage.school.attendance.queries.book import Book, Half, Mark, is_absence
from filage.web import format as french

ABSENT_STATES = (State.ABSENT, State.EXCUSED, State.UNEXCUSED)
PARTIAL_STATES = (State.LATE, State.LEFT_EARLY)


def sign(
    book: Book, half: Half, learner: Any, *, signature: Signature, by: Author, at: datetime, reason: str = ""
) -> AttendanceRecord:
    """Keep a learner's signature of a half-day; Refusal when she was not expected, too early, late without a reason, twice."""
    if not book.expected(half, learner):
        raise Refusal(f"Cette demi-journée n’est pas au planning de {learner}.")
    mark = book.mark(half, learner)
    if mark.signed:
        raise Refusal(f"Déjà signé : {_said(half)}.")
    if is_absence(mark):
        raise Refusal(f"Vous êtes dit·e absent·e {_said(half)} : l’organisme peut le corriger, avec un motif.")
    _accept(book, signature, str(learner))
    late = _late(book, half, at, reason)
    said = {**_half(half), "stagiaire": _who(learner), "signature": signature.said, **late}
    return append(book.session, gesture=Gesture.PRESENCE, by=by, at=at, said=said, once=True, slot_id=half.pk, learner=learner)


def countersign(
    book: Book, half: Half, *, trainer: Any, signature: Signature, by: Author, at: datetime, reason: str = ""
) -> AttendanceRecord:
    """Keep the signature of who taught a half-day; `trainer` None when the body signs in her place, which takes a reason."""
    if half.pk in book.held:
        raise Refusal(f"Déjà signé par l’intervenant·e : {_said(half)}.")
    if trainer is None and not reason:
        raise Refusal("L’organisme signe à la place de l’intervenant·e : dites pourquoi.")
    if trainer is not None and half.trainer != trainer.pk:
        raise Refusal("Cette demi-journée est tenue par quelqu’un d’autre.")
    _accept(book, signature, by.name)
    late = _late(book, half, at, reason)
    told = {"motif": reason} if trainer is None else late
    who = {} if trainer is None else {"intervenant": _who(trainer)}
    said = {**_half(half), **who, "signature": signature.said, **told}
    made = append(book.session, gesture=Gesture.TRAINER, by=by, at=at, said=said, once=True, slot_id=half.pk, trainer=trainer)
    rails.refresh_touched((), book.session.organisation_id)
    return made


def state(
    book: Book, half: Half, learner: Any, *, status: str, minutes: int | None = None, reason: str = "", by: Author, at: datetime
) -> AttendanceRecord | None:
    """Say how a learner was there; what contradicts the register is a correction, which takes a reason."""
    if not book.expected(half, learner):
        raise Refusal(f"Cette demi-journée n’est pas au planning de {learner}.")
    mark = book.mark(half, learner)
    _check(half, mark, status, minutes)
    if at < book.window(half).opens:
        raise Refusal(f"{french.day(half.on)}, {half.label} : la demi-journée n’a pas commencé.")
    if (mark.status, mark.minutes) == (status, minutes) or (not mark.status and mark.signed and status == State.PRESENT):
        return None
    corrected = mark.stated or (mark.signed if status in ABSENT_STATES else None)
    if corrected and not reason:
        raise Refusal(f"{learner}, {_said(half)} : c’est une correction, dites pourquoi.")
    said = {**_half(half), "stagiaire": _who(learner), "motif": reason, "corrige": corrected}
    gesture = Gesture.CORRECTION if corrected else Gesture.STATE
    columns = {"slot_id": half.pk, "learner": learner, "status": status, "minutes": minutes}
    return append(book.session, gesture=gesture, by=by, at=at, said=said, **columns)


@transaction.atomic
def call_the_roll(
    book: Book, half: Half, told: Mapping[Any, tuple[str, int | None]], *, reason: str = "", by: Author, at: datetime
) -> int:
    """Say how several learners were there, all or none; return how many records it made."""
    made = [state(book, half, learner, status=status, minutes=minutes, reason=reason, by=by, at=at)
            for learner, (status, minutes) in told.items()]  # fmt: skip
    return sum(one is not None for one in made)


def by_the_office(user: Any, thing: Any) -> Author:
    """Return the office as an author; Refusal when the user may not write."""
    refuse_unless_editor(user, thing)
    return Author(str(user), "organisme", Means.ACCOUNT)


def _check(half: Half, mark: Mark, status: str, minutes: int | None) -> None:
    if status not in State.values:
        raise Refusal("Cet état n’existe pas.")
    if status in PARTIAL_STATES and not minutes:
        raise Refusal("Dites combien de minutes ont été manquées.")
    if status not in PARTIAL_STATES and minutes:
        raise Refusal("Des minutes ne se disent que d’un retard ou d’un départ.")
    if minutes and half.hours is not None and minutes >= half.hours * 60:
        raise Refusal("Plus que la demi-journée : c’est une absence.")
    if status == State.PRESENT and not mark.status and not mark.signed:
        raise Refusal("Une présence se signe : elle ne se coche pas.")


def _late(book: Book, half: Half, at: datetime, reason: str) -> dict[str, Any]:
    window = book.window(half)
    verdict = window.verdict(at)
    if verdict is Verdict.EARLY:
        raise Refusal(f"Trop tôt : {_said(half)} se signe à partir du {window.opens:%d/%m/%Y à %H:%M}.")
    if verdict is Verdict.LATE and not reason:
        raise Refusal(f"Signature tardive ({_said(half)}, à signer avant le {window.closes:%d/%m/%Y à %H:%M}) : dites pourquoi.")
    return {"tardive": True, "motif": reason} if verdict is Verdict.LATE else {}


def _accept(book: Book, signature: Signature, name: str) -> None:
    if signature.kind == "nom":
        if not typed(signature.value, name):
            raise Refusal(f"Pour signer au clavier, écrivez votre nom comme il est connu ici : {name}.")
        return
    if signature.kind != "trace" or not drawn(signature.value):
        raise Refusal("Signez dans le cadre, ou écrivez votre nom.")
    rows = AttendanceRecord.objects.within(book.session.organisation_id).filter(session=book.session)
    if rows.filter(text__contains=f'"{signature.value}"').exists():
        raise Refusal("Ce tracé est la copie exacte d’une signature déjà donnée : signez de votre main.")


def _half(half: Half) -> dict[str, Any]:
    found = {"id": str(half.pk), "date": half.on.isoformat(), "moment": half.moment, "nature": half.kind, "module": half.module}
    if half.hours is not None:
        found["heures"] = f"{half.hours.normalize():f}"
    return {"demi_journee": {key: value for key, value in found.items() if value}}


def _who(one: Any) -> dict[str, str]:
    return {"id": str(one.pk), "nom": str(one)}


def _said(half: Half) -> str:
    return f"{french.day(half.on)}, {half.label}"
