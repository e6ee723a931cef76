"""Keeps the compiler of the papers warm: sources parsed once a thread, the files of a paper only there while it is made."""

import os
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from filage.documents.fonts import fonts

TEMPLATES = Path(__file__).parent / "typst"


class _Bench(threading.local):
    """The folder of one thread and its compiler: a compiler serves one paper at a time."""

    def __init__(self) -> None:
        self.folder = TemporaryDirectory(prefix="filage-")  # the compiler's files in memory may only be text
        self.root = Path(self.folder.name)
        for name, content in sources().items():
            (self.root / name).write_bytes(content)
        main = str(self.root / "theme.typ")
        self.compiler = typst.Compiler(main, root=self.folder.name, font_paths=fonts(), ignore_system_fonts=True)


@cache
def sources() -> Mapping[str, bytes]:
    """Return the templates by name."""
    return {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}


@cache
def _bench(_: int) -> _Bench:
    """Return the bench of a process: a fork has its own."""
    return _Bench()


def compiled(template: str, files: Mapping[str, bytes], **options: Any) -> Any:
    """Return what the compiler makes of a template of the house beside `files`. Raises typst.TypstError.

    The data of a paper is one of its files: what enters by `sys_inputs` would have every paragraph laid out again, while a
    paragraph that a former paper held already is taken as it is.
    """
    bench = _bench(os.getpid())
    for name, content in files.items():
        (bench.root / name).write_bytes(content)
    try:
        return bench.compiler.compile(input=str(bench.root / template), **options)
    finally:
        for name in files:
            (bench.root / name).unlink(missing_ok=True)
