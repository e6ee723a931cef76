"""What the attendance does when Django starts: it gives its part to the rails and to the Filage file."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "filage.school.attendance"
    label = "attendance"
    verbose_name = "Émargement"
