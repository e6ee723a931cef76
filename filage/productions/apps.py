"""What productions does when Django starts: it gives the season and its part of the Filage file."""

from django.apps import AppConfig


class ProductionsConfig(AppConfig):
    name = "filage.productions"
    label = "productions"
    verbose_name = "Spectacles et projets"

    def ready(self) -> None:
        """Plug the shared nouns into the rails."""
        from filage.core.rails import season as rail
        from filage.productions import exchange, exchange_interview, facts, season  # noqa: F401 each list is provided when its module is read

        rail.provide(season.load)
        facts.plug()
