"""How a programmer answers a quote without account: a link that opens this quote alone, its paper, and three answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from filage.core import archive, clock, links, outbox
from filage.core.archive import IssuedDocument
from filage.core.changes import ChangeSet
from filage.core.links import Link
from filage.core.refusal import Refusal
from filage.desks.booking.enums import EstimateStage, Said
from filage.desks.booking.models import Estimate, EstimateReply
from filage.desks.booking.operations.estimates import PAPER
from filage.desks.booking.queries import estimates
from filage.desks.directory.enums import Direction, InteractionKind
from filage.desks.directory.operations import contacts
from filage.documents import speech
from filage.productions.operations import refuse_unless_editor
from filage.web import format as french

PURPOSE = "devis"
AFTER = timedelta(days=30)  # after a quote lapses, its link still says so
MOST_REPLIES = 10  # to one quote: beyond, somebody plays with the link
GONE = "Ce devis n’est plus ici : demandez-le à qui vous l’a envoyé."
ENOUGH = "Ce devis a déjà reçu beaucoup de réponses : écrivez ou téléphonez à la compagnie."
PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Gift:
    """An answer link just given: its address and the letter around it, said once; whether a mail really leaves."""

    opened: str
    letter: str
    email: str
    leaves: bool


@dataclass(frozen=True, slots=True)
class Door:
    """What an answer link opens: a quote that left, its paper, how far it is, and whether a newer version exists."""

    estimate: Any
    link: Link
    document: IssuedDocument
    stage: EstimateStage
    newer: bool

    @property
    def is_open(self) -> bool:
        """Tell whether an answer still counts."""
        return self.stage is EstimateStage.ENVOYE and not self.newer


def issued(estimate: Any) -> IssuedDocument | None:
    """Return the paper of a quote as it left; None while it is a draft."""
    rows = IssuedDocument.objects.within(estimate.organisation_id).filter(kind=PAPER, subject=f"estimate:{estimate.pk}")
    return rows.select_related("file").order_by("-version").first()


def given(estimate: Any) -> list[tuple[Link, bool]]:
    """Return the answer links of a quote, the newest first, and whether each still opens."""
    now = timezone.now()
    return [(one, one.is_open(now)) for one in links.held(estimate.organisation, PURPOSE, [estimate.pk])]


def give(estimate: Any, *, by: Any, address: Callable[[str], str], email: str = "") -> Gift:
    """Return a new answer link, said once, and the letter that carries it; with an email, it is in the outbox too."""
    refuse_unless_editor(by, estimate.production)
    if estimate.stage != EstimateStage.ENVOYE:
        raise Refusal("Un lien de réponse se donne quand le devis est envoyé.")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise Refusal(f"« {email[:80]} » n’est pas une adresse.") from None
    if issued(estimate) is None:  # it came with a file: its paper is made once more
        on = estimate.sent_on or clock.today(estimate.organisation)
        key = f"estimate:{estimate.pk}"
        archive.issue(PAPER, estimate.production, by=by, on=on, lang=estimate.language, about=(key,))
    last = estimate.valid_until + AFTER
    until = max(datetime.combine(last, time.max, PARIS), timezone.now() + AFTER)
    token = links.create(estimate.organisation, PURPOSE, estimate.pk, by=by, expires_at=until, recipient=email)
    opened, text = address(token), _letter(estimate, by)
    if email:
        title = estimate.production.title
        subject = f"{title}: our quote" if estimate.language == "en" else f"{title} : notre devis"
        outbox.post(subject, text, [email], organisation=estimate.organisation, secret=opened)
    return Gift(opened, text.replace(outbox.SECRET, opened), email, bool(email and settings.SMTP_HOST))


def withdraw(estimate: Any, link_id: UUID) -> None:
    """Take an answer link back; Refusal when it is not one of this quote."""
    mine = next((one for one, _ in given(estimate) if one.pk == link_id), None)
    if mine is None:
        raise Refusal("Ce lien n’existe pas.")
    links.revoke(mine)


def enter(token: str) -> Door:
    """Return what an answer link opens; Refusal when it opens nothing any more."""
    link = links.follow(token, PURPOSE)
    estimate = None
    if link.organisation_id:
        estimate = estimates.whole().within(link.organisation_id).filter(pk=UUID(link.target)).first()
    document = issued(estimate) if estimate is not None else None
    if estimate is None or document is None:
        raise Refusal(GONE)
    versions = Estimate.objects.within(estimate.organisation_id).filter(number=estimate.number, version__gt=estimate.version)
    newer = versions.exclude(stage=EstimateStage.BROUILLON).exists()
    return Door(estimate, link, document, estimates.stage_on(estimate, clock.today(estimate.organisation)), newer)


def reply(door: Door, said: Said, *, word: str = "", who: str = "") -> None:
    """Keep an answer, and note in the directory that they were in touch; the same one twice is kept once.

    Refusal when the quote no longer waits for one: a talk may still be asked for once it has lapsed.
    """
    estimate = door.estimate
    lapsed = door.stage is EstimateStage.EXPIRE and said is Said.PARLONS and not door.newer
    if not (door.is_open or lapsed):
        raise Refusal("Ce devis n’attend plus de réponse : écrivez ou téléphonez à la compagnie.")
    with transaction.atomic():
        Estimate.objects.within(estimate.organisation_id).select_for_update(of=("self",)).get(pk=estimate.pk)
        held = list(EstimateReply.objects.within(estimate.organisation_id).filter(estimate=estimate).order_by("rank", "id"))
        if held and not held[-1].seen and (held[-1].said, held[-1].word, held[-1].who) == (said, word, who):
            return
        if len(held) >= MOST_REPLIES:
            raise Refusal(ENOUGH)
        today = clock.today(estimate.organisation)
        made = EstimateReply(
            organisation=estimate.organisation, estimate=estimate, rank=len(held), said=said, word=word, who=who, on=today
        )
        changes = ChangeSet.create(made)
        if estimate.structure_id or estimate.contact_id:
            changes += contacts.interaction(
                estimate.organisation,
                InteractionKind.AUTRE,
                today,
                direction=Direction.ENTRANT,
                structure=estimate.structure,
                person=estimate.contact,
                production=estimate.production,
                note=f"Réponse au devis {estimate.reference} : {said.label}" + (f" — {word}" if word else ""),
            )
        changes.apply(by=None, why=f"{estimate} : réponse « {said.label} »")


def _letter(estimate: Any, by: Any) -> str:
    title = estimate.production.title
    if estimate.language == "en":
        return (
            f"Hello,\n\nHere is our quote for “{title}” ({estimate.reference}).\n"
            f"Read it and answer in one touch, without an account:\n\n{outbox.SECRET}\n\n"
            f"It is valid until {speech.day(estimate.valid_until, 'en')}.\n\n{by}"
        )
    until = french.day_long(estimate.valid_until, weekday=False)
    return (
        f"Bonjour,\n\nVoici notre devis pour « {title} » ({estimate.reference}).\nLisez-le et répondez d’un geste, sans compte :"
        f"\n\n{outbox.SECRET}\n\nIl vaut jusqu’au {until}.\n\n{by}"
    )
