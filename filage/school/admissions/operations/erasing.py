"""Erases an application: its answers, its pieces, its grids, its letters, its link, and what the journal said of it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from filage.core.archive import IssuedDocument
from filage.core.files import StoredFile
from filage.core.journal import JournalEntry
from filage.core.models import Link, Mail, Organisation
from filage.core.refusal import Refusal
from filage.productions.operations import refuse_unless_editor
from filage.rules.schooling.retention import kept_until
from filage.school.admissions.enums import Stage
from filage.school.admissions.models import Application, ApplicationPiece, Intake
from filage.school.admissions.queries import calls

ERASED = "Candidature effacée"
DRAFT = timedelta(days=31)  # after the closing, a file that nobody filed


def due(intake: Intake, today: date) -> list[Application]:
    """Return the applications of a call whose time is over: drafts a month after the closing, those who did not enter at term."""
    rows = Application.objects.within(intake.organisation_id).filter(intake=intake, learner=None)
    return [one for one in rows.order_by("number", "begun_at") if is_due(one, intake, today)]


def is_due(application: Application, intake: Intake, today: date) -> bool:
    """Tell whether the time of an application is over; that of a learner never is."""
    return application.learner_id is None and today > _until(application, intake, intake.closes_at.date())


def count_drafts(intake: Intake, today: date) -> int:
    """Return how many files of a call that nobody filed are to be erased."""
    over = today > intake.closes_at.date() + DRAFT
    return intake.applications.filter(state=Stage.DRAFT).count() if over else 0


@transaction.atomic
def purge(intake: Intake, *, today: date, by: Any) -> int:
    """Erase the applications whose time is over; return how many."""
    found = due(intake, today)
    for one in found:
        erase(one, by=by)
    return len(found)


def at_term(organisation: UUID) -> int:
    """Erase, at night, the applications of a house whose time is over; return how many."""
    owner, count = Organisation.objects.get(pk=organisation), 0
    for intake in Intake.objects.within(owner).select_related("organisation"):
        for one in due(intake, calls.now(owner).date()):
            one.intake = intake
            _erase(one, by=None)
            count += 1
    return count


def erase(application: Application, *, by: Any) -> None:
    """Erase an application; Refusal for a learner, whose training is proved by what she filed."""
    refuse_unless_editor(by, application)
    _erase(application, by=by)


@transaction.atomic
def _erase(application: Application, *, by: Any) -> None:
    if application.learner_id:
        raise Refusal("Cette personne est entrée en formation : son dossier prouve son admission, il se garde avec elle.")
    organisation = application.organisation
    papers = IssuedDocument.objects.within(organisation).filter(subject=f"application:{application.pk}")
    kept = [one.file for one in papers.select_related("file")]
    papers.delete()
    joined = ApplicationPiece.objects.within(organisation).filter(application=application)
    shas = [*joined.values_list("sha256", flat=True), *(one.sha256 for one in kept)]
    _forget_journal(application)
    Link.objects.filter(organisation=organisation, target=str(application.pk)).delete()
    _forget_mails(application)
    application.delete()
    _forget_bytes(organisation, shas)
    JournalEntry.objects.create(organisation=organisation, by=by, why="candidature effacée à sa demande ou au terme", changes=[])


def _until(application: Application, intake: Intake, closed: date) -> date:
    if application.state == Stage.DRAFT:
        return closed + DRAFT
    return kept_until(application.decided_on or closed, intake.keep_months)


def _forget_journal(application: Application) -> None:
    hers = {str(application.pk)}
    for grid in application.assessments.prefetch_related("marks"):
        hers |= {str(grid.pk), *(str(one.pk) for one in grid.marks.all())}
    hers |= {str(one.pk) for one in application.fundings.all()}
    entries = JournalEntry.objects.within(application.organisation_id).filter(subjects__object_id__in=hers).distinct()
    for entry in entries:
        entry.changes = [each for each in entry.changes if each["id"] not in hers]
        entry.save(update_fields=["changes"])


def _forget_mails(application: Application) -> None:
    address = application.email
    rows = Mail.objects.filter(organisation=application.organisation_id).filter(Q(to__icontains=address))
    for mail in rows if address else ():
        if {str(each).lower() for each in mail.to} != {address.lower()}:
            continue
        if mail.sent_at is None:
            mail.delete()
        else:
            mail.to, mail.subject, mail.text, mail.secret = [ERASED], ERASED, ERASED, ""
            mail.save(update_fields=["to", "subject", "text", "secret"])


def _forget_bytes(organisation: Any, shas: list[str]) -> None:
    """Take away the bytes that nobody else keeps."""
    for sha256 in set(shas):
        if ApplicationPiece.objects.within(organisation).filter(sha256=sha256).exists():
            continue
        rows = StoredFile.objects.within(organisation).filter(sha256=sha256)
        path = next((one.path for one in rows), None)
        rows.delete()
        others = StoredFile.objects.across_organisations(reason="les mêmes octets ailleurs").filter(sha256=sha256)
        if path is not None and not others.exists():
            path.unlink(missing_ok=True)
