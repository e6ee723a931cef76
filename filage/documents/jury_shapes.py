"""Says what the papers of a jury must be told: its minutes, and the letters that convene a juror or notify a candidate."""

from dataclasses import dataclass

from filage.documents.paper_shapes import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockColumns:
    """A block of the certification and its competences, as columns of the minutes."""

    code: str
    title: str
    competences: tuple[tuple[str, str], ...]  # (code, title)


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    """A candidate of the minutes: a word a competence (« A », « NA »…), a word a block, her decision, what is said of her."""

    number: str
    name: str
    route: str
    results: tuple[str, ...]
    blocks: tuple[bool, ...]
    decision: str
    said: tuple[tuple[str, str], ...] = ()  # (« Motifs », text)


@dataclass(frozen=True, slots=True, kw_only=True)
class JurorRow:
    """A juror of the minutes, with what she declared."""

    name: str
    quality: str
    declared: str
    present: bool
    presides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesData:
    """The minutes of a jury: what was decided, by whom, under which imprint."""

    head: Head
    facts: tuple[tuple[str, str], ...]
    jurors: tuple[JurorRow, ...]
    blocks: tuple[BlockColumns, ...]
    candidates: tuple[CandidateRow, ...]
    notes: tuple[str, ...]
    imprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JuryLetterData:
    """A letter of the jury: to whom, what it says, the table it shows, who signs it."""

    head: Head
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    after: tuple[str, ...] = ()
    signed: str = ""
