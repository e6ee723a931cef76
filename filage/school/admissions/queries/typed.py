"""A call for applications as it is typed again: its lists in lines, its hours in Paris."""

from typing import Any
from uuid import UUID

from filage.rules.schooling.eligibility import PARIS
from filage.school.admissions.enums import Funder
from filage.school.admissions.models import Intake

NAMES = (
    "name",
    "slug",
    "published",
    "introduction",
    "contact",
    "quitting",
    "positions",
    "interviews_from",
    "interviews_until",
    "decides_on",
    "keep_months",
)


def initial(intake: Intake) -> dict[str, Any]:
    """Return what the form of a call is filled with."""
    said = {name: getattr(intake, name) for name in NAMES} | {"routes": intake.routes.split(",")}
    for name in ("opens", "closes"):
        at = getattr(intake, f"{name}_at")
        if at is not None:
            local = at.astimezone(PARIS)
            said |= {f"{name}_on": local.date(), f"{name}_hour": local.time()}
    return said if intake._state.adding else said | _lists(intake)


def assessing(intake: Intake) -> list[UUID]:
    """Return who assesses a call."""
    return [] if intake._state.adding else [one.person_id for one in intake.assessors.all()]


def _lists(intake: Intake) -> dict[str, Any]:
    return {
        "entries": "\n".join(map(_entry, intake.entries.all())),
        "pieces": "\n".join(f"{one.name}{'' if one.required else ' (facultatif)'}" for one in intake.pieces.all()),
        "quotas": "\n".join(map(_quota, intake.quotas.all())),
        "criteria": "\n".join(f"{one.name} × {one.weight} / {one.most}" for one in intake.criteria.all()),
        "assessors": assessing(intake),
        "meetings": "\n".join(map(_meeting, intake.meetings.order_by("starts_at"))),
    }


def _entry(one: Any) -> str:
    more = [f"{one.ects} ECTS"] if one.ects else []
    more += [f"{one.experience} mois d’expérience"] if one.experience else []
    more += [f"{one.months} mois de parcours"] if one.months else []
    return ", ".join([f"{one.route} : niveau {one.level}", *more])


def _quota(one: Any) -> str:
    known = dict(Funder.choices) | {Funder.PTP: "PTP"}  # whose name holds brackets
    names = [known[code.strip()] for code in one.funders.split(",") if code.strip() in known]
    return f"{one.name} : {one.places} ({', '.join(names)})"


def _meeting(one: Any) -> str:
    local = one.starts_at.astimezone(PARIS)
    parts = [one.place or "visio", one.video, f"{one.capacity} places" if one.capacity else ""]
    return f"{local:%d/%m/%Y} {local.hour} h {local.minute:02d}, {', '.join(part for part in parts if part)}"
