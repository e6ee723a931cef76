"""Which proofs of absence a session holds, those to read first; what they say is opened one at a time."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from filage.core.refusal import Refusal
from filage.core.sealing import Unreadable
from filage.school.attendance.enums import ProofState, Reason
from filage.school.attendance.models import Justification

GONE = "Le papier n’est plus lisible ici : il est resté dans la maison qui l’a reçu, ou la clé manque."


def of_session(session: Any) -> list[Justification]:
    """Return the proofs of a session, those to read first, then the latest; one query, nothing of what is sealed."""
    rows = Justification.objects.within(session.organisation_id).filter(learner__session=session)
    held = rows.defer("kind", "text", "content").select_related("learner__person").order_by("-first", "-id")
    return sorted(held, key=lambda one: one.state != ProofState.RECEIVED)


def of_learner(learner: Any) -> Sequence[Justification]:
    """Return the proofs of a learner, the latest first, without what is sealed."""
    return list(learner.justifications.defer("kind", "text", "content").order_by("-first", "-id"))


def waiting(session: Any) -> int:
    """Return how many proofs of a session wait to be read."""
    rows = Justification.objects.within(session.organisation_id).filter(learner__session=session)
    return int(rows.filter(state=ProofState.RECEIVED).count())


def found(session: Any, pk: UUID) -> Justification | None:
    """Return one proof of a session, its paper left sealed."""
    rows = Justification.objects.within(session.organisation_id).filter(learner__session=session)
    return rows.defer("content").select_related("learner__person", "learner__session").filter(pk=pk).first()


def reason_of(one: Justification) -> str:
    """Return why somebody was away, as a page says it."""
    code = "" if isinstance(one.kind, Unreadable) else str(one.kind)
    return str(Reason(code).label) if code in Reason.values else "raison scellée ailleurs"


def paper_of(one: Justification) -> bytes:
    """Return the bytes of a paper; Refusal when they are not readable here."""
    if isinstance(one.content, Unreadable) or not one.content:
        raise Refusal(GONE)
    try:
        return base64.b64decode(str(one.content), validate=True)
    except binascii.Error as error:
        raise Refusal(GONE) from error
