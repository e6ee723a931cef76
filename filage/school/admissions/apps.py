"""What admissions do when Django starts: they give their part to the rails and to the Filage file."""

from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    name = "filage.school.admissions"
    label = "admissions"
    verbose_name = "Admissions"
