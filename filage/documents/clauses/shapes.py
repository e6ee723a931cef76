"""Says what an assembled paper is made of: articles, their blocks, the runs of their texts; and what a law asks to read there."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text; `work` is the title of a work, `gap` is what nobody said yet."""

    text: str
    work: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table called by a clause: its columns, its rows, and which columns hold figures."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, an item of a list, or a table."""

    kind: Literal["text", "item", "table"]
    runs: tuple[Run, ...] = ()
    table: Table | None = None
    name: str = ""  # of the table, as its clause calls it


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A clause once written: its key and its version, its title, what it says, what it rests on."""

    key: str
    since: date
    title: str
    blocks: tuple[Block, ...]
    citation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What a text asks to read in a paper: `fields` are the variables that carry it, `when` the condition under which it is due.

    A mention that `blocks` rests on an official rule or on two sources: its paper is not issued without it.
    """

    code: str
    label: str
    citation: str
    url: str
    confidence: str
    kinds: tuple[str, ...]
    fields: tuple[str, ...] = ()
    when: str = ""
    blocks: bool = False
    remedy: str = ""
