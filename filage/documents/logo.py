"""Takes in the logo of a house: nothing of the file that came is kept, only the picture that it drew, drawn again as a PNG."""

import struct
from dataclasses import dataclass

import typst

from filage.documents.artwork import PictureRefused

LARGEST = 5 * 1024 * 1024  # bytes
WIDEST = 8_000  # pixels of a side, beyond which a small file may hide a huge picture
SMALLEST = 24  # pixels of a side, below which nothing can be read on paper
DRAWN = 1_000  # pixels of the longer side, once drawn again: 300 dots an inch over 8 cm
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without a length


@dataclass(frozen=True, slots=True)
class Size:
    """The sides of a picture, in pixels."""

    width: int
    height: int


def redrawn(content: bytes) -> bytes:
    """Return the logo as a PNG of our own making, the same for the same file. Raises PictureRefused, in French."""
    kind, size = _kind(content), size_of(content)
    if not (SMALLEST <= size.width <= WIDEST and SMALLEST <= size.height <= WIDEST):
        raise PictureRefused(
            f"Ce logo mesure {size.width} × {size.height} pixels : il en faut de {SMALLEST} à {WIDEST} de côté."
            " Exportez-le vers 1 000."
        )
    scale = min(1.0, DRAWN / max(size.width, size.height))
    width, height = max(1, round(size.width * scale)), max(1, round(size.height * scale))
    page = f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)\n"
    page += f'#image("logo.{kind}", width: 100%, height: 100%)'
    try:
        return _drawn(page, f"logo.{kind}", content)
    except typst.TypstError as error:
        raise PictureRefused("Ce logo est abîmé : il ne se dessine pas. Exportez-le de nouveau en PNG.") from error


def size_of(content: bytes) -> Size:
    """Return the size that a PNG or a JPEG announces, read from its first bytes alone. Raises PictureRefused."""
    try:
        if content.startswith(PNG) and content[12:16] == b"IHDR":
            return Size(*struct.unpack_from(">II", content, 16))
        if content.startswith(JPEG):
            return _jpeg_size(content)
    except (struct.error, IndexError):
        pass
    raise PictureRefused("Ce logo est abîmé : sa taille ne se lit pas. Exportez-le de nouveau en PNG.")


def _kind(content: bytes) -> str:
    """Return png or jpg from the first bytes; a name proves nothing."""
    if len(content) > LARGEST:
        raise PictureRefused("Ce logo pèse plus de 5 Mo : exportez-le plus petit, puis recommencez.")
    if content.startswith(PNG):
        return "png"
    if content.startswith(JPEG):
        return "jpg"
    if b"<svg" in content[:4000].lower():
        raise PictureRefused("Un logo SVG peut porter un programme : exportez-le en PNG, fond transparent, puis recommencez.")
    raise PictureRefused("Un logo est un fichier PNG ou JPEG : celui-ci n’en est pas un, quel que soit son nom.")


def _jpeg_size(content: bytes) -> Size:
    at = 2
    while at < len(content):
        if content[at] != 0xFF:
            break
        marker = content[at + 1]
        if marker in _START_OF_FRAME:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return Size(width, height)
        at += 2 if marker in _ALONE or marker == 0xFF else 2 + struct.unpack_from(">H", content, at + 2)[0]
    raise IndexError


def _drawn(page: str, name: str, content: bytes) -> bytes:
    from filage.documents.dossier import composed  # the compiler, loaded when something is drawn

    return composed({"page.typ": page.encode(), name: content}, "page.typ", format="png", ppi=72)
