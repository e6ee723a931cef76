"""How an organisation, or one of its productions, goes out as a Filage file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from filage.cli.opening import open_data
from filage.cli.said import plainly


def exporter(
    organisation: Annotated[str, typer.Option(help="Espace à écrire (son nom court) ; inutile quand il n’y en a qu’un.")] = "",
    production: Annotated[str, typer.Option(help="Un seul spectacle ou projet (son nom court), avec ce qu’il cite.")] = "",
    sortie: Annotated[
        Path | None, typer.Option(help="Fichier .yaml, ou .zip avec les pièces ; sinon la sortie standard.")
    ] = None,
) -> None:
    """Écrit un espace dans un fichier Filage ; les champs scellés n’y sont jamais."""
    with plainly(sortie):
        open_data()
        from filage.portability import operations, whole_files

        if sortie is not None and sortie.suffix == ".zip":
            whole_files.write(sortie, operations.export_archive(organisation, production))
            return
        content = operations.export_text(organisation, production).encode()
        if sortie is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            whole_files.write(sortie, content)
