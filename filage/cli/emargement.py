"""How the registers of signatures are verified from the command line, and which record broke first."""

from typing import Annotated

import typer

from filage.cli.opening import one_sentence, open_data


def emargement(
    fichier: Annotated[str, typer.Argument(metavar="[FICHIER]", help="Fichier Filage ; sans lui, la base de la maison.")] = "",
) -> None:
    """Vérifie la chaîne des signatures de chaque session ; code 1 et premier numéro rompu sinon."""
    with one_sentence():
        broken = _in_file(fichier) if fichier else _here()
    if broken:
        raise typer.Exit(1)


def _here() -> bool:
    open_data()
    return _said()


def _in_file(name: str) -> bool:
    from pathlib import Path

    open_data(migrate=False)
    from filage.core.scratch import scratch_database
    from filage.portability import operations

    with scratch_database():
        operations.import_file(Path(name))
        return _said()


def _said() -> bool:
    """Print a line a register; tell whether one is broken."""
    from filage.school.attendance.queries.register import all_checked

    broken = False
    for name, found in all_checked():
        if found.broken is None:
            typer.echo(f"{name} : {found.count} enregistrements, chaîne entière, dernière empreinte {found.last or '–'}")
        else:
            typer.echo(f"{name} : chaîne rompue au n° {found.broken.number}, {found.broken.reason}")
            broken = True
    return broken
