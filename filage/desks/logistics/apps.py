"""What the logistics desk does when Django starts: it gives its part to the rails and to the Filage file."""

from django.apps import AppConfig


class LogisticsConfig(AppConfig):
    name = "filage.desks.logistics"
    label = "logistics"
    verbose_name = "Logistique"

    def ready(self) -> None:
        """Plug the desk into the rails."""
        from filage.desks.logistics import exchange, rails  # noqa: F401 the lists of exchange are provided when it is read

        rails.plug()
