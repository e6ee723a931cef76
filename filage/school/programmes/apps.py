"""What the programmes do when Django starts: they give their part to the Filage file."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "filage.school.programmes"
    label = "programmes"
    verbose_name = "Formation"

    def ready(self) -> None:
        """Give the programmes to the Filage file, and say whom they point at."""
        from filage.productions import pointing
        from filage.school.programmes import exchange, models, rails  # noqa: F401 its lists are provided when it is read

        pointing.declare(models.SchoolSession, "certifier", "body")
        pointing.declare(models.Habilitation, "certifier", "body")
        pointing.declare(models.TrainingBody, "structure")
        for model in (models.Learner, models.Trainer, models.Referent):
            pointing.declare(model, "person")
        rails.plug()
