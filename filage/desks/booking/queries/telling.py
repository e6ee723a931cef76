"""Who must be told when a day moves, with the text ready: an option that moved up, one that waits, one whose day is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from filage.desks.booking.models import Prospect
from filage.desks.schedule.queries.options import rivals
from filage.productions.enums import FIRM, DateStatus
from filage.productions.models import Activity, Person
from filage.rules.engine.text import day_text


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody to tell about her option: whose, where to write, what."""

    activity: Activity
    who: str
    email: str
    subject: str
    text: str


def to_tell(activity: Activity) -> list[ToTell]:
    """Return who waits for the day of a performance, in the order of the ranks; two queries."""
    waiting = [one for one in rivals(activity) if one.status == DateStatus.OPTION]
    contacts = _contacts(activity.organisation_id, waiting)
    return [_told(one, activity, contacts.get((one.production_id, _structure(one)))) for one in waiting]


def _told(option: Activity, activity: Activity, contact: Person | None) -> ToTell:
    structure = option.venue.structure if option.venue else None
    who = contact.name if contact else (structure.name if structure else option.production.title)
    email = (contact.email if contact else "") or (structure.email if structure else "")
    day, title = day_text(option.on), option.production.title
    return ToTell(option, who, email, f"{title}, {day}", _text(option, activity, contact))


def _text(option: Activity, activity: Activity, contact: Person | None) -> str:
    day, title = day_text(option.on), option.production.title
    hello = f"Bonjour {contact.name}," if contact else "Bonjour,"
    rank = f" de rang {option.option_rank}" if option.option_rank else ""
    until = f" jusqu’au {day_text(option.option_until)}" if option.option_until else ""
    if activity.status in FIRM:
        body = (
            f"La date du {day} de « {title} » est maintenant confirmée ailleurs : votre option{rank} ne peut plus être retenue, "
            "et nous en sommes désolés. Parlons d’un autre jour : je vous envoie nos dates disponibles."
        )
    elif activity.status in (DateStatus.ANNULE, DateStatus.REPORTE):
        body = (
            f"L’option qui précédait la vôtre est tombée : pour « {title} », le {day}, votre option est maintenant{rank}{until}. "
            "Souhaitez-vous la confirmer ?"
        )
    else:
        body = (
            f"Votre option pour « {title} », le {day}, est{rank or ' posée'}{until}. Un autre lieu demande le même jour : "
            "dites-nous si vous pouvez confirmer, nous vous préviendrons si l’ordre change."
        )
    return f"{hello}\n\n{body}\n\nBien à vous,"


def _contacts(organisation: Any, options: Sequence[Activity]) -> dict[tuple[UUID, UUID | None], Person]:
    """Return the contact of the piste behind each option, by show and structure."""
    held = {one.production_id for one in options}
    rows = Prospect.objects.within(organisation).filter(production__in=held, contact__isnull=False).select_related("contact")
    return {(one.production_id, one.structure_id): one.contact for one in rows if one.contact is not None}


def _structure(activity: Activity) -> UUID | None:
    return activity.venue.structure_id if activity.venue else None
