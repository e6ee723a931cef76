"""What makes the pages of the Filage file findable by Django."""

from django.apps import AppConfig


class PortabilityConfig(AppConfig):
    name = "filage.portability"
    label = "portability"
    verbose_name = "Fichier Filage"

    def ready(self) -> None:
        """Let the rooms that stand below read a Filage text, or write one."""
        from filage.core.rails import incoming
        from filage.portability import operations

        incoming.readers.provide("filage", incoming.Reader(operations.bring, operations.written))
