"""Finds the fonts of the documents, and says which characters they can draw."""

import struct
from functools import cache
from pathlib import Path

import typst

FOLDER = Path(__file__).parent / "fonts"
SPARE = "Noto"  # what the spare faces begin with: letters that the others lack
NEEDED = ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf", "SourceSerif4-Regular.ttf", "SourceSerif4Display-Light.ttf")


class FontsMissing(RuntimeError):
    """The fonts are not there: the message says the gesture that brings them."""


def folder() -> Path:
    """Return the folder of the fonts. Raises FontsMissing when the build did not bring them."""
    if missing := [name for name in NEEDED if not (FOLDER / name).is_file()]:
        raise FontsMissing(
            f"Les polices des documents manquent ({missing[0]}). Lancez bin/setup, qui les installe, puis recommencez."
        )
    return FOLDER


@cache
def fonts() -> typst.Fonts:
    """Return the fonts, read once a process. Neither the system's nor the compiler's own are used."""
    return typst.Fonts(False, False, [str(folder())])


@cache
def coverage() -> frozenset[int]:
    """Return the code points that can be drawn: those of every face of the house, and those that the spare faces add."""
    faces = {path.name: _code_points(path.read_bytes()) for path in sorted(folder().glob("*.ttf"))}
    ours = [points for name, points in faces.items() if not name.startswith(SPARE)]
    spare = [points for name, points in faces.items() if name.startswith(SPARE)]
    return frozenset(set.intersection(*ours).union(*spare))


def _code_points(font: bytes) -> set[int]:
    """Return the code points of a TrueType font that have a glyph."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * rank) for rank in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    points: set[int] = set()
    for rank in range(count):
        table = start + struct.unpack_from(">HHI", font, start + 4 + 8 * rank)[2]
        kind = struct.unpack_from(">H", font, table)[0]
        if kind == 12:
            points |= _groups(font, table)
        elif kind == 4:
            points |= _segments(font, table)
    return points


def _groups(font: bytes, table: int) -> set[int]:
    groups = struct.unpack_from(">I", font, table + 12)[0]
    spans = struct.iter_unpack(">III", font[table + 16 : table + 16 + 12 * groups])
    return set().union(*(range(first, last + 1) for first, last, _ in spans))


def _segments(font: bytes, table: int) -> set[int]:
    size = struct.unpack_from(">H", font, table + 6)[0]
    count = size // 2
    ends = struct.unpack_from(f">{count}H", font, table + 14)
    starts = struct.unpack_from(f">{count}H", font, table + 16 + size)
    return set().union(*(range(first, last + 1) for first, last in zip(starts, ends, strict=True))) - {0xFFFF}
