"""How everything is saved in one file, and what is said of the key."""

from pathlib import Path
from typing import Annotated

import typer

from filage.cli.opening import open_data
from filage.cli.said import plainly


def sauvegarder(
    fichier: Annotated[Path, typer.Argument(metavar="FICHIER", help="Archive .zip à écrire.")],
) -> None:
    """Sauvegarde toutes les données dans une archive : la base et les fichiers, sans la clé des champs scellés."""
    with plainly(fichier):
        open_data()
        from filage.portability import backup

        made = backup.make(fichier)
        files = f"{made.files} fichier{'s' if made.files > 1 else ''}"
        typer.echo(f"Sauvegarde écrite : {fichier} ({made.size // 1024 + 1} Ko, la base et {files}).")
        if made.key_place:
            typer.echo(
                f"Les champs scellés y restent chiffrés ; leur clé n’y est pas : elle est dans {made.key_place}. "
                "Gardez-en une copie ailleurs."
            )
