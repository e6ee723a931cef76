"""Where Filage keeps what is the user's: folder, secrets and database, each fault said in one French sentence. No Django here."""

import errno
import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cryptography.fernet import Fernet

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "cached_statements": 512,  # a file asks one question a table, and there are more tables than SQLite’s driver remembers
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;PRAGMA foreign_keys=ON;",
}


_REASONS = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "disque en lecture seule",
    errno.ENOSPC: "disque plein",
    errno.EDQUOT: "quota de disque atteint",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENOTDIR: "une partie du chemin est un fichier",
    errno.EISDIR: "c’est un dossier",
    errno.ENAMETOOLONG: "nom trop long",
}


class StartError(Exception):
    """Filage cannot start; `str()` is one French sentence that says why and what to do."""


def folder() -> Path:
    """Return the data folder, made if needed (0700); StartError when it cannot be written."""
    chosen = os.environ.get("FILAGE_DATA")
    place = Path(chosen) if chosen else Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share") / "filage"
    try:
        return _made(place.expanduser())
    except RuntimeError as error:
        raise StartError(
            f"Le dossier « {place} » n’existe pas (compte inconnu) : choisissez-en un autre avec FILAGE_DATA."
        ) from error


@lru_cache(maxsize=8)
def _made(path: Path) -> Path:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = path / f".ecriture-{os.getpid()}"
        probe.touch(mode=0o600)
        probe.unlink()
    except OSError as error:
        raise StartError(
            f"Le dossier « {path} » ne peut pas être écrit ({_reason(error)}) : choisissez-en un autre avec FILAGE_DATA."
        ) from error
    return path


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process prepares these data, and keep the others waiting for the duration of the block."""
    with (folder() / ".verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keep_private(database: str) -> None:
    """Make the file of a SQLite database that does not exist yet readable by its owner only (0600); one in memory has none."""
    if database.startswith((":memory:", "file:")):
        return
    with suppress(OSError):  # what prevents it is said when the database is opened
        os.close(os.open(database, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def number(variable: str, usual: int) -> int:
    """Return the whole number that an environment variable holds, or the usual one; StartError for anything else."""
    text = os.environ.get(variable) or str(usual)
    if not (text.isascii() and text.isdigit()):
        raise StartError(f"{variable} vaut « {text} » : attendu un nombre entier, comme {variable}={usual}.")
    return int(text)


def within(name: str) -> Path:
    """Return a subfolder of the data folder, made if needed."""
    return _made(folder() / name)


def secret_key() -> str:
    """Return Django's secret, made on the first call (file `secret`, 0600)."""
    return _secret_file("secret", lambda: secrets.token_urlsafe(50))


def sealing_keys(*, create: bool) -> tuple[str, ...]:
    """Return the keys of sealed fields, newest first: FILAGE_CLE (comma separated), else the file `cle` (one a line).

    With `create`, a first key is made when there is none; without it, no key gives an empty tuple.
    """
    given = os.environ.get("FILAGE_CLE", "")
    if given:
        return _sound(tuple(key.strip() for key in given.split(",") if key.strip()))
    if not create and not (folder() / "cle").exists():
        return ()
    return _sound(tuple(_secret_file("cle", lambda: Fernet.generate_key().decode()).split()))


@lru_cache(maxsize=4)
def _sound(keys: tuple[str, ...]) -> tuple[str, ...]:
    try:
        for key in keys:
            Fernet(key)
    except ValueError as error:
        raise StartError(
            "Une clé des champs scellés est mal formée (FILAGE_CLE, ou le fichier « cle ») : remettez celle de votre copie."
        ) from error
    return keys


def _secret_file(name: str, make: Callable[[], str]) -> str:
    """Return what a secret file holds; it is born whole, so that nobody, and no power cut, ever finds it half written."""
    path = folder() / name
    if not path.exists():
        draft = folder() / f".{name}-{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        _put(draft, path)
    return _read(path)


def _put(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)  # refused when another process was first: its secret is the one
    except FileExistsError:
        pass
    except OSError:  # a disk without links
        draft.replace(path)
    draft.unlink(missing_ok=True)


def _read(path: Path) -> str:
    try:
        text = path.read_text().strip()
    except OSError as error:
        raise StartError(f"Le fichier « {path} » ne peut pas être lu ({_reason(error)}) : vérifiez ses droits.") from error
    except UnicodeDecodeError as error:
        raise StartError(f"Le fichier « {path} » n’est pas du texte : remettez-y votre clé.") from error
    if not text:
        raise StartError(f"Le fichier « {path} » est vide : remettez-y votre clé, ou supprimez-le s’il n’a jamais servi.")
    return text


def database(url: str | None = None) -> dict[str, Any]:
    """Return Django's settings for the database of `url`, of DATABASE_URL, or of the data folder.

    Accepts `sqlite:///path`, `sqlite://:memory:` and `postgresql://user:password@host:port/name?option=…`
    (a socket folder goes in `?host=/folder`).
    """
    url = os.environ.get("DATABASE_URL", "") if url is None else url
    if not url:
        return _sqlite(str(folder() / "filage.sqlite3"))
    if url.startswith("sqlite:"):
        name = unquote(url.removeprefix("sqlite:").removeprefix("//"))
        return _sqlite(name if name == ":memory:" else name.removeprefix("/") or str(folder() / "filage.sqlite3"))
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise StartError("DATABASE_URL ne se lit pas : écrivez par exemple postgresql://compte@machine:5432/base.") from error
    if parts.scheme not in {"postgres", "postgresql"}:
        raise StartError(f"DATABASE_URL commence par « {parts.scheme or url[:12]} » : Filage connaît sqlite:// et postgresql://.")
    return _postgresql(parts)


def _sqlite(name: str) -> dict[str, Any]:
    test = {"NAME": ":memory:"}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": dict(SQLITE_OPTIONS), "TEST": test}


def _postgresql(parts: Any) -> dict[str, Any]:
    try:
        port = str(parts.port or "")
    except ValueError as error:
        raise StartError(
            "Le port de DATABASE_URL n’est pas un nombre entre 1 et 65535, comme dans …@machine:5432/base."
        ) from error
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "filage",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"connect_timeout": 5, **options},
    }
