"""The papers of a jury in the archive: the minutes, the notification of a candidate, the convocation of a juror."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from filage.core import archive
from filage.core.archive import DocumentKind, IssuedDocument, Promised
from filage.core.refusal import Refusal
from filage.documents import codec
from filage.rules.reading.folding import folded
from filage.school.exams.models import Candidate, Deliberation, Juror
from filage.school.exams.queries import deliberating, minutes, papers

BROKEN = "L’empreinte du procès-verbal ne correspond plus à ses données : il ne s’imprime pas."


def minutes_file(
    organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
) -> Promised:
    """Return the minutes of a closed deliberation (« deliberation:<id> »)."""
    rows = Deliberation.objects.within(organisation).select_related("exam__organisation", "exam__certifier", "exam__body")
    held = rows.filter(pk=_id(about)).first()
    if held is None or held.closed_at is None:
        raise Refusal("Le procès-verbal s’imprime une fois la délibération close.")
    if not minutes.is_whole(held):
        raise Refusal(BROKEN)
    data = papers.minutes_paper(held, on=on)
    return _promised(data, f"proces-verbal-{_slug(held.exam.name)}-v{held.version}.pdf", held.sha256)


def notification_file(
    organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
) -> Promised:
    """Return the letter that notifies a candidate (« candidate:<id> »)."""
    one = Candidate.objects.within(organisation).select_related("exam__organisation", "person").filter(pk=_id(about)).first()
    held = deliberating.last(one.exam) if one else None
    if one is None or held is None or held.closed_at is None:
        raise Refusal("On notifie une délibération close.")
    data = papers.notification(held, str(one.pk), on=on)
    if data is None:
        raise Refusal("Le procès-verbal ne nomme pas cette personne.")
    return _promised(data, f"notification-{_slug(one.person.name)}.pdf", held.sha256)


def convocation_file(
    organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
) -> Promised:
    """Return the letter that convenes a juror (« juror:<id> »)."""
    rows = Juror.objects.within(organisation).select_related(
        "person", "exam__organisation", "exam__venue", "exam__certifier", "exam__body"
    )
    juror = rows.filter(pk=_id(about)).first()
    if juror is None:
        raise Refusal("Cette personne n’est plus du jury.")
    return _promised(papers.convocation(juror, on=on), f"convocation-jury-{_slug(juror.person.name)}.pdf", str(juror.exam.pk))


def imprints(organisation: Any, documents: Sequence[IssuedDocument]) -> Mapping[UUID, str]:
    """Return what each paper would be made from today: the last closed version of its deliberation."""
    found = {}
    for each in documents:
        exam = _exam_of(organisation, each)
        if each.kind == "convocation-jury":
            found[each.pk] = str(exam) if exam else archive.GONE
        elif exam:
            held = Deliberation.objects.within(organisation).filter(exam=exam).order_by("-version").first()
            found[each.pk] = held.sha256 or "rouverte" if held else archive.GONE
    return found


def _exam_of(organisation: Any, document: IssuedDocument) -> UUID | None:
    model: Any = {"deliberation": Deliberation, "candidate": Candidate, "juror": Juror}[document.about[0].partition(":")[0]]
    found: UUID | None = model.objects.within(organisation).filter(pk=_id(document.about)).values_list("exam", flat=True).first()
    return found


def _promised(data: Any, name: str, imprint: str) -> Promised:
    from filage.documents import papers as press  # loaded when a document is made

    return Promised(codec.to_json(data), lambda: press.render(data), name, imprint)  # type: ignore[arg-type]


def _id(about: Sequence[str]) -> UUID:
    return UUID(about[0].partition(":")[2])


def _slug(text: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in folded(text)).split())[:60]


PDF = (".pdf", "application/pdf")
KINDS = (
    DocumentKind("pv-jury", "Procès-verbal de jury", *PDF, minutes_file, per="deliberation", imprint=imprints),
    DocumentKind("notification-jury", "Notification de décision", *PDF, notification_file, per="candidate", imprint=imprints),
    DocumentKind("convocation-jury", "Convocation de jury", *PDF, convocation_file, per="juror", imprint=imprints),
)


def plug() -> None:
    """Declare the papers of a jury."""
    for kind in KINDS:
        archive.declare(kind)
