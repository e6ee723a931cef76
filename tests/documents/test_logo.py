"""A logo is hostile until proven: judged on its bytes, measured before it is opened, and drawn again before it is kept."""

import base64
import struct

import pytest

from filage.documents import logo, papers, specimen
from filage.documents.artwork import PictureRefused
from filage.documents.shapes import Picture
from tests.documents import samples
from tests.documents.test_dossier import read

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQ"
    "YEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAeACgD"
    "ASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQG/8QAFRABAQAAAAAAAAAAAAAAAAAAABL/xAAWAQEBAQAAAAAAAAAAAAAAAAAABgH/xAAX"
    "EQADAQAAAAAAAAAAAAAAAAAAARRh/9oADAMBAAIRAxEAPwDOWWnstsGFnbpRZaeyyDBbpRYnsIMFuk9lp6KWkKJGxlFlp6KIULGUWJ6CFCxn/9k="
)
PNG = samples.png(60, 40)


@pytest.mark.parametrize("content", [PNG, JPEG], ids=["png", "jpeg"])
def test_a_logo_is_drawn_again_as_a_png_of_ours(content):
    drawn = logo.redrawn(content)
    assert drawn.startswith(logo.PNG) and logo.size_of(drawn) == logo.size_of(content)
    assert logo.redrawn(content) == drawn


def test_nothing_of_the_file_survives_but_its_picture():
    end = PNG.index(b"IEND") - 4
    words = b"<script>alert(1)</script>"
    comment = struct.pack(">I", len(words)) + b"tEXt" + words + b"\0\0\0\0"
    for dirty in (PNG[:end] + comment + PNG[end:], PNG + b"PK\x03\x04 a hidden archive <script>"):
        assert b"script" not in logo.redrawn(dirty) and logo.redrawn(dirty) == logo.redrawn(PNG)


def test_a_large_logo_is_drawn_smaller():
    assert logo.size_of(logo.redrawn(samples.png(2400, 600))) == logo.Size(1000, 250)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG"),
        (b'<?xml version="1.0"?>\n<!-- x --><SVG onload="x"/>', "SVG"),
        (b"GIF89a" + b"\0" * 50, "PNG ou JPEG"),
        (b"<html><img src=x></html>", "PNG ou JPEG"),
        (b"%PDF-1.7", "PNG ou JPEG"),
        (b"", "PNG ou JPEG"),
        (PNG[:40], "abîmé"),
        (PNG[:-30], "abîmé"),
        (PNG[:10], "abîmé"),
        (JPEG[:60], "abîmé"),
        (b"\xff\xd8\xff\xe0\x00\x00" + b"\xff" * 500, "abîmé"),
        (PNG[:16] + struct.pack(">II", 60_000, 60_000) + PNG[24:], "60000 × 60000"),
        (samples.png(8, 8), "8 × 8"),
        (PNG + b"\0" * logo.LARGEST, "5 Mo"),
    ],
)
def test_what_is_no_logo_is_refused_in_french(content, said):
    with pytest.raises(PictureRefused, match=said):
        logo.redrawn(content)


def test_a_specimen_wears_the_identity_and_is_a_picture():
    own = specimen.picture(samples.COMPANY)
    assert own.startswith(logo.PNG) and logo.size_of(own).width > 700
    dressed = papers.render(
        specimen.data(type(samples.COMPANY)(name="Ailleurs", logo=Picture(content=PNG, alt="Ailleurs", credit="")))
    )
    assert len(read(dressed).pages) == 1
