"""The manuscripts: real DOCX files, the same bytes every time, whose texts are texts and never a program."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document

from filage.documents import codec, manuscript
from filage.documents import paper_shapes as p
from tests.documents.test_papers import head

INTENTION = "Je suis née dans une ville. Pourquoi la mer ?\n\nElle a écrit _L’Heure du sel_ (2021) : « reste »."
DATA = p.ManuscriptData(
    head=head("Note d’intention"),
    parts=(
        p.TextPart(title="Note d’intention", blocks=(p.TextBlock(text=INTENTION),)),
        p.TextPart(title="L’équipe", blocks=(p.TextBlock(heading="Inès Corbaz", text=""),)),
        p.TextPart(title="Mentions"),
    ),
)


def opened(content: bytes):
    return Document(io.BytesIO(content))


def test_a_manuscript_has_real_styles_and_french_spaces():
    document = opened(manuscript.render(DATA))
    told = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert ("Title", "Ce que la mer rend") in told
    assert [text for style, text in told if style == "Heading 1"] == ["Note d’intention", "L’équipe", "Mentions"]
    assert ("Heading 2", "Inès Corbaz") in told
    assert "Je suis née dans une ville. Pourquoi la mer\u202f?" in [text for style, text in told if style == "Body Text"]
    work = next(run for paragraph in document.paragraphs for run in paragraph.runs if run.text == "L’Heure du sel")
    assert work.style.name == "Work Title"
    assert ("Unwritten", "Ce texte n’est pas encore écrit.") in told
    assert document.core_properties.title == "Note d’intention : Ce que la mer rend"
    assert document.sections[0].header.paragraphs[0].text.startswith("Compagnie Les Marées")


def test_the_same_texts_give_the_same_bytes_at_a_fixed_date():
    content = manuscript.render(DATA)
    assert manuscript.render(DATA) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml" and archive.testzip() is None
    assert codec.from_json(p.ManuscriptData, codec.to_json(DATA)) == DATA


def test_a_manuscript_speaks_english_and_wears_the_house():
    english = manuscript.render(replace(DATA, head=head("Note d’intention", "en", ink="#ffd200", typeface="romain")))
    document = opened(english)
    assert document.core_properties.language == "en-GB"
    assert any(paragraph.text == "Statement of intent" for paragraph in document.paragraphs)
    with zipfile.ZipFile(io.BytesIO(english)) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert "ffd200" not in styles and "@" not in styles and "Source Serif 4" in styles


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7 * 7 }} {% for x in y %}",
        "{{ ''.__class__.__mro__ }}",
        "<w:p><w:r/></w:p> & <script>",
        "\x00\x0b\ufffe fin",
        "العربية 漢字 ✂ 😀",
        "_" * 400,
        "{%p endfor %}{#",
    ],
)
def test_a_text_is_a_text_whatever_it_looks_like(text):
    data = replace(DATA, parts=(p.TextPart(title=text, blocks=(p.TextBlock(text=f"{text} suite", heading=text),)),))
    document = opened(manuscript.render(replace(data, head=replace(data.head, title=text, author=text))))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "suite" in said and "49" not in said
    if "7 * 7" in text:
        assert "{{ 7 * 7 }}" in said
