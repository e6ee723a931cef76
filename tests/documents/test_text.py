"""Any text becomes one that the fonts can draw, and keeps its meaning when it can."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filage.documents.fonts import coverage
from filage.documents.text import breakable, clean, money, paragraphs, runs


@given(st.text(max_size=200))
def test_a_cleaned_text_holds_only_what_the_fonts_draw(text):
    cleaned = clean(text, coverage())
    assert all(ord(character) in coverage() or character in "\n " for character in cleaned)
    assert clean(cleaned, coverage()) == cleaned


@given(st.text(max_size=200))
def test_without_fonts_only_control_and_private_characters_go_away(text):
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") or c == "\n" for c in clean(text))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ismaël, Hautcœur, Łukasz, Ağa", "Ismaël, Hautcœur, Łukasz, Ağa"),
        ("e\u0301te\u0301", "été"),
        ("fin 😀 de phrase", "fin de phrase"),
        ("\u202eabc", "abc"),
        ("ﬁche", "ﬁche"),
        ("漢", "☐"),
        ("½ m²", "½ m²"),
    ],
)
def test_what_is_typed_is_printed_as_near_as_can_be(typed, printed):
    assert clean(typed, coverage()) == printed


def test_the_marks_of_a_title_are_told_from_other_underscores():
    assert runs("Dans _Quai des absents_ (2024)") == [
        {"text": "Dans ", "work": False},
        {"text": "Quai des absents", "work": True},
        {"text": " (2024)", "work": False},
    ]
    assert runs("jean_le_bon@exemple.fr") == [{"text": "jean_le_bon@exemple.fr", "work": False}]


def test_paragraphs_lose_their_empty_lines():
    assert [paragraph[0]["text"] for paragraph in paragraphs("Un\n\n\nDeux")] == ["Un", "Deux"]


def test_a_long_word_may_be_broken_and_a_short_one_is_left():
    assert breakable("anticonstitutionnellement") == "anticonstitutionnellement"
    assert breakable("x" * 60).count("\u200b") == 4


def test_money_is_written_as_each_language_does():
    assert money(Decimal("-1234.565")) == "−1\u00a0234,57\u00a0€"
    assert money(Decimal("1234.5"), "en") == "€1,234.50"
