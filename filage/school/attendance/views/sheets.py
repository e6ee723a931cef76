"""The attendance of a session as the office reads it: a week at a time, what it makes in hours, and the half-day to mend."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from filage.core import access
from filage.core.refusal import Refusal
from filage.rules.schooling.attendance import ABSENCES, PARTIAL, Status
from filage.school.attendance.enums import State
from filage.school.attendance.forms.signing import RulesForm, reason_of, roll_of, signature_of
from filage.school.attendance.operations import rules, signing
from filage.school.attendance.queries import justifications
from filage.school.attendance.queries.book import Book, Half, Mark, book, now, rules_of
from filage.school.attendance.views.shared import half_of, session_of
from filage.web import editing
from filage.web import format as french

SIGNS = {
    Status.PRESENT: ("✓", "at-signed", "signé"),
    Status.LATE: ("R", "at-late", "en retard"),
    Status.LEFT_EARLY: ("D", "at-late", "parti·e plus tôt"),
    Status.EXCUSED: ("AJ", "at-missed", "absence justifiée"),
    Status.UNEXCUSED: ("AI", "at-missed", "absence injustifiée"),
    Status.ABSENT: ("A", "at-missed", "absent·e"),
    Status.UNSIGNED: ("·", "at-open", "non signé"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """What a cell of the week shows: a sign, its colour, and the words that a screen reader says."""

    sign: str = ""
    tone: str = ""
    words: str = "pas attendu·e"


@require_GET
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a week of attendance, and the hours of everyone so far."""
    held = book(session_of(request, pk))
    monday = _monday(held, request.GET.get("semaine", ""))
    halves = held.week(monday)
    alerts, unsigned = _to_look_at(held)
    shown = {
        "book": held,
        "session": held.session,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": max((week for week in held.weeks if week < monday), default=None),
        "after": min((week for week in held.weeks if week > monday), default=None),
        "days": _days(halves),
        "halves": halves,
        "rows": [_row(held, halves, learner) for learner in held.learners],
        "held": [half.pk in held.held for half in halves],
        "alerts": alerts,
        "unsigned": unsigned,
        "to_countersign": len(held.to_countersign()),
        "proofs": justifications.waiting(held.session),
        "may_edit": access.can_edit(request.user, held.session),
    }
    return render(request, "attendance/sheet.html", shown)


def half_day(request: HttpRequest, pk: UUID, half: UUID) -> HttpResponse:
    """Read a half-day, say who was away, sign in the place of who taught, or open the tablet."""
    held, found = half_of(request, pk, half)
    refused = ""
    if request.method == "POST":
        editing.editor_only(request, held.session)
        try:
            messages.success(request, _acted(request, held, found))
            return redirect("attendance:half_day", pk, half)
        except Refusal as refusal:
            refused = str(refusal)
    shown = {
        "book": held,
        "session": held.session,
        "half": found,
        "window": held.window(found),
        "rows": roll(held, found),
        "states": State.choices,
        "held": held.held.get(found.pk),
        "refused": refused,
        "posted": request.POST,
        "me": str(request.user),
        "may_edit": access.can_edit(request.user, held.session),
    }
    return render(request, "attendance/half_day.html", shown, status=editing.UNREADABLE if refused else 200)


def write_rules(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set when half-days are signed, and from when an absence is an alert."""
    session = session_of(request, pk)
    editing.editor_only(request, session)
    held = rules_of(session)
    back = reverse("attendance:sheet", args=[pk])
    return editing.answer(
        request,
        RulesForm(request.POST or None, rules=held),
        lambda **said: rules.write(held, by=request.user, **said),
        then=lambda _: back,
        said="C’est réglé.",
        context={"heading": "Réglages de l’émargement", "lede": session.name, "back": "Émargement", "back_url": back},
    )


def roll(held: Book, half: Half) -> list[tuple[Any, Mark, Box]]:
    """Return who was expected for a half-day, and how each was there."""
    expected = [learner for learner in held.learners if held.expected(half, learner)]
    return [(learner, held.mark(half, learner), _box(held, half, learner)) for learner in expected]


def _acted(request: HttpRequest, held: Book, half: Half) -> str:
    by, at, reason = signing.by_the_office(request.user, held.session), now(held.session.organisation), reason_of(request.POST)
    if request.POST.get("geste") == "signer":
        signing.countersign(held, half, trainer=None, signature=signature_of(request.POST), by=by, at=at, reason=reason)
        return "Signé par l’organisme, avec son motif."
    made = signing.call_the_roll(held, half, roll_of(held, half, request.POST), reason=reason, by=by, at=at)
    return (
        f"{french.count(made, 'enregistrement ajouté', 'enregistrements ajoutés')} au registre." if made else "Rien n’a changé."
    )


def _row(held: Book, halves: list[Half], learner: Any) -> dict[str, Any]:
    tally = held.tally(learner)
    return {
        "learner": learner,
        "boxes": [_box(held, half, learner) for half in halves],
        "planned": tally.planned.value,
        "attended": tally.hours,
        "rate": tally.percent,
    }


def _box(held: Book, half: Half, learner: Any) -> Box:
    if not held.expected(half, learner):
        return Box()
    mark = held.mark(half, learner)
    reading = mark.reading
    sign, tone, words = SIGNS[reading]
    if reading == Status.UNSIGNED and half.on > held.today:
        return Box("", "", "à venir")
    if reading in PARTIAL and mark.minutes:
        sign, words = f"{sign}{mark.minutes}", f"{words}, {mark.minutes} minutes"
    if reading not in ABSENCES and reading != Status.UNSIGNED and not mark.signed:
        words = f"{words}, non signé"
    return Box(sign, tone, words)


def _to_look_at(held: Book) -> tuple[list[tuple[str, list[Any]]], list[tuple[str, list[Any]]]]:
    """Return what is said of absences, then of half-days that nobody said anything of, each with the learners it is said of."""
    alerts: dict[str, list[Any]] = {}
    unsigned: dict[str, list[Any]] = {}
    for one in held.learners:
        count, told = len(held.unsigned(one)), held.tally(one).alerts
        untold = french.count(count, "demi-journée ni signée ni dite absente", "demi-journées ni signées ni dites absentes")
        if told:
            said = [*told, *filter(None, [_excused(held, one)]), *([f"Dont {untold}."] if count else [])]
            alerts.setdefault(" ".join(said), []).append(one)
        elif count:
            unsigned.setdefault(f"{untold} : ces heures ne comptent pas.", []).append(one)
    return list(alerts.items()), list(unsigned.items())


def _excused(held: Book, learner: Any) -> str:
    """Return how the absences of a learner so far are justified."""
    readings = [held.mark(half, learner).reading for half in held.of(learner) if half.on <= held.today]
    missed, excused = sum(one in ABSENCES for one in readings), readings.count(Status.EXCUSED)
    if not missed:
        return ""
    if excused == missed:
        return "Tout est justifié."
    said = french.count(excused, "demi-journée justifiée", "demi-journées justifiées") if excused else "Rien n’est justifié"
    return f"{said} sur {missed}."


def _days(halves: list[Half]) -> list[tuple[date, int]]:
    found: dict[date, int] = {}
    for half in halves:
        found[half.on] = found.get(half.on, 0) + 1
    return list(found.items())


def _monday(held: Book, asked: str) -> date:
    try:
        on = date.fromisoformat(asked)
    except ValueError:
        weeks = held.weeks
        here = held.today - timedelta(days=held.today.weekday())
        return here if here in weeks or not weeks else max((week for week in weeks if week <= here), default=weeks[0])
    return on - timedelta(days=on.weekday())
