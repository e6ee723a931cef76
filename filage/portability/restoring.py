"""When a backup may take the place of the data, and how: checked whole first, then put in at once."""

import hashlib
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.migrations.loader import MigrationLoader

from filage.core import data_folder
from filage.core.fields import SealedTextField
from filage.core.models import Organisation, User
from filage.core.refusal import Refusal
from filage.core.sealing import Unreadable
from filage.core.up_to_date import bring_up_to_date, unknown_to_us
from filage.portability import backup, copying, whole_files
from filage.portability.problems import BadFile

LARGEST_OPENED = 20 * 1024**3  # bytes
CHUNK = 1024 * 1024
_FILE = re.compile(r"fichiers/([0-9a-f]{2})/(\1[0-9a-f]{62})")


def restore(path: Path, *, replace: bool = False) -> Path | None:
    """Put the backup at `path` in place of the data; return where the former data were saved, if there were any.

    BadFile when it is not a whole backup; Refusal when there are data and `replace` is false. Nothing is written then.
    """
    former = Organisation.objects.exists() or User.objects.exists()
    if former and not replace:
        raise Refusal("Ce dossier de données n’est pas vide : relancez avec --remplacer (l’état présent sera gardé à côté).")
    with _opened(path) as archive, _base(archive) as base:
        files = [entry for entry in archive.infolist() if entry.filename.startswith(backup.FILES) and not entry.is_dir()]
        _check_files(archive, files)
        with copying.side_database(base) as side:
            _check_version(side)
            bring_up_to_date(side)
            kept = _keep_former() if former else None
            _put_files(archive, files)
            _put_base(base, side)
    return kept


def sealed_without_key() -> bool:
    """Tell whether some sealed field cannot be read: its key is not here."""
    for model in apps.get_models():
        names = [field.name for field in model._meta.local_fields if isinstance(field, SealedTextField)]
        for row in model._base_manager.values_list(*names).iterator() if names else ():
            if any(isinstance(value, Unreadable) for value in row):
                return True
    return False


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise BadFile.at(0, f"Le fichier « {path} » n’existe pas.") from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, ValueError) as error:
        raise BadFile.at(0, "Ce n’est pas une sauvegarde de Filage, ou elle est coupée.") from error
    with archive:
        _check_entries(archive)
        yield archive


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries if not entry.is_dir()]
    strange = [name for name in names if name not in (backup.CARD, backup.BASE) and not _FILE.fullmatch(name)]
    if strange or len(set(names)) < len(names) or backup.CARD not in names or backup.BASE not in names:
        raise BadFile.at(0, "Ce n’est pas une sauvegarde de Filage : son contenu n’est pas celui attendu.")
    if sum(entry.file_size for entry in entries) > LARGEST_OPENED:
        raise BadFile.at(0, f"La sauvegarde ouverte dépasserait {LARGEST_OPENED // 1024**3} Go : elle est refusée.")


@contextmanager
def _base(archive: zipfile.ZipFile) -> Iterator[Path]:
    """Give the database of the backup as a file, its imprint and its contents checked."""
    with tempfile.TemporaryDirectory(dir=data_folder.folder(), prefix=".restauration-") as folder:
        path = Path(folder) / backup.BASE
        try:
            card = json.loads(archive.read(backup.CARD)) if archive.getinfo(backup.CARD).file_size < CHUNK else {}
            with archive.open(backup.BASE) as source, path.open("wb") as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
            if card["filage_sauvegarde"] != backup.FORMAT or card["base_sha256"] != backup.imprint(path):
                raise BadFile.at(0, "La base de la sauvegarde n’est pas celle annoncée : le fichier a été altéré.")
            _check_base(path)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, KeyError, TypeError, ValueError) as error:
            raise BadFile.at(0, "La sauvegarde est abîmée ou coupée : sa base ne s’ouvre pas.") from error
        yield path


def _check_base(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as base:
            whole = base.execute("PRAGMA quick_check").fetchone()[0] == "ok"
            active = base.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()[0]
            known = base.execute("SELECT count(*) FROM sqlite_master WHERE name = 'core_organisation'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BadFile.at(0, "La base de la sauvegarde est illisible.") from error
    if not whole or active or not known:
        raise BadFile.at(0, "La base de la sauvegarde n’est pas une base de Filage en bon état.")


def _check_version(side: str) -> None:
    if unknown_to_us(MigrationLoader(connections[side])):
        raise Refusal("Cette sauvegarde vient d’un Filage plus récent : mettez Filage à jour, puis recommencez.")


def _check_files(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        digest = hashlib.sha256()
        try:
            with archive.open(entry) as source:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise BadFile.at(0, f"La sauvegarde est abîmée : « {entry.filename} » ne s’ouvre pas.") from error
        if digest.hexdigest() != entry.filename.rpartition("/")[2]:
            raise BadFile.at(0, f"La sauvegarde a été altérée : « {entry.filename} » n’est plus le même.")


def _put_files(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        path = data_folder.within("fichiers") / Path(entry.filename).relative_to("fichiers")
        if not path.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            whole_files.write(path, archive.read(entry))


def _keep_former() -> Path:
    folder = data_folder.within("sauvegardes")
    number = 1 + len(list(folder.glob("avant-restauration-*.zip")))
    path = folder / f"avant-restauration-{number:03d}.zip"
    backup.make(path)
    return path


def _put_base(base: Path, side: str) -> None:
    try:
        if connection.vendor == "sqlite":
            connections[side].close()
            with closing(sqlite3.connect(base)) as source:
                source.backup(connection.connection)
        else:
            copying.copy(side, DEFAULT_DB_ALIAS)
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise Refusal(f"La base n’a pas pu être remplacée ({error}) : arrêtez Filage, puis recommencez.") from error
