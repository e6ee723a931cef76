"""What the programmes give to the rails, and the pages that they hang on a session."""

from filage.school.programmes.queries import SessionPage, session_pages

PAGES = (
    SessionPage("Planning", "programmes:planning", 1),
    SessionPage("Heures", "programmes:hours", 2),
    SessionPage("Stagiaires", "programmes:learners", 5),
    SessionPage("Qui fait quoi", "programmes:acts", 60),
)


def plug() -> None:
    """Hang the pages of the programmes on a session."""
    for page in PAGES:
        session_pages.provide(page.url_name, page)
