"""How the controls of a production are read from the command line, and when they fail it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from filage.cli.productions import productions_of
from filage.cli.said import day

if TYPE_CHECKING:
    from filage.core.rails.types import Finding
    from filage.productions.models import Production

SIGNS = {"bloquant": "■ Bloquant", "alerte": "▲ Alerte", "inconnu": "▨ Inconnu", "info": "· Info"}
WORDS = ("bloquant", "alerte", "inconnu", "information")


@dataclass(slots=True)
class Read:
    """What the controls found, the gravest first: what stands, and what somebody set aside."""

    standing: list["Finding"] = field(default_factory=list)
    aside: list["Finding"] = field(default_factory=list)


def controler(
    quoi: Annotated[str, typer.Argument(metavar="FICHIER|SPECTACLE", help="Fichier Filage, ou nom court d’un spectacle.")],
    en_json: Annotated[bool, typer.Option("--json", help="Écrit les constats en JSON.")] = False,
    le: Annotated[
        date | None, typer.Option("--le", parser=day, metavar="AAAA-MM-JJ", help="Date de la relecture ; aujourd’hui sinon.")
    ] = None,
) -> None:
    """Relit une production et dit ce qui manque ou se contredit ; code 1 si un constat bloque."""
    with productions_of(quoi) as productions:
        found = _read(productions, le)
    typer.echo(_as_json(found) if en_json else _as_text(found))
    if any(finding.severity == "bloquant" for finding in found.standing):
        raise typer.Exit(1)


def _read(productions: Sequence["Production"], on: date | None) -> Read:
    from filage.core import clock
    from filage.core.rails import checks
    from filage.core.rails import season as seasons

    read = Read()
    with clock.as_if(on):
        for organisation in {production.organisation_id: production.organisation for production in productions}.values():
            mine = [production.pk for production in productions if production.organisation_id == organisation.pk]
            aside = _set_aside(organisation)
            for finding in checks.of(seasons.load(organisation.pk, _asked(organisation, mine))):
                (read.aside if (finding.key, finding.imprint) in aside else read.standing).append(finding)
    order = list(SIGNS)
    for found in (read.standing, read.aside):
        found.sort(key=lambda finding: order.index(finding.severity))
    return read


def _asked(organisation: Any, mine: list[UUID]) -> tuple[UUID, ...]:
    """Return the productions to read: none named when it is all of them, so that the organisation itself is read too."""
    from filage.productions.models import Production

    return () if len(mine) == Production.objects.within(organisation).count() else tuple(mine)


def _set_aside(organisation: Any) -> set[tuple[str, str]]:
    from filage.core import clock
    from filage.core.models import Dismissal

    rows = Dismissal.objects.within(organisation).filter(until__gte=clock.today(organisation))
    return set(rows.values_list("key", "imprint"))


def _as_json(found: Read) -> str:
    rows = {name: [_row(finding) for finding in held] for name, held in (("constats", found.standing), ("ecartes", found.aside))}
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _row(finding: "Finding") -> dict[str, str]:
    return {
        "code": finding.code,
        "gravite": str(finding.severity),
        "sujet": finding.subject,
        "message": finding.message,
        "remede": finding.remedy,
        "citation": finding.citation,
        "confiance": finding.confidence,
    }


def _as_text(found: Read) -> str:
    texts = [
        f"{SIGNS[each.severity]}  {each.code}  {each.subject}\n  {each.message}\n  → {each.remedy}\n  {each.citation}"
        for each in found.standing
    ]
    return "\n\n".join([*texts, _counted(found)])


def _counted(found: Read) -> str:
    """Return the last line: « 1 alerte, 2 informations ; 1 écarté. »."""
    counts = [sum(finding.severity == severity for finding in found.standing) for severity in SIGNS]
    said = ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in zip(counts, WORDS, strict=True) if count)
    aside = f" ; {len(found.aside)} écarté{'s' if len(found.aside) > 1 else ''}" if found.aside else ""
    return f"{said[:1].upper()}{said[1:]}{aside}." if said else f"Aucun constat{aside}."
