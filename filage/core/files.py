"""Where the bytes of a file live: on disk under their own imprint, while the row says whose they are."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from filage.core import data_folder
from filage.core.accounts import Organisation
from filage.core.identity import Identified
from filage.core.refusal import Refusal
from filage.core.scope import Scoped


class StoredFile(Identified, Scoped):
    """A file of an organisation; the same bytes are kept once, whatever the number of rows."""

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> dict[str, Any]:
        """Return what a row that holds no file of its own says of one."""
        return {"name": self.name, "media_type": self.media_type, "size": self.size, "sha256": self.sha256}

    @property
    def path(self) -> Path:
        """Return where the bytes are."""
        return _place(self.sha256)

    def read(self) -> bytes:
        """Return the bytes; Refusal when they are gone or no longer those that were kept."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise Refusal(f"Le fichier « {self.name} » manque dans le dossier de données : restaurez une sauvegarde.") from error
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise Refusal(f"Le fichier « {self.name} » a été altéré sur le disque : restaurez une sauvegarde.")
        return content


def store(organisation: Organisation, name: str, content: bytes, media_type: str) -> StoredFile:
    """Keep `content` (bytes) for an organisation; Refusal beyond the largest size (settings.FILES_LARGEST)."""
    sha256 = lay(name, content)
    kept = _safe(name)
    return StoredFile.objects.create(
        organisation=organisation, name=kept, media_type=media_type, size=len(content), sha256=sha256
    )


def lay(name: str, content: bytes) -> str:
    """Put bytes on the disk before a row says whose they are, and return their imprint; `name` is said by a Refusal."""
    if len(content) > settings.FILES_LARGEST:
        largest = settings.FILES_LARGEST // 1024 // 1024
        raise Refusal(f"Le fichier « {name} » dépasse {largest} Mo : allégez-le, puis recommencez.")
    sha256 = hashlib.sha256(content).hexdigest()
    _write(_place(sha256), content)
    return sha256


def _place(sha256: str) -> Path:
    return data_folder.within("fichiers") / sha256[:2] / sha256


def _write(path: Path, content: bytes) -> None:
    """Write the bytes so that the file is whole or absent, even when the power goes."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mkstemp gives 0600
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def _safe(name: str) -> str:
    """Return a file name without folder nor control character."""
    name = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    return name.strip(". ")[:200] or "fichier"
