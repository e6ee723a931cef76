"""What the schedule holds of one person: her answers, the days when she cannot come, what was told to her."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, F, Value
from django.db.models.functions import TruncDate

from filage.core.rails.personal import Told
from filage.desks.schedule.enums import PollReply
from filage.desks.schedule.models import Acknowledgement, PollAnswer, Unavailability

NO_DAY, NO_TEXT = Value(None, output_field=DateField()), Value("", output_field=CharField())
SHAPES = {  # what each column of the one question is called, source by source
    "reponses_aux_sondages": ("sondage", "jour", "", "reponse"),
    "indisponibilites": ("note", "du", "au", ""),
    "annonces": ("spectacle", "le", "lue", ""),
}


def told(organisation: Any, person: UUID) -> Told:
    """Return all of it as plain words; one query."""
    answers, away, read = (
        model.objects.within(organisation).filter(person=person).order_by()
        for model in (PollAnswer, Unavailability, Acknowledgement)
    )
    rows = _columns(answers, "reponses_aux_sondages", F("day__poll__title"), F("day__on"), NO_DAY, F("answer")).union(
        _columns(away, "indisponibilites", F("note"), F("since"), F("until"), NO_TEXT),
        _columns(
            read, "annonces", F("announcement__production__title"), TruncDate("announcement__made_at"), TruncDate("on"), NO_TEXT
        ),
        all=True,
    )
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for key, text, on, until, code in sorted(rows.order_by(), key=lambda row: (row[0], str(row[2]))):
        said = (text, _day(on), _day(until), PollReply(code).label if code else "")
        found[key].append({name: value for name, value in zip(SHAPES[key], said, strict=True) if name})
    return dict(found)


def _columns(rows: Any, key: str, text: Any, on: Any, until: Any, code: Any) -> Any:
    named = Value(key, output_field=CharField())
    return rows.annotate(told_as=named, told_text=text, told_on=on, told_until=until, told_code=code).values_list(
        "told_as", "told_text", "told_on", "told_until", "told_code"
    )


def _day(value: date | str | None) -> str:
    return str(value)[:10] if value else ""
