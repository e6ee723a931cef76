"""What the exercises do when Django starts: they give their part to the Filage file, and hang their page on a session."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    name = "filage.school.exercises"
    label = "exercises"
    verbose_name = "Exercices"

    def ready(self) -> None:
        """Give the exercises to the Filage file, a page to each session, and what they prove."""
        from filage.school.exercises import exchange, rails  # noqa: F401 its lists are provided when it is read
        from filage.school.programmes.queries import SessionPage, session_pages

        session_pages.provide("exercises", SessionPage("Exercices", "exercises:of_session", 50))
        rails.plug()
