"""What a backup holds: the whole database and the stored files; secrets stay encrypted, and their key is never in it."""

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection

from filage.core import data_folder, scratch
from filage.core.refusal import Refusal
from filage.portability import copying, whole_files

FORMAT = 1
CARD = "sauvegarde.json"
BASE = "base.sqlite3"
FILES = "fichiers/"


@dataclass(frozen=True, slots=True)
class Made:
    """What was saved: how many files, how many bytes, and where the key of the sealed fields is."""

    files: int
    size: int
    key_place: str


def make(path: Path) -> Made:
    """Write a backup at `path`, whole or not at all; Refusal when something else is there."""
    if path.exists() and not zipfile.is_zipfile(path):
        raise Refusal(f"« {path} » existe et n’est pas une sauvegarde : choisissez un autre nom.")
    with whole_files.draft_of(path) as draft, _snapshot() as base:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            card = {"filage_sauvegarde": FORMAT, "base_sha256": imprint(base)}
            archive.writestr(CARD, json.dumps(card, indent=2) + "\n")
            archive.write(base, BASE)
            files = _stored_files()
            for file in files:
                archive.write(file, f"{FILES}{file.parent.name}/{file.name}")
        size = draft.stat().st_size
    return Made(len(files), size, _key_place())


def imprint(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _snapshot() -> Iterator[Path]:
    """Give a SQLite file that holds the database as it is at one instant."""
    with tempfile.TemporaryDirectory(dir=data_folder.folder(), prefix=".sauvegarde-") as folder:
        path = Path(folder) / BASE
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(path)) as copy:
                connection.connection.backup(copy)
        else:
            shutil.copyfile(scratch.empty_database(), path)
            with copying.side_database(path) as side:
                copying.copy(DEFAULT_DB_ALIAS, side)
        with closing(sqlite3.connect(path)) as copy:
            copy.execute("PRAGMA journal_mode=DELETE")
        yield path


def _stored_files() -> list[Path]:
    folder = data_folder.within("fichiers")
    return sorted(path for path in folder.glob("??/*") if path.is_file() and len(path.name) == 64)


def _key_place() -> str:
    key = data_folder.folder() / "cle"
    return f"« {key} »" if key.exists() else "la variable FILAGE_CLE" if data_folder.sealing_keys(create=False) else ""
