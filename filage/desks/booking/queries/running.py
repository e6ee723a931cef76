"""The running order of each evening of a project: its stages, its passages, what contradicts, what each show costs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from filage.desks.booking.models import ConcertTerms, Slot
from filage.productions.enums import PERFORMANCES
from filage.productions.models import Activity, Production
from filage.rules.planning.running_order import Clash, ClashKind, Passage, clashes


@dataclass(frozen=True, slots=True)
class Evening:
    """One date of a house that programmes: its passages by the hour, those without one last, and what contradicts."""

    activity: Activity
    slots: tuple[Slot, ...]
    terms: ConcertTerms | None
    clashes: tuple[Clash, ...]

    @property
    def stages(self) -> list[tuple[str, list[Slot]]]:
        """The passages of each stage; those without a stage stand under the place."""
        found: dict[str, list[Slot]] = defaultdict(list)
        for slot in self.slots:
            found[stage_name(slot)].append(slot)
        return list(found.items())

    @property
    def ends(self) -> datetime | None:
        """When the last passage is over; None when no hour is known."""
        return max((ends_at(slot) for slot in self.slots if slot.starts_at), default=None)


def evenings(production: Production) -> list[Evening]:
    """Return the dates of a project that have a running order, and its performances to fill; three queries."""
    here = production.organisation_id
    slots: dict[UUID, list[Slot]] = defaultdict(list)
    rows = Slot.objects.within(here).filter(activity__production=production)
    for slot in rows.select_related("structure", "stage_room", "deal__partner").order_by("rank", "id"):
        slots[slot.activity_id].append(slot)
    terms = {each.activity_id: each for each in ConcertTerms.objects.within(here).filter(activity__production=production)}
    dates = Activity.objects.within(here).filter(production=production, kind__in=PERFORMANCES)
    found = dates.select_related("venue", "room", "production").order_by("on", "starts_at", "rank", "id")
    return [evening(each, slots.get(each.pk, []), terms.get(each.pk)) for each in found]


def evening(activity: Activity, slots: Sequence[Slot], terms: ConcertTerms | None) -> Evening:
    """Return an evening, its passages in order and read against one another."""
    order = sorted(slots, key=lambda slot: (slot.starts_at is None, slot.starts_at or slot.rank))
    return Evening(activity, tuple(order), terms, tuple(against(order, terms)))


def against(slots: Sequence[Slot], terms: ConcertTerms | None) -> list[Clash]:
    """Return what the running order of an evening contradicts."""
    passages = [
        Passage(slot.pk, slot.stage_room_id, slot.starts_at, slot.minutes, slot.changeover_minutes or 0)
        for slot in slots
        if slot.starts_at and slot.minutes
    ]
    return list(clashes(passages, terms.curfew_at if terms else None))


def ends_at(slot: Slot) -> datetime:
    """Return when a passage is over; its start when nobody said how long it lasts."""
    if slot.starts_at is None:
        raise ValueError("un passage sans heure ne finit pas")
    return slot.starts_at + timedelta(minutes=slot.minutes or 0)


def stage_name(slot: Slot) -> str:
    """Return the name of the stage of a passage."""
    return slot.stage_room.name if slot.stage_room else "Scène"


def clash_text(clash: Clash, titles: dict[Any, str]) -> str:
    """Say what is wrong: « Vent d’Est commence 15 min avant la fin de Grand Large »."""
    title = titles[clash.passage]
    if clash.kind is ClashKind.CURFEW:
        return f"{title} finit {clash.minutes} min après le couvre-feu."
    before = titles[clash.before]
    if clash.kind is ClashKind.OVERLAP:
        return f"{title} commence {clash.minutes} min avant la fin de {before}, sur la même scène."
    return f"Entre {before} et {title}, il manque {clash.minutes} min de changement de plateau."


def titles_of(slots: Sequence[Slot]) -> dict[Any, str]:
    """Return the title of each passage, by its id."""
    return {slot.pk: slot.title for slot in slots}
