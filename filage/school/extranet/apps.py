"""What the extranet does when Django starts: it gives its part to the rails and to the Filage file."""

from django.apps import AppConfig


class ExtranetConfig(AppConfig):
    name = "filage.school.extranet"
    label = "extranet"
    verbose_name = "Extranet"
