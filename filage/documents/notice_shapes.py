"""Says what a notice of the school prints: parts, each with sentences, facts, a table or lines to sign."""

from dataclasses import dataclass

from filage.documents.paper_shapes import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTable:
    """A table of a notice: its columns, the share of the width that each takes, its rows of texts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...] = ()  # empty: the same for all


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePart:
    """A part of a notice: what it says in sentences, then facts by name, then a table."""

    title: str
    text: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    table: NoticeTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeData:
    """A paper of the school that informs or convenes: to whom, a line under the title, its parts."""

    head: Head
    lede: str = ""
    to: tuple[str, ...] = ()  # lines of who it is for
    parts: tuple[NoticePart, ...] = ()
