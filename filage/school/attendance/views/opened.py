"""The pages that links open without account: a learner's half-days, a trainer's sheets, the tablet that is passed round."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from filage.core.refusal import Refusal
from filage.rules.reading import identifier
from filage.rules.schooling.attendance import Status
from filage.rules.schooling.signing import Verdict
from filage.school.admissions.queries import levels
from filage.school.attendance.enums import Level, Means, Reason, Stage, State
from filage.school.attendance.forms.justifications import absence_of
from filage.school.attendance.forms.placements import marks_of, week_of
from filage.school.attendance.forms.signing import reason_of, roll_of, signature_of
from filage.school.attendance.operations import doors, justifications, signing
from filage.school.attendance.operations import placements as weeks
from filage.school.attendance.operations.register import Author
from filage.school.attendance.queries import justifications as proofs
from filage.school.attendance.queries import placements
from filage.school.attendance.queries.book import Book, Half, book, now
from filage.school.attendance.queries.doors import LEARNER, TABLET, TRAINER, TUTOR
from filage.school.attendance.queries.taught import sheets_of
from filage.school.attendance.views.sheets import roll
from filage.school.programmes.models import SchoolSession
from filage.web.editing import UNREADABLE
from filage.web.private import by_link

LATELY = 6  # half-days that are late, shown before the others are folded


def _done(request: HttpRequest, act: Callable[[], str]) -> str:
    """Do a gesture and say it, or return why it was refused."""
    try:
        messages.success(request, act())
    except Refusal as refusal:
        return str(refusal)
    return ""


@by_link()
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Sign one's own half-days."""
    learner = doors.enter(token, LEARNER)
    held, at, refused = book(learner.session, learner=learner), now(learner.session.organisation), ""
    by = Author(str(learner), "stagiaire", Means.LINK)
    stays = placements.followed(learner.session, learner=learner, sayable=True)
    if request.method == "POST":
        act = {
            "semaine": lambda: _week(request, stays, by, at),
            "justifier": lambda: _justified(request, learner, at),
        }.get(request.POST.get("geste", ""), lambda: _signed(request, held, learner, by, at))
        refused = _done(request, act)
        if not refused:
            return redirect(request.path)
    shown = {
        **_due(held, learner, at),
        "learner": learner,
        "session": learner.session,
        "tally": held.tally(learner),
        "stays": stays,
        "proofs": proofs.of_learner(learner),
        "reasons": Reason.choices,
        "today": at.date(),
        "refused": refused,
        "asked": request.POST.get("demi_journee", ""),
        "posted": request.POST,
    }
    return render(request, "attendance/own.html", shown, status=UNREADABLE if refused else 200)


def _due(held: Book, learner: Any, at: Any) -> dict[str, Any]:
    """Return what a learner has to sign now, what is late, what comes next, and the last absence that nobody excused."""
    mine = [(half, held.mark(half, learner)) for half in held.of(learner)]
    due = [(half, held.window(half).verdict(at), mark) for half, mark in mine if not (mark.signed or mark.status)]
    late = [half for half, verdict, mark in due if verdict is Verdict.LATE and mark.reading == Status.UNSIGNED][::-1]
    missed = [half.on for half, mark in mine if mark.reading in (Status.ABSENT, Status.UNEXCUSED)]
    return {
        "now": [half for half, verdict, _ in due if verdict is Verdict.ON_TIME],
        "late": late[:LATELY],
        "later": max(0, len(late) - LATELY),
        "next": next((half for half, verdict, _ in due if verdict is Verdict.EARLY), None),
        "missed": missed[-1] if missed else None,
    }


def _justified(request: HttpRequest, learner: Any, at: Any) -> str:
    justifications.send(learner, on=at.date(), **absence_of(request.POST, request.FILES))
    return "Reçu : l’organisme le lira. Seules l’administration et la production l’ouvrent."


def _signed(request: HttpRequest, held: Book, learner: Any, by: Author, at: Any) -> str:
    half = _half(held, request)
    signing.sign(held, half, learner, signature=signature_of(request.POST), by=by, at=at, reason=reason_of(request.POST))
    return "Signé, merci."


def _half(held: Book, request: HttpRequest) -> Half:
    named = identifier(request.POST.get("demi_journee", ""))
    found = held.half(named) if named else None
    if found is None:
        raise Refusal("Cette demi-journée n’est plus à signer : relisez la page.")
    return found


@by_link()
def trainer(request: HttpRequest, token: str) -> HttpResponse:
    """Call the roll of one's half-days, sign them, and open the tablet."""
    who = doors.enter(token, TRAINER)
    at, refused = now(who.organisation), ""
    sheets = sheets_of(who, at)
    if request.method == "POST":
        asked = request.POST.get("demi_journee", "")
        sheet = next((one for one in sheets if str(one.half.pk) == asked), None)
        if sheet is not None and request.POST.get("geste") == "tablette":
            return redirect("attendance:tablet", doors.pass_round(sheet.slot))
        refused = (
            "Cette demi-journée n’est plus à tenir." if sheet is None else _done(request, lambda: _held(request, sheet, who, at))
        )
        if not refused:
            return redirect(request.path)
    shown = {
        "trainer": who,
        "sheets": [(one, roll(one.book, one.half), one.book.held.get(one.half.pk)) for one in sheets],
        "states": State.choices,
        "levels": _levels(who),
        "refused": refused,
        "asked": request.POST.get("demi_journee", ""),
        "posted": request.POST,
    }
    return render(request, "attendance/trainer.html", shown, status=UNREADABLE if refused else 200)


def _levels(who: Any) -> list[tuple[Any, Any]]:
    """Return the sessions of a trainer that are not over, with how far their learners said they were, without a name."""
    today = now(who.organisation).date()
    sessions = SchoolSession.objects.within(who.organisation).filter(slots__trainer=who, slots__on__gte=today).distinct()
    found = [(one, levels.table(one)) for one in sessions.select_related("organisation")]
    return [(one, table) for one, table in found if table]


def _held(request: HttpRequest, sheet: Any, who: Any, at: Any) -> str:
    by, reason = Author(str(who), "intervenant", Means.LINK), reason_of(request.POST)
    if request.POST.get("geste") == "appel":
        signing.call_the_roll(sheet.book, sheet.half, roll_of(sheet.book, sheet.half, request.POST), reason=reason, by=by, at=at)
        return "Appel noté."
    signature = signature_of(request.POST)
    signing.countersign(sheet.book, sheet.half, trainer=who, signature=signature, by=by, at=at, reason=reason)
    return "Signé, merci."


@by_link()
def tablet(request: HttpRequest, token: str) -> HttpResponse:
    """Sign one after another on a tablet that is passed round: a code and a signature, no name shown."""
    slot = doors.enter(token, TABLET)
    held, at, refused = book(slot.session), now(slot.session.organisation), ""
    half = held.half(slot.pk)
    assert half is not None  # a half-day is in the book of its session
    if request.method == "POST":
        refused = _done(request, lambda: _passed(request, held, half, slot, at))
        if not refused:
            return redirect(request.path)
    rows = roll(held, half)
    shown = {
        "half": half,
        "session": slot.session,
        "late": held.window(half).verdict(at) is Verdict.LATE,
        "signed": sum(bool(mark.signed) for _, mark, _ in rows),
        "expected": len(rows),
        "refused": refused,
        "posted": request.POST,
    }
    return render(request, "attendance/tablet.html", shown, status=UNREADABLE if refused else 200)


def _passed(request: HttpRequest, held: Book, half: Half, slot: Any, at: Any) -> str:
    learner = doors.learner_of_code(slot, request.POST.get("code", ""), at)
    by = Author(str(learner), "stagiaire", Means.TABLET)
    signing.sign(held, half, learner, signature=signature_of(request.POST), by=by, at=at, reason=reason_of(request.POST))
    return f"Merci {learner}. Passez la tablette."


@by_link()
def tutor(request: HttpRequest, token: str) -> HttpResponse:
    """Sign the weeks of a learner in one's house, and judge her competences."""
    placement = doors.enter(token, TUTOR)
    session = placement.learner.session
    held, refused = placements.followed(session, pk=placement.pk)[0], ""
    if request.method == "POST":
        refused = _done(request, lambda: _judged(request, held, session))
        if not refused:
            return redirect(request.path)
    stage = Stage.FINAL if held.today >= placement.last else Stage.MIDWAY
    marks = {one.competence: one for one in placement.marks.filter(stage=stage)}
    shown = {
        "session": session,
        "held": held,
        "one": held.placement,
        "stages": Stage.choices,
        "stage": stage,
        "levels": Level.choices,
        "competences": [
            (code, title, marks[code].mark if code in marks else "", marks[code].note if code in marks else "")
            for code, title in placements.competences(session, placement)
        ],
        "refused": refused,
    }
    return render(request, "attendance/tutor.html", shown, status=UNREADABLE if refused else 200)


def _judged(request: HttpRequest, held: Any, session: Any) -> str:
    placement = held.placement
    by = Author(str(placement.tutor), "tuteur", Means.LINK)
    if request.POST.get("geste") == "evaluer":
        codes = [code for code, _ in placements.competences(session, placement)]
        stage, marks = marks_of(request.POST, codes)
        weeks.judge(placement, stage=stage, marks=marks, who=by.name)
        return "Évaluation enregistrée."
    week = next((one for one in held.to_sign if str(one.number) == request.POST.get("numero", "")), None)
    if week is None:
        raise Refusal("Cette semaine a été redite, ou est déjà signée : relisez la page.")
    weeks.sign_week(held, week, signature=signature_of(request.POST), by=by, at=now(session.organisation))
    return "Signé, merci."


def _week(request: HttpRequest, stays: list[Any], by: Author, at: Any) -> str:
    held = next((one for one in stays if str(one.placement.pk) == request.POST.get("stage", "")), None)
    if held is None:
        raise Refusal("Cette période n’est plus à dire : relisez la page.")
    monday, days = week_of(request.POST)
    weeks.say_week(held, monday, days, signature=signature_of(request.POST), by=by, at=at, reason=reason_of(request.POST))
    return f"Semaine du {monday:%d/%m/%Y} signée, merci."
