"""What may be done to the dates of a production: place one, several a day or a whole série, after seeing what they move."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.enums import PERFORMANCES, ActivityKind, DateStatus
from filage.productions.models import Activity, Production, Venue
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.productions.zones import zone_at
from filage.rules.planning.run import Moment

DEFAULT_ZONE = "Europe/Paris"


def placed(production: Production, moments: Sequence[Moment], *, minutes: int | None = None, **fields: Any) -> list[Activity]:
    """Return the services that these moments would make, unsaved; each lasts `minutes`, else as long as the work."""
    if fields.get("kind") not in PERFORMANCES:
        fields |= {"type": "", "deal": None}
    if fields.get("status") != DateStatus.OPTION:
        fields |= {"option_rank": None, "option_until": None}
    rank = next_rank(Activity.objects.within(production.organisation_id))
    made: list[Activity] = []
    fields["zone"] = fields.get("zone") or zone_of(fields.get("venue"))
    for moment in moments:
        starts, ends = _hours(production, moment, fields["kind"], minutes, fields["zone"])
        made.append(
            Activity(
                organisation_id=production.organisation_id,
                production=production,
                rank=rank + len(made),
                on=moment.on,
                starts_at=starts,
                ends_at=ends,
                **fields,
            )
        )
    return made


def preview_dates(made: Sequence[Activity]) -> dict[str, Any]:
    """Return what placing these services would move, without placing them."""
    return _set(made).preview()


def add_dates(production: Production, moments: Sequence[Moment], *, by: Any, **fields: Any) -> list[Activity]:
    """Place services on the calendar in one gesture, which one undo takes back; Refusal when none is kept."""
    refuse_unless_editor(by, production)
    if not moments:
        raise Refusal("Aucune date retenue : cochez-en une au moins.")
    made = placed(production, moments, **fields)
    label = ActivityKind(fields["kind"]).label
    why = f"{label} posée" if len(made) == 1 else f"{len(made)} services posés ({label})"
    _set(made).apply(by=by, why=why)
    return made


def _set(made: Sequence[Activity]) -> ChangeSet:
    whole = ChangeSet()
    for activity in made:
        whole += ChangeSet.create(activity)
    return whole


def zone_of(venue: Venue | None) -> str:
    """Return the zone in which the hours of a date are told: that of its place when its country tells it, else ours."""
    return (zone_at(venue.country, venue.postal_code) if venue is not None else "") or DEFAULT_ZONE


def _hours(
    production: Production, moment: Moment, kind: str, minutes: int | None, zone: str
) -> tuple[datetime | None, datetime | None]:
    if moment.at is None:
        return None, None
    starts = datetime.combine(moment.on, moment.at, ZoneInfo(zone))
    minutes = minutes or (production.duration_minutes if kind in PERFORMANCES else None)
    return starts, starts + timedelta(minutes=minutes) if minutes else None
