"""How the proof of an absence is given, sealed, and decided: the decision enters the register, never the reason."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from filage.core import access, received
from filage.core.changes import ChangeSet
from filage.core.received import Upload
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.school.attendance.enums import Gesture, ProofState, Reason, State
from filage.school.attendance.models import AttendanceRecord, Justification
from filage.school.attendance.operations.register import Author, append

LARGEST = 10 * 1024 * 1024  # bytes of a paper
MOST = 10  # papers of a learner that wait to be read
LONGEST = timedelta(days=366)
WANTED = "Joignez une photo (JPEG ou PNG) ou un PDF."


def send(learner: Any, *, paper: Upload | None, on: date, first: date, last: date, kind: str, text: str) -> Justification:
    """Keep what a learner sends from her link; Refusal for what is no paper, no period, or one too many."""
    waiting = Justification.objects.within(learner.organisation_id).filter(learner=learner, state=ProofState.RECEIVED)
    if waiting.count() >= MOST:
        raise Refusal(f"Vous avez déjà {MOST} justificatifs à lire : attendez la réponse, ou appelez l’organisme.")
    made = _made(learner, paper, first=first, last=last, kind=kind, text=text)
    made.sent, made.received_on = True, on
    _keep(made, by=None, why=f"justificatif envoyé par {learner}")
    return made


def add(learner: Any, *, paper: Upload | None, on: date, by: Any, first: date, last: date, kind: str, text: str) -> Justification:
    """Keep what the office was given by hand or by mail."""
    refuse_unless_reader(by, learner)
    made = _made(learner, paper, first=first, last=last, kind=kind, text=text)
    made.received_on = on
    _keep(made, by=by, why=f"justificatif ajouté pour {learner}")
    return made


@transaction.atomic
def decide(one: Justification, *, state: str, reason: str, by: Any, author: Author, at: datetime) -> AttendanceRecord:
    """Accept or refuse a proof, in the register too; a refusal takes a reason, and so does going back on a decision."""
    refuse_unless_reader(by, one)
    if state not in (ProofState.ACCEPTED, ProofState.REFUSED):
        raise Refusal("Acceptez ou refusez.")
    if state == one.state:
        raise Refusal(f"C’est déjà {one.get_state_display()}.")
    if not reason and (state == ProofState.REFUSED or one.state != ProofState.RECEIVED):
        raise Refusal("Dites pourquoi : la personne le lira.")
    ChangeSet.on(one, state=state, decided_on=at.date(), decision=reason).apply(by=by, why=f"justificatif de {one.learner}"[:300])
    said: Mapping[str, Any] = {
        "stagiaire": {"id": str(one.learner_id), "nom": str(one.learner)},
        "justificatif": {"id": str(one.pk), "sha256": one.sha256 or None},
        "du": one.first.isoformat(),
        "au": one.last.isoformat(),
        "decision": state,
        "motif": reason,
    }
    status = State.EXCUSED.value if state == ProofState.ACCEPTED else ""
    session = one.learner.session
    return append(session, gesture=Gesture.PROOF, by=author, at=at, said=said, learner=one.learner, status=status)


def refuse_unless_reader(user: Any, thing: Any) -> None:
    """Refuse whoever may not read why somebody was away: as for pay, administration and production alone."""
    refuse_unless_editor(user, thing)
    if not access.can_read_pay(user, thing):
        raise Refusal("Un justificatif est scellé : seules l’administration et la production le lisent.")


def _made(learner: Any, paper: Upload | None, *, first: date, last: date, kind: str, text: str) -> Justification:
    if last < first:
        raise Refusal("Le dernier jour vient avant le premier.")
    if last - first > LONGEST:
        raise Refusal("Plus d’un an : relisez les jours.")
    if kind not in Reason.values:
        raise Refusal("Dites la raison.")
    if paper is None and not text:
        raise Refusal(f"Il n’y a rien à lire. {WANTED}")
    made = Justification(organisation_id=learner.organisation_id, learner=learner, first=first, last=last, kind=kind, text=text)
    if paper is not None:
        if len(paper.content) > LARGEST:
            raise Refusal(f"« {paper.name[:80]} » dépasse 10 Mo : allégez-le, ou photographiez la page.")
        found, content = received.quiet(paper)
        name = "".join(letter for letter in paper.name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
        made.name, made.media_type = name.strip(". ")[:200] or "justificatif", found.media_type
        made.sha256, made.content = hashlib.sha256(content).hexdigest(), base64.b64encode(content).decode()
    made.rank = next_rank(Justification.objects.within(learner.organisation_id))
    return made


def _keep(made: Justification, *, by: Any, why: str) -> None:
    ChangeSet.create(made).apply(by=by, why=why[:300])
