"""Writes the production dossier: a tagged PDF (PDF/UA-1 and PDF/A-3a), the same bytes for the same data."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from filage.documents import workshop
from filage.documents.dossier_view import view
from filage.documents.fonts import fonts
from filage.documents.shapes import DossierData


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
    return first(made)


def first(made: object) -> bytes:
    """Return the file, or the first page, that the compiler gave back. Raises DocumentRefused when it gave nothing."""
    page = made[0] if isinstance(made, list) else made
    if not isinstance(page, bytes):
        raise DocumentRefused("Le document ne se compose pas : le compilateur n’a rien rendu.")
    return page


def _told(template: str, shown: dict[str, object], pictures: dict[str, bytes], **options: Any) -> bytes:
    told = json.dumps(shown, ensure_ascii=False).encode()
    try:
        return first(workshop.compiled(template, {**pictures, "data.json": told}, **options))
    except typst.TypstError as error:
        raise DocumentRefused(
            f"Le document ne se compose pas ({error.message}). Vérifiez ses images, puis recommencez."
        ) from error
