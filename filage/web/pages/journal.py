"""« Ce qui a bougé »: the last changes of a project, who made them, told without what not everybody may read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.utils import timezone

from filage.core import access, values
from filage.core.changes import recent
from filage.core.journal import JournalEntry
from filage.core.rails.types import Panel
from filage.web import format as french

SHOWN = 6
PAY = ("productions.Engagement", "core.DatedSetting")  # what people earn is told to whoever may read pay
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Moved:
    """One change, as a sentence."""

    on: date
    who: str
    what: str


def panel(request: Any, production: Any) -> Panel | None:
    """Give the last changes of a project; None when nothing moved yet."""
    entries = recent(production.organisation_id, production.pk, limit=SHOWN)
    if not entries:
        return None
    pay = access.can_read_pay(request.user, production)
    moved = [told(entry, pay=pay) for entry in entries]
    return Panel(
        slot="projet.budget.side", title="Ce qui a bougé", template="web/journal.html", context={"moved": moved}, rank=90
    )


def told(entry: JournalEntry, *, pay: bool) -> Moved:
    """Return an entry as a sentence; what people earn is told only when `pay` may be read."""
    at = timezone.localtime(entry.at).date()
    return Moved(at, str(entry.by or "Filage"), _what(entry, pay=pay))


def _what(entry: JournalEntry, *, pay: bool) -> str:
    """Say a change: its reason, then the value when a single field moved."""
    said = entry.why or str(entry.changes[0]["subject"])
    value = _value(entry.changes, pay=pay)
    return f"{said[:1].upper()}{said[1:]}{value}."


def _value(changes: Sequence[Mapping[str, Any]], *, pay: bool) -> str:
    change = changes[0]
    hidden = not pay and change["model"] in PAY
    if len(changes) > 1 or not change["field"] or "new" not in change or hidden:
        return ""
    model = apps.get_model(change["model"])
    field = values.field_of(model, change["field"])
    if field.many_to_many or field.is_relation:
        return ""
    choices = dict(field.flatchoices)
    old, new = (_shown(values.from_json(model, change["field"], change[side]), choices) for side in ("old", "new"))
    return f"{french.NBSP}: {new} au lieu de {old}" if len(new) <= LONGEST and len(old) <= LONGEST else ""


def _shown(value: Any, choices: Mapping[Any, Any]) -> str:
    if value in ("", None):
        return "rien"
    return str(choices[value]).lower() if value in choices else values.shown(value)
