"""Every check, as the code declares it: what it rests on, how grave it is, what it holds back, and a case that triggers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import yaml

from filage.core.rails import checks
from filage.core.rails.checks import Check
from filage.web import format as french
from filage.web.pages.checks import ACTS, desk_name
from filage.web.pages.reference import lines_of

PACKAGE = Path(__file__).resolve().parents[2]
CASES = "*.attendus.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A fault planted in an example, and what the check says of it."""

    planted: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A check with its case."""

    check: Check
    held: str
    case: Case | None
    lines: str  # of the reference list that it answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The checks of one desk."""

    anchor: str
    title: str
    rules: Sequence[Rule]


def page() -> list[Family]:
    """Return the catalogue, desk by desk."""
    cases = _cases()
    ordered = sorted(checks.catalogue(), key=lambda check: (desk_name(check.desk), check.code))
    return [
        Family(
            anchor=f"bureau-{desk}",
            title=desk_name(desk),
            rules=[
                Rule(
                    check=check,
                    held=ACTS.get(check.act, ""),
                    case=cases.get(check.code),
                    lines=", ".join(lines_of().get(check.code, ())),
                )
                for check in found
            ],
        )
        for desk, found in groupby(ordered, key=lambda check: check.desk)
    ]


@cache
def _cases() -> Mapping[str, Case]:
    """Return the first planted case of each code, read from the examples: in the package, or beside it in a clone."""
    folder = next((path for path in (PACKAGE / "examples", PACKAGE.parent / "examples") if path.is_dir()), None)
    found: dict[str, Case] = {}
    for path in sorted(folder.glob(CASES)) if folder else ():
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["constats"]:
            if planted := case["plante"]:
                found.setdefault(case["code"], Case(planted=french.typeset(planted), message=french.typeset(case["message"])))
    return found
