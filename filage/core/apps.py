"""What core does when Django starts."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "filage.core"
    label = "core"
    verbose_name = "Socle"
