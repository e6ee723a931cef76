"""What a place costs its learner: its price, what each funder gives, and what is left to her."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from filage.school.admissions.enums import GRANTED, Funder, Money
from filage.school.admissions.models import Application, PlaceFunding
from filage.school.programmes.models import Learner, SchoolSession


@dataclass(frozen=True, slots=True)
class Place:
    """The price of a place (None is unknown), what was granted, what is asked, and what is left to the learner."""

    price: Decimal | None
    fundings: Sequence[PlaceFunding]
    granted: Decimal
    asked: Decimal
    left: Decimal | None
    unknown: int  # fundings whose amount nobody said


def place(application: Application) -> Place:
    """Return the money of a place; one query. Her own money is no funding: it is what is left."""
    return of(application.intake.session.price, list(application.fundings.all()))


def places(session: SchoolSession) -> list[tuple[Learner, Application | None, Place | None]]:
    """Return each learner of a session with her file and the money of her place, None while nobody opened one; three queries."""
    rows = Application.objects.within(session.organisation_id).filter(learner__session=session).prefetch_related("fundings")
    held = {one.learner_id: one for one in rows}
    learners = Learner.objects.within(session.organisation_id).filter(session=session).select_related("person")
    found = [(one, held.get(one.pk)) for one in learners.order_by("person__name", "id")]
    return [(one, file, of(session.price, list(file.fundings.all())) if file else None) for one, file in found]


def of(price: Decimal | None, fundings: Sequence[PlaceFunding]) -> Place:
    """Return the money of a place, from its price and its fundings."""
    others = [one for one in fundings if one.funder != Funder.OWN]
    granted = sum((one.amount or Decimal(0) for one in others if one.state in GRANTED), Decimal(0))
    asked = sum((one.amount or Decimal(0) for one in others if one.state == Money.ASKED), Decimal(0))
    left = None if price is None else max(price - granted, Decimal(0))
    return Place(price, fundings, granted, asked, left, sum(one.amount is None for one in others if one.state in GRANTED))
