"""Writes clauses from what is known: conditions are read, variables are put in, and what nobody said is left as a gap."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

from filage.documents.clauses import reading
from filage.documents.clauses.shapes import Article, Block, Mention, Run, Table

DOTS = "…………………………"
OPEN, SHUT = "\ue000", "\ue001"  # around a gap, while the text is being written
_GAP = re.compile(f"{OPEN}([^{SHUT}]*){SHUT}")
_WORK = re.compile(r"(?<![\w_])_([^_\n]{1,300})_(?![\w_])")
_TABLE = re.compile(r"\[tableau ([a-z_]+)\]")
_PLACE = re.compile(r"(\w+)\.(\w+)")  # a variable alone, which asks for no engine
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_TIGHT = ((re.compile(r" +([;!?])"), "\u202f\\1"), (re.compile(r" +([:»€%])"), "\u00a0\\1"), (re.compile(r"« +"), "«\u00a0"))


@dataclass(frozen=True, slots=True)
class Gap:
    """What nobody said yet: it reads as false in a condition, and is marked by its name in a text."""

    name: str

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return f"{OPEN}{self.name}{SHUT}"


class NoSuchWord(ValueError):
    """A clause asks for a variable that no paper of its room has: a slip of whoever wrote it."""


class Family(dict[str, Any]):
    """The variables of a family; one that it does not have is a slip, never an empty text."""

    def __missing__(self, name: str) -> Any:
        raise NoSuchWord(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a paper is written from: variables by family (French, as the texts name them), and the tables they call."""

    words: Mapping[str, Mapping[str, Any]]
    tables: Mapping[str, Table]
    on: date


def assembled(room: str, kind: str, said: Said) -> tuple[Article, ...]:
    """Return the articles of a paper, in the order of its plan; a clause whose condition does not hold is left out."""
    written = (_article(reading.clause(room, key, said.on), said) for key in reading.plan(room, kind).clauses)
    return tuple(article for article in written if article is not None and article.blocks)


def to_fill(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return articles whose gaps are dots, to fill by hand: what a paper may leave the office without."""
    return tuple(
        replace(each, blocks=tuple(replace(block, runs=tuple(map(_dotted, block.runs))) for block in each.blocks))
        for each in articles
    )


def _dotted(run: Run) -> Run:
    return Run(text=DOTS) if run.gap else run


def gaps(room: str, kind: str, said: Said) -> tuple[Mention, ...]:
    """Return the mentions that a kind of paper asks for and that nobody gave."""
    words = _families(said)
    return tuple(
        each
        for each in reading.mentions(room)
        if kind in each.kinds and not all(_known(field, words) for field in each.fields) and _holds(each.when, words)
    )


def holds(condition: str, said: Said) -> bool:
    """Tell whether a condition holds; none always does."""
    return _holds(condition, _families(said))


def _holds(condition: str, words: dict[str, Family]) -> bool:
    return not condition or bool(_expression(condition)(**words))


def _families(said: Said) -> dict[str, Family]:
    return {name: Family(words) for name, words in said.words.items()}


def _known(field: str, words: dict[str, Family]) -> bool:
    place = _PLACE.fullmatch(field)
    if place is None or place[1] not in words:
        return bool(_expression(field)(**words))
    return bool(words[place[1]][place[2]])


def _article(clause: reading.Clause, said: Said) -> Article | None:
    if not holds(clause.when, said):
        return None
    words = _families(said)
    text, title = (_template(each).render(**words) for each in (clause.text, clause.title))
    return Article(
        key=clause.key, since=clause.since, title=title, blocks=tuple(_blocks(text, said.tables)), citation=clause.citation
    )


def blocks_of(text: str, tables: Mapping[str, Table]) -> tuple[Block, ...]:
    """Return a text that somebody typed as blocks: no engine reads it, and nothing in it opens a gap."""
    return tuple(_blocks(_PRIVATE.sub("", text.replace("\r\n", "\n")), tables))


def _blocks(text: str, tables: Mapping[str, Table]) -> Iterator[Block]:
    for line in (each.strip() for each in text.split("\n")):
        called = _TABLE.fullmatch(line)
        if called:
            table = tables.get(called[1])
            if table is not None and table.rows:
                yield Block(kind="table", table=table, name=called[1])
        elif line.startswith("- "):
            yield Block(kind="item", runs=_runs(line[2:]))
        elif line:
            yield Block(kind="text", runs=_runs(line))


def _runs(line: str) -> tuple[Run, ...]:
    for found, put in _TIGHT:
        line = found.sub(put, line)
    runs: list[Run] = []
    for rank, part in enumerate(_GAP.split(line)):
        if rank % 2:
            runs.append(Run(text=part, gap=True))
            continue
        runs += [Run(text=piece, work=at % 2 == 1) for at, piece in enumerate(_WORK.split(part)) if piece]
    return tuple(runs)


def _plain(value: Any) -> str:
    """Return a value as one line: nothing that somebody typed opens a gap, a list or a table."""
    if isinstance(value, Gap):
        return str(value)
    return " ".join(_PRIVATE.sub("", str(value)).split(" ")).replace("\r", " ").replace("\n", " ")


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(finalize=_plain)


@cache
def _template(text: str) -> Any:
    return _environment().from_string(text)


@cache
def _expression(text: str) -> Any:
    return _environment().compile_expression(text)
