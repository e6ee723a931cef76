"""How a workbook that comes back is read from the command line: its changes are printed, then written when one says yes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from filage.cli.opening import open_data
from filage.cli.said import plainly

if TYPE_CHECKING:
    from filage.desks.budget.operations.returned import Choice
    from filage.documents.shapes import WorkbookData
    from filage.documents.workbook.reading import Returned
    from filage.productions.models import Production

WORKBOOK = "classeur"
SIGNS = {"ajouté": "+", "modifié": "~", "supprimé": "-"}


def reprendre(
    fichier: Annotated[Path, typer.Argument(metavar="CLASSEUR", help="Classeur de Filage qui revient, .xlsx ou .ods.")],
    oui: Annotated[
        bool, typer.Option("--oui", help="Écrit ce qui est montré, sauf ce qui a bougé dans Filage entre-temps.")
    ] = False,
    par: Annotated[str, typer.Option("--par", metavar="ADRESSE", help="Qui reprend ; sinon l’administration de l’espace.")] = "",
) -> None:
    """Montre ce qu’un classeur change au budget ; n’écrit rien sans --oui."""
    with plainly(fichier):
        open_data()
        from filage.desks.budget.operations import returned as operations

        back = _read(fichier)
        production = _production(back)
        by = _somebody(production, par)
        held = _choices(production, back, by)
        typer.echo("\n".join(_said(production, held)))
        taken = {choice.key for choice in held if choice.takeable and not choice.difference.conflicts}
        if oui and taken:
            operations.take(production, held, taken, by=by)
            typer.echo(f"Repris : {len(taken)} sur {len(held)}. « Annuler » dans le budget défait tout d’un coup.")
        elif held:
            typer.echo("Rien n’est écrit." if oui else "Rien n’est écrit : --oui reprend ce qui est marqué, en un seul geste.")


def _read(path: Path) -> "Returned":
    from filage.core.refusal import Refusal
    from filage.documents import sheets
    from filage.documents.workbook import reading
    from filage.rules.reading import Unreadable

    try:
        grids = sheets.read(path.read_bytes())
        if not reading.is_ours(grids):
            raise Refusal("Ce classeur ne vient pas de Filage : reprenez-le dans la page du budget, qui devine ses colonnes.")
        return reading.read(grids)
    except Unreadable as reason:
        raise Refusal(str(reason)) from None


def _production(back: "Returned") -> "Production":
    from filage.core.refusal import Refusal
    from filage.productions.models import Production

    try:
        rows = Production.objects.across_organisations(reason="un classeur dit lui-même de quel spectacle il est")
        return rows.select_related("organisation").get(pk=UUID(back.production))
    except (ValueError, Production.DoesNotExist):
        raise Refusal("Ce classeur est celui d’un spectacle qui n’est pas ici.") from None


def _somebody(production: "Production", email: str) -> Any:
    """Return who takes it back: the account of an address, or the first administrator of the space."""
    from filage.core.enums import Role
    from filage.core.models import Membership
    from filage.core.refusal import Refusal

    rows = Membership.objects.filter(organisation=production.organisation).select_related("user").order_by("pk")
    found = rows.filter(user__email__iexact=email) if email else rows.filter(role=Role.ADMINISTRATION)
    first = found.first()
    if first is None:
        raise Refusal(f"« {email} » n’est pas de cet espace." if email else "Cet espace n’a pas d’administration : dites --par.")
    return first.user


def _choices(production: "Production", back: "Returned", by: Any) -> "Sequence[Choice]":
    from filage.core.rails import season as seasons
    from filage.desks.budget.operations import returned as operations
    from filage.documents.workbook.difference import compare
    from filage.documents.workbook.register import kept
    from filage.rules.reading import Unreadable

    season = seasons.load(production.organisation_id, (production.pk,))
    loaded, today = season.production(production.pk), kept(_workbook(production, by))
    try:
        return operations.choices(season, loaded, back, compare(back.sent, today, back.found), by=by)
    except Unreadable as reason:
        from filage.core.refusal import Refusal

        raise Refusal(str(reason)) from None


def _workbook(production: "Production", by: Any) -> "WorkbookData":
    """Return what the workbook of a production would say today, as its document is made from it."""
    from filage.core import archive, clock
    from filage.documents import codec
    from filage.documents.shapes import WorkbookData

    kind = next(each for each in archive.kinds() if each.code == WORKBOOK)
    made = kind.promise(production.organisation, production, on=clock.today(production.organisation), by=by)
    return codec.from_json(WorkbookData, made.data)


def _said(production: "Production", held: "Sequence[Choice]") -> list[str]:
    if not held:
        return [f"« {production.title} » : ce classeur dit la même chose que Filage, il n’y a rien à reprendre."]
    return [f"« {production.title} » :", *(line for choice in held for line in _lines(choice))]


def _lines(choice: "Choice") -> list[str]:
    from filage.documents.workbook.reading import shown

    difference = choice.difference
    mark = SIGNS[difference.kind] if choice.takeable and not difference.conflicts else "!"
    found = [f"{mark} {difference.sheet} · {difference.label or 'sans nom'} ({difference.kind})"]
    if difference.kind != "supprimé":
        for cell in difference.cells:
            before = "" if difference.kind == "ajouté" else f"{shown(cell.old, cell.field)} → "
            found.append(f"    {cell.field.heading} : {before}{shown(cell.new, cell.field)}")
    found += [f"    refusé : {name} {why}".replace("  ", " ") for name, why in choice.refused]
    return found + [f"    entre-temps : {who}" for who in choice.who if who]
