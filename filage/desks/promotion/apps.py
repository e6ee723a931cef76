"""What the promotion desk does when Django starts: it gives its part to the rails."""

from django.apps import AppConfig


class PromotionConfig(AppConfig):
    name = "filage.desks.promotion"
    label = "promotion"
    verbose_name = "Promotion"

    def ready(self) -> None:
        """Plug the desk into the rails."""
        from filage.desks.promotion import rails

        rails.plug()
