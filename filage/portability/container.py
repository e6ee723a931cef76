"""What a file on disk holds: a Filage text alone, or an archive with its pieces; a hostile archive is refused unopened."""

import io
import os
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from filage.portability.problems import BadFile
from filage.portability.tree import LARGEST_TEXT

TEXT = "filage.yaml"
PIECES = "pieces/"
LARGEST_ARCHIVE = 200 * 1024 * 1024  # bytes on disk
LARGEST_OPENED = 1024 * 1024 * 1024  # bytes once opened, all entries together
MOST_ENTRIES = 10_000
HIGHEST_RATIO = 200  # a text rarely compresses 100 times
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Container:
    """The Filage text of a file, and the bytes of its pieces by name."""

    text: bytes
    pieces: Mapping[str, bytes] = field(default_factory=dict)


def read(path: Path) -> Container:
    """Return what `path` holds; BadFile when it is absent, too big, or a hostile archive."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise BadFile.at(0, f"« {path.name} » n’est pas un fichier.")
        with path.open("rb") as file:
            if file.read(4).startswith(b"PK\x03\x04"):
                _refuse_beyond(size, LARGEST_ARCHIVE)
                return _opened(file)
            _refuse_beyond(size, LARGEST_TEXT)
            file.seek(0)
            return Container(file.read(LARGEST_TEXT + 1))
    except FileNotFoundError as error:
        raise BadFile.at(0, f"Le fichier « {path} » n’existe pas.") from error
    except OSError as error:
        raise BadFile.at(0, f"Le fichier « {path} » ne peut pas être lu ({os.strerror(error.errno or 0)}).") from error


def write(container: Container) -> bytes:
    """Return the archive of a text and its pieces: sorted entries, fixed date, the same bytes every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        entries = {TEXT: container.text, **{PIECES + name: piece for name, piece in container.pieces.items()}}
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, entries[name])
    return buffer.getvalue()


def _refuse_beyond(size: int, largest: int) -> None:
    if size > largest:
        raise BadFile.at(0, f"Le fichier est trop gros : {size // 1024 // 1024} Mo, {largest // 1024 // 1024} Mo au plus.")


def _opened(file: io.BufferedReader) -> Container:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_whole(entries)
            for entry in entries:
                _check(entry)
            contents = {entry.filename: _content(archive, entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise BadFile.at(0, "L’archive est abîmée ou coupée : elle ne s’ouvre pas.") from error
    if TEXT not in contents:
        raise BadFile.at(0, f"L’archive ne contient pas « {TEXT} ».")
    text = contents.pop(TEXT)
    return Container(text, {name.removeprefix(PIECES): content for name, content in sorted(contents.items())})


def _check_whole(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise BadFile.at(0, f"L’archive contient {len(entries)} entrées : {MOST_ENTRIES} au plus.")
    if sum(entry.file_size for entry in entries) > LARGEST_OPENED:
        raise BadFile.at(0, f"L’archive ouverte dépasserait {LARGEST_OPENED // 1024 // 1024} Mo : elle est refusée.")
    names = [entry.filename.casefold() for entry in entries]
    twice = next((name for name in names if names.count(name) > 1), "") if len(set(names)) < len(names) else ""
    if twice:
        raise BadFile.at(0, f"L’archive contient deux fois « {_shown(twice)} ».")


def _check(entry: zipfile.ZipInfo) -> None:
    name, path = entry.filename, PurePosixPath(entry.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\x00" in name or name != entry.orig_filename:
        raise BadFile.at(0, f"L’archive contient un chemin qui sort de son dossier : « {_shown(entry.orig_filename)} ».")
    if stat.S_ISLNK(entry.external_attr >> 16) or (entry.external_attr >> 16 and not _ordinary(entry)):
        raise BadFile.at(0, f"L’archive contient un lien ou un fichier spécial : « {_shown(name)} ».")
    if entry.flag_bits & 0x1:
        raise BadFile.at(0, f"L’archive est chiffrée (« {_shown(name)} ») : déchiffrez-la d’abord.")
    if entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1024):
        raise BadFile.at(
            0, f"« {_shown(name)} » gonfle {entry.file_size // max(entry.compress_size, 1)} fois à l’ouverture : refusé."
        )
    if not entry.is_dir() and name != TEXT and not name.startswith(PIECES):
        raise BadFile.at(0, f"L’archive contient « {_shown(name)} » : attendu « {TEXT} » et des pièces sous « {PIECES} ».")


def _ordinary(entry: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return kind in (0, stat.S_IFREG, stat.S_IFDIR)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    largest = LARGEST_TEXT if entry.filename == TEXT else entry.file_size
    with archive.open(entry) as opened:
        content = opened.read(largest + 1)
    if len(content) > largest or len(content) != entry.file_size:
        raise BadFile.at(0, f"« {_shown(entry.filename)} » n’a pas la taille annoncée : l’archive est refusée.")
    return content


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "·" for letter in name[:80])
