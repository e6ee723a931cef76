"""Who may sit for an exam, by route: the course, the placement, the dates of the record; the unknown is asked, not refused."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from filage.rules.schooling.certification import Certification, Opening, Route, entry_refusal

WEEK = Decimal(35)  # hours of a week of full time
WEEKS_A_MONTH = Decimal(52) / 12
VAE, ALONE = "vae", "individuelle"


class Kept(StrEnum):
    """Ways that rest on what was accepted before, whatever the record says of the others."""

    EQUIVALENCE = "equivalence"
    BLOCK = "bloc_seul"
    AGAIN = "representation"


KEPT = {Kept.EQUIVALENCE: "Équivalence", Kept.BLOCK: "Bloc seul", Kept.AGAIN: "Nouvelle présentation"}


class Prepared(StrEnum):
    """Where a course was followed."""

    CERTIFIER = "certificateur"
    PARTNER = "partenaire"
    ELSEWHERE = "ailleurs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A placement or a mission: its days, both included, or else its hours."""

    first: date | None = None
    last: date | None = None
    hours: Decimal | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether its length can be said."""
        return bool((self.first and self.last) or self.hours)

    def lasts(self, months: int) -> bool:
        """Tell whether it lasts at least so many months, day for day, or so many weeks of 35 hours."""
        if self.first and self.last:
            return self.last >= _day_before(_after(self.first, months))
        return (self.hours or Decimal(0)) / WEEK >= months * WEEKS_A_MONTH

    def exceeds(self, months: int) -> bool:
        """Tell whether it lasts more than so many months."""
        if self.first and self.last:
            return self.last >= _after(self.first, months)
        return (self.hours or Decimal(0)) / WEEK > months * WEEKS_A_MONTH

    @property
    def said(self) -> str:
        """Return how long it is, with its numbers."""
        if self.first and self.last:
            return f"du {self.first:%d/%m/%Y} au {self.last:%d/%m/%Y}"
        hours = self.hours or Decimal(0)
        return f"{_plain(hours)} h, soit {_plain((hours / WEEK).quantize(Decimal('0.1')))} semaines de {WEEK} h"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What a candidate shows: her route, her course, her placement, the day that gave her the right, what was accepted before."""

    route: str
    entered_on: date | None = None  # into the training; of a VAE, the day of its recevabilité
    months: int | None = None  # of the course that she followed
    prepared: Prepared | None = None
    convention: bool | None = None  # of the partner, over that course; None: nobody knows
    placement: Placement = Placement()
    accepted: bool = False  # a file accepted at an earlier session
    proof: str = ""  # of an equivalence
    individual: Opening = Opening.TO_CONFIRM
    sits_on: date


@dataclass(frozen=True, slots=True)
class Right:
    """Whether one may sit: what stands against it, what nobody said yet, what to know, and what the summons must say."""

    reasons: tuple[str, ...]
    lacks: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether nothing stands against it and nothing is missing."""
        return not self.reasons and not self.lacks


class NoSuchRoute(ValueError):
    """The record has no such route, and it is none of those that rest on an earlier decision."""


def routes(certification: Certification) -> dict[str, str]:
    """Return every way to an exam with its name: those of the record, then those that rest on what was accepted."""
    return {code: route.name for code, route in certification.routes.items()} | {code.value: name for code, name in KEPT.items()}


def right(certification: Certification, shown: Sitting) -> Right:
    """Return whether a candidate may sit, with every reason; NoSuchRoute when the record does not know the route."""
    reasons: list[str] = []
    lacks: list[str] = []
    warnings: list[str] = []
    for kind, text in _said(certification, shown):
        {"no": reasons, "lack": lacks, "warn": warnings}[kind].append(text)
    return Right(tuple(reasons), tuple(lacks), tuple(warnings), tuple(_notes(certification, shown)))


def _said(certification: Certification, shown: Sitting) -> Iterator[tuple[str, str]]:
    if shown.route in list(Kept):
        yield from _kept(shown)
    else:
        route = certification.routes.get(shown.route)
        if route is None:
            known = ", ".join(routes(certification))
            raise NoSuchRoute(f"« {shown.route} » n’est pas une voie de {certification.code} : {known}")
        yield from _opening(certification, route, shown)
        if shown.route not in (VAE, ALONE):
            yield from _course(route, shown)
        yield from _placement(route, shown)
    yield from _entry(certification, shown)


def _kept(shown: Sitting) -> Iterator[tuple[str, str]]:
    if shown.route == Kept.EQUIVALENCE:
        if not shown.proof:
            yield "lack", "L’équivalence n’est pas nommée : dire la certification, le bloc ou la décision, et joindre sa preuve."
        yield "warn", "L’équivalence se présente au jury, qui la valide."
    elif not shown.accepted:
        yield "lack", "Le dossier accepté n’est pas désigné : relier la candidature précédente, ou dire la date de la décision."


def _opening(certification: Certification, route: Route, shown: Sitting) -> Iterator[tuple[str, str]]:
    opening = shown.individual if shown.route == ALONE else route.opening
    if opening is Opening.CLOSED:
        yield "no", f"{route.name} : cette voie est fermée pour {certification.code}."
    elif opening is Opening.TO_CONFIRM:
        asked = f"l’ouverture est à confirmer par {certification.certifier}, qui décide"
        yield "warn", f"{route.name} : la fiche ne se lit pas sur ce point ; {asked}."


def _course(route: Route, shown: Sitting) -> Iterator[tuple[str, str]]:
    lengths = sorted({one.months for one in route.entries if one.months})
    asked = " ou ".join(map(str, lengths))
    if lengths and shown.months is None:
        yield "lack", f"{route.name} : la durée du parcours suivi n’est pas dite ; la fiche demande {asked} mois."
    elif lengths and shown.months not in lengths:
        yield "no", f"{route.name} : parcours de {shown.months} mois, la fiche demande {asked} mois. {route.origin.name}."
    if shown.prepared is None:
        yield "lack", "Le lieu du parcours n’est pas dit : chez le certificateur, ou chez un partenaire sous convention."
    elif shown.prepared is Prepared.ELSEWHERE:
        yield "no", "Le parcours n’a été suivi ni chez le certificateur ni chez un partenaire sous convention."
    elif shown.prepared is Prepared.PARTNER and shown.convention is False:
        yield "no", "Aucune habilitation de ce partenaire ne couvre l’entrée en formation pour cette certification."
    elif shown.prepared is Prepared.PARTNER and shown.convention is None:
        yield "lack", "La convention du partenaire n’est pas enregistrée : saisir l’habilitation, ses dates et sa référence."


def _placement(route: Route, shown: Sitting) -> Iterator[tuple[str, str]]:
    if route.placement is None:
        return
    least, most = route.placement
    if not shown.placement.is_known:
        yield "lack", f"Le stage ou la mission n’est pas prouvé : {least} à {most} mois (bénévolat et CDD admis)."
    elif not shown.placement.lasts(least):
        yield "no", f"Stage ou mission {shown.placement.said} : il en faut {least} à {most} mois. {route.origin.name}."
    elif shown.placement.exceeds(most):
        yield "warn", f"Stage ou mission {shown.placement.said} : plus de {most} mois, à faire confirmer par le certificateur."


def _entry(certification: Certification, shown: Sitting) -> Iterator[tuple[str, str]]:
    if shown.entered_on is None:
        if shown.route != Kept.EQUIVALENCE:
            what = "la recevabilité" if shown.route == VAE else "l’entrée en formation"
            yield "lack", f"Le jour de {what} n’est pas dit : c’est lui qui se compare à l’enregistrement de la certification."
        return
    reason = entry_refusal(certification, shown.entered_on)
    if reason:
        yield "no", reason
    elif shown.entered_on > shown.sits_on:
        yield "no", f"L’entrée du {shown.entered_on:%d/%m/%Y} vient après l’épreuve du {shown.sits_on:%d/%m/%Y}."


def _notes(certification: Certification, shown: Sitting) -> Iterator[str]:
    on = shown.entered_on
    if on is not None and shown.sits_on > certification.expires_on and not entry_refusal(certification, on):
        yield (
            f"Droit conservé : entrée le {on:%d/%m/%Y}, avant l’échéance de {certification.code} le "
            f"{certification.expires_on:%d/%m/%Y} ({certification.right_kept.name})."
        )


def _after(first: date, months: int) -> date:
    """Return the same day so many months later, the last of its month when it has no such day."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))


def _day_before(on: date) -> date:
    return date.fromordinal(on.toordinal() - 1)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")
