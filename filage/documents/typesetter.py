"""Makes every text of a document printable in the same way, and keeps the pictures met on the way."""

from functools import lru_cache

from filage.documents import artwork
from filage.documents.fonts import coverage
from filage.documents.shapes import Lang, Picture
from filage.documents.text import breakable, clean, paragraphs, runs, undrawn
from filage.documents.vocabulary import say

type Plain = dict[str, object]

SHORT = 2_000  # characters: texts that papers have in common, cleaned once


class Typesetter:
    """Cleans every text the same way and keeps the pictures met on the way."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self.pictures: dict[str, bytes] = {}
        self.missing: set[str] = set()

    def clean(self, text: str) -> str:
        """Return `text` as the fonts can draw it, and remember the letters that they cannot."""
        printable, missing = _printable(text) if len(text) < SHORT else _read(text)
        self.missing |= missing
        return printable

    def text(self, text: str) -> str:
        """Return one line of clean text."""
        return breakable(self.clean(text).replace("\n", " "))

    def word(self, text: str) -> str:
        """Return a word of the office in the language of the paper, as one line of clean text."""
        return self.text(say(text, self.lang))

    def words(self, text: str) -> list[dict[str, str | bool]]:
        """Return a word of the office in the language of the paper, as runs."""
        return self.runs(say(text, self.lang))

    def short(self, text: str, most: int = 120) -> str:
        """Return one line of at most `most` characters, for places that cannot grow (cover, header, footer)."""
        line = self.clean(text).replace("\n", " ")
        if len(line) > most:
            start = line[:most]
            line = start[: start.rfind(" ", most // 2) if " " in start[most // 2 :] else most - 1].rstrip(" ,;:") + "…"
        return breakable(line)

    def runs(self, text: str) -> list[dict[str, str | bool]]:
        """Return one line of text, as runs."""
        return runs(self.clean(text).replace("\n", " "))

    def paragraphs(self, text: str) -> list[list[dict[str, str | bool]]]:
        """Return the paragraphs of a text, as runs."""
        return paragraphs(self.clean(text))

    def keep(self, content: bytes, suffix: str) -> str:
        """Keep a file for the template and return its name."""
        name = f"picture-{len(self.pictures)}.{suffix}"
        self.pictures[name] = content
        return name

    def picture(self, picture: Picture, default_alt: str) -> Plain:
        """Return a picture with its file, its alternative, caption and credit."""
        kind = artwork.suffix(picture.content, picture.alt or default_alt)
        alt = self.text(picture.alt) or default_alt
        return {
            "file": self.keep(picture.content, kind),
            "alt": alt,
            "credit": self.short(picture.credit, 80),
            "caption": self.runs(picture.caption),
        }


def _read(text: str) -> tuple[str, frozenset[str]]:
    """Return a text as the fonts can draw it, and the letters that they cannot."""
    return clean(text, coverage()), frozenset(undrawn(text, coverage()))


_printable = lru_cache(maxsize=4096)(_read)
