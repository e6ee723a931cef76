"""What the exams give to the rails, and the pages that they hang on a session."""

from filage.school.programmes.queries import SessionPage, session_pages


def plug() -> None:
    """Hang the exams on the session of training that they follow."""
    session_pages.provide("exams", SessionPage("Examens", "exams:of_session", 60))
