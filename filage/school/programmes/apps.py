"""What the programmes do when Django starts: they give their part to the Filage file."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "filage.school.programmes"
    label = "programmes"
    verbose_name = "Formation"

    def ready(self) -> None:
        """Give the programmes to the Filage file."""
        from filage.school.programmes import exchange  # noqa: F401 its lists are provided when it is read
