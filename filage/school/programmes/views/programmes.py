"""The programmes: what is published, modules and hours, what they cover of the certification, the sheet for the public."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.school.programmes.forms.programmes import ProgrammeForm
from filage.school.programmes.models import Programme
from filage.school.programmes.operations import cards
from filage.school.programmes.operations import programmes as gestures
from filage.school.programmes.queries import programmes as queries
from filage.school.programmes.queries import sheet
from filage.school.programmes.queries.programmes import Taught
from filage.school.programmes.views import held
from filage.web import editing
from filage.web import format as french
from filage.web.tables import Column, Row, plain

MODULES = [Column("Heures"), Column("Parcours"), Column("Nature", wide=True), Column("Compétences", wide=True)]
TEXTS = (
    ("Objectifs", "objectives"), ("Public", "audience"), ("Prérequis", "prerequisites"), ("Méthodes", "methods"),
    ("Évaluation", "evaluation"), ("Accès et délais", "access"), ("Accessibilité", "accessibility"), ("Financements", "funding"),
)  # fmt: skip


@require_GET
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a programme."""
    programme = held.card(request, Programme, pk)
    taught = queries.taught(programme)
    shown: dict[str, Any] = {"taught": taught, "modules": _modules(taught), "matrix": _matrix(taught)}
    shown |= {"texts": [(label, getattr(programme, name)) for label, name in TEXTS]}
    shown |= {"may_edit": access.can_edit(request.user, programme)}
    return render(request, "programmes/programme.html", shown)


def write(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write a programme with its modules."""
    programme = held.card(request, Programme, pk)
    editing.editor_only(request, programme)
    back = reverse("programmes:programme", args=[pk]) if pk else reverse("programmes:house")
    shown: dict[str, Any] = {
        "heading": "Programme",
        "lede": programme.name,
        "back": programme.name or "Formation",
        "back_url": back,
    }
    if pk:
        shown["delete_url"] = reverse("programmes:drop_programme", args=[pk])
    act = lambda **said: gestures.write(programme, by=request.user, **said)  # noqa: E731
    then = lambda made: reverse("programmes:programme", args=[made.pk])  # noqa: E731
    form = ProgrammeForm(request.POST or None, programme=programme)
    return editing.answer(request, form, act, then=then, said="C’est enregistré.", context=shown)


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a programme away, unless a session follows it."""
    programme = held.card(request, Programme, pk)
    editing.editor_only(request, programme)
    used = programme.sessions.first()
    reason = f"« {used} » suit ce programme : donnez-lui-en un autre d’abord." if used else ""
    then = reverse("programmes:programme", args=[pk]) if used else reverse("programmes:house")
    return editing.do(
        request, lambda: cards.drop(programme, by=request.user, held=reason), then=then, said="Supprimé. Ctrl Z reprend."
    )


@require_GET
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the sheet of a programme as a PDF, for the public."""
    from filage.documents import papers as press  # loaded when a document is made

    programme = held.card(request, Programme, pk)
    root = request.build_absolute_uri("/").rstrip("/")
    data = sheet.sheet_data(queries.taught(programme), on=clock.today_for(request), root=root)
    response = HttpResponse(press.render(data), content_type="application/pdf")
    name = f"programme-{slugify(programme.name)[:60] or 'formation'}.pdf"
    response["Content-Disposition"] = content_disposition_header(False, name) or ""
    return response


def _modules(taught: Taught) -> Any:
    kinds = {one.code: one.get_kind_display() for one in taught.modules}
    parents = {one.code.rpartition(".")[0] for one in taught.lines}
    rows = [Row(f"{one.code} {one.title}", _cells(one, kinds, whole=one.code in parents)) for one in taught.lines]
    return plain("Modules", MODULES, rows, header="Module")


def _cells(one: Any, kinds: dict[str, str], *, whole: bool) -> list[Any]:
    hours = ("" if whole else "inconnues") if one.hours is None else f"{french.number(one.hours.normalize())} h"
    return [hours, one.track, "" if whole else kinds[one.code], ", ".join(one.competences)]


def _matrix(taught: Taught) -> dict[str, Any] | None:
    """Return the matrix module × competence, by block, with what no module covers."""
    coverage, found = taught.coverage, taught.certification
    if coverage is None or found is None or not taught.modules:
        return None
    rows = [(one, [code in one.competences for code in coverage.modules]) for one in taught.lines if one.competences]
    blocks = [(block, found.of_block(block.code)) for block in found.blocks]
    return {
        "blocks": blocks,
        "competences": found.competences,
        "rows": rows,
        "missing": [one for one in found.competences if one.code in coverage.missing],
        "unknown": coverage.unknown,
        "covered": len(coverage.modules) - len(coverage.missing),
    }
