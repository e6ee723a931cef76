"""How the pages of an exam lay out its candidates."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from filage.school.exams.models import Trial
from filage.school.exams.queries.holding import Timetable
from filage.school.exams.queries.sitting import Exam, Seated
from filage.web import format as french
from filage.web.tables import Cell, Column, Row, Table, plain

CANDIDATES = [Column("N°"), Column("Voie", wide=True), Column("Peut se présenter"), Column("Blocs"), Column("État")]
TIMETABLE = [
    Column("Qui"),
    Column("Épreuve"),
    Column("Préparation", wide=True),
    Column("Fin"),
    Column("Salle", wide=True),
    Column("Devant"),
]


def candidates_table(whole: Exam) -> Table | None:
    """Return the candidates of an exam, each with her right to sit and its first reason."""
    rows = [
        Row(Cell(one.name, url=reverse("exams:candidate", args=[one.candidate.pk])), _cells(one, whole)) for one in whole.seated
    ]
    return plain("Candidatures", CANDIDATES, rows, header="Personne") if rows else None


def said(one: Seated) -> tuple[str, str]:
    """Return whether a candidate may sit in a word, and the first reason or what is missing."""
    found = one.right
    if found.reasons:
        return "non", found.reasons[0]
    if found.lacks:
        return "à prouver", found.lacks[0]
    return "oui", (*found.warnings, *found.notes, "")[0]


def _cells(one: Seated, whole: Exam) -> list[Any]:
    word, why = said(one)
    blocks = len(whole.certification.blocks) if whole.certification else 0
    named = "tous" if len(one.presents) == blocks else ", ".join(block.code for block in one.presents) or "aucun"
    return [one.candidate.number, one.route, Cell(word, note=why), named, one.candidate.get_state_display()]


def timetable_tables(found: Timetable, may_edit: bool, doubled: Collection[str] = ()) -> list[tuple[date, Table]]:
    """Return the trials of each day, in order, with the hours of each; `doubled`: those heard by who sits elsewhere."""
    colliding = {(each.key, each.starts, each.title) for one in found.collisions for each in (one.first, one.second)}
    colliding |= {_keyed(one) for one in found.trials if str(one.pk) in doubled}
    return [
        (on, plain(french.day_long(on), TIMETABLE, [_trial(one, colliding, may_edit) for one in held], header="Heure"))
        for on, held in found.days
    ]


def _keyed(one: Trial) -> tuple[Any, ...]:
    return str(one.candidate_id), timezone.localtime(one.starts_at).replace(tzinfo=None), one.title


def _trial(one: Trial, colliding: set[tuple[Any, ...]], may_edit: bool) -> Row:
    starts = timezone.localtime(one.starts_at)
    mark = "alerte" if _keyed(one) in colliding else ""
    hour = Cell(french.hour(starts), url=reverse("exams:edit_trial", args=[one.pk]) if may_edit else "", mark=mark)
    prepares = french.hour(timezone.localtime(one.prepares_at)) if one.preparation else "–"
    what = Cell(f"{one.block}, {one.title}", note=f"temps majoré {one.extra} %" if one.extra and may_edit else "")
    room = one.room.name if one.room else "à préciser"
    who = Cell(one.candidate.person.name, url=reverse("exams:candidate", args=[one.candidate_id]))
    return Row(hour, [who, what, prepares, french.hour(timezone.localtime(one.ends_at)), room, one.panel or "–"])
