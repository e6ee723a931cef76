"""How the controls of a production are read from the command line, and when they fail it."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from filage.cli.productions import productions_of
from filage.cli.said import day

if TYPE_CHECKING:
    from filage.core.rails.types import Finding
    from filage.productions.models import Production

SIGNS = {"bloquant": "■ Bloquant", "alerte": "▲ Alerte", "inconnu": "▨ Inconnu", "info": "· Info"}


def controler(
    quoi: Annotated[str, typer.Argument(metavar="FICHIER|SPECTACLE", help="Fichier Filage, ou nom court d’un spectacle.")],
    en_json: Annotated[bool, typer.Option("--json", help="Écrit les constats en JSON.")] = False,
    le: Annotated[
        date | None, typer.Option("--le", parser=day, metavar="AAAA-MM-JJ", help="Date de la relecture ; aujourd’hui sinon.")
    ] = None,
) -> None:
    """Relit une production et dit ce qui manque ou se contredit ; code 1 si un constat bloque."""
    with productions_of(quoi) as productions:
        found = _findings(productions, le)
    typer.echo(_as_json(found) if en_json else _as_text(found))
    if any(finding.severity == "bloquant" for finding in found):
        raise typer.Exit(1)


def _findings(productions: Sequence["Production"], on: date | None) -> list["Finding"]:
    from filage.core import clock
    from filage.core.rails import checks
    from filage.core.rails import season as seasons

    found: list[Finding] = []
    for organisation_id in dict.fromkeys(production.organisation_id for production in productions):
        ids = tuple(production.pk for production in productions if production.organisation_id == organisation_id)
        with clock.as_if(on):
            found += checks.of(seasons.load(organisation_id, ids))
    order = list(SIGNS)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _as_json(found: Sequence["Finding"]) -> str:
    rows = [
        {
            "code": finding.code,
            "gravite": str(finding.severity),
            "sujet": finding.subject,
            "message": finding.message,
            "remede": finding.remedy,
            "citation": finding.citation,
            "confiance": finding.confidence,
        }
        for finding in found
    ]
    return json.dumps({"constats": rows}, ensure_ascii=False, indent=2)


def _as_text(found: Sequence["Finding"]) -> str:
    if not found:
        return "Aucun constat."
    texts = [
        f"{SIGNS[each.severity]}  {each.code}  {each.subject}\n  {each.message}\n  → {each.remedy}\n  {each.citation}"
        for each in found
    ]
    counts = [sum(finding.severity == severity for finding in found) for severity in SIGNS]
    words = ("bloquant", "alerte", "inconnu", "information")
    said = ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in zip(counts, words, strict=True) if count)
    return "\n\n".join([*texts, f"{said[:1].upper()}{said[1:]}."])
