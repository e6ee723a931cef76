"""What the programmes do when Django starts: they give their part to the menu and to the Filage file."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "filage.school.programmes"
    label = "programmes"
    verbose_name = "Formation"

    def ready(self) -> None:
        """Plug the programmes into the rails."""
        from filage.school.programmes import exchange, rails  # noqa: F401 the lists of exchange are provided when it is read

        rails.plug()
