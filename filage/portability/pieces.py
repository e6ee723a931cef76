"""Which bytes travel beside a Filage text: those of the papers it names, found by their imprint and never by their name."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from filage.core import files, uploads
from filage.core.models import Organisation, StoredFile
from filage.core.rails import exchange
from filage.core.refusal import Refusal
from filage.portability.problems import BadFile, Problem
from filage.portability.reading import Parcel, Row

HARMLESS = re.compile(r"[^\w .()-]")


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of a paper, with the name and the media type that the text gives it."""

    name: str
    media_type: str
    content: bytes


def gathered(organisation: Organisation, objects: Mapping[str, Iterable[models.Model]]) -> dict[str, bytes]:
    """Return, by name in the archive, the bytes of the papers among `objects` that this installation holds."""
    papers: dict[str, Any] = {}
    for table in exchange.tables():
        if table.carries_bytes:
            papers |= {paper.sha256: paper for paper in objects[table.model._meta.label]}  # type: ignore[attr-defined]
    held = StoredFile.objects.within(organisation).filter(sha256__in=papers)
    return {f"{one.sha256[:16]}-{HARMLESS.sub('_', papers[one.sha256].name)}": one.read() for one in held}


def recognised(parcel: Parcel, contents: Mapping[str, bytes]) -> dict[str, Piece]:
    """Return the pieces of an archive by imprint; BadFile when the text names none of these bytes, or another kind of paper."""
    named = {row.values["sha256"]: row for row in parcel.rows if row.table.carries_bytes}
    found: dict[str, Piece] = {}
    for name, content in contents.items():
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 not in named:
            raise BadFile.at(0, f"L’archive porte « {name} », qu’aucune pièce jointe du fichier ne désigne par son empreinte.")
        row = named[sha256]
        problems = list(_faults(parcel, row, content))
        if problems:
            raise BadFile(problems)
        found[sha256] = Piece(row.values["name"], row.values["media_type"], content)
    return found


def _faults(parcel: Parcel, row: Row, content: bytes) -> Iterator[Problem]:
    if row.values["size"] != len(content):
        yield parcel.problem(row, f"la pièce fait {len(content)} octets", "taille")
    try:
        kind = uploads.recognised(row.values["name"], content)
    except Refusal as refusal:
        yield parcel.problem(row, str(refusal))
        return
    if kind.media_type != row.values["media_type"]:
        yield parcel.problem(row, f"la pièce est de format {kind.media_type}", "format")


def missing(organisation: Organisation, pieces: Mapping[str, Piece]) -> dict[str, Piece]:
    """Return those of the pieces that the organisation does not hold yet."""
    held = set(StoredFile.objects.within(organisation).filter(sha256__in=pieces).values_list("sha256", flat=True))
    return {sha256: piece for sha256, piece in pieces.items() if sha256 not in held}


def keep(organisation: Organisation, pieces: Iterable[Piece]) -> None:
    """Store the bytes of some pieces for an organisation."""
    for piece in pieces:
        files.store(organisation, piece.name, piece.content, piece.media_type)
