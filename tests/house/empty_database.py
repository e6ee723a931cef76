"""The empty migrated database of the tests: made by the product when a migration changes, then copied where one is needed."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django

from filage.core import scratch
from tests.house.repository import ROOT

KEPT = Path(sys.prefix) / "filage-bases"  # beside the packages: a run finds there what the one before has made
MOST_KEPT = 24
OURS = "filage.sqlite3"  # the database of a data folder


def empty_database() -> Path:
    """Return its path. It is made anew when a migration has changed, or what makes it."""
    path = _path()
    if not path.exists():
        subprocess.run([sys.executable, "-m", "tests.house.empty_database"], cwd=ROOT, check=True)
    return path


def prepare(data: Path) -> Path:
    """Put an empty migrated database in a data folder, as a first start leaves it; return the folder."""
    (data / "cache").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(empty_database(), data / OURS)
    shutil.copyfile(empty_database(), data / "cache" / scratch.name_of_the_empty_one())
    return data


def _path() -> Path:
    maker = hashlib.sha256(Path(scratch.__file__).read_bytes()).hexdigest()[:8]
    return KEPT / f"{maker}-{scratch.name_of_the_empty_one()}"


def _make() -> None:
    """Let the product make it in a data folder of the moment, and keep it if nobody has done so meanwhile."""
    KEPT.mkdir(exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=KEPT)
    os.close(handle)
    shutil.copyfile(scratch.empty_database(), draft)
    os.replace(draft, _path())
    for old in sorted(KEPT.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-MOST_KEPT]:
        old.unlink(missing_ok=True)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    django.setup()
    if not _path().exists():
        _make()
