"""The certifications: read one in any of its versions, import the référentiel of its certifier, export it, let a version go."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.rules.schooling.versions import moved
from filage.school.programmes import queries
from filage.school.programmes.forms.records import RecordForm
from filage.school.programmes.models import CertificationRecord
from filage.school.programmes.operations import records
from filage.school.programmes.queries import Known
from filage.school.programmes.views.tables import blocks, jury, routes, years
from filage.web import editing


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Read a certification: its dates, its blocks and competences, its routes, its jury, its figures, its versions."""
    organisation = access.organisation_of(request)
    held, versions = _asked(request, code)
    found = held.certification
    shown: dict[str, Any] = {"routes": routes(found), "years": years(found), "blocks": blocks(found), "jury": jury(found)}
    shown |= {"certification": found, "held": held, "expired": clock.today_for(request) > found.expires_on}
    shown |= {"versions": _versions(versions, held), "may_edit": access.can_edit(request.user, organisation)}
    return render(request, "programmes/certification.html", shown)


@require_GET
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Give a version of a certification as the YAML that an import reads."""
    held, _ = _asked(request, code)
    name = f"{code}-{held.version}.yaml".lower().replace(" ", "-")
    response = HttpResponse(held.text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def take(request: HttpRequest) -> HttpResponse:
    """Import the référentiel of a certifier."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    return editing.answer(
        request,
        RecordForm(request.POST or None, request.FILES or None),
        lambda file, version: records.take(organisation, file, version=version, by=request.user),
        then=lambda made: f"{reverse('programmes:certification', args=[made.code])}?version={made.version}",
        said="Le référentiel est importé.",
        context={"heading": "Importer un référentiel", "back": "Formation", "back_url": reverse("programmes:house"),
                 "act": "Importer", "lede": "Rien n’est gardé tant qu’une ligne est fausse."},
    )  # fmt: skip


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let an imported version go."""
    record = CertificationRecord.objects.within(access.organisation_of(request)).filter(pk=pk).first()
    if record is None:
        raise Http404("Cette version n’est pas ici.")
    editing.editor_only(request, record)
    act = lambda: records.drop(record, by=request.user)  # noqa: E731
    return editing.do(request, act, then=reverse("programmes:house"), said="Retirée. Ctrl Z reprend.")


def _asked(request: HttpRequest, code: str) -> tuple[Known, list[Known]]:
    held = queries.known(access.organisation_of(request))
    found = queries.version_of(held, code, request.GET.get("version", ""))
    if found is None:
        raise Http404("Cette certification n’est pas connue ici.")
    return found, held[code]


def _versions(versions: list[Known], shown: Known) -> list[dict[str, Any]]:
    """Return the versions side by side, each with what it moved from the one before."""
    before = [None, *versions]
    return [
        {"held": one, "current": one is shown, "moved": moved(former.certification, one.certification) if former else []}
        for former, one in zip(before, versions, strict=False)
    ]
