"""The live performances of a production as pay reads them: which follow another in the same place, who is paid for them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from filage.core.rails.season import once
from filage.desks.payroll.queries.presence import presence
from filage.productions.enums import FIRM
from filage.productions.models import Activity, Engagement
from filage.rules.accounting import fiscal_year_of


@dataclass(frozen=True, slots=True)
class Played:
    """A live performance as pay reads it: whether it follows another in the same place, and when what it costs is paid."""

    activity: Activity
    key: str
    following: bool
    firm: bool
    fiscal_year: int


def played(performances: list[Activity], *, starts_in: int = 1) -> list[Played]:
    """Return each performance with whether it is played where the last one was, a day before; years open in `starts_in`."""
    before: dict[UUID, date] = {}
    found = []
    for each in performances:
        last = before.get(each.venue_id) if each.venue_id else None
        follows = last is not None and each.on - last == timedelta(days=1)
        year = fiscal_year_of(each.on, starts_in=starts_in)
        found.append(Played(each, str(each.pk), follows, each.status in FIRM, year))
        if each.venue_id:
            before[each.venue_id] = each.on
    return found


@once
def _by_production(_: Any) -> dict[UUID, list[Played]]:
    return {}


def paid(season: Any, engagement: Engagement) -> list[Played]:
    """Return the live performances that an embauche is paid for, by date: all, but those that somebody else works."""
    kept = _by_production(season)
    production = engagement.production
    found = kept.get(production.pk)
    if found is None:
        performances = season.performances_of(production.pk)
        found = kept[production.pk] = played(performances, starts_in=production.structure.fiscal_year_start)
    who = presence(season)
    return [each for each in found if who.paid(engagement, each.activity)] if who.replacements else found
