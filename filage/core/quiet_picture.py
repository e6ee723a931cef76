"""A picture as it is kept: read through, cut where it ends, without where it was taken nor what else a camera writes."""

import re
import struct
import zlib

from filage.core.refusal import Refusal

MOST_PIXELS = 120_000_000  # a telephone takes at most about a hundred million
JPEG_START, JPEG_END, PNG_START = b"\xff\xd8", b"\xff\xd9", b"\x89PNG\r\n\x1a\n"
SCAN, EXIF, ORIENTATION = 0xDA, b"Exif\x00\x00", 0x0112
SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the markers that say how large a JPEG is
KEPT = frozenset((0xC4, 0xCC, 0xDB, 0xDD, 0xE0, 0xEE)) | SIZES  # tables, sizes, JFIF and Adobe: what drawing asks
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # in the drawing itself, what is neither a byte of it nor a restart
DRAWN = (b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"IEND")


def cleaned_jpeg(name: str, content: bytes) -> bytes:
    """Return a JPEG with what draws it and how it is turned, nothing else; Refusal when it is cut short or far too large."""
    kept: list[bytes] = []
    at, turned, drawn = 2, 1, False
    while content[at : at + 2] != JPEG_END:
        marker, body, after = _segment(name, content, at)
        if marker in SIZES:
            _refuse_huge(name, *struct.unpack(">HH", body[1:5]))
        if marker == 0xE1 and body.startswith(EXIF):
            turned = _orientation(body[len(EXIF) :])
        if marker == SCAN:
            drawn = True
            found = NEXT_MARKER.search(content, after)
            after = found.start() if found else len(content)
        if marker == SCAN or marker in KEPT:
            kept.append(content[at:after])
        at = after
    if not drawn:
        raise _cut(name)
    said = [_turned(turned)] if turned in range(2, 9) else []
    return b"".join([JPEG_START, *said, *kept, JPEG_END])


def cleaned_png(name: str, content: bytes) -> bytes:
    """Return a PNG with what draws it, nothing else; Refusal when it is cut short, abîmé or far too large."""
    kept, at = [PNG_START], len(PNG_START)
    while True:
        head = content[at : at + 8]
        if len(head) < 8:
            raise _cut(name)
        length, kind = struct.unpack(">I4s", head)
        body, end = content[at + 8 : at + 8 + length], at + 12 + length
        if len(content) < end or zlib.crc32(kind + body) != struct.unpack(">I", content[end - 4 : end])[0]:
            raise _cut(name)
        if kind == b"IHDR":
            _refuse_huge(name, *struct.unpack(">II", body[:8]))
        if kind in DRAWN:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end


def _segment(name: str, content: bytes, at: int) -> tuple[int, bytes, int]:
    """Return the marker that stands at a place of a JPEG, what it holds, and where the next one stands."""
    head = content[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF:
        raise _cut(name)
    length = int.from_bytes(head[2:4])
    after = at + 2 + length
    if length < 2 or after > len(content) or (head[1] in SIZES and length < 7):
        raise _cut(name)
    return head[1], content[at + 4 : after], after


def _orientation(tiff: bytes) -> int:
    """Return how a picture is turned (1 to 8), 1 when its Exif part does not say it."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 1
        (start,) = struct.unpack(f"{order}I", tiff[4:8])
        (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
        for rank in range(min(count, 200)):
            tag, _, _, said = struct.unpack(f"{order}HHIH", tiff[start + 2 + rank * 12 : start + 12 + rank * 12])
            if tag == ORIENTATION:
                return int(said)
    except struct.error:
        return 1
    return 1


def _turned(orientation: int) -> bytes:
    """Return the Exif part that says only how a picture is turned."""
    tiff = b"MM\x00*\x00\x00\x00\x08\x00\x01" + struct.pack(">HHIHH", ORIENTATION, 3, 1, orientation, 0) + b"\x00\x00\x00\x00"
    body = EXIF + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _refuse_huge(name: str, height: int, width: int) -> None:
    if not 0 < height * width <= MOST_PIXELS:
        raise Refusal(f"L’image « {name} » est trop grande pour être une photo : prenez-la de nouveau.")


def _cut(name: str) -> Refusal:
    return Refusal(f"L’image « {name} » est coupée ou abîmée : prenez-la de nouveau.")
