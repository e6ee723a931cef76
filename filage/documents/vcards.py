"""Reads the cards of an address book (.vcf, versions 2.1 to 4.0) as a table that a reader may correct: one row a card."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from filage.documents.recap.files import decoded
from filage.documents.sheets import Bounds, Cell, Grid
from filage.rules.reading import Unreadable

HEADINGS = (
    "Personne", "Structure", "Titre", "Courriel", "Téléphone", "Adresse", "Code postal", "Ville", "Pays", "Site", "Note",
)  # fmt: skip
BEGINS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*BEGIN:VCARD", re.IGNORECASE)
HEAVY = ("PHOTO", "LOGO", "SOUND", "KEY")  # bytes that no directory keeps
LONGEST = 2_000  # characters of a value
CUT = "Ce carnet d’adresses est coupé : une fiche ne se ferme pas (END:VCARD). Exportez-le de nouveau, puis recommencez."
EMPTY = "Ce carnet d’adresses ne contient aucune fiche."
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    options: str
    value: str


def is_vcard(content: bytes) -> bool:
    """Tell whether a file is an address book."""
    return BEGINS.match(content[:200]) is not None


def read(content: bytes, bounds: Bounds) -> Grid:
    """Return a table of the cards, under headings; Unreadable, in one French sentence, when the file is not whole."""
    if len(content) > bounds.largest:
        raise Unreadable(bounds.too_big)
    rows: list[tuple[Cell, ...]] = [HEADINGS]
    held: dict[str, str] | None = None
    for line in _lines(decoded(content)):
        if line.name == "BEGIN":
            if held is not None:
                raise Unreadable(CUT)
            held = {}
        elif held is None:
            continue
        elif line.name == "END":
            rows.append(_row(held))
            held = None
            if len(rows) > bounds.rows:
                raise Unreadable(bounds.too_long)
        elif line.name not in HEAVY:
            held.setdefault(line.name, line.value)  # the first of each is the preferred one
    if held is not None:
        raise Unreadable(CUT)
    if len(rows) == 1:
        raise Unreadable(EMPTY)
    return Grid("Carnet d’adresses", tuple(rows))


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines, those that are folded in one; a photograph is skipped, not kept."""
    parts: list[str] = []
    for raw in text.splitlines():
        soft = bool(parts) and parts[-1].endswith("=") and "QUOTED-PRINTABLE" in parts[0].upper()
        if parts and (soft or raw[:1] in (" ", "\t")):
            if not parts[0].upper().startswith(HEAVY):
                parts.append(raw if soft else raw[1:])
            continue
        yield from _made(parts)
        parts = [raw]
    yield from _made(parts)


def _made(parts: list[str]) -> Iterator[_Line]:
    head, found, value = "".join(parts).partition(":")
    if not found:
        return
    name, _, options = head.upper().rpartition(".")[2].partition(";")
    if "QUOTED-PRINTABLE" in options:
        bare = quopri.decodestring(value.replace("==", "=").encode("ascii", "replace"))
        value = bare.decode("utf-8", "replace")
    yield _Line(name.strip(), options, value)


def _row(held: dict[str, str]) -> tuple[Cell, ...]:
    home = [*_split(held.get("ADR", ""), ";"), *[""] * 7]
    called = _split(held.get("N", ""), ";")
    name = _plain(held.get("FN", "")) or " ".join(filter(None, [*called[1:2], *called[:1]]))
    structure = _split(held.get("ORG", ""), ";")[0]
    values = (
        name if name != structure else "",
        structure,
        _plain(held.get("TITLE", "") or held.get("ROLE", "")),
        _plain(held.get("EMAIL", "")).removeprefix("mailto:"),
        _plain(held.get("TEL", "")).removeprefix("tel:"),
        home[2],
        home[5],
        home[3],
        home[6],
        _plain(held.get("URL", "")),
        _plain(held.get("NOTE", "")),
    )
    return tuple(value[:LONGEST] or None for value in values)


def _split(value: str, sign: str) -> list[str]:
    return [_plain(part) for part in re.split(rf"(?<!\\){sign}", value)]


def _plain(value: str) -> str:
    """Return a value without its escapes, on one line."""
    return " ".join(_ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value).split())
