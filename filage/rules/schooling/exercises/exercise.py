"""What an exercise is: its statement, the figures that it gives, its questions with what is expected, its grid."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from filage.rules.engine import Explained, given
from filage.rules.engine.text import quantity_text
from filage.rules.reading import Unreadable
from filage.rules.schooling.exercises.expression import Formula

WORKED = re.compile(r"\{([=#])([^{}]+)\}")  # « {=cachet * 24} » in a text: worked out, in euros or as a plain number
# What is read in a production, by the name that a measure gives it.
MEASURES = frozenset(
    {"plateau_1", "plateau_2", "plateau_3", "taux_gestion", "gestion", "besoin", "charges_creation", "produits_creation", "part",
     "plancher", "revient", "prix", "marge", "seuil", "vhr", "tva", "charges", "produits", "resultat", "creux",
     "ventes"}
    | {f"solde_{month}" for month in range(1, 25)}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an exercise comes from, and how sure it is."""

    name: str
    confidence: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Between which figures another one is drawn for each learner, and by what steps."""

    least: Decimal
    most: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that the statement gives."""

    code: str
    label: str
    value: Decimal
    unit: str = ""
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A mistake that many make: what it would give, and what to say of it."""

    formula: Formula
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked. Without formula it is read by a trainer; `measure` reads the answer in a production."""

    code: str
    number: str
    text: str
    points: Decimal
    unit: str = "EUR"
    formula: Formula | None = None
    published: Decimal | None = None  # the answer as it was published, for the figures of the statement
    tolerance: Decimal = Decimal("0.01")
    measure: Formula | None = None
    floor: Formula | None = None  # any answer that is not below is right: a plan without overdraft
    explanation: str = ""
    citation: str = ""
    slips: tuple[Slip, ...] = ()
    findings: tuple[str, ...] = ()  # codes of the checks that the given production raises, and a mended one does not

    @property
    def is_read(self) -> bool:
        """Tell whether a trainer reads what is typed: nothing in it is computed."""
        return self.formula is None and self.floor is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What a trainer looks at, from 0 to 3; `needed` says from which mark the exercise may be held."""

    code: str
    text: str
    seen: str = ""
    competence: str = ""
    weight: int = 1
    needed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the production that a figure of the statement fills, so that a variant is another production too."""

    files: tuple[str, ...]  # "depart", "corrige"
    table: str
    id: str
    key: str
    formula: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """An exercise, as its file says it."""

    code: str
    version: str
    title: str
    read_on: date
    minutes: int
    competences: tuple[str, ...]
    origin: Origin
    statement: str
    figures: Mapping[str, Figure]
    questions: tuple[Question, ...]
    criteria: tuple[Criterion, ...] = ()
    failing: tuple[str, ...] = ()  # what makes the whole fail, said to the trainer
    watched: tuple[str, ...] = ()  # codes of the checks that a good production does not raise
    cells: tuple[Cell, ...] = ()
    start: str = ""  # a Filage text: the production to work in
    solved: str = ""  # the same once solved
    by_grid: bool = False  # its mark is that of the grid, each criterion by its weight
    is_drawn: bool = False  # its figures are those of one learner

    @property
    def points(self) -> Decimal:
        """Return what all its questions are worth."""
        return sum((one.points for one in self.questions), Decimal(0))

    @property
    def findings(self) -> frozenset[str]:
        """Return the codes of the checks that are read in a production."""
        return frozenset(self.watched).union(*(one.findings for one in self.questions))

    def question(self, code: str) -> Question:
        """Return a question by its code."""
        return next(one for one in self.questions if one.code == code)

    def said(self, text: str) -> str:
        """Return a text with its figures in place: « {cachet} » becomes « 160,00 € », « {=6 * cachet} » what it works out to."""
        if WORKED.search(text):
            known = self.given() | self.expected()
            text = WORKED.sub(lambda held: _worked(held[2], "EUR" if held[1] == "=" else "", known), text)
        for code, figure in self.figures.items():
            text = text.replace(f"{{{code}}}", quantity_text(figure.value, figure.unit if figure.unit == "EUR" else ""))
        return text

    def given(self) -> dict[str, Explained]:
        """Return the figures of the statement, as the engine takes them."""
        return {one.code: given(one.value, one.label, unit=one.unit) for one in self.figures.values()}

    def expected(self, answered: Mapping[str, Decimal] | None = None) -> dict[str, Explained]:
        """Return what is expected of each question that is computed; an answer replaces, in what follows, the right one."""
        known, found = self.given(), {}
        for one in self.questions:
            if one.formula is None:
                continue
            found[one.code] = one.formula.value(known).named(f"Question {one.number}", one.unit)
            mine = (answered or {}).get(one.code)
            known[one.code] = (
                found[one.code] if mine is None else given(mine, f"Votre réponse à la question {one.number}", unit=one.unit)
            )
        return found

    def needs(self, question: Question) -> Sequence[Question]:
        """Return the questions whose answers another one starts from."""
        names = question.formula.names if question.formula else ()
        return [one for one in self.questions if one.code in names]


def _worked(text: str, unit: str, known: Mapping[str, Explained]) -> str:
    text = text.strip()
    formula = Formula(text)
    if missing := [name for name in formula.names if name not in known]:
        raise Unreadable(f"« {text} » : {missing[0]} n’est ni une donnée ni une réponse.")
    return quantity_text(formula.value(known).rounded().known(), unit)
