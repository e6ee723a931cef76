"""A file is written whole or not at all, readable by its owner only."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write `content` at `path`; OSError leaves what was there. A device or a pipe receives it without being replaced."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    with draft_of(path) as draft:
        draft.write_bytes(content)


@contextmanager
def draft_of(path: Path) -> Iterator[Path]:
    """Give a draft beside `path`, which takes its place when the block ends well and disappears otherwise."""
    path = path.resolve()  # what a link points to is written, the link stays
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".filage-")  # mkstemp gives 0600
    os.close(handle)
    try:
        yield Path(name)
        with open(name, "rb") as file:
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
