"""What the booking desk does when Django starts: it gives its part to the rails."""

from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "filage.desks.booking"
    label = "booking"
    verbose_name = "Diffusion"

    def ready(self) -> None:
        """Plug the desk into the rails."""
        from filage.desks.booking import exchange, rails  # noqa: F401 the lists of exchange are provided when it is read

        rails.plug()
