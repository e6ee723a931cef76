"""A picture sent by anybody keeps what draws it: neither where it was taken, nor what hides behind its end."""

import struct
import zlib

import pytest

from filage.core.quiet_picture import cleaned_jpeg, cleaned_png
from filage.core.refusal import Refusal


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(orientation, more=b""):
    tiff = b"II*\x00\x08\x00\x00\x00\x01\x00" + struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + b"\x00" * 4 + more
    return segment(0xE1, b"Exif\x00\x00" + tiff)


def jpeg(*parts, height=10, width=10, drawn=b"\x12\xff\x00\x34\xff\xd0\x56", after=b""):
    size = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    return b"\xff\xd8" + b"".join(parts) + size + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + drawn + b"\xff\xd9" + after


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*parts, height=1, width=1, after=b""):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + b"".join(parts) + chunk(b"IDAT", zlib.compress(b"\x00\x00")) + chunk(b"IEND", b"") + after
    )


def test_where_a_photo_was_taken_goes_and_how_it_is_turned_stays():
    kept = cleaned_jpeg("a.jpg", jpeg(exif(6, b"GPS 48.3904 -4.4861"), segment(0xFE, b"un mot")))
    assert b"GPS" not in kept and b"un mot" not in kept
    assert kept == jpeg(
        segment(0xE1, b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01" + struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) + b"\x00" * 4)
    )


def test_what_hides_behind_the_end_of_a_photo_goes():
    behind = b"PK\x03\x04<script>alert(1)</script>" + b"\xff\xd9"
    assert cleaned_jpeg("a.jpg", jpeg(after=behind)) == jpeg()
    assert cleaned_png("a.png", png(chunk(b"tEXt", b"Comment\x00ici"), after=behind)) == png()


@pytest.mark.parametrize(
    "sent", [jpeg()[:30], jpeg()[:-2], b"\xff\xd8\xff", b"\xff\xd8\xff\xd9", b"\xff\xd8" + b"\xff\xe0\x00\x01" * 9]
)
def test_a_photo_that_is_cut_is_refused(sent):
    with pytest.raises(Refusal, match="coupée ou abîmée"):
        cleaned_jpeg("a.jpg", sent)


@pytest.mark.parametrize("sent", [png()[:20], png()[:-4], png().replace(b"IDAT", b"IDOT"), b"\x89PNG\r\n\x1a\n"])
def test_a_drawing_that_is_cut_is_refused(sent):
    with pytest.raises(Refusal, match="coupée ou abîmée"):
        cleaned_png("a.png", sent)


@pytest.mark.parametrize(
    ("clean", "sent"), [(cleaned_jpeg, jpeg(height=65_000, width=65_000)), (cleaned_png, png(height=2**31 - 1, width=9))]
)
def test_a_picture_that_would_swell_without_measure_is_refused(clean, sent):
    with pytest.raises(Refusal, match="trop grande"):
        clean("a", sent)
