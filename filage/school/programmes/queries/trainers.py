"""Who teaches for a house: what each is given to teach, and the papers that are missing or lapse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.rules.schooling.halves import Half
from filage.school.programmes.enums import Moment
from filage.school.programmes.models import Slot, Trainer, TrainerPaper

SOON = timedelta(days=60)  # before a paper lapses


@dataclass(frozen=True, slots=True)
class Teaching:
    """A trainer with her papers and the hours that she is given; None when the hours of a half-day are not known."""

    trainer: Trainer
    papers: Sequence[TrainerPaper]
    hours: Decimal

    def lacking(self, today: date) -> list[str]:
        """Return what of her papers is missing, late or over."""
        return [said for one in self.papers if (said := state(one, today))]


def trainers(organisation: Any) -> list[Teaching]:
    """Return those who teach, by name, with their hours; three queries."""
    rows = Trainer.objects.within(organisation).select_related("person").prefetch_related("papers")
    hours: dict[UUID | None, Decimal] = {}
    for slot in Slot.objects.within(organisation).filter(trainer__isnull=False).select_related("session"):
        hours[slot.trainer_id] = hours.get(slot.trainer_id, Decimal(0)) + lasting(slot)
    return [Teaching(one, list(one.papers.all()), hours.get(one.pk, Decimal(0))) for one in rows.order_by("person__name", "id")]


def lasting(slot: Slot) -> Decimal:
    """Return the hours of a half-day, zero while nobody said them."""
    if slot.hours is not None:
        return slot.hours
    usual = slot.session.morning_hours if slot.moment == Moment.MORNING else slot.session.afternoon_hours
    return usual or Decimal(0)


def state(paper: TrainerPaper, today: date) -> str:
    """Return what is wrong with a paper on a day; empty when it is there and good."""
    label = paper.get_kind_display()
    if paper.received_on is None:
        late = paper.due_on is not None and paper.due_on < today
        return f"{label} : {'en retard' if late else 'attendu'}"
    if paper.ends_on is not None and paper.ends_on < today:
        return f"{label} : plus valable depuis le {paper.ends_on:%d/%m/%Y}"
    return ""


def papers_due(organisation: UUID, today: date) -> Iterator[tuple[TrainerPaper, date, str]]:
    """Yield the papers awaited and those that lapse soon, with the day and what is said; one query."""
    rows = TrainerPaper.objects.within(organisation).select_related("trainer__person").order_by("due_on", "id")
    for one in rows:
        if one.received_on is None and one.due_on is not None:
            yield one, one.due_on, "en retard" if one.due_on < today else "à recevoir"
        elif one.received_on is not None and one.ends_on is not None and one.ends_on - SOON <= today:
            yield one, one.ends_on, "échu" if one.ends_on < today else "à renouveler"


def halves_of(trainer: Trainer, first: date) -> list[tuple[Slot, Half]]:
    """Return the half-days that a trainer is given from a day on, in order; one query."""
    rows = Slot.objects.within(trainer.organisation_id).filter(trainer=trainer, on__gte=first)
    found = rows.select_related("session", "module", "room", "track").order_by("on", "-moment", "rank", "id")
    return [(one, Half(one.moment)) for one in found]
