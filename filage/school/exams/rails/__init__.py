"""What the exams give to the rails, and the pages that they hang on a session."""

from collections.abc import Iterable
from typing import Any

from filage.core.rails import checks, deadlines, proofs, search
from filage.school.exams.models import ExamSession
from filage.school.exams.queries import proving, published
from filage.school.exams.queries.hung import exam_pages
from filage.school.exams.rails import controls, duties, jury_papers, papers, searching
from filage.school.programmes.queries import SessionPage, house_pages, judged, session_pages, sheet


def judged_on_none(organisation: Any, code: str) -> Iterable[ExamSession]:
    """Return the exams of a certification that say no version: an import leaves them on the one that they were judged on."""
    return ExamSession.objects.within(organisation).filter(certification=code, version="")


def plug() -> None:
    """Hang the exams on the session of training that they follow, and their own pages on each exam."""
    session_pages.provide("exams", SessionPage("Examens", "exams:of_session", 60))
    house_pages.provide("exams", SessionPage("Examens", "exams:exams", 60))
    exam_pages.provide("timetable", SessionPage("Horaires", "exams:timetable", 10))
    exam_pages.provide("day", SessionPage("Le jour même", "exams:day", 20))
    exam_pages.provide("results", SessionPage("Résultats", "exams:results", 90))
    checks.declare(*controls.CHECKS)
    deadlines.provide_house("exams", duties.house, ExamSession)
    proofs.holders.provide("exams", proving.proofs_held)
    search.live.provide("exams", searching.looked_for)
    exam_pages.provide("jury", SessionPage("Jury", "exams:jury", 70))
    exam_pages.provide("deliberation", SessionPage("Délibération", "exams:deliberation", 80))
    judged.provide("exams", judged_on_none)
    sheet.results.provide("exams", published.lines)
    papers.plug()
    jury_papers.plug()
