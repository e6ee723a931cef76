"""How the pages of the exercises lay out hand-ins, questions with their marks, and what a question says of everybody."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from filage.rules.engine import formula
from filage.rules.engine.text import quantity_text
from filage.rules.schooling.exercises.exercise import Exercise
from filage.rules.schooling.exercises.marking import Marked, Verdict
from filage.school.exercises.models import HandIn
from filage.school.exercises.queries import given as queries
from filage.school.exercises.queries import schedules
from filage.school.exercises.queries.given import Held, Told, is_over
from filage.school.exercises.queries.readings import Raised
from filage.web import format as french
from filage.web.tables import Cell, Column, Row, Table, plain

FIGURES = re.compile(r"\{[^{}]+\}")  # of a text, before its figures take their place
SAID = {
    Verdict.RIGHT: "juste",
    Verdict.FOLLOWS: "juste à partir d’une erreur déjà comptée",
    Verdict.WRONG: "faux",
    Verdict.MISSING: "sans réponse",
    Verdict.READ: "lu par qui forme",
}
PARTLY = "juste en partie"
TONES = {
    Verdict.RIGHT: "info",
    Verdict.FOLLOWS: "info",
    Verdict.WRONG: "alerte",
    Verdict.MISSING: "inconnu",
    Verdict.READ: "info",
}
HANDED = [
    Column("Rendu"),
    Column("À lire", "number", decimals=0, wide=True),
    Column("Calculé", wide=True),
    Column("Note sur 20", "number"),
]
TOLD = [
    Column("Réponses", "number", decimals=0),
    Column("Justes", "percent"),
    Column("Écart moyen", wide=True),
    Column("Valeurs fausses fréquentes", wide=True),
]
FLOWS = [Column("Écrit au mois"), Column("Total", "amount")]
GOT = [Column("Rendu le"), Column("Note sur 20", "number"), Column("Compétences", wide=True)]


def handed_in(found: Sequence[Held]) -> Table | None:
    """Return who handed in, when, with her mark."""
    urls = [reverse("exercises:hand_in", args=[one.row.pk]) for one in found]
    rows = [Row(Cell(one.row.learner.person.name, url=url), _cells(one)) for one, url in zip(found, urls, strict=True)]
    return plain("Copies", HANDED, rows, header="Stagiaire") if rows else None


def questions(told: Sequence[Told], exercise: Exercise, *, varied: bool) -> Table | None:
    """Return what each question says of everybody; figures that vary are not said."""
    rows = [
        Row(
            f"{one.question.number}. {_asked(one.question.text, exercise, varied)}",
            [
                one.answered,
                Decimal(100 * one.right) / one.answered if one.answered else "",
                "" if one.gap is None else quantity_text(one.gap.quantize(Decimal("0.01")), one.question.unit),
                " ; ".join(f"{quantity_text(value, one.question.unit)} ({count} fois)" for value, count in one.frequent),
            ],
        )
        for one in told
    ]
    return plain("Par question", TOLD, rows, header="Question") if rows else None


def plan(held: Held) -> Table | None:
    """Return the cash plan that was typed in the workbook, flow by flow; None when the production says it all."""
    reading = held.corrected.reading
    typed = reading.plan if reading else None
    rows = [Row(label, [months, total]) for label, months, total in schedules.flows(typed)] if typed else []
    return plain("Plan de trésorerie", FLOWS, rows, header="Flux") if rows else None


def marks(held: Held) -> list[dict[str, Any]]:
    """Return each question of a hand-in as a page says it: what was answered, what was expected, and why."""
    return [_mark(held, one) for one in held.corrected.marking.marks]


def moment(at: Any) -> str:
    """Say a moment where we are: « 12 mars 2027, 14 h 05 »; nothing when there is none."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{french.day(local.date(), weekday=False, year=True)}, {french.hour(local.time())}"


def _cells(one: Held) -> list[Any]:
    row, marking = one.row, one.corrected.marking
    if row.handed_in_at is None:
        state = "en cours" if row.opened_at and not is_over(row) else "pas encore ouvert"
        return [Cell("pas rendu", note=state) if one.overdue else state, "", "", ""]
    note = "en retard" if one.late else "par l’horloge" if row.by_clock else ""
    done = f"{french.number(marking.points)} sur {french.number(marking.out_of)}"
    return [Cell(moment(row.handed_in_at), note=note), len(one.waiting), done, "" if one.mark is None else one.mark]


def _mark(held: Held, one: Marked) -> dict[str, Any]:
    question, exercise = one.question, held.exercise
    points, remark = held.grid.get(question.code, (None, ""))
    said: dict[str, Any] = {
        "number": question.number,
        "text": exercise.said(question.text),
        "verdict": PARTLY if one.share and one.share < 1 else SAID[one.verdict],
        "tone": TONES[one.verdict],
        "points": points if one.verdict is Verdict.READ else one.points,
        "out_of": question.points,
        "remark": remark,
        "explanation": exercise.said(question.explanation),
        "citation": question.citation,
        "typed": next((each.text for each in held.row.answers.all() if each.question == question.code), ""),
        "follows": _numbers([each.number for each in one.follows]),
    }
    if one.expected is not None:
        least = " au moins" if question.floor else ""
        said |= {"expected": quantity_text(one.expected.value, question.unit) + least, "formula": formula(one.expected)}
    if one.answer is not None:
        said |= {"answer": quantity_text(one.answer, question.unit)}
    if question.findings and one.answer is not None:
        mended = french.count(int(one.answer), "contradiction levée", "contradictions levées")
        said["mended"] = f"{mended} sur {len(question.findings)}"
    elif one.gap and one.verdict is not Verdict.RIGHT:
        said |= {"gap": _signed(one.gap, question.unit)}
    if one.verdict is Verdict.WRONG:
        lines = held.corrected.differences(question)
        said["causes"] = [f"{each.said} ({_signed(each.effects[question.code], question.unit)})" for each in lines]
        said["raised"] = _by_rule(held.corrected.raised(question))
        said["causes"] += [one.cause] if one.cause else []
    return said


def _by_rule(raised: Sequence[Raised]) -> list[tuple[Raised, str]]:
    """Return the first of what each check still says, with how many more it says."""
    every = Counter(one.code for one in raised)
    first = {one.code: one for one in reversed(raised)}
    return [(first[code], f"et {count - 1} de plus" if count > 1 else "") for code, count in sorted(every.items())]


def criteria(held: Held) -> list[dict[str, Any]]:
    """Return the grid of a hand-in as its learner reads it."""
    rows = []
    for one in held.exercise.criteria:
        points, remark = held.grid.get(one.code, (None, ""))
        rows.append({"text": one.text, "competence": one.competence, "points": points, "remark": remark, "seen": one.seen})
    return rows


def statement(exercise: Exercise) -> list[str]:
    """Return the paragraphs of a statement, with its figures."""
    return [french.typeset(part.strip()) for part in exercise.said(exercise.statement).split("\n\n") if part.strip()]


def unread(row: HandIn, exercise: Exercise) -> str:
    """Say which answers are no number: « Ne se lit pas comme un nombre : question 1, « environ 1 700 ». »."""
    found = [f"question {one.number}, « {text.strip()[:40]} »" for one, text in queries.unread(row, exercise)]
    return f" Ne se lit pas comme un nombre : {' ; '.join(found)}." if found else ""


def _asked(text: str, exercise: Exercise, varied: bool) -> str:
    return FIGURES.sub("…", text) if varied else exercise.said(text)


def _numbers(numbers: Sequence[str]) -> str:
    """Say some questions: « de la question 1 », « des questions 1 et 2a »."""
    *before, last = numbers or [""]
    return f"des questions {', '.join(before)} et {last}" if before else f"de la question {last}" if last else ""


def _signed(value: Decimal, unit: str) -> str:
    return f"{'+' if value > 0 else ''}{quantity_text(value.quantize(Decimal('0.01')), unit)}"


def asked(exercise: Exercise, answers: bool) -> list[dict[str, Any]]:
    """Return the questions of an exercise, with what is expected when it may be read."""
    expected = exercise.expected() if answers else {}
    rows = []
    for one in exercise.questions:
        right = expected.get(one.code)
        row: dict[str, Any] = {"number": one.number, "text": exercise.said(one.text), "points": one.points, "explanation": ""}
        if answers:
            row |= {"explanation": exercise.said(one.explanation), "citation": one.citation}
            row |= {"expected": quantity_text(right.value, one.unit), "formula": formula(right)} if right else {}
        rows.append(row)
    return rows
