"""Which days schools and the law keep closed at the place of a service."""

from datetime import date

from filage.productions.models import Venue
from filage.rules.planning.bank_holidays import bank_holiday_at
from filage.rules.planning.school import area_of, area_text, school_holidays

SATURDAY = 5


def bank_holiday_of(on: date, venue: Venue | None) -> str:
    """Return the jour férié of a day at a place, empty on any other; without a place, that of the whole country."""
    return bank_holiday_at(on, venue.postal_code, venue.country) if venue else bank_holiday_at(on, "")


def closed_to_schools(on: date, venue: Venue | None) -> str:
    """Say why there is no class on a day at a place, empty when there is, or when nothing says so."""
    if on.weekday() >= SATURDAY:
        return "samedi" if on.weekday() == SATURDAY else "dimanche"
    area = school_area(venue)
    holiday = school_holidays(on, area).holiday if area else None
    if area and holiday is not None:
        return f"{holiday.label}, {area_text(area)}"
    return bank_holiday_of(on, venue)


def school_is_unknown(on: date, venue: Venue | None) -> bool:
    """Tell whether the school calendar of a place is not known on a day."""
    area = school_area(venue)
    return area is not None and not school_holidays(on, area).is_known


def school_area(venue: Venue | None) -> str | None:
    """Return the zone or the académie of a place; None abroad, or where nothing says it."""
    return area_of(venue.postal_code) if venue is not None and venue.country == "FR" else None
