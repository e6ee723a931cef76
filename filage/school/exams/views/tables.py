"""How the pages of an exam lay out its candidates."""

from typing import Any

from django.urls import reverse

from filage.school.exams.queries.sitting import Exam, Seated
from filage.web.tables import Cell, Column, Row, Table, plain

CANDIDATES = [Column("N°"), Column("Voie", wide=True), Column("Peut se présenter"), Column("Blocs"), Column("État")]


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
