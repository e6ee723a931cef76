"""What the exams give to the rails, and the pages that they hang on a session."""

from filage.core.rails import deadlines, search
from filage.school.exams.queries.hung import ExamPage, exam_pages
from filage.school.exams.rails import duties, jury_papers, papers, searching
from filage.school.programmes.queries import SessionPage, session_pages


def plug() -> None:
    """Hang the exams on the session of training that they follow, and their own pages on each exam."""
    session_pages.provide("exams", SessionPage("Examens", "exams:of_session", 60))
    exam_pages.provide("timetable", ExamPage("Horaires", "exams:timetable", 10))
    exam_pages.provide("day", ExamPage("Le jour même", "exams:day", 20))
    exam_pages.provide("results", ExamPage("Résultats", "exams:results", 90))
    deadlines.house.provide("exams", duties.house)
    search.live.provide("exams", searching.looked_for)
    exam_pages.provide("jury", ExamPage("Jury", "exams:jury", 70))
    exam_pages.provide("deliberation", ExamPage("Délibération", "exams:deliberation", 80))
    papers.plug()
    jury_papers.plug()
