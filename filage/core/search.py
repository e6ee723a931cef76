"""What the search box finds: every word, accents and capitals apart, within what the user may read."""

import unicodedata
from typing import Any
from uuid import UUID

from filage.core.kept import SearchRow


def fold(text: str) -> str:
    """Return `text` without accents, capitals, ligatures or double spaces, so that « Œuvre » and « oeuvre » meet."""
    text = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(plain.split())


def find(organisation: Any, words: str, *, productions: frozenset[UUID] | None = None, limit: int = 20) -> list[SearchRow]:
    """Return the rows that hold every word: titles that begin so first, then titles that hold them, then texts.

    `productions` limits to some of them.
    """
    asked = fold(words).split()
    if not asked:
        return []
    rows = SearchRow.objects.within(organisation)
    if productions is not None:
        rows = rows.filter(production__in=productions)
    for word in asked:
        rows = rows.filter(folded__contains=word)

    def nearness(row: SearchRow) -> tuple[bool, bool, str]:
        title = fold(row.title)
        return not title.startswith(asked[0]), not all(word in title for word in asked), row.title

    return sorted(rows[: limit * 5], key=nearness)[:limit]
