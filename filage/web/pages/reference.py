"""The reference list of controls, row by row, beside the checks of the code: a page of the guide is written from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from filage.core.rails import checks
from filage.core.rails.checks import Check
from filage.web.atoms import SEVERITIES

FILE = Path(__file__).parents[1] / "reference_checks.yaml"
FAMILIES = {
    "LIC": "Récépissé d’entrepreneur",
    "VIG": "Vigilance",
    "EMP": "Emploi",
    "TVA": "TVA",
    "COP": "Coproduction",
    "COR": "Coréalisation",
    "INT": "International",
}
OPENING = """# La liste des contrôles, ligne à ligne

Écrite par `python -m tests.web.write_checks_list` depuis `filage/web/reference_checks.yaml` et le catalogue du code : ne pas la
corriger ici.

Ce que la profession demande de vérifier, et nos codes. **B** retient un acte, **A** alerte, **I** informe. Un même code
sert parfois deux lignes ; jamais deux contrôles ne disent la même chose. Nos numéros ne sont pas ceux de la liste : ils sont
nés avant elle, et ne changent pas. Le texte cité, son lien
et un cas planté sont au [catalogue](controles.md#le-catalogue), `/controles/catalogue/`.
"""
COLUMNS = "| Ligne | Ce qui est vérifié | Quand | Niveau demandé | Texte | Nos codes |\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the list: what is verified and when, the level asked, the text, our codes; `note` says what differs or waits."""

    id: str
    quoi: str
    quand: str
    niveau: str
    texte: str
    codes: Sequence[str] = field(default_factory=tuple)
    note: str = ""
    papier: str = ""


@cache
def rows() -> tuple[Row, ...]:
    """Return the list, in its order."""
    read: list[dict[str, Any]] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(Row(**each) for each in read)


@cache
def lines_of() -> Mapping[str, tuple[str, ...]]:
    """Return the lines of the list that each of our codes answers."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows():
        for code in row.codes:
            found[code] = (*found.get(code, ()), row.id)
    return found


def markdown() -> str:
    """Return the page of the guide."""
    parts = [OPENING]
    for family, title in FAMILIES.items():
        parts.append(f"\n## {title}\n\n{COLUMNS}|---|---|---|---|---|---|\n")
        parts += [_line(row) for row in rows() if row.id.startswith(family)]
    ours = [check for check in checks.catalogue() if check.code[:3] in FAMILIES and check.code not in lines_of()]
    parts.append("\n## Les nôtres, que la liste n’a pas\n\n")
    parts += [f"- `{check.code}` ({_severity(check)}) : {check.title}. {check.citation}.\n" for check in ours]
    return "".join(parts)


def _line(row: Row) -> str:
    codes = ", ".join(f"`{code}` ({_severity(checks.named(code))})" for code in row.codes) or row.papier or "aucun"
    note = f"<br>{row.note}" if row.note else ""
    return f"| {row.id} | {row.quoi} | {row.quand} | {row.niveau} | {row.texte} | {codes}{note} |\n"


def _severity(check: Check | None) -> str:
    return SEVERITIES[check.severity][0].lower() if check else "inconnu du code"
