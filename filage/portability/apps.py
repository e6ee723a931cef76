"""What makes the pages of the Filage file findable by Django."""

from django.apps import AppConfig


class PortabilityConfig(AppConfig):
    name = "filage.portability"
    label = "portability"
    verbose_name = "Fichier Filage"
