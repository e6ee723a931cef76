"""What the exams do when Django starts: they give their part to the rails and to the Filage file."""

from django.apps import AppConfig


class ExamsConfig(AppConfig):
    name = "filage.school.exams"
    label = "exams"
    verbose_name = "Examen et jury"

    def ready(self) -> None:
        """Give the exams to the Filage file and to the rails, and say whom they point at."""
        from filage.productions import pointing
        from filage.school.exams import exchange, models, rails  # noqa: F401 its lists are provided when it is read

        pointing.declare(models.ExamSession, "certifier", "body", "venue")
        pointing.declare(models.Candidate, "person")
        pointing.declare(models.Juror, "person")
        rails.plug()
