"""An application as it is judged: what it lacks, whether its applicant may enter and why, and what two grids make together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Sum

from filage.core.refusal import Refusal
from filage.rules.schooling import selection
from filage.rules.schooling.eligibility import PARIS, NoSuchCourse, Verdict, judged
from filage.rules.schooling.eligibility import Application as Filed
from filage.school.admissions.enums import Stage
from filage.school.admissions.models import Application, ApplicationPiece, Intake, IntakePiece, Mark
from filage.school.admissions.queries.calls import Rules, rules
from filage.web import format as french

ASKED = {
    "first_name": "prénom", "last_name": "nom", "born_on": "date de naissance", "phone": "téléphone", "city": "ville",
    "level": "niveau de diplôme", "funder": "financement envisagé", "project": "projet professionnel",
}  # fmt: skip
NOT_YET = "Les dossiers s’ouvrent à l’étude après la clôture, {when} : d’ici là, personne ne les lit."


@dataclass(frozen=True, slots=True)
class Told:
    """An application with its pieces, what it lacks, its verdict, and the mean of its grids."""

    application: Application
    joined: Mapping[UUID, Any]  # by piece asked: the piece itself where one file is read alone
    missing: tuple[str, ...]
    verdict: Verdict
    scores: tuple[Decimal | None, ...]  # an assessor each
    score: Decimal | None

    @property
    def number(self) -> int:
        """Return its order of deposit."""
        return self.application.number or 0


def moment(at: datetime) -> str:
    """Return an instant as it is told: « mercredi 15 octobre 2025 à 23 h 59 », with its seconds when it has some, in Paris."""
    local = at.astimezone(PARIS)
    seconds = f" min {local.second:02d} s" if local.second else ""
    return f"{french.day_long(local.date())} à {local.hour} h {local.minute:02d}{seconds}"


def minute(at: datetime) -> str:
    """Return the minute of an opening or of a closing, which holds to its last second."""
    return moment(at.replace(second=0))


def refuse_before_closing(intake: Intake, at: datetime) -> None:
    """Raise Refusal while files may still come in: nobody opens one before all are there."""
    if at <= intake.closes_at:
        raise Refusal(NOT_YET.format(when=minute(intake.closes_at)))


def missing(application: Application, rules: Rules, pieces: Iterable[IntakePiece], joined: Mapping[UUID, Any]) -> list[str]:
    """Return what an application lacks: answers first, then required pieces, as its applicant reads them."""
    asked = dict(ASKED) | ({"route": "voie"} if rules.routes else {})
    found = [label for name, label in asked.items() if not getattr(application, name)]
    if application.derogation and not application.derogation_text.strip():
        found.append("ce qui fonde la dérogation")
    return found + [one.name for one in pieces if one.required and one.pk not in joined]


def told(
    application: Application,
    rules: Rules,
    pieces: Sequence[IntakePiece],
    joined: Mapping[UUID, Any],
    scores: Sequence[Decimal | None],
    at: datetime,
) -> Told:
    """Return an application as it is judged at an instant; no query."""
    intake = application.intake
    lacks = missing(application, rules, pieces, joined)
    verdict = _verdict(application, intake, rules, dict.fromkeys(lacks, False), application.filed_at or at)
    return Told(application, joined, tuple(lacks), verdict, tuple(scores), selection.mean(scores, min(2, len(scores))))


def _verdict(application: Application, intake: Intake, rules: Rules, lacks: Mapping[str, bool], at: datetime) -> Verdict:
    route, record = rules.routes.get(application.route), rules.certification
    if record is None or route is None:
        reason = () if record is None or not application.route else ("Cette voie n’est pas offerte par cet appel.",)
        warnings = () if record else ("La session ne prépare à aucune fiche connue : rien n’est vérifié de l’entrée.",)
        return Verdict(reason, (), warnings)
    filed = Filed(
        level=application.level or 0,
        ects=application.ects or 0,
        experience=application.experience or 0,
        derogation=application.derogation,
        months=application.months,
        filed_at=at,
        closes_at=intake.closes_at,
        pieces=lacks,
        enters_on=rules.enters_on or intake.closes_at.date(),
    )
    try:
        return judged(record, route, filed)
    except NoSuchCourse as unclear:
        return Verdict((f"{unclear}.",), ("Dire la durée du parcours.",), ())


def all_of(intake: Intake, at: datetime, *, judge: Rules | None = None) -> list[Told]:
    """Return the applications of a call, in the order of their deposit; seven queries whatever their number, less the rules."""
    rows = Application.objects.within(intake.organisation_id).filter(intake=intake).exclude(state=Stage.DRAFT)
    found = list(rows.order_by("number", "begun_at", "id"))
    judge, pieces = judge or rules(intake), list(intake.pieces.all())
    joined, marked = _joined(intake, [one for one in pieces if one.required]), scores(intake)
    for each in found:
        each.intake = intake
    return [told(one, judge, pieces, joined.get(one.pk, {}), marked.get(one.pk, ()), at) for one in found]


def _joined(intake: Intake, required: Sequence[IntakePiece]) -> dict[UUID, Mapping[UUID, Any]]:
    """Return which required pieces each application holds: a count each, and the pieces of those alone that hold not all."""
    rows = ApplicationPiece.objects.within(intake.organisation_id).filter(piece__in=required).order_by()
    counted = rows.values_list("application").annotate(held=Count("pk"))
    whole = dict.fromkeys((one.pk for one in required), True)
    found: dict[UUID, Mapping[UUID, Any]] = {}
    partly: dict[UUID, dict[UUID, Any]] = {}
    for application, held in counted:
        if held == len(required):
            found[application] = whole
        else:
            found[application] = partly[application] = {}
    for application, piece in rows.filter(application__in=partly).values_list("application", "piece") if partly else ():
        partly[application][piece] = True
    return found


def one_of(application: Application, at: datetime) -> Told:
    """Return one application as it is judged."""
    intake = application.intake
    joined = {one.piece_id: one for one in application.joined.all()}
    marked = scores(intake, application).get(application.pk, ())
    return told(application, rules(intake), list(intake.pieces.all()), joined, marked, at)


def scores(intake: Intake, application: Application | None = None) -> dict[UUID, list[Decimal | None]]:
    """Return the score that each assessor gives to each application that one of them marked; three queries, a sum a grid."""
    lines = list(intake.criteria.values_list("weight", flat=True))
    assessors = [one.pk for one in intake.assessors.all()]
    rows = Mark.objects.within(intake.organisation_id).filter(criterion__intake=intake)
    if application is not None:
        rows = rows.filter(assessment__application=application)
    grouped = rows.order_by().values_list("assessment__application", "assessment__assessor", "criterion__most")
    grids: dict[UUID, dict[UUID, tuple[dict[int, int], int]]] = {}
    for each, assessor, most, held, count in grouped.annotate(held=Sum(F("value") * F("criterion__weight")), count=Count("pk")):
        sums, before = grids.setdefault(each, {}).setdefault(assessor, ({}, 0))
        grids[each][assessor] = ({**sums, most: held}, before + count)
    whole, weight = len(lines), sum(lines)
    return {
        each: [
            selection.score_of_sums(held[assessor][0], weight) if assessor in held and held[assessor][1] == whole else None
            for assessor in assessors
        ]
        for each, held in grids.items()
    }
