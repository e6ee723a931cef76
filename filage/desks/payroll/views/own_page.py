"""What the own page of a person shows: her embauches, her dates, her hours toward 507 told apart, her calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from filage.core.models import User
from filage.desks.payroll.enums import Annex
from filage.desks.payroll.models import OwnRights
from filage.desks.payroll.operations import own as operations
from filage.desks.payroll.queries import own as queries
from filage.desks.payroll.queries.pages import work
from filage.desks.schedule.queries import calendar as schedule
from filage.productions.enums import ContractTrack, DpaeTrack, PayTrack
from filage.productions.models import Engagement
from filage.rules.benefit.hours import Count
from filage.rules.benefit.own import Rights
from filage.web import format as french

SHOWN = 12  # dates to come
BEFORE = timedelta(days=31)  # a calendar keeps the last month


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of hours, as a sentence and a gauge."""

    label: str
    hours: Decimal
    missing: Decimal
    caps: Sequence[str]
    reached_on: date | None

    @property
    def share(self) -> int:
        """Return how far it is, in percent of what is asked."""
        whole = self.hours + self.missing
        return int(min(self.hours * 100 / whole, Decimal(100))) if whole else 0


def context(account: User) -> dict[str, Any]:
    """Return what the page of an account needs."""
    found = queries.own(account)
    return {
        "own": found,
        "rights": found.rights,
        "annex": Annex(found.rights.annex).label,
        "counts": counts(found.rights),
        "counters": counters(found.rights),
        "spaces": [(name, [_line(one) for one in held]) for name, held in _by_structure(found.engagements)],
        "coming": found.coming[:SHOWN],
        "more": len(found.coming) - SHOWN,
        "feed": operations.feeds(account),
    }


def said(account: User) -> dict[str, Any]:
    """Return what a person said of her rights, for its form."""
    held = OwnRights.objects.filter(account=account).first() or OwnRights(account=account)
    return {"annex": held.annex, "anniversary_on": held.anniversary_on, "over_50": held.over_50}


def counts(rights: Rights) -> list[Counted]:
    """Return the hours that count today, then at the anniversary with what is foreseen."""
    found = [_counted(f"Aujourd’hui, sur les douze mois finis le {_day(rights.on)}", rights.now)]
    if rights.then is not None and rights.anniversary is not None:
        found.append(_counted(f"À votre date anniversaire, le {_day(rights.anniversary)}, avec ce qui est prévu", rights.then))
    return found


def counters(rights: Rights) -> list[tuple[str, str, str]]:
    """Return the four counts of the twelve months, never added together: what, how much, what it serves."""
    held = rights.counters
    return [
        ("Cachets", french.number(held.cachets), "12 h chacun pour France Travail"),
        ("Heures pour France Travail", _hours(held.toward), "cachets × 12 + heures des AEM, avant les plafonds"),
        ("Heures des AEM", _hours(held.declared), "celles des paies comptées en heures"),
        ("Heures du contrat", _hours(held.contract), "celles que le contrat prévoit"),
        ("Heures de présence", _hours(held.present), _silent(held.silent)),
    ]


def calendar(account: User) -> bytes:
    """Return the dates of a person as a calendar file: when, what, where, and nobody else."""
    from filage.documents import calendar as writer  # icalendar is loaded when a feed is read
    from filage.documents.shapes import CalendarData

    people = queries.people_of(account)
    today = queries.today_of(people)
    held = queries.dates_of(people, since=today - BEFORE)
    stamp = datetime.combine(today, time(), UTC)
    return writer.render(CalendarData(name="Mes dates, Filage", stamp=stamp, events=tuple(_event(one) for one in held)))


def _event(activity: Any) -> Any:
    return replace(schedule.event(activity), description="")  # its note is the office's


def _counted(label: str, count: Count) -> Counted:
    return Counted(label, count.hours, count.missing, [_cap(cap) for cap in count.caps], count.reached_on)


def _cap(text: str) -> str:
    """Say a cap in French: « 2026-02 : 28 cachets » → « février 2026 : 28 cachets »."""
    month, _, cap = text.partition(" : ")
    if len(month) == len("2026-02") and month[4] == "-":
        return f"{french.month(date(int(month[:4]), int(month[5:]), 1), year=True)} : {cap}"
    return text


def _by_structure(engagements: Sequence[Engagement]) -> list[tuple[str, list[Engagement]]]:
    def name(one: Engagement) -> str:
        return one.production.structure.name

    return [(key, list(held)) for key, held in groupby(sorted(engagements, key=name), key=name)]


def _line(engagement: Engagement) -> dict[str, Any]:
    return {
        "title": engagement.production.title,
        "function": engagement.function,
        "work": work(engagement),
        "gross": engagement.gross,
        "when": french.period(engagement.starts_on, engagement.ends_on) if engagement.starts_on else "",
        "tracks": [ContractTrack(engagement.contract).label, DpaeTrack(engagement.dpae).label, PayTrack(engagement.pay).label],
    }


def _hours(value: Decimal) -> str:
    return f"{french.number(value)}{french.NBSP}h"


def _silent(count: int) -> str:
    if not count:
        return "celles que vous avez relevées"
    return f"celles que vous avez relevées ; {french.count(count, 'jour ou contrat', 'jours ou contrats')} sans relevé"


def _day(value: date) -> str:
    return french.day_long(value, weekday=False)
