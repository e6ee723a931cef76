"""What the pages of a poll show: the days with who can come, the links, and the page of a telephone."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from filage.desks.schedule.enums import PollReply
from filage.desks.schedule.operations import polls as operations
from filage.desks.schedule.queries import polls as queries
from filage.desks.schedule.queries.polls import Asked, Whole
from filage.productions.enums import ActivityKind
from filage.productions.models import Person
from filage.web import format as french

MARKS = {PollReply.OUI: "oui", PollReply.SI_BESOIN: "si besoin", PollReply.NON: "non", "": "–"}


def line(whole: Whole, today: date) -> dict[str, Any]:
    """Return a poll as the list of a show says it."""
    best = [when(one) for one in whole.days if one.best]
    return {"whole": whole, "open": queries.is_open(whole.poll, today), "best": best[:3]}


def context(whole: Whole, today: date, opened: str) -> dict[str, Any]:
    """Return what the page of a poll needs."""
    poll = whole.poll
    taken = queries.taken(poll.production, whole.people, [one.day for one in whole.days])
    return {
        "production": poll.production,
        "tab": "organisation",
        "poll": poll,
        "whole": whole,
        "open": queries.is_open(poll, today),
        "days": [_day(one) for one in whole.days],
        "rows": [_row(one, whole.days, taken, whole.opened.get(one.pk)) for one in whole.people],
        "first": next((one.day.pk for one in whole.days if one.best), None),
        "text": _text(whole, opened),
        "kinds": ActivityKind.choices,
        "waiting": sum(not any(one.pk in day.answers for day in whole.days) for one in whole.people),
    }


def door(whole: Whole, who: Person | None, today: date, *, named: bool, hers: bool) -> dict[str, Any]:
    """Return what the page of a telephone needs; a group first says who answers, and reads only what it said from there."""
    known: Mapping[UUID, str] = queries.answers_of(whole.poll, who.pk) if who else {}
    mine = known if hers else {}
    days = [{"day": one.day, "when": when(one), "mine": mine.get(one.day.pk, "")} for one in whole.days]
    return {
        "poll": whole.poll,
        "who": who,
        "named": named,
        "people": [] if named else whole.people,
        "days": days,
        "open": queries.is_open(whole.poll, today),
        "replies": [(code, MARKS[code]) for code in PollReply],
        "answered": bool(mine),
        "taken": bool(known) and not hers,
    }


def said_to_be(whole: Whole, request: HttpRequest) -> Person | None:
    """Return who somebody of a group says she is."""
    key = request.POST.get("pour") or request.GET.get("pour", "")
    return next((one for one in whole.people if str(one.pk) == key), None)


def when(asked: Asked) -> str:
    """Say a day, and its hours when they are asked: « vendredi 12 mars 2027, 14 h »."""
    starts, ends = queries.hours(asked.day)
    hours = f", {french.hour(starts)}" if starts else ""
    until = f" – {french.hour(ends)}" if starts and ends else ""
    away = starts and asked.day.zone != timezone.get_default_timezone_name()
    there = f" (heure de {asked.day.zone.rpartition('/')[2].replace('_', ' ')})" if away else ""
    return f"{french.day_long(asked.day.on)}{hours}{until}{there}"


def _day(asked: Asked) -> dict[str, Any]:
    starts, _ = queries.hours(asked.day)
    counts = [f"{asked.counts[code]} {MARKS[code]}" for code in PollReply if asked.counts.get(code)]
    said = ", ".join(counts) or "pas de réponse"
    return {"asked": asked, "when": when(asked), "short": asked.day.on, "hour": starts, "said": said}


def _row(person: Person, days: Sequence[Asked], taken: Mapping[tuple[UUID, date], str], link: Any) -> dict[str, Any]:
    cells = [
        {
            "code": code,
            "said": MARKS[code],
            "taken": taken.get((person.pk, one.day.on), ""),
            "by_group": person.pk in one.by_group,
        }
        for one in days
        for code in [one.answers.get(person.pk, "")]
    ]
    return {"person": person, "cells": cells, "link": link}


def _text(whole: Whole, opened: str) -> str:
    """Return the text to paste for whom a link was just given."""
    key, _, address = opened.partition(" ")
    if not address:
        return ""
    person = next((one for one in whole.people if str(one.pk) == key), None)
    return operations.text_of(whole.poll, person.name if person else "", address)
