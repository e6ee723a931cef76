"""What the house tests read: the files that the repository keeps, by kind."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def kept_files() -> tuple[Path, ...]:
    """Return every file that git follows or would follow, as absolute paths."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    names = listing.stdout.decode().split("\0")
    return tuple(sorted(ROOT / name for name in names if name and (ROOT / name).is_file()))


def files(*suffixes: str, under: str = "") -> list[Path]:
    """Return the kept files with one of `suffixes`, below the folder `under`."""
    top = ROOT / under
    return [path for path in kept_files() if path.suffix in suffixes and path.is_relative_to(top)]


@cache
def read(path: Path) -> str:
    """Return the text of a kept file, read once for all the tests."""
    return path.read_text()


@cache
def parsed(path: Path) -> ast.Module:
    """Return the tree of a Python module, made once for all the tests."""
    return ast.parse(read(path))


def shown(path: Path) -> str:
    """Return the path as a person writes it, from the top of the repository."""
    return path.relative_to(ROOT).as_posix()
