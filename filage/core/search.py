"""What the search box finds: every word, accents and capitals apart, within what the user may read."""

from typing import Any
from uuid import UUID

from filage.core.kept import SearchRow
from filage.core.rails import search, types
from filage.rules.reading.folding import folded

type Hit = SearchRow | types.SearchRow


def find(
    organisation: Any, words: str, *, productions: frozenset[UUID] | None = None, limit: int = 20, edits: bool = False
) -> list[Hit]:
    """Return the rows that hold every word: titles that begin so first, then titles that hold them, then texts.

    `productions` limits to some of them, and then finds nothing of the house itself; `edits` tells of a reader who may change it.
    """
    asked = folded(words).split()
    if not asked:
        return []
    rows = SearchRow.objects.within(organisation)
    if productions is not None:
        rows = rows.filter(production__in=productions)
    for word in asked:
        rows = rows.filter(folded__contains=word)
    hits: list[Hit] = list(rows[: limit * 5])
    if productions is None:
        organisation_id: UUID = getattr(organisation, "pk", organisation)
        hits += [hit for _, look in search.live.items() for hit in look(organisation_id, asked, limit, edits)]

    def nearness(row: Hit) -> tuple[bool, bool, str]:
        title = folded(row.title)
        return not title.startswith(asked[0]), not all(word in title for word in asked), row.title

    return sorted(hits, key=nearness)[:limit]
