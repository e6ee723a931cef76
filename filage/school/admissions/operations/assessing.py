"""The door of an assessor: her own link, the applicants she meets, and her grid, which the other one does not see."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from filage.core import links, outbox
from filage.core.refusal import Refusal
from filage.productions.operations import refuse_unless_editor
from filage.school.admissions.models import Intake, IntakeAssessor
from filage.school.admissions.queries import calls, files

PURPOSE = "evaluation"
AFTER = timedelta(days=60)


@transaction.atomic
def invite(intake: Intake, key: str, *, address: Callable[[str], str], by: Any) -> str:
    """Return the address of a new link for an assessor, once; the one she held closes. It goes by mail too, to who has one."""
    refuse_unless_editor(by, intake)
    assessor = next((one for one in intake.assessors.select_related("person") if str(one.pk) == key), None)
    if assessor is None:
        raise Refusal("Cette personne n’évalue pas cet appel.")
    for link in links.held(intake.organisation, PURPOSE, [assessor.pk]):
        if link.revoked_at is None:
            links.revoke(link)
    until = max(intake.closes_at, timezone.now()) + AFTER
    token = links.create(intake.organisation, PURPOSE, assessor.pk, by=by, expires_at=until, recipient=assessor.person.email)
    opened = address(token)
    if assessor.person.email:
        text = (
            f"Bonjour {assessor.person.name},\n\nVos grilles d’entretien :\n\n{outbox.SECRET}\n\nCe lien est personnel.\n\n{by}"
        )
        outbox.post(f"Entretiens : {intake.name}", text, [assessor.person.email], organisation=intake.organisation, secret=opened)
    return opened


def enter(token: str) -> IntakeAssessor:
    """Return whose grids a link opens; Refusal when it opens nothing, or while files still come in."""
    link = links.follow(token, PURPOSE)
    rows = IntakeAssessor.objects.within(link.organisation_id) if link.organisation_id else IntakeAssessor.objects.none()
    found = rows.select_related("person", "intake__organisation", "intake__session").filter(pk=UUID(link.target)).first()
    if found is None:
        raise Refusal("Vous n’évaluez plus cet appel.")
    files.refuse_before_closing(found.intake, calls.now(found.intake.organisation))
    return found
