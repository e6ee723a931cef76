"""What an applicant does by her own link: begin, save, join a piece, file before the closing, take her file back."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from filage.core import links, outbox, received, uploads
from filage.core.links import Link
from filage.core.received import Upload
from filage.core.refusal import Refusal
from filage.school.admissions.enums import Outcome, Stage
from filage.school.admissions.models import Application, ApplicationPiece, Intake, IntakePiece, SelfLevel
from filage.school.admissions.queries import calls, letters
from filage.school.admissions.queries.files import minute, missing
from filage.web import format as french

PURPOSE = "candidature"
WITH = ("intake__organisation", "intake__session__body", "learner")
AFTER = timedelta(days=400)  # a link outlives the closing: its applicant reads there what became of her file
MOST_DRAFTS = 5  # of one address: beyond, somebody plays with the form
MOST_LINKS = 8  # of one file: beyond, somebody else asks for them
MOST_FILES = 5_000  # of one call
LARGEST = 10 * 1024 * 1024  # bytes of a piece
CLOSED = "L’appel est clos depuis le {when}, heure de Paris : le dossier ne change plus."
NOT_OPEN = "L’appel ouvre le {when}, heure de Paris."
PIECES = (*received.SHOWN, uploads.DOCX, uploads.ODT)
MISSING = "Choisissez un fichier : celui-ci n’est pas arrivé."
HEAVY = "« {name} » pèse {size}, pour 10 Mo au plus : allégez-le, ou photographiez la page. Le reste de votre dossier est gardé."

type Address = Callable[[str], str]


def refuse_unless_open(intake: Intake, at: datetime) -> None:
    """Raise Refusal when a call takes nothing in at an instant, with its hours."""
    if at < intake.opens_at:
        raise Refusal(NOT_OPEN.format(when=minute(intake.opens_at)))
    if at > intake.closes_at:
        raise Refusal(CLOSED.format(when=minute(intake.closes_at)))


@transaction.atomic
def begin(intake: Intake, *, at: datetime, address: Address, first_name: str, last_name: str, email: str) -> str:
    """Return the token of a new file, which its link carries by mail too; Refusal when the call is not open."""
    refuse_unless_open(intake, at)
    mine = Application.objects.within(intake.organisation_id).filter(intake=intake)
    if mine.filter(email__iexact=email).count() >= MOST_DRAFTS or mine.count() >= MOST_FILES:
        raise Refusal("Plusieurs dossiers existent déjà à cette adresse : écrivez-nous, nous vous renverrons votre lien.")
    made = Application.objects.create(
        organisation_id=intake.organisation_id,
        intake=intake,
        first_name=first_name,
        last_name=last_name,
        email=email,
        begun_at=at,
    )
    return _give(made, address)


@transaction.atomic
def send_again(intake: Intake, email: str, *, address: Address) -> None:
    """Send their links to the files of an address; who has none is told the same, and written nothing."""
    rows = Application.objects.within(intake.organisation_id).filter(intake=intake, email__iexact=email)
    for one in rows.select_related("intake__organisation").order_by("begun_at")[:MOST_DRAFTS]:
        if len(links.held(intake.organisation, PURPOSE, [one.pk])) < MOST_LINKS:
            _give(one, address)


def _give(application: Application, address: Address) -> str:
    intake = application.intake
    until = max(intake.closes_at, timezone.now()) + AFTER
    token = links.create(intake.organisation, PURPOSE, application.pk, by=None, expires_at=until, recipient=application.email)
    mail = letters.resuming(application)
    outbox.post(mail.subject, mail.text, [application.email], organisation=intake.organisation, secret=address(token))
    return token


def enter(token: str) -> Application:
    """Return the file that a link opens; Refusal when it opens nothing any more."""
    link: Link = links.follow(token, PURPOSE)
    rows = Application.objects.within(link.organisation_id) if link.organisation_id else Application.objects.none()
    found: Application | None = rows.select_related(*WITH).filter(pk=UUID(link.target)).first()
    if found is None:
        raise Refusal("Ce dossier n’existe plus : il a été effacé à votre demande, ou à son terme.")
    return found


def save(application: Application, said: Mapping[str, Any], *, at: datetime) -> None:
    """Keep what a step of the form says; Refusal once the call is closed. A draft is its applicant’s: no journal keeps it."""
    _refuse_unless_hers(application, at)
    for name, value in said.items():
        setattr(application, name, value)
    application.save(update_fields=list(said))


def position(application: Application, said: Mapping[str, int | None], *, at: datetime) -> None:
    """Keep how far an applicant says she is in each competence; Refusal once the call is closed."""
    _refuse_unless_hers(application, at)
    rows = SelfLevel.objects.within(application.organisation_id).filter(application=application)
    with transaction.atomic():
        rows.filter(competence__in=said).delete()
        SelfLevel.objects.bulk_create(
            SelfLevel(
                organisation_id=application.organisation_id, application=application, competence=code, level=level, rank=rank
            )
            for rank, (code, level) in enumerate(said.items())
            if level is not None
        )


def join(application: Application, piece: IntakePiece, upload: Upload | None, *, at: datetime) -> ApplicationPiece:
    """Keep a piece, in place of the one that was there; Refusal for what is not one, too big, or late."""
    _refuse_unless_hers(application, at)
    if upload is None:
        raise Refusal(MISSING)
    if len(upload.content) > LARGEST:
        raise Refusal(heavy(upload.name, len(upload.content)))
    kept = received.keep(application.intake.organisation, upload, PIECES)
    with transaction.atomic():
        drop(application, piece, at=at)
        return ApplicationPiece.objects.create(
            organisation_id=application.organisation_id,
            application=application,
            piece=piece,
            received_at=at,
            **kept.facts,
        )


def heavy(name: str, size: int) -> str:
    """Return what is said of a file that is too heavy."""
    return HEAVY.format(name=name[:80], size=french.size(size))


def drop(application: Application, piece: IntakePiece, *, at: datetime) -> None:
    """Take a piece out of a file."""
    _refuse_unless_hers(application, at)
    ApplicationPiece.objects.within(application.organisation_id).filter(application=application, piece=piece).delete()


@transaction.atomic
def file(application: Application, *, at: datetime, consents: bool, address: str) -> Application:
    """File an application received at an instant, and return it with its number; twice is once.

    Late or incomplete, it is acknowledged all the same, and told that it will not be processed. The calls of the minute wait
    for one another here, but `at` was read before: nobody is late for having waited.
    """
    if not consents:
        raise Refusal("Cochez la case sur vos données : sans votre accord, le dossier ne peut pas être gardé.")
    organisation = application.organisation_id
    intake = Intake.objects.within(organisation).select_for_update(of=("self",)).get(pk=application.intake_id)
    held: Application = Application.objects.within(organisation).select_for_update(of=("self",)).get(pk=application.pk)
    if held.filed_at is not None:
        return held
    if at < intake.opens_at:
        raise Refusal(NOT_OPEN.format(when=minute(intake.opens_at)))
    last = Application.objects.within(organisation).filter(intake=intake).order_by("-number")
    held.number = 1 + (last.exclude(number=None).values_list("number", flat=True).first() or 0)
    held.filed_at = held.consent_at = at
    held.state = Stage.FILED
    held.outcome = Outcome.LATE if at > intake.closes_at else ""
    held.save(update_fields=["number", "filed_at", "consent_at", "state", "outcome"])
    held.intake = application.intake
    mail = letters.acknowledged(held, lacks(held))
    outbox.post(mail.subject, mail.text, [held.email], organisation=application.intake.organisation, secret=address)
    return held


def lacks(application: Application) -> list[str]:
    """Return what a file lacks, as its applicant reads it."""
    joined = {one.piece_id: one for one in application.joined.all()}
    return missing(application, calls.rules(application.intake), application.intake.pieces.all(), joined)


def _refuse_unless_hers(application: Application, at: datetime) -> None:
    if application.outcome == Outcome.WITHDRAWN:
        raise Refusal("Vous avez retiré cette candidature : elle ne change plus.")
    refuse_unless_open(application.intake, at)
