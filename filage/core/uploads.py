"""What may come in as a file: how big, and of which kinds, judged on its bytes and never on what the sender says."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from filage.core.refusal import Refusal

MORE_THAN_THE_FILE = 1024 * 1024  # bytes that the rest of a form may take
MOST_READ_PAST = 1024 * 1024 * 1024  # bytes; beyond, the line is cut
AT_A_TIME = 64 * 1024
MOST_ENTRIES = 5_000  # of a text document, which is an archive
ALLOWED = "PDF, DOCX, ODT, texte simple, JPEG ou PNG"


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that is taken in: its extensions, and its media type."""

    extensions: tuple[str, ...]
    media_type: str


PDF = Format((".pdf",), "application/pdf")
PNG = Format((".png",), "image/png")
JPEG = Format((".jpg", ".jpeg"), "image/jpeg")
TEXT = Format((".txt", ".md"), "text/plain")
DOCX = Format((".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
ODT = Format((".odt",), "application/vnd.oasis.opendocument.text")


class LargestUpload(FileUploadHandler):
    """Reads past a request that is too big without keeping a byte of it; its form then says that the file is missing."""

    too_big = False
    refused = ""  # the name of the file that was not taken

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any, **options: Any) -> None:
        """Judge the whole request by its announced length."""
        self.input, self.length = input_data, content_length
        self.too_big = content_length > settings.UPLOAD_LARGEST + MORE_THAN_THE_FILE

    def new_file(self, field_name: str, file_name: str, *args: Any, **options: Any) -> None:
        """Refuse the file of a request that is too big, once its bytes have gone by: a browser reads no answer before."""
        super().new_file(field_name, file_name, *args, **options)
        if self.too_big:
            self.refused = file_name
            left = MOST_READ_PAST
            while left > 0 and (piece := self.input.read(AT_A_TIME)):  # Django would read it by lines, and a film has one
                left -= len(piece)
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the bytes to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


def too_heavy(request: Any) -> tuple[str, int] | None:
    """Return the name of the file that was read past, and the bytes of its request; None when all were taken."""
    found = (one for one in request.upload_handlers if isinstance(one, LargestUpload) and one.refused)
    return next(((one.refused, one.length) for one in found), None)


def recognised(name: str, content: bytes) -> Format:
    """Return the kind of a file; Refusal when it is empty, too big, of another kind, or not what its name says."""
    if not content:
        raise Refusal(f"Le fichier « {name} » est vide.")
    if len(content) > settings.UPLOAD_LARGEST:
        raise Refusal(
            f"Le fichier « {name} » dépasse {settings.UPLOAD_LARGEST // 1024 // 1024} Mo : allégez-le, puis recommencez."
        )
    found = _format(content)
    if found is None:
        raise Refusal(f"« {name} » n’est pas une pièce que Filage garde : {ALLOWED}.")
    if not name.lower().endswith(found.extensions):
        raise Refusal(f"« {name} » ne contient pas ce que son nom annonce : c’est un fichier {found.extensions[0]}.")
    return found


def _format(content: bytes) -> Format | None:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    return TEXT if _is_text(content) else None


def _document(content: bytes) -> Format | None:
    """Return what a zip archive is, from the list of its entries: none of them is opened but the one that names the kind."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()[: MOST_ENTRIES + 1]}
            if len(entries) > MOST_ENTRIES or any(name.lower().endswith("vbaproject.bin") for name in entries):
                return None
            if "[Content_Types].xml" in entries and "word/document.xml" in entries:
                return DOCX
            kind = entries.get("mimetype")
            if kind is not None and kind.file_size == len(ODT.media_type) and archive.read(kind) == ODT.media_type.encode():
                return ODT
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None
    return None


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    lowered = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return "\x00" not in text and not lowered.startswith(("<!", "<html", "<svg", "<?xml", "<script", "#!"))
