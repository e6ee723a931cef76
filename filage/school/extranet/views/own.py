"""The space of a learner, opened by her link: her documents, what she thinks of herself, what she is asked."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from filage.core import clock
from filage.core.refusal import Refusal
from filage.rules.schooling.quality.satisfaction import MARKS, QUESTIONS
from filage.rules.schooling.quality.self_marks import LEVELS
from filage.school.extranet.operations import doors, own
from filage.school.extranet.queries import following, quality, sharing
from filage.school.extranet.views.radar import radar
from filage.school.programmes.models import Learner
from filage.school.programmes.queries import certification
from filage.web.private import by_link, file_answer


@by_link(heading="Cet espace n’est plus ouvert")
@require_http_methods(["GET", "POST"])
def space(request: HttpRequest, token: str) -> HttpResponse:
    """Read and answer from one’s own space, without account."""
    learner = doors.enter(token)
    if request.method == "POST":
        try:
            messages.success(request, _done(request, learner))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect(reverse("extranet:own", args=[token]))
    return render(request, "extranet/own.html", _context(learner) | {"token": token})


@login_not_required
@never_cache
@require_safe
def document(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Give a learner one of her documents."""
    try:
        return file_answer(sharing.stored(own.hers(doors.enter(token), key)))
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal


def _done(request: HttpRequest, learner: Learner) -> str:
    posted = request.POST
    if "lu" in posted:
        return f"Noté : vous avez lu « {own.read(learner, posted['lu'])} »."
    if "questionnaire" in posted:
        own.answer(learner, posted["questionnaire"], posted)
        return "Merci : votre réponse est gardée sans votre nom."
    marks = {key.removeprefix("c-"): str(value) for key, value in posted.items() if key.startswith("c-")}
    record = certification(learner.organisation_id, learner.session.certification, learner.session.version)
    count = own.assess(learner, marks, {one.code for one in record.competences} if record else set())
    return f"Votre auto-évaluation est gardée : {count} compétence{'s' if count > 1 else ''}."


def _context(learner: Learner) -> dict[str, Any]:
    said = following.self_marks(learner)
    record = certification(learner.organisation_id, learner.session.certification, learner.session.version)
    last = said[-1].marks if said else {}
    blocks = (
        [
            (block.title, [(one.code, one.title, last.get(one.code)) for one in record.of_block(block.code)])
            for block in record.blocks
        ]
        if record
        else []
    )
    return {
        "learner": learner,
        "documents": sharing.for_learner(learner),
        "questionnaires": quality.to_answer(learner, clock.today(learner.organisation_id)),
        "loans": sharing.loans_out(learner.organisation_id, learner.pk),
        "blocks": blocks,
        "radar": radar(record, said) if record else None,
        "levels": LEVELS.items(),
        "marks": MARKS.items(),
        "questions": QUESTIONS.items(),
    }
