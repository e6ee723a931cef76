"""What core does when Django starts."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "filage.core"
    label = "core"
    verbose_name = "Socle"

    def ready(self) -> None:
        """Say what of core travels in the Filage file."""
        from filage.core import exchange  # noqa: F401 its lists are provided when the module is read
