"""What admissions give to the rails: the stages of an application, its papers, its duties, its nights, its proofs."""

from filage.core.rails import deadlines, nights, proofs
from filage.school.admissions.models import Intake
from filage.school.admissions.operations import deciding, erasing, meeting
from filage.school.admissions.rails import duties, papers, proving
from filage.school.programmes.queries import SessionPage, session_pages


def plug() -> None:
    """Give it all."""
    deciding.declare()
    papers.plug()
    deadlines.provide_house("admissions", duties.of_the_house, Intake)
    nights.provide("admissions_reminders", meeting.remind)
    nights.provide("admissions_erasing", erasing.at_term)
    proofs.holders.provide("admissions", proving.held)
    session_pages.provide("admissions", SessionPage("Candidatures", "admissions:session", 10))
