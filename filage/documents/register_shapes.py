"""Says what the papers of a register must be told: facts, articles and a table of signatures."""

from dataclasses import dataclass

from filage.documents.paper_shapes import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line that a paper says first; an empty value is left to fill in by hand."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A cell of a sheet: words, a drawn signature (a path in a box of 600 by 200), and the instant under it."""

    text: str = ""
    trace: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A numbered article of an agreement."""

    title: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Whose signature a paper waits for."""

    side: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterData:
    """A paper of a register; `columns` and `rows` go together, the first cell of a row names it."""

    head: Head
    lede: str = ""
    wide: bool = False
    facts: tuple[Fact, ...] = ()
    articles: tuple[Article, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Signed, ...], ...] = ()
    notes: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()
