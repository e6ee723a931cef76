"""A file that somebody sends in a form: taken when it is of a kind that is asked, and cleaned of what it does not show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from filage.core import files
from filage.core.accounts import Organisation
from filage.core.quiet_pdf import refuse_active
from filage.core.quiet_picture import cleaned_jpeg, cleaned_png
from filage.core.refusal import Refusal
from filage.core.uploads import JPEG, PDF, PNG, Format, recognised

SHOWN = (PDF, JPEG, PNG)
CLEANED = {JPEG: cleaned_jpeg, PNG: cleaned_png}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: its name and its bytes, both of them somebody else's word."""

    name: str
    content: bytes


def upload_of(sent: Any, name: str = "fichier") -> Upload | None:
    """Return the file that a field of a form holds, under `name` when it has none; None when it holds no file."""
    return Upload(sent.name or name, sent.read()) if sent else None


def quiet(upload: Upload, kinds: Sequence[Format] = SHOWN) -> tuple[Format, bytes]:
    """Return the kind and the bytes of a file; Refusal of one that is not of `kinds`, or that does more than show pages."""
    found = recognised(upload.name, upload.content)
    if found not in kinds:
        *first, last = (each.extensions[0].removeprefix(".").upper() for each in kinds)
        said = f"{', '.join(first)} ou {last}" if first else last
        raise Refusal(f"« {upload.name[:80]} » ne se garde pas ici : un fichier {said} est attendu.")
    if found is PDF:
        refuse_active(upload.name, upload.content)
    return found, CLEANED[found](upload.name, upload.content) if found in CLEANED else upload.content


def keep(organisation: Organisation, upload: Upload, kinds: Sequence[Format] = SHOWN) -> files.StoredFile:
    """Keep a file for an organisation as `quiet` gives it."""
    found, content = quiet(upload, kinds)
    return files.store(organisation, upload.name, content, found.media_type)
