"""Say what somebody of the team needs, ask the place, note its answer, and forget it all once the tour is over."""

from datetime import date
from typing import Any
from uuid import UUID

from filage.core import clock
from filage.core.changes import ChangeSet
from filage.desks.logistics.models import AccessAnswer, AccessNeed
from filage.productions.models import Activity
from filage.productions.operations import next_rank, refuse_unless_editor


def say(activity: Activity, *, by: Any, person: Any, kind: str, text: str, until: date | None, met: str) -> AccessNeed:
    """Keep a need of somebody at a date, sealed, with the answer of the place: « oui », « non » or nothing yet."""
    refuse_unless_editor(by, activity)
    here = activity.organisation_id
    need = AccessNeed.objects.within(here).filter(person=person, kind=kind).first()
    if need is None:
        rank = next_rank(AccessNeed.objects.within(here))
        need = AccessNeed(organisation_id=here, person_id=person, kind=kind, text=text, until=until, rank=rank)
        whole = ChangeSet.create(need)
        answer = None
    else:
        whole = ChangeSet.on(need, until=until, **({"text": text} if text else {}))
        answer = AccessAnswer.objects.within(here).filter(need=need, activity=activity).first()
    said = {"": None, "oui": True, "non": False}[met]
    if answer is not None:
        whole += ChangeSet.on(answer, met=said)
    elif said is not None:
        whole += ChangeSet.create(AccessAnswer(organisation_id=here, need=need, activity=activity, met=said))
    whole.apply(by=by, why="besoin de l’équipe")
    return need


def forget(organisation: UUID) -> int:
    """Erase the needs of an organisation whose last day is past, with their answers; return how many rows went."""
    gone, _ = AccessNeed.objects.within(organisation).filter(until__lt=clock.today(organisation)).delete()
    return gone
