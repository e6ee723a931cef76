"""What comes in as a file is judged on its bytes: size, kind, and a name that says the same."""

import io
import zipfile

import pytest
from django.core.files.uploadhandler import StopUpload

from filage.core.refusal import Refusal
from filage.core.uploads import DOCX, JPEG, ODT, PDF, PNG, TEXT, LargestUpload, recognised


def archive(**entries):
    """Return a zip whose entries are named by the keys, « _ » standing for « / » and « . » kept by `names`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(NAMES.get(name, name), content)
    return buffer.getvalue()


NAMES = {"types": "[Content_Types].xml", "word": "word/document.xml", "macro": "word/vbaProject.bin"}
WORD = archive(types="<Types/>", word="<w/>")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("note.pdf", b"%PDF-1.7\n...", PDF),
        ("Affiche.PNG", b"\x89PNG\r\n\x1a\n....", PNG),
        ("photo.jpeg", b"\xff\xd8\xff\xe0....", JPEG),
        ("synopsis.txt", "Une île, la nuit.".encode(), TEXT),
        ("piece.docx", WORD, DOCX),
        ("piece.odt", archive(mimetype=ODT.media_type, content="<x/>"), ODT),
    ],
)
def test_the_papers_of_the_trade_come_in(name, content, kind):
    assert recognised(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vide.pdf", b""),
        ("note.pdf", b"<html><script>alert(1)</script>"),
        ("note.txt", b"<html><script>alert(1)</script>"),
        ("dessin.svg", b"<svg onload='alert(1)'/>"),
        ("dessin.txt", b"  <?xml version='1.0'?><svg/>"),
        ("programme.pdf.exe", b"MZ\x90\x00"),
        ("note.pdf", b"MZ\x90\x00"),
        ("script.txt", b"#!/bin/sh\nrm -rf /"),
        ("image.png", b"%PDF-1.7"),
        ("note.docx", archive(types="<Types/>", word="<w/>", macro="x")),
        ("note.docx", archive(readme="rien")),
        ("note.docx", WORD[: len(WORD) // 2]),
        ("note.odt", archive(mimetype="application/zip-trompeur")),
        ("latin.txt", "été".encode("latin-1")),
        ("nul.txt", b"abc\x00def"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(name, content):
    with pytest.raises(Refusal, match=r"\w"):
        recognised(name, content)


def test_a_paper_that_is_too_big_is_refused(settings):
    settings.UPLOAD_LARGEST = 1000
    with pytest.raises(Refusal, match="dépasse"):
        recognised("note.pdf", b"%PDF-" + b"x" * 1000)


def test_a_film_is_read_past_by_small_pieces_and_named():
    class Film(io.BytesIO):
        def read(self, size=-1):
            assert 0 < size <= 64 * 1024
            return super().read(size)

        def readline(self, size=-1):
            raise AssertionError("a film has but one line")

    handler, film = LargestUpload(), Film(b"x" * 200_000)
    handler.handle_raw_input(film, {}, 200 * 1024 * 1024, b"", None)
    with pytest.raises(StopUpload):
        handler.new_file("fichier", "film.pdf", "video/mp4", None)
    assert film.tell() == 200_000 and handler.refused == "film.pdf"
