"""The interview with the artist, one side of the project after the other, and the papers that come with it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from filage.core import clock
from filage.desks.budget import permissions
from filage.desks.budget.forms.needs import AnswerForm, AttachForm, NeedForm
from filage.desks.budget.operations import needs as operations
from filage.desks.budget.queries import needs as queries
from filage.productions.enums import InterviewTopic
from filage.productions.models import Attachment, Production
from filage.productions.queries import production_to_read
from filage.web import editing

TOPICS = list(InterviewTopic)
QUESTIONS = {
    InterviewTopic.JEU: "Qu’est-ce qui se joue ? Texte, auteurs, langue, durée, droits à demander.",
    InterviewTopic.CORPS: "Qui est au plateau, combien, avec quels métiers ? Enfants, amateurs, animaux ?",
    InterviewTopic.ESPACE: "Où cela se passe-t-il ? Dimensions, décor, sol, accroches, temps de montage.",
    InterviewTopic.LUMIERE: "Que voit-on, et d’où vient la lumière ? Matériel du lieu, location, pupitre, régie.",
    InterviewTopic.SON: "Qu’entend-on ? Musique, micros, diffusion, création sonore, œuvres préexistantes.",
    InterviewTopic.COSTUME: "Comment s’habille-t-on ? Fabrication, location, entretien, maquillage.",
    InterviewTopic.IMAGE: "Vidéo, projection, captation, photos : qui fabrique, avec quoi ?",
    InterviewTopic.PUBLIC: "Pour qui ? Âge, jauge, scolaires, accessibilité, médiation.",
    InterviewTopic.CALENDRIER: "Quand ? Répétitions, résidences, première, indisponibilités, tournée.",
}


def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the whole interview: what was said, what it asks for, what is still open."""
    production = production_to_read(request, slug)
    found = queries.interview(production, request.user)
    topics = [(topic, found.answers.get(topic), found.needs.get(topic, ())) for topic in TOPICS]
    shown = {
        "topics": topics,
        "others": found.needs.get(queries.ELSEWHERE, ()),
        "papers": found.papers,
        "open_points": [(InterviewTopic(topic).label if topic else "", said) for topic, said in found.open_points],
        "silent": [InterviewTopic(topic) for topic in found.silent],
        "begun": len(found.silent) < len(TOPICS),
    }
    return render(request, "budget/interview.html", page(request, production) | shown)


def topic(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    """Write what is said of one side, then go to the next one."""
    production, here = to_edit(request, slug), _topic(topic)
    found = queries.interview(production, request.user)
    answer = found.answers.get(here)
    initial = {"text": answer.text, "open_point": answer.open_point} if answer else {}
    following = _after(slug, here)
    return editing.answer(
        request,
        AnswerForm(request.POST or None, initial=initial),
        lambda **fields: operations.write_answer(production, here, by=request.user, **fields),
        then=lambda _: following,
        template="budget/topic.html",
        context=page(request, production) | _shown(slug, here, found) | {"need_form": NeedForm(auto_id="besoin_%s")},
    )


def _shown(slug: str, here: InterviewTopic, found: queries.Interview) -> dict[str, Any]:
    rank = TOPICS.index(here)
    return {
        "topic": here,
        "question": QUESTIONS[here],
        "rank": rank + 1,
        "whole": len(TOPICS),
        "needs": found.needs.get(here, ()),
        "before": reverse("budget:topic", args=[slug, TOPICS[rank - 1]]) if rank else "",
        "is_last": here == TOPICS[-1],
    }


def attach(request: HttpRequest, slug: str) -> HttpResponse:
    """Join a note d'intention, a synopsis, a text."""
    production = to_edit(request, slug)
    back = reverse("budget:interview", args=[slug])
    return editing.answer(
        request,
        AttachForm(request.POST or None, request.FILES or None),
        lambda kind, file: operations.attach(
            production, kind=kind, name=file.name, content=file.read(), on=clock.today_for(request), by=request.user
        ),
        then=lambda _: back,
        said="La pièce est jointe.",
        context={"heading": "Joindre une pièce", "act": "Joindre", "back": "Entretien", "back_url": back},
    )


@require_GET
def download(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Give the bytes of a paper to keep, never to open in the page: they were written by others."""
    production = production_to_read(request, slug)
    paper = get_object_or_404(Attachment.objects.within(production.organisation_id), production=production, pk=pk)
    response = HttpResponse(queries.bytes_of(paper), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=paper.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def detach(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Take a paper away."""
    production = to_edit(request, slug)
    paper = get_object_or_404(Attachment.objects.within(production.organisation_id), production=production, pk=pk)
    return editing.do(
        request,
        lambda: operations.detach(paper, by=request.user),
        then=reverse("budget:interview", args=[slug]),
        said=f"« {paper.name} » est retirée.",
    )


def page(request: HttpRequest, production: Production) -> dict[str, Any]:
    """Return what every page of the interview needs."""
    return {"production": production, "tab": "budget", "edits": permissions.may_edit(request.user, production)}


def to_edit(request: HttpRequest, slug: str) -> Production:
    """Return a production whose budget the user may change: 404 or 403 happen here."""
    production = production_to_read(request, slug)
    if not permissions.may_edit(request.user, production):
        raise PermissionDenied("Vous lisez cet entretien sans pouvoir le changer.")
    return production


def _topic(code: str) -> InterviewTopic:
    if code not in InterviewTopic.values:
        raise Http404("Sujet inconnu.")
    return InterviewTopic(code)


def _after(slug: str, here: InterviewTopic) -> str:
    """Return the next side of the interview; the whole of it after the last one."""
    rank = TOPICS.index(here) + 1
    return reverse("budget:topic", args=[slug, TOPICS[rank]]) if rank < len(TOPICS) else reverse("budget:interview", args=[slug])
