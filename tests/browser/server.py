"""A real Filage for the browser: `filage servir` in a folder of its own, with its demonstration, and the link it prints."""

import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue

from tests.house.ports import free_port
from tests.house.repository import ROOT

START = 60  # seconds that a first start may take
LINK = re.compile(r"http://\S+/entrer/\S+/")


@dataclass(frozen=True)
class Served:
    """A running Filage: its address, the single-use link that opens the demonstration, and its data folder."""

    address: str
    link: str
    folder: Path


@contextmanager
def served(prepare: Callable[[Path], object] | None = None) -> Iterator[Served]:
    """Start Filage on a free port with the demonstration, in a new folder that `prepare` may fill before, and stop it."""
    with tempfile.TemporaryDirectory(prefix="filage-navigateur-") as folder:
        if prepare:
            prepare(Path(folder))
        port = free_port()
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
        environment = kept | {"FILAGE_DATA": folder, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "filage", "servir"]
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            try:
                yield Served(f"http://127.0.0.1:{port}", _link(process), Path(folder))
            finally:
                process.terminate()


def _gather(process: subprocess.Popen[str], lines: Queue[str]) -> None:
    with suppress(ValueError):  # the output is closed when Filage is stopped
        for line in process.stdout or ():
            lines.put(line)


def _link(process: subprocess.Popen[str]) -> str:
    """Wait for the link in what the server says; what it said otherwise is the error."""
    said: list[str] = []
    lines: Queue[str] = Queue()
    threading.Thread(target=_gather, args=(process, lines), daemon=True).start()
    while True:
        try:
            said.append(lines.get(timeout=START))
        except Empty:
            raise AssertionError("Filage n’a pas démarré :\n" + "".join(said)) from None
        found = LINK.search(said[-1])
        if found:
            return found.group()
        if process.poll() is not None and lines.empty():
            raise AssertionError("Filage s’est arrêté :\n" + "".join(said))
