"""What the schedule desk does when Django starts: it gives its part to the rails."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "filage.desks.schedule"
    label = "schedule"
    verbose_name = "Calendrier"

    def ready(self) -> None:
        """Plug the desk into the rails."""
        from filage.desks.schedule import exchange, rails  # noqa: F401 the lists of exchange are provided when it is read

        rails.plug()
