"""What the page of one date, and its drawer, show: state, terms, hosting, what surrounds it, gestures, what other desks say."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from filage.core import access, stages
from filage.core.rails import pages
from filage.desks.schedule.operations import gestures
from filage.desks.schedule.queries.closed_days import school_area
from filage.desks.schedule.queries.dates import Dated
from filage.desks.schedule.queries.one_date import OneDate
from filage.desks.schedule.rails import tables
from filage.productions.enums import PERFORMANCES, DateStatus
from filage.productions.models import Activity
from filage.rules.planning.school import area_text, school_holidays
from filage.web import format as french

PATH = (DateStatus.OPTION, DateStatus.CONFIRME, DateStatus.SIGNE, DateStatus.JOUE)
UNKNOWN = "à préciser"


def context(request: HttpRequest, found: OneDate, today: date) -> dict[str, Any]:
    """Return what the templates of a date need."""
    activity = found.activity
    may_edit = access.can_edit(request.user, activity)
    return {
        "activity": activity,
        "about": tables.about(activity),
        "production": activity.production,
        "tab": "organisation",
        "found": found,
        "place": Dated(activity).place,
        "day": french.day_long(activity.on).capitalize(),
        "hours": tables.hours(activity),
        "what": tables.what(activity),
        "steps": [step for step in stages.steps(activity, "status") if step.code in PATH] if activity.status in PATH else [],
        "facts": _facts(activity, today),
        "ahead": activity.on > today,
        "hosting": hosting(activity),
        "around": [(one.on, tables.hours(one), tables.what(one), Dated(one).place) for one in found.around],
        "gestures": _gestures(activity, performance=found.is_performance) if may_edit else [],
        "may_edit": may_edit,
        "panels": pages.panels("date.main", request, activity),
        "before_url": reverse("schedule:date", args=[found.before]) if found.before else "",
        "after_url": reverse("schedule:date", args=[found.after]) if found.after else "",
        "season_url": f"{reverse('schedule:season')}?mois={activity.on:%Y-%m}",
    }


def _gestures(activity: Activity, *, performance: bool) -> list[Any]:
    """Return the gestures on a date; any other service is moved, and no more."""
    found = gestures.possible(activity)
    return found if performance else [one for one in found if one.code == "deplacer"]


def hosting(activity: Activity) -> Sequence[tuple[str, str]]:
    """Return who bears what at a date: travel, lodging, meals, author's rights."""
    return (
        ("Voyages", activity.get_travel_display()),
        ("Hébergement", activity.get_lodging_display()),
        ("Repas", activity.get_meals_display()),
        ("Droits d’auteur", activity.get_rights_payer_display()),
    )


def _facts(activity: Activity, today: date) -> list[tuple[str, str]]:
    said = [("Salle", activity.room.name if activity.room else ""), ("Séance", activity.get_type_display())]
    if activity.kind in PERFORMANCES:
        said.append(("Vacances scolaires", _school(activity)))
    if activity.capacity:
        said.append(("Jauge", french.count(activity.capacity, "place")))
    if activity.status == DateStatus.OPTION and activity.option_until:
        left = french.distance(activity.option_until, today)
        said.append(("Option jusqu’au", f"{french.day_long(activity.option_until)} ({left})"))
    return [*((label, value) for label, value in said if value), *([("Note", activity.note)] if activity.note else [])]


def _school(activity: Activity) -> str:
    """Return the holiday that schools around the place are on, empty on a day of class or where the zone is not known."""
    zone = school_area(activity.venue)
    found = school_holidays(activity.on, zone) if zone else None
    if found is None or (found.is_known and found.holiday is None):
        return ""
    return f"{area_text(found.zone)}, {found.holiday.label if found.holiday else 'calendrier inconnu'}"
