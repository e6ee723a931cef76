"""Says what a paper of the school must be told: to whom, its parts in order, who signs; a letter, a programme or a contract."""

from dataclasses import dataclass

from filage.documents.paper_shapes import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPart:
    """A part: sentences, points, facts by name, then a table; `amounts` are the columns that hold figures, from 0."""

    title: str = ""
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    amounts: tuple[int, ...] = ()
    shares: tuple[int, ...] = ()  # of the width, a column each; empty: the first takes what is left
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolPaperData:
    """A paper of a training body. `parties` and `signed` are a role, a name, its lines; `missing` comes first, `apart` last."""

    head: Head
    title: str
    subject: str = ""
    addressee: tuple[str, ...] = ()
    parties: tuple[tuple[str, ...], ...] = ()
    parts: tuple[PaperPart, ...] = ()
    signed: tuple[tuple[str, ...], ...] = ()
    apart: tuple[PaperPart, ...] = ()  # on a page of their own, after the signatures
    missing: tuple[str, ...] = ()
    wide: bool = False
