"""What the schedule holds of one person: her answers, the days when she cannot come, what was told to her."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from filage.core.rails.personal import Told
from filage.desks.schedule.models import Acknowledgement, PollAnswer, Unavailability


def told(organisation: Any, person: UUID) -> Told:
    """Return all of it as plain words; three queries."""
    answers = PollAnswer.objects.within(organisation).filter(person=person).select_related("day__poll")
    away = Unavailability.objects.within(organisation).filter(person=person).order_by("since")
    read = Acknowledgement.objects.within(organisation).filter(person=person).select_related("announcement__production")
    return {
        "reponses_aux_sondages": [
            {"sondage": one.day.poll.title, "jour": _day(one.day.on), "reponse": one.get_answer_display()} for one in answers
        ],
        "indisponibilites": [{"du": _day(one.since), "au": _day(one.until), "note": one.note} for one in away],
        "annonces": [
            {"spectacle": one.announcement.production.title, "le": _day(one.announcement.made_at), "lue": _day(one.on)}
            for one in read
        ],
    }


def _day(value: date | datetime | None) -> str:
    return f"{value:%Y-%m-%d}" if value else ""
