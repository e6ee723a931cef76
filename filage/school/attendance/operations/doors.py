"""How learners, trainers and tutors are let in without account: personal links, a tablet for one half-day, a code each."""

import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from filage.core import links, outbox
from filage.core.refusal import Refusal
from filage.productions.operations import refuse_unless_editor
from filage.school.attendance.models import Placement, SigningCode, Tablet
from filage.school.attendance.queries.doors import LEARNER, TABLET, TRAINER, TUTOR, open_links
from filage.school.programmes.models import Learner, Slot, Trainer

LIFETIME = timedelta(days=400)  # a session, and the time to mend its last signatures
ROUND = timedelta(hours=12)  # of a tablet that is passed round
DIGITS, MISSES, PAUSE = 6, 8, timedelta(minutes=10)
GONE = "Ce lien n’ouvre plus rien."
SAID = {
    LEARNER: ("Votre émargement", "Voici où signer vos demi-journées, et vos semaines en entreprise, depuis votre téléphone :"),
    TRAINER: ("Vos feuilles d’émargement", "Voici où signer les demi-journées que vous tenez, et ouvrir la tablette :"),
    TUTOR: ("Le suivi de votre stagiaire", "Voici où signer les heures de chaque semaine et évaluer la période :"),
}


def invite(purpose: str, target: Any, person: Any, *, address: Callable[[str], str], send: bool = False, by: Any) -> str:
    """Return the address of a personal link, said once and sent when asked; the one held before closes."""
    refuse_unless_editor(by, target)
    if send and not person.email:
        raise Refusal(f"{person.name} n’a pas d’adresse au répertoire : copiez le lien et donnez-le.")
    withdraw(purpose, target, by=by)
    until = timezone.now() + LIFETIME
    token = links.create(target.organisation, purpose, target.pk, by=by, expires_at=until, recipient=person.email)
    opened = address(token)
    if send:
        subject, what = SAID[purpose]
        text = (
            f"Bonjour {person.name},\n\n{what}\n\n{outbox.SECRET}\n\n"
            f"Ce lien est à vous, il s’ouvre sans compte : ne le donnez à personne.\n\n{by}"
        )
        outbox.post(subject, text, [person.email], organisation=target.organisation, secret=opened)
    return opened


def invite_all(purpose: str, targets: Iterable[Any], *, address: Callable[[str], str], by: Any) -> tuple[int, list[str]]:
    """Send a personal link to each who has none open; return how many went, and the names of those without an address."""
    held = list(targets)
    at = timezone.now()
    given = open_links(held[0].organisation_id, purpose, [one.pk for one in held], at) if held else {}
    waiting = [one for one in held if str(one.pk) not in given]
    for one in waiting:
        refuse_unless_editor(by, one)
        if one.person.email:
            invite(purpose, one, one.person, address=address, send=True, by=by)
    return sum(bool(one.person.email) for one in waiting), [str(one) for one in waiting if not one.person.email]


def withdraw(purpose: str, target: Any, *, by: Any) -> None:
    """Take a personal link back; what was signed stays."""
    refuse_unless_editor(by, target)
    for link in links.held(target.organisation_id, purpose, [target.pk]):
        if link.revoked_at is None:
            links.revoke(link)


def pass_round(slot: Any, *, by: Any = None) -> str:
    """Return the token of a tablet that is passed round for one half-day; the former one closes."""
    for link in links.held(slot.organisation_id, TABLET, [slot.pk]):
        if link.revoked_at is None:
            links.revoke(link)
    return links.create(slot.organisation, TABLET, slot.pk, by=by, expires_at=timezone.now() + ROUND)


@transaction.atomic
def give_codes(session: Any, *, by: Any) -> list[tuple[Any, str]]:
    """Give each learner of a session a new code, and return them with it: said once, only imprints are kept."""
    refuse_unless_editor(by, session)
    learners = list(session.learners.select_related("person").order_by("person__name", "id"))
    SigningCode.objects.within(session.organisation_id).filter(learner__in=learners).delete()
    drawn: set[str] = set()
    while len(drawn) < len(learners):
        drawn.add(f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}")
    given = list(zip(learners, drawn, strict=True))
    SigningCode.objects.bulk_create(
        SigningCode(organisation_id=session.organisation_id, learner=learner, imprint=_imprint(session.pk, code))
        for learner, code in given
    )
    return given


def learner_of_code(slot: Any, code: str, at: Any) -> Any:
    """Return whose code it is on the tablet of a half-day; Refusal when it is nobody's, or after too many wrong ones."""
    guard, _ = Tablet.objects.within(slot.organisation_id).get_or_create(
        slot=slot, defaults={"organisation_id": slot.organisation_id}
    )
    if guard.closed_until and at < guard.closed_until:
        raise Refusal(
            "Trop de codes faux : la tablette se repose dix minutes. Signez sur votre téléphone, ou appelez l’organisme."
        )
    rows = SigningCode.objects.within(slot.organisation_id).filter(learner__session=slot.session_id)
    found = rows.filter(imprint=_imprint(slot.session_id, code.strip())).select_related("learner__person").first()
    if found is not None:
        return found.learner
    guard.misses += 1
    if guard.misses >= MISSES:
        guard.misses, guard.closed_until = 0, at + PAUSE
    guard.save()
    raise Refusal("Ce code n’est celui de personne ici.")


def enter(token: str, purpose: str) -> Any:
    """Return what a link opens: a learner, a trainer, a half-day or a placement; Refusal when it opens nothing."""
    link = links.follow(token, purpose)
    model, related = {
        LEARNER: (Learner, ("person", "session__organisation", "track")),
        TRAINER: (Trainer, ("person", "organisation")),
        TABLET: (Slot, ("session__organisation",)),
        TUTOR: (Placement, ("learner__person", "learner__session__organisation", "structure", "tutor")),
    }[purpose]
    rows = model.objects.within(link.organisation_id) if link.organisation_id else None
    found = rows.filter(pk=UUID(link.target)).select_related(*related).first() if rows is not None else None
    if found is None:
        raise Refusal(GONE)
    return found


def _imprint(session: UUID, code: str) -> str:
    return salted_hmac("filage.emargement", f"{session}:{code}", algorithm="sha256").hexdigest()
