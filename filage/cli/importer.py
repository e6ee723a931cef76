"""How a Filage file comes in from the command line, and what is said of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from filage.cli.opening import open_data
from filage.cli.said import plainly

if TYPE_CHECKING:
    from filage.portability.storing import Plan

SHOWN = 20


def importer(
    fichier: Annotated[Path, typer.Argument(metavar="FICHIER", help="Fichier .filage.yaml, ou archive .zip.")],
    organisation: Annotated[str, typer.Option(help="Espace où importer (son nom court) ; sinon celui du fichier.")] = "",
    essai: Annotated[bool, typer.Option("--essai", help="Dit ce qui changerait, sans rien écrire.")] = False,
) -> None:
    """Fait entrer un fichier Filage : tout est vérifié d’abord, puis écrit en une fois."""
    with plainly(fichier):
        open_data()
        from filage.portability import operations

        plan = operations.prepare(fichier, organisation=organisation)
        typer.echo("\n".join(_summary(plan)))
        if essai:
            typer.echo("Essai : rien n’a été écrit.")
        elif plan.is_empty:
            typer.echo("Rien à changer.")
        else:
            operations.carry_out(plan, fichier)
            typer.echo("Importé.")


def _summary(plan: "Plan") -> list[str]:
    place = f"« {plan.organisation.name} » ({plan.organisation.slug})"
    counts = ", ".join(f"{key} : {count}" for key, count in plan.counts().items())
    lines = [f"Nouvel espace {place}." if plan.is_new else f"Espace {place}."]
    lines += [f"À créer : {counts}."] if counts else []
    lines += [f"Octets de pièces jointes à garder : {len(plan.pieces)}."] if plan.pieces else []
    changes = plan.described
    lines += [f"  {change}" for change in changes[:SHOWN]]
    more = len(changes) - SHOWN
    return [*lines, f"  … et {more} autre{'s' if more > 1 else ''} changement{'s' if more > 1 else ''}."] if more > 0 else lines
