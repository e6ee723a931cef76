"""Which papers can be made, which were issued, and how far a paper in the making is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django_tasks_db.models import DBTaskResult

from filage.core import access, archive, blocking
from filage.core.archive import DocumentKind, IssuedDocument
from filage.core.rails.types import Act
from filage.productions.models import Production
from filage.productions.queries import production_to_read, productions_to_read
from filage.web import reading, tasks

OLDER = 6  # versions shown under the current ones
PATIENCE = 6  # questions, one a second, before saying that nobody takes the work


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A kind of document of a production: what was last issued of it in each language, and whether the user may make it."""

    kind: DocumentKind
    current: Sequence[IssuedDocument]  # the last one in each language
    older: Sequence[IssuedDocument]
    may_issue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The papers of a production."""

    production: Production
    papers: Sequence[Paper]

    @property
    def issued(self) -> list[Paper]:
        """Return the papers that were issued at least once."""
        return [paper for paper in self.papers if paper.current]

    @property
    def to_make(self) -> list[Paper]:
        """Return the papers that never were, and that the user may make."""
        return [paper for paper in self.papers if not paper.current and paper.may_issue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A paper in the making: waiting, running, done or failed."""

    id: str
    label: str
    state: str
    asked: int
    production: Production
    kind: DocumentKind
    refusal: str = ""


def page(request: HttpRequest, *, slug: str = "") -> list[Shelf]:
    """Return the shelves of the productions the user may read, or of one; four queries whatever their number."""
    organisation = access.organisation_of(request)
    issued = archive.documents(organisation)
    kinds = sorted(archive.kinds(per="production"), key=_place)
    shown = [production_to_read(request, slug)] if slug else productions_to_read(request)
    return [
        Shelf(production=one, papers=[paper for kind in kinds if (paper := _paper(request, one, kind, issued))]) for one in shown
    ]


def issue(request: HttpRequest, slug: str, code: str, *, on: date, lang: str = "") -> IssuedDocument:
    """Produce a document of a production and archive it; 404 for an unknown kind, 403 for who may not."""
    production, kind = _asked(request, slug, code)
    return archive.issue(kind.code, production, by=request.user, on=on, lang=lang)  # type: ignore[arg-type]


def start(request: HttpRequest, slug: str, code: str, *, on: date, lang: str = "") -> Work:
    """Ask the task worker for a document, and return the work to follow."""
    production, kind = _asked(request, slug, code)
    blocking.refuse_if_held(Act.EMETTRE, production, f"document:{kind.code}")
    result = tasks.issue.enqueue(kind.code, str(production.pk), str(request.user.pk), on.isoformat(), kind.said(lang))
    return Work(id=str(result.id), label=kind.label, state="waiting", asked=0, production=production, kind=kind)


def follow(request: HttpRequest, slug: str, code: str, work_id: UUID, *, asked: int) -> Work:
    """Return how far a document in the making is; `asked` counts the questions, to stop waiting for nobody."""
    production, kind = _asked(request, slug, code)
    row = DBTaskResult.objects.filter(pk=work_id, task_path=tasks.issue.module_path).first()
    if row is None or row.args_kwargs["args"][1:3] != [str(production.pk), str(request.user.pk)]:
        raise Http404("Ce travail n’existe plus.")
    state = {"SUCCESSFUL": "done", "FAILED": "failed", "RUNNING": "running"}.get(row.status, "waiting")
    if state == "waiting" and asked > PATIENCE:
        state = "nobody"
    return Work(id=str(work_id), label=kind.label, state=state, asked=asked + 1, production=production, kind=kind)


def shelf_paper(request: HttpRequest, slug: str, code: str) -> tuple[Production, Paper]:
    """Return one paper of a production, to draw its line again."""
    production, kind = _asked(request, slug, code)
    paper = _paper(request, production, kind, archive.documents(production.organisation_id, production))
    if paper is None:
        raise Http404("Document introuvable.")
    return production, paper


def issued(request: HttpRequest, document_id: UUID) -> IssuedDocument:
    """Return an issued document of the organisation that the user may read; 404 otherwise, 403 when it shows pay."""
    organisation = access.organisation_of(request)
    document = IssuedDocument.objects.within(organisation).select_related("file").filter(pk=document_id).first()
    allowed = access.readable_productions(request.user, organisation)
    if document is None or (allowed is not None and document.production not in allowed):
        raise Http404("Document introuvable.")
    kind = next((kind for kind in archive.kinds() if kind.code == document.kind), None)
    if kind and kind.shows_pay and not reading.reads_pay(request.user, organisation, document.production):
        raise PermissionDenied("Ce document montre des salaires : il est réservé à l’administration et à la production.")
    return document


def _asked(request: HttpRequest, slug: str, code: str) -> tuple[Production, DocumentKind]:
    production = production_to_read(request, slug)
    kind = next((kind for kind in archive.kinds(per="production") if kind.code == code), None)
    if kind is None:
        raise Http404("Ce document n’existe pas.")
    if not _may_issue(request.user, production, kind):
        raise PermissionDenied("Produire ce document est réservé à l’équipe de production.")
    return production, kind


def _may_issue(user: Any, production: Production, kind: DocumentKind) -> bool:
    return access.can_edit(user, production) and (not kind.shows_pay or access.can_read_pay(user, production))


def _place(kind: DocumentKind) -> tuple[int, str]:
    return (kind.rank, kind.label)


def _paper(request: HttpRequest, production: Production, kind: DocumentKind, issued: Sequence[IssuedDocument]) -> Paper | None:
    if kind.shows_pay and not access.can_read_pay(request.user, production):
        return None
    mine = [document for document in issued if document.kind == kind.code and document.production == production.pk]
    current = [next(one for one in mine if one.lang == lang) for lang in kind.langs if any(one.lang == lang for one in mine)]
    older = [one for one in mine if one not in current][:OLDER]
    return Paper(kind=kind, current=current, older=older, may_issue=_may_issue(request.user, production, kind))
