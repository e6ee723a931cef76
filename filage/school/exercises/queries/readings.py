"""What was read in a production that was handed in, as it is kept: its answers, its differences, its findings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from filage.documents import codec
from filage.documents.shapes import CashPlan, WorkbookData
from filage.rules.engine.text import quantity_text
from filage.rules.schooling.exercises.exercise import Exercise
from filage.school.exercises.queries.differences import CHANGED, EXTRA, Cause, causes
from filage.school.exercises.queries.measures import answers


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that differs: what is said of it, and what it adds to the answer of each question."""

    said: str
    effects: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Raised:
    """A check that a production still raises: its code, what it says, the gesture that mends it, the rule."""

    code: str
    said: str
    remedy: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a production answers, how it differs from the solved one, what the checks still say of it, what it lost."""

    answers: Mapping[str, Decimal]
    differences: Sequence[Difference] = ()
    findings: Sequence[Raised] = ()
    lost: str = ""  # what the production to work in held and this one does not
    plan: CashPlan | None = None  # the cash plan typed in a workbook, which no production holds

    @property
    def unseen(self) -> list[Difference]:
        """Return the differences that change no answer."""
        return [one for one in self.differences if not one.effects]

    def of(self, code: str, tolerance: Decimal) -> list[Difference]:
        """Return the differences that make the answer to a question wrong."""
        return [one for one in self.differences if abs(one.effects.get(code, Decimal(0))) > tolerance]


def read(exercise: Exercise, mine: WorkbookData, solved: WorkbookData, findings: Sequence[Raised] = ()) -> Reading:
    """Return what a production says, against the solved one."""
    found = [Difference(said(one), one.effects) for one in causes(exercise, mine, solved)]
    return Reading(answers(exercise, mine), found, findings)


def said(cause: Cause) -> str:
    """Say a difference: « Technique : quantité 8 au lieu de 12 »."""
    if cause.told:
        return f"{cause.label} : {cause.told}"
    if cause.kind != CHANGED:
        worth = cause.given if cause.kind == EXTRA else cause.right
        return f"{cause.label} : ligne {cause.kind}" + (f" ({_cell(worth, 'EUR')})" if worth is not None else "")
    return f"{cause.label} : {cause.cell} {_cell(cause.given, cause.unit)} au lieu de {_cell(cause.right, cause.unit)}"


def as_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as a column keeps it."""
    differences = [{"dit": one.said, "effets": _texts(one.effects)} for one in reading.differences]
    findings = [{"code": one.code, "dit": one.said, "geste": one.remedy, "regle": one.rule} for one in reading.findings]
    kept = {"reponses": _texts(reading.answers), "ecarts": differences, "constats": findings, "perdu": reading.lost}
    return kept if reading.plan is None else kept | {"plan": codec.to_json(reading.plan)}


def from_json(kept: Any) -> Reading | None:
    """Return the reading that a column keeps; None when it keeps none."""
    if not (isinstance(kept, dict) and isinstance(kept.get("reponses"), dict)):
        return None
    rows = [one for one in kept.get("ecarts", []) if isinstance(one, dict)]
    found = [Difference(str(one.get("dit", "")), _numbers(one.get("effets"))) for one in rows]
    raised = [
        Raised(*(str(one.get(name, "")) for name in ("code", "dit", "geste", "regle")))
        for one in kept.get("constats", [])
        if isinstance(one, dict)
    ]
    return Reading(_numbers(kept["reponses"]), found, raised, str(kept.get("perdu", "")), _plan(kept.get("plan")))


def _plan(kept: Any) -> CashPlan | None:
    try:
        return codec.from_json(CashPlan, kept) if kept else None
    except ValueError:  # a file that somebody wrote by hand
        return None


def _texts(numbers: Mapping[str, Decimal]) -> dict[str, str]:
    return {code: f"{value.normalize() + 0:f}" for code, value in numbers.items()}


def _numbers(texts: Any) -> dict[str, Decimal]:
    found = {}
    for code, text in texts.items() if isinstance(texts, dict) else ():
        try:
            found[str(code)] = Decimal(str(text))
        except InvalidOperation:  # a file that somebody wrote by hand
            continue
    return found


def _cell(value: Any, unit: str) -> str:
    if isinstance(value, tuple):
        return " ; ".join(_cell(each, "") for each in value) or "aucun"
    if value is None or isinstance(value, Decimal | int):
        return quantity_text(None if value is None else Decimal(value), unit)
    return f"« {value} »" if value else "vide"
