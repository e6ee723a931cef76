"""What the exercises do when Django starts: they give their part to the rails and to the Filage file."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    name = "filage.school.exercises"
    label = "exercises"
    verbose_name = "Exercices"
