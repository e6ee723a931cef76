"""What web does when Django starts."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "filage.web"
    label = "web"
    verbose_name = "Écrans"

    def ready(self) -> None:
        from filage.web import rails  # noqa: F401
