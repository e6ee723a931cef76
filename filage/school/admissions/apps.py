"""What admissions do when Django starts: they give their part to the rails and to the Filage file."""

from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    name = "filage.school.admissions"
    label = "admissions"
    verbose_name = "Admissions"

    def ready(self) -> None:
        """Plug admissions into the rails and into the page of a session."""
        from filage.productions import pointing
        from filage.school.admissions import exchange, models, rails  # noqa: F401 its lists are provided when it is read

        pointing.declare(models.IntakeAssessor, "person")
        rails.plug()
