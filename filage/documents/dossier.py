"""Writes the production dossier: a tagged PDF (PDF/UA-1 and PDF/A-3a), the same bytes for the same data."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from filage.documents.dossier_view import view
from filage.documents.fonts import fonts
from filage.documents.shapes import DossierData

_TEMPLATES = Path(__file__).parent / "typst"


class DocumentRefused(ValueError):
    """A document that cannot be made: the message says why, in French."""


def render(data: DossierData) -> bytes:
    """Return the dossier of a production as a PDF file.

    Raises PictureRefused for a picture that is not one, FontsMissing when the fonts were not installed, DocumentRefused
    when a picture is damaged.
    """
    shown, pictures = view(data)
    return compiled("dossier.typ", shown, pictures)


def compiled(template: str, shown: dict[str, object], pictures: dict[str, bytes]) -> bytes:
    """Return `template` compiled with the plain data `shown` and the files `pictures`. Raises DocumentRefused."""
    return _told(template, shown, pictures, format="pdf", pdf_standards=["a-3a", "ua-1"])


def pictured(template: str, shown: dict[str, object], pictures: dict[str, bytes]) -> bytes:
    """Return the first page of `template` as a PNG, 96 dots an inch. Raises DocumentRefused."""
    return _told(template, shown, pictures, format="png", ppi=96)


def composed(sources: Mapping[str, bytes], main: str, **options: Any) -> bytes:
    """Return the file, or the first page, that the compiler makes of `main` among `sources`. Raises typst.TypstError."""
    with TemporaryDirectory(prefix="filage-") as folder:  # the compiler's files in memory may only be text
        for name, content in sources.items():
            Path(folder, name).write_bytes(content)
        made = typst.compile(str(Path(folder, main)), root=folder, font_paths=fonts(), ignore_system_fonts=True, **options)
    first = made[0] if isinstance(made, list) else made
    if not isinstance(first, bytes):
        raise DocumentRefused("Le document ne se compose pas : le compilateur n’a rien rendu.")
    return first


def _told(template: str, shown: dict[str, object], pictures: dict[str, bytes], **options: Any) -> bytes:
    told = {"data": json.dumps(shown, ensure_ascii=False)}
    try:
        return composed({**_sources(), **pictures}, template, sys_inputs=told, **options)
    except typst.TypstError as error:
        raise DocumentRefused(
            f"Le document ne se compose pas ({error.message}). Vérifiez ses images, puis recommencez."
        ) from error


@cache
def _sources() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(_TEMPLATES.glob("*.typ"))}
