"""What the directory desk does when Django starts: it gives its part to the rails."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "filage.desks.directory"
    label = "directory"
    verbose_name = "Répertoire"

    def ready(self) -> None:
        """Plug the desk into the rails."""
        from filage.desks.directory import exchange, rails  # noqa: F401 the lists of exchange are provided when it is read

        rails.plug()
