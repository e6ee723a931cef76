"""What a Filage file may hold, as JSON Schema."""

import json

import typer

from filage.cli.said import plainly


def schema() -> None:
    """Imprime le schéma JSON du fichier Filage."""
    with plainly():
        import os

        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filage.config.settings")
        django.setup()
        from filage.portability.shape import json_schema

        typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
