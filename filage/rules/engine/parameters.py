"""Parameters of the law: their dated values, their standing on a day, and when they must be checked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parent.parent / "parameters"
CONFIDENCES = ("official", "two_sources", "one_source", "derived", "disputed")

type Standing = Literal["known", "none", "unknown", "expected"]


class ParameterError(ValueError):
    """A parameter file breaks its form; the text names the file, the line and the allowed keys."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a parameter is worth from `since`: known, none in force, unknown (not found) or expected (due, unpublished)."""

    since: date
    standing: Standing
    value: Decimal | None = None
    source: str = ""
    url: str = ""
    confidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of the law or of the trade through time; `values` go from the oldest to the newest."""

    code: str
    label: str
    unit: str
    values: tuple[DatedValue, ...]
    checked_on: date
    review_months: int
    gesture: str = ""
    note: str = ""

    def at(self, on: date) -> DatedValue | None:
        """Return what stands on a day, None before the first date."""
        standing = None
        for dated in self.values:
            if dated.since > on:
                break
            standing = dated
        return standing

    @property
    def review_due(self) -> date:
        """Return the day from which the value must be checked again."""
        months = self.checked_on.month - 1 + self.review_months
        first = date(self.checked_on.year + months // 12, months % 12 + 1, 1)
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return min(first + timedelta(days=self.checked_on.day - 1), following - timedelta(days=1))


def parameter_codes(folder: Path = FOLDER) -> list[str]:
    """Return the code of every parameter of a folder: `vat/taux_cession.yaml` is `vat.taux_cession`."""
    return sorted(".".join(path.relative_to(folder).with_suffix("").parts) for path in folder.rglob("*.yaml"))


@cache
def load_parameter(code: str, folder: Path = FOLDER) -> Parameter:
    """Read one parameter by its code; raise ParameterError naming file, line and allowed keys when it breaks its form."""
    path = folder.joinpath(*code.split(".")).with_suffix(".yaml")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(f"{path} : fichier illisible ({error})") from error
    from filage.rules.engine.parameter_file import parse_parameter  # YAML costs 0.1 s: only whoever reads the law pays it

    return parse_parameter(code, text, str(path))
