"""What leaves the house about a session: its papers once issued, and who entered and left, for who funds."""

from filage.core import archive
from filage.core.archive import IssuedDocument
from filage.school.admissions.enums import GRANTED, Funder, Stage
from filage.school.admissions.models import Application
from filage.school.programmes.models import Learner, SchoolSession


def papers(application: Application) -> list[IssuedDocument]:
    """Return the papers issued about an application, the last first."""
    found = archive.documents_about(application.organisation_id, None, kinds=[one.code for one in archive.kinds("application")])
    return [one for one in found if one.subject == f"application:{application.pk}"]


def moves(session: SchoolSession, funder: str = "") -> list[list[str]]:
    """Return each learner of a session with who pays, when she entered and left, and why; of one funder when it is named."""
    rows = Learner.objects.within(session.organisation_id).filter(session=session).select_related("person", "track")
    held = Application.objects.within(session.organisation_id).filter(learner__session=session, state=Stage.ENROLLED)
    payers = {one.learner_id: _payers(one) for one in held.prefetch_related("fundings")}
    found = []
    for one in rows.order_by("person__name", "id"):
        codes = payers.get(one.pk, [])
        if funder and funder not in codes:
            continue
        named = ", ".join(Funder(code).label for code in codes)
        days = [f"{each:%d/%m/%Y}" if each else "" for each in (one.person.born_on, one.entered_on, one.left_on)]
        track = one.track.name if one.track else ""
        found.append([one.person.name, days[0], named, one.route, track, days[1], days[2], one.left_for])
    return found


def _payers(application: Application) -> list[str]:
    agreed = [one.funder for one in application.fundings.all() if one.state in GRANTED]
    return list(dict.fromkeys(agreed)) or [application.funder] * bool(application.funder)
