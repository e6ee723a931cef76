"""What the controls of every desk find: Contrôles, badges and the blocking of an act read it.

A desk declares each check once, with its rule; the check then only says what it found, and where.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from filage.core.rails.providers import Rail
from filage.core.rails.registry import Registry
from filage.core.rails.types import Act, Finding, Severity

SURE = frozenset({"official", "two_sources"})  # what a check that blocks may rest on
CONFIDENCES = SURE | {"one_source", "derived", "disputed"}
GRAVITY = (Severity.BLOQUANT, Severity.ALERTE, Severity.INCONNU, Severity.INFO)
CODE = re.compile(r"[A-Z]{3}-\d{3}")
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that a check found, and the objects it is about."""

    subject: str
    message: str
    remedy: str
    remedy_url: str = ""
    production: UUID | None = None
    about: tuple[str, ...] = ()  # "activity:<id>", "line:<id>"…: the objects that wear the finding
    part: str = ""  # what tells two findings about the same objects apart: « creation », « 2027-03 »
    severity: Severity | None = None  # milder than the check's
    facts: tuple[object, ...] = ()  # what triggered it, when its message says more: a dismissal holds until they change
    pay: bool = False  # the message says what somebody earns: only those who read pay see it


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule that productions are read against: what it is, what it rests on, and what it finds."""

    code: str
    title: str
    desk: str
    severity: Severity  # the gravest it may find
    citation: str
    citation_url: str = ""
    confidence: str
    act: str = ""  # what it holds back when it blocks: one of Act
    house: bool = False  # it reads what is about no production: only asked of the whole house
    final: bool = False  # nobody sets it aside: only the facts lift it
    find: Callable[[Any], Iterable[Found]]


rail: Rail[Finding] = Rail("checks")
_checks: Registry[Check] = Registry("checks")
of = rail.of


def declare(*checks: Check) -> None:
    """Add checks to the catalogue; ValueError when one blocks without a sure rule or without saying which act."""
    for check in checks:
        _refuse_unless_sound(check)
        if any(one.house != check.house for one in catalogue() if one.desk == check.desk):
            raise ValueError(f"contrôle {check.code} : un bureau lit la maison ou des spectacles, jamais les deux")
        _checks.provide(check.code, check)
        if check.desk not in rail:
            rail.provide(check.desk, _desk(check.desk))


def catalogue() -> tuple[Check, ...]:
    """Return every check, by code."""
    return tuple(check for _, check in sorted(_checks.items()))


def named(code: str) -> Check | None:
    """Return a check by its code."""
    return dict(_checks.items()).get(code)


@contextmanager
def only(*checks: Check) -> Iterator[None]:
    """Hold nothing but these checks for the duration of the block."""
    with _checks.only(**{check.code: check for check in checks}), rail.only(**{one.desk: _desk(one.desk) for one in checks}):
        yield


def run(check: Check, season: Any) -> Iterator[Finding]:
    """Yield what one check finds in a season, as findings."""
    seen: Counter[str] = Counter()
    for found in check.find(season):
        key = _key(check, found)
        seen[key] += 1
        numbered = key if seen[key] == 1 else f"{key}#{seen[key]}"
        yield _finding(check, found, "" if check.final else numbered)


def house_desks() -> tuple[str, ...]:
    """Return the desks whose checks read the house alone: they are asked again by themselves when one of its rows moves."""
    return tuple(dict.fromkeys(check.desk for check in catalogue() if check.house))


def _desk(desk: str) -> Callable[[Any], Iterator[Finding]]:
    def found(season: Any) -> Iterator[Finding]:
        for check in catalogue():
            if check.desk == desk and not (check.house and season.production_ids):
                yield from run(check, season)

    return found


def _finding(check: Check, found: Found, key: str) -> Finding:
    severity = found.severity or check.severity
    if GRAVITY.index(severity) < GRAVITY.index(check.severity):
        raise ValueError(f"{check.code} trouve « {severity} », plus grave que « {check.severity} » déclaré")
    return Finding(
        key=key,
        imprint=sha256(repr((str(severity), found.facts or found.message)).encode()).hexdigest()[:16],
        code=check.code,
        desk=check.desk,
        severity=severity,
        subject=found.subject,
        message=found.message,
        remedy=found.remedy,
        remedy_url=found.remedy_url,
        citation=check.citation,
        citation_url=check.citation_url,
        confidence=check.confidence,
        production=found.production,
        about=found.about,
        act=check.act if severity == Severity.BLOQUANT else "",
        pay=found.pay,
    )


def _key(check: Check, found: Found) -> str:
    """Return what makes a finding the same from one day to the next: its code, its production, its objects."""
    parts = [check.code, str(found.production or ""), *sorted(found.about), found.part]
    key = " ".join(part for part in parts if part)
    return key if len(key) <= LONGEST_KEY - 8 else f"{check.code} {sha256(key.encode()).hexdigest()}"


def _refuse_unless_sound(check: Check) -> None:
    faults = []
    if not CODE.fullmatch(check.code):
        faults.append("le code s’écrit « ABC-001 »")
    if not (check.title and check.citation):
        faults.append("il faut un titre et une citation")
    if check.confidence not in CONFIDENCES:
        faults.append(f"confiance « {check.confidence} » inconnue")
    if check.act and check.act not in Act:
        faults.append(f"acte « {check.act} » inconnu")
    if (check.severity == Severity.BLOQUANT) != bool(check.act):
        faults.append("un contrôle bloquant dit l’acte qu’il retient, et lui seul")
    if check.severity == Severity.BLOQUANT and check.confidence not in SURE:
        faults.append("un contrôle ne bloque que sur une règle officielle ou de deux sources")
    if faults:
        raise ValueError(f"contrôle {check.code} : {' ; '.join(faults)}")
