"""How a day of work and its counters are written on a screen."""

from collections.abc import Mapping
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import template

from filage.desks.payroll.queries.hours import Counters, Day, Work
from filage.productions.enums import ActivityKind
from filage.productions.models import Activity
from filage.web import format as french

register = template.Library()


@register.simple_tag
def work_of(work: Work, *, unknown: str = "à dire") -> str:
    """Write hours and cachets: « 1 cachet, 7 h 30 »; « pas travaillé » for none."""
    if work.hours == 0 and not work.cachets:
        return "pas travaillé"
    said = [french.count(work.cachets, "cachet")] if work.cachets else []
    said += [hm(work.hours)] if work.hours else []
    said += [f"{work.meals} repas"] if work.meals else []
    said += [french.count(work.nights, "nuit")] if work.nights else []
    return ", ".join(said) or unknown


@register.simple_tag
def counters(found: Counters) -> str:
    """Write the counters, each under its own name: they are never added to one another."""
    said = [french.count(found.days, "jour")]
    said += [french.count(found.cachets, "cachet")] if found.cachets else []
    said += [f"{hm(found.present)} de présence"] if found.present else []
    return ", ".join(said)


@register.simple_tag
def services(day: Day) -> str:
    """Write the services of a day: « Répétition, 14 h – 18 h »; the function of the embauche when nothing was foreseen."""
    return " · ".join(_service(one) for one in day.activities) or day.engagement.function


@register.filter
def hm(hours: Decimal | None) -> str:
    """Write a number of hours as it is said: « 7 h 30 »; nothing for none."""
    if not hours:
        return ""
    minutes = int((hours * 60).to_integral_value())
    whole, rest = divmod(minutes, 60)
    return f"{whole}{french.NBSP}h{f'{french.NBSP}{rest:02}' if rest else ''}"


def _service(activity: Activity) -> str:
    said = activity.title or ActivityKind(activity.kind).label.capitalize()
    if activity.starts_at is None:
        return said
    zone = ZoneInfo(activity.zone)
    hours = [moment.astimezone(zone).time() for moment in (activity.starts_at, activity.ends_at) if moment is not None]
    return f"{said}, {f'{french.NBSP}– '.join(french.hour(one) for one in hours)}"


@register.filter
def short_work(work: Work | str) -> str:
    """Write a day as it is typed in a cell: « 1 c 4 h »; a text typed and refused is given back."""
    if isinstance(work, str):
        return work
    if work.hours == 0 and not work.cachets:
        return "0"
    parts = [f"{work.cachets} c" if work.cachets else "", hm(work.hours or None)]
    parts += [f"{work.meals} r" if work.meals else "", f"{work.nights} n" if work.nights else ""]
    return " ".join(part for part in parts if part)


@register.filter
def typed_in(typed: Mapping[str, str], key: str) -> str:
    """Return what was typed for a day in a form that was refused."""
    return typed.get(f"j-{key}", "")
