"""How the papers of a production are written from the command line: dossier, budget workbook, calendar."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from filage.cli.productions import productions_of
from filage.cli.said import day

if TYPE_CHECKING:
    from filage.productions.models import Production

KINDS = ("dossier", "classeur", "calendrier")
OTHERS = ("financement", "comptes", "tresorerie", "tournee", "besoins", "intention", "textes")
ALL = "tous"


def dossier(
    quoi: Annotated[str, typer.Argument(metavar="FICHIER|SPECTACLE", help="Fichier Filage, ou nom court d’un spectacle.")],
    sortie: Annotated[Path, typer.Option(help="Dossier où écrire ; il est créé s’il manque.")] = Path(),
    le: Annotated[
        date | None, typer.Option("--date", "--le", parser=day, metavar="AAAA-MM-JJ", help="Date d’émission ; aujourd’hui sinon.")
    ] = None,
    papier: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PAPIER", help=f"Un autre papier, à la place des trois ; se répète : {', '.join(OTHERS)}, ou {ALL}."
        ),
    ] = None,
    langue: Annotated[str, typer.Option(metavar="fr|en", help="Langue de ce qui s’écrit aussi en anglais.")] = "fr",
) -> None:
    """Écrit, pour chaque spectacle, son dossier (PDF), son classeur de budget (XLSX) et son calendrier (ICS)."""
    codes = _asked(papier or [], langue)
    with productions_of(quoi) as productions:
        from filage.core import clock
        from filage.core.refusal import Refusal

        if not productions:
            raise Refusal("Ce fichier ne contient aucun spectacle : il n’y a rien à écrire.")
        sortie.mkdir(parents=True, exist_ok=True)
        with clock.as_if(le):
            for path in _written(productions, sortie, clock.today(productions[0].organisation), codes, langue):
                typer.echo(path)


def _asked(papers: Sequence[str], lang: str) -> tuple[str, ...]:
    """Return the kinds to write: the three of the command, or those that were named."""
    if lang not in ("fr", "en"):
        raise typer.BadParameter(f"« {lang} » : la langue est fr ou en.")
    if strange := [name for name in papers if name not in (*KINDS, *OTHERS, ALL)]:
        raise typer.BadParameter(f"« {strange[0]} » n’est pas un papier : {', '.join((*KINDS, *OTHERS, ALL))}.")
    if ALL in papers:
        return (*KINDS, *OTHERS)
    return tuple(dict.fromkeys(papers)) or KINDS


def _written(productions: Sequence["Production"], folder: Path, on: date, codes: Sequence[str], lang: str) -> list[Path]:
    """Write the papers of each production in `folder`, showing progress on standard error, and return their paths."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from filage.core import archive
    from filage.portability import whole_files

    kinds = {kind.code: kind for kind in archive.kinds()}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    written = []
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Écriture", total=len(productions) * len(codes))
        for production in productions:
            for code in codes:
                progress.update(task, description=f"{production.title} : {kinds[code].label.lower()}")
                spoken = lang if lang in kinds[code].langs else ""
                made = kinds[code].make(production.organisation, production, on=on, by=None, lang=spoken)
                whole_files.write(folder / made.filename, made.content)
                written.append(folder / made.filename)
                progress.advance(task)
    return written
