"""What admissions give to the rails: the stages of an application, its papers, its duties, its nights."""

from filage.core.rails import deadlines, nights
from filage.school.admissions.operations import deciding, meeting
from filage.school.admissions.rails import duties, papers
from filage.school.programmes.queries import SessionPage, session_pages


def plug() -> None:
    """Give it all."""
    deciding.declare()
    papers.plug()
    deadlines.provide("admissions", duties.deadlines)
    nights.provide("admissions_reminders", meeting.remind)
    session_pages.provide("admissions", SessionPage("Candidatures", "admissions:session", 10))
