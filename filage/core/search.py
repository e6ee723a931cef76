"""What the search box finds: every word, accents and capitals apart, within what the user may read."""

from typing import Any
from uuid import UUID

from filage.core.kept import SearchRow
from filage.rules.reading.folding import folded


def find(organisation: Any, words: str, *, productions: frozenset[UUID] | None = None, limit: int = 20) -> list[SearchRow]:
    """Return the rows that hold every word: titles that begin so first, then titles that hold them, then texts.

    `productions` limits to some of them.
    """
    asked = folded(words).split()
    if not asked:
        return []
    rows = SearchRow.objects.within(organisation)
    if productions is not None:
        rows = rows.filter(production__in=productions)
    for word in asked:
        rows = rows.filter(folded__contains=word)

    def nearness(row: SearchRow) -> tuple[bool, bool, str]:
        title = folded(row.title)
        return not title.startswith(asked[0]), not all(word in title for word in asked), row.title

    return sorted(rows[: limit * 5], key=nearness)[:limit]
