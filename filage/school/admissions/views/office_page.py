"""What the pages of the house show of applications."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from filage.school.admissions.enums import Funder, Outcome, Stage
from filage.school.admissions.forms.office import MeetForm, ReasonsForm
from filage.school.admissions.models import Application, Assessment, Intake
from filage.school.admissions.operations import deciding, entering, erasing
from filage.school.admissions.queries import calls, files, leaving, levels, money, printed
from filage.school.admissions.queries.files import Told, minute, moment
from filage.school.admissions.views import public_page
from filage.web.shapes import Link
from filage.web.tables import Cell, Column, Row, plain

COLUMNS = [
    Column("Déposée", wide=True),
    Column("Voie", wide=True),
    Column("Financement", wide=True),
    Column("État"),
    Column("Ce qui manque ou s’oppose", wide=True),
    Column("Note / 20", "number", decimals=2),
    Column("Rang"),
]
LABELS = dict(Stage.choices) | dict(Outcome.choices)
FUNDERS = dict(Funder.choices)
HOLE = UUID(int=0)


def listed(intake: Intake, at: datetime, state: str) -> dict[str, Any]:
    """Return the applications of a call: before its closing, their numbers and hours alone."""
    opened = at > intake.closes_at
    rules = calls.rules(intake)
    whole = files.all_of(intake, at, judge=rules)
    counted = Counter(_state(one.application) for one in whole)
    kept = [one for one in whole if not state or _state(one.application) == state]
    quotas = list(intake.quotas.all())
    ranks = {one.key: one for one in deciding.ranking(intake, whole, quotas)} if opened else {}
    names = {one.pk: one.name for one in quotas}
    door = _door() if opened else ""
    rows = [_row(one, rules, ranks.get(one.application.pk), names, door) for one in kept]
    return {
        "intake": intake,
        "session": intake.session,
        "opened": "",
        "is_over": opened,
        "closes": minute(intake.closes_at),
        "count": len(whole),
        "views": _views(intake, counted, state),
        "table": plain("Candidatures", COLUMNS, rows, header="Candidature") if rows else None,
        "assessors": list(intake.assessors.select_related("person")) if opened else [],
        "places": _places(whole, quotas),
        "to_erase": _to_erase(intake, whole, at),
        "to_check": counted.get(Stage.FILED, 0),
        "to_tell": sum(one.application.decided_on is None and _closed(one.application) for one in whole),
        "to_decide": any(one.score is not None and one.application.state == Stage.INTERVIEW for one in whole),
    }


def application(held: Application, at: datetime) -> dict[str, Any]:
    """Return one application as it is judged."""
    told, intake = files.one_of(held, at), held.intake
    rules = calls.rules(intake)
    pieces = [(one, told.joined.get(one.pk)) for one in intake.pieces.all()]
    grids = Assessment.objects.within(held.organisation_id).filter(application=held).select_related("assessor__person")
    state = Stage(held.state)
    going = held.outcome in ("", Outcome.ADMITTED, Outcome.WAITING)
    return {
        "application": held,
        "intake": intake,
        "told": told,
        "filed": moment(held.filed_at) if held.filed_at else "",
        "met": moment(held.interview_at) if held.interview_at else "",
        "answers": public_page.answers(held, rules),
        "pieces": pieces,
        "levels": levels.of(held, rules),
        "grids": [(one, score) for one, score in _graded(intake, told, list(grids))],
        "place": money.place(held) if held.outcome == Outcome.ADMITTED else None,
        "papers": leaving.papers(held),
        "bound": printed.granted(held) if held.outcome == Outcome.ADMITTED else [],
        "people": entering.known(held) if state == Stage.FUNDING else [],
        "stage": held.get_state_display(),
        "meet": MeetForm(initial=_met(held)),
        "refusal": ReasonsForm(),
        "may": {
            "shortlist": going and state == Stage.CHECKED,
            "meet": going and state in (Stage.SHORTLIST, Stage.INTERVIEW),
            "accept": held.outcome == Outcome.ADMITTED and state == Stage.DECISION and held.decided_on,
            "enrol": held.outcome == Outcome.ADMITTED and state == Stage.FUNDING,
            "end": going and state not in (Stage.DRAFT, Stage.FILED, Stage.ENROLLED),
        },
    }


def _to_erase(intake: Intake, whole: Sequence[Told], at: datetime) -> int:
    return sum(erasing.is_due(one.application, intake, at.date()) for one in whole) + erasing.count_drafts(intake, at.date())


def _door() -> str:
    """Return the address of an application with a hole for its key: four hundred of them are not each searched among all."""
    return reverse("admissions:application", args=[HOLE]).replace(str(HOLE), "{}")


def _row(told: Told, rules: calls.Rules, rank: Any, quotas: Any, door: str) -> Row:
    held = told.application
    named = Cell(f"{held.number} · {held.name}", url=door.format(held.pk))
    filed = moment(held.filed_at).split(" ", 1)[1] if held.filed_at else ""
    if not door:
        return Row(named, [filed, "", "", _label(held), _count(told), None, ""])
    route = rules.routes.get(held.route)
    against = ", ".join(told.missing) or " ".join(told.verdict.reasons)
    place = f"{rank.rank} · {quotas.get(rank.quota, '')}{' · à égalité' if rank.tied else ''}" if rank else ""
    return Row(
        named, [filed, route.name if route else "", FUNDERS.get(held.funder, ""), _label(held), against, told.score, place]
    )


def _count(told: Told) -> str:
    return f"il manque {len(told.missing)}" if told.missing else "complète"


def _label(held: Application) -> str:
    return LABELS[held.outcome if held.outcome and held.state != Stage.ENROLLED else held.state]


def _state(held: Application) -> str:
    return held.outcome if held.outcome and held.state not in (Stage.FUNDING, Stage.ENROLLED) else held.state


def _closed(held: Application) -> bool:
    return bool(held.outcome) and held.outcome != Outcome.WITHDRAWN


def _views(intake: Intake, counted: Counter[str], state: str) -> list[Link]:
    here = reverse("admissions:applications", args=[intake.pk])
    found = [Link(label="Toutes", url=here, current=not state, count=sum(counted.values()))]
    order = [code for code in LABELS if counted.get(code)]
    return found + [
        Link(label=LABELS[code].capitalize(), url=f"{here}?etat={code}", current=code == state, count=counted[code])
        for code in order
    ]


def _places(whole: Sequence[Told], quotas: Sequence[Any]) -> list[tuple[str, int, int, int]]:
    """Return each quota with its places, how many are taken, how many wait."""
    taken = Counter((one.application.quota_id, one.application.outcome) for one in whole)
    return [(one.name, one.places, taken[one.pk, Outcome.ADMITTED], taken[one.pk, Outcome.WAITING]) for one in quotas]


def _graded(intake: Intake, told: Told, grids: Sequence[Assessment]) -> list[tuple[Assessment, Any]]:
    order = [one.pk for one in intake.assessors.all()]
    scores = dict(zip(order, told.scores, strict=False))
    return [(one, scores.get(one.assessor_id)) for one in grids]


def _met(held: Application) -> dict[str, Any]:
    if held.interview_at is None:
        return {}
    local = held.interview_at.astimezone(files.PARIS)
    return {"on": local.date(), "hour": local.time(), "place": held.interview_place}
