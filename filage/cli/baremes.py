"""`filage baremes`: the parameters of the law, their value on a day, where it comes from, and which must be checked again."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from filage.rules.engine.explanation import warnings
from filage.rules.engine.law import Law, load_law
from filage.rules.engine.text import quantity_text

if TYPE_CHECKING:
    from filage.rules.engine.parameters import Parameter

CONFIDENCE = {
    "official": "officiel",
    "two_sources": "deux sources",
    "one_source": "une source",
    "derived": "déduit",
    "disputed": "discuté",
    "": "aucune source",
}


def baremes(
    texte: Annotated[
        str, typer.Argument(metavar="TEXTE", help="Ne garde que les barèmes dont le code ou le nom contient ce texte.")
    ] = "",
    au: Annotated[str, typer.Option("--au", metavar="AAAA-MM-JJ", help="Date de lecture ; aujourd’hui sans elle.")] = "",
    perimes: Annotated[bool, typer.Option("--perimes", help="Les barèmes à relire ; code de sortie 1 s’il y en a.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Écrit du JSON.")] = False,
) -> None:
    """Liste les barèmes : valeur à une date, source, confiance."""
    law, on = load_law(), _day(au)
    overdue = law.overdue(on)
    shown = [parameter for parameter in (overdue if perimes else map(law.parameter, law.codes())) if _matches(parameter, texte)]
    rows = [_row(law, parameter, on, due=parameter in overdue) for parameter in shown]
    if as_json:
        sys.stdout.write(json.dumps({"au": on.isoformat(), "baremes": rows}, ensure_ascii=False, indent=2) + "\n")
    elif rows:
        _print_list(rows)
    else:
        sys.stdout.write("Aucun barème à relire.\n" if perimes else "Aucun barème ne correspond.\n")
    if perimes and rows:
        raise SystemExit(1)


def _day(text: str) -> date:
    if not text:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        sys.stderr.write(f"--au : « {text} » n’est pas une date AAAA-MM-JJ.\n")
        raise SystemExit(2) from None


def _matches(parameter: Parameter, text: str) -> bool:
    return text.casefold() in f"{parameter.code} {parameter.label}".casefold()


def _row(law: Law, parameter: Parameter, on: date, *, due: bool) -> dict[str, object]:
    reading = law.read(parameter.code, on)
    source = reading.source
    return {
        "code": parameter.code,
        "libelle": parameter.label,
        "valeur": None if reading.value is None else f"{reading.value:f}",
        "unite": parameter.unit,
        "affichage": quantity_text(reading.value, parameter.unit),
        "depuis": source.since.isoformat() if source and source.since else None,
        "source": source.text if source else "",
        "url": source.url if source else "",
        "confiance": source.confidence if source else "",
        "a_relire_le": parameter.review_due.isoformat(),
        "a_relire": due,
        "note": parameter.note,
        "avertissements": warnings(reading),
    }


def _print_list(rows: list[dict[str, object]]) -> None:
    width = max(len(str(row["code"])) for row in rows)
    for row in rows:
        since = f"depuis {row['depuis']} · " if row["depuis"] else ""
        confidence = CONFIDENCE.get(str(row["confiance"]), str(row["confiance"]))
        due = f" · à relire depuis le {row['a_relire_le']}" if row["a_relire"] else ""
        sys.stdout.write(f"{row['code']:<{width}}  {row['affichage']}  ({since}{confidence}{due})\n")
        sys.stdout.write(f"    {row['libelle']}{' — ' if row['source'] else ''}{row['source']}\n")
