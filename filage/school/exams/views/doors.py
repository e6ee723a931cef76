"""Which exam or which candidate an address is about: nothing of another house is found."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from filage.core import access
from filage.core.archive import IssuedDocument
from filage.school.exams.models import Candidate, ExamSession
from filage.school.exams.queries import sitting
from filage.web import editing


def exam_of(request: HttpRequest, pk: UUID, *, to_edit: bool = False) -> ExamSession:
    """Return an exam of the house that is read."""
    found = sitting.exam(access.organisation_of(request), pk)
    if found is None:
        raise Http404("Cet examen n’existe pas ici.")
    if to_edit:
        editing.editor_only(request, found)
    return found


def candidate_of(request: HttpRequest, pk: UUID, *, to_edit: bool = False) -> Candidate:
    """Return a candidate of the house that is read."""
    found = sitting.candidate(access.organisation_of(request), pk)
    if found is None:
        raise Http404("Cette candidature n’existe pas ici.")
    if to_edit:
        editing.editor_only(request, found)
    return found


def sealed(found: IssuedDocument) -> HttpResponse:
    """Give the bytes of a sealed paper to whoever holds its link, and to nobody's cache."""
    response = HttpResponse(found.read(), content_type=found.file.media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{found.file.name}"'
    return response
