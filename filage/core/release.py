"""Which Filage is running: its version and the imprint of its code, so that an update is noticed by the rows it left."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def release() -> str:
    """Return the version and the imprint of the code, e.g. « 0.1.0-1f3a5b7c »."""
    imprint = hashlib.sha256()
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("parameters/**/*.yaml")]):
        imprint.update(path.read_bytes())
    return f"{version('filage')}-{imprint.hexdigest()[:8]}"
