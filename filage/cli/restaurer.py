"""How a backup takes the place of the data, and what is said when the key is absent."""

from pathlib import Path
from typing import Annotated

import typer

from filage.cli.opening import open_data
from filage.cli.said import plainly


def restaurer(
    fichier: Annotated[Path, typer.Argument(metavar="FICHIER", help="Archive écrite par « filage sauvegarder ».")],
    remplacer: Annotated[bool, typer.Option("--remplacer", help="Remplace les données présentes, gardées à côté.")] = False,
) -> None:
    """Remet une sauvegarde en place, dans un dossier de données vide ou avec --remplacer."""
    with plainly(fichier):
        open_data()
        from filage.core import data_folder
        from filage.portability import restoring

        former = restoring.restore(fichier, replace=remplacer)
        typer.echo("Sauvegarde remise en place.")
        if former:
            typer.echo(f"L’état d’avant est gardé dans « {former} ».")
        if restoring.sealed_without_key():
            typer.echo(
                "La clé des champs scellés n’est pas ici : ils se lisent « scellé, clé absente ». "
                f"Copiez-la dans « {data_folder.folder() / 'cle'} », ou donnez FILAGE_CLE."
            )
