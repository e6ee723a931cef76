"""What the team and the venues are told of a replacement: who, when, where, and never why somebody is away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from filage.productions.enums import PERFORMANCES
from filage.productions.models import Activity, Engagement
from filage.rules.payroll.replacing import of
from filage.web import format as french


@dataclass(frozen=True, slots=True)
class Message:
    """A text ready to be read again, then sent: to whom, its subject, its words."""

    code: str
    label: str
    subject: str
    text: str
    email: str = ""


def messages(made: Engagement, dates: Sequence[Activity], *, sender: str) -> list[Message]:
    """Return the message for the team, then one for each venue of the dates replaced."""
    found = [_to_team(made, dates, sender)]
    at_venues = sorted((one for one in dates if one.venue is not None), key=lambda one: (str(one.venue_id), one.on))
    for _, held in groupby(at_venues, key=lambda one: one.venue_id):
        found.append(_to_venue(made, list(held), sender))
    return found


def said_days(days: Sequence[date], first: date, last: date) -> str:
    """Say some days: « le 16 avril 2027 », « les 16, 17 et 19 avril 2027 », or the whole period when there are none or many."""
    held = sorted(set(days))
    if not held or len(held) > 6 or _in_a_row(held):
        return _period(held[0] if held else first, held[-1] if held else last)
    if len({(day.year, day.month) for day in held}) == 1:
        numbers = [french.first(day.day) for day in held]
        return f"les {', '.join(numbers[:-1])} et {french.day_long(held[-1], weekday=False)}"
    told = [french.day_long(day, weekday=False) for day in held]
    return f"les {', '.join(told[:-1])} et {told[-1]}"


def _period(first: date, last: date) -> str:
    if first == last:
        return f"le {french.day_long(first, weekday=False)}"
    if first.year != last.year:
        return f"du {french.day_long(first, weekday=False)} au {french.day_long(last, weekday=False)}"
    start = french.first(first.day) if first.month == last.month else french.day_long(first, weekday=False, year=False)
    return f"du {start} au {french.day_long(last, weekday=False)}"


def _in_a_row(days: Sequence[date]) -> bool:
    return (days[-1] - days[0]).days == len(days) - 1


def _to_team(made: Engagement, dates: Sequence[Activity], sender: str) -> Message:
    absent, title = _absent(made), made.production.title
    if made.person:
        welcome = "Merci de lui faire bon accueil : texte, conduite, horaires."
        news = f"{made.person.name} prend sa place ({made.function.lower()}). {welcome}"
    else:
        news = "Nous cherchons qui prendra sa place et vous donnons son nom dès que possible."
    text = (
        f"Bonjour à toutes et tous,\n\n{absent} ne sera pas là :\n{_listed(made, dates)}\n\n{news}\n\n"
        f"Les autres dates ne changent pas.\n\n{_signed(made, sender)}"
    )
    return Message("equipe", "À l’équipe", f"« {title} » : remplacement {of(absent)}", french.typeset(text))


def _to_venue(made: Engagement, dates: Sequence[Activity], sender: str) -> Message:
    absent, title, venue = _absent(made), made.production.title, dates[0].venue
    assert venue is not None  # its callers keep the dates that have one
    who = made.person.name if made.person else "une autre personne, dont nous vous donnons le nom au plus vite,"
    played = made.person is not None and any(one.kind in PERFORMANCES for one in dates)
    asked = f"Merci de corriger la feuille de salle : « {who}, en remplacement {of(absent)} ». " if played else ""
    text = (
        f"Bonjour,\n\n{absent} ({made.function.lower()}) est indisponible pour « {title} » :\n{_listed(made, dates)}\n\n"
        f"{who} assure son remplacement. {asked}La durée, la fiche technique et les horaires d’arrivée ne changent pas.\n\n"
        f"{_signed(made, sender)}"
    )
    structure = venue.structure
    email = structure.email if structure else ""
    return Message(f"lieu-{venue.pk}", venue.name, f"« {title} » : changement de distribution", french.typeset(text), email)


def _absent(made: Engagement) -> str:
    return str(made.replaces.person) if made.replaces and made.replaces.person else "La personne prévue"


def _listed(made: Engagement, dates: Sequence[Activity]) -> str:
    partly = any(one.until and made.ends_on and one.until > made.ends_on for one in dates)
    if (partly or not dates) and made.starts_on and made.ends_on:
        return f"- {_period(made.starts_on, made.ends_on)}"
    return "\n".join(f"- {_told(one)}" for one in dates)


def _told(activity: Activity) -> str:
    at = activity.starts_at.astimezone(ZoneInfo(activity.zone)) if activity.starts_at else None
    venue = activity.venue
    place = venue.name if venue else ""
    if venue and venue.city and venue.city not in place:
        place = f"{place}, {venue.city}"
    day = french.day_long(activity.on) if activity.until in (None, activity.on) else _period(activity.on, activity.until)
    return ", ".join(part for part in (day, french.hour(at) if at else "", place) if part)


def _signed(made: Engagement, sender: str) -> str:
    return f"{sender}\n{made.production.structure.name}" if sender else made.production.structure.name
