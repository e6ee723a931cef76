"""How a record enters the register of a session: after the last one, whose imprint it holds, and never in place of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from filage.core.refusal import Refusal
from filage.rules.schooling import chain
from filage.school.attendance.enums import Means
from filage.school.attendance.models import AttendanceRecord
from filage.school.programmes.models import SchoolSession

ONCE = ("slot_id", "learner")  # what a signature is of


@dataclass(frozen=True, slots=True)
class Author:
    """Who adds a record, in what quality, and by what means."""

    name: str
    quality: str  # stagiaire, intervenant, organisme, tuteur
    means: Means


@dataclass(frozen=True, slots=True)
class Signature:
    """What somebody put down: a path she drew, or her name that she typed."""

    kind: str  # trace, nom
    value: str

    @property
    def said(self) -> dict[str, str]:
        """Return what the register keeps of it."""
        return {"genre": self.kind, "valeur": self.value}


def append(
    session: Any, *, gesture: str, by: Author, at: datetime, said: Mapping[str, Any], once: bool = False, **columns: Any
) -> AttendanceRecord:
    """Add a record to the register of a session and return it; signatures of the same second wait for one another.

    The row of the session is held until the record is written: two records never follow the same one. What is signed `once`
    is refused when it was meanwhile.
    """
    with transaction.atomic():
        held = SchoolSession.objects.within(session.organisation_id).select_for_update().get(pk=session.pk)
        rows = AttendanceRecord.objects.within(held.organisation_id).filter(session=held)
        if once and rows.filter(gesture=gesture, **{key: columns[key] for key in ONCE if key in columns}).exists():
            raise Refusal("Déjà signé.")
        last = rows.order_by("-number").first()
        number = last.number + 1 if last else 1
        text = chain.canonical(
            {
                **said,
                "v": chain.FORMAT,
                "session": str(held.pk),
                "numero": number,
                "precedent": last.imprint if last else chain.beginning(held.pk),
                "a": timezone.localtime(at).isoformat(timespec="seconds"),
                "geste": str(gesture),
                "par": {"nom": by.name, "qualite": by.quality, "moyen": by.means.value},
                "statut": columns.get("status"),
                "minutes": columns.get("minutes"),
            }
        )
        made: AttendanceRecord = AttendanceRecord.objects.create(
            organisation_id=held.organisation_id,
            session=held,
            number=number,
            rank=number,
            gesture=gesture,
            text=text,
            imprint=chain.imprint(text),
            **columns,
        )
    return made
