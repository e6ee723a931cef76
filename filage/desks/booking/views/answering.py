"""The programmer’s side of a quote: one page without account, phone first: read, download, answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from filage.core.refusal import Refusal
from filage.desks.booking.enums import Said
from filage.desks.booking.forms.estimates import ReplyForm
from filage.desks.booking.operations import answering
from filage.documents import codec
from filage.documents.estimate_shapes import EstimateData
from filage.documents.papers.estimate import WORDS, day, said_of
from filage.documents.shapes import Lang
from filage.web import editing
from filage.web.private import IN_ENGLISH, by_link

# the address is the key: no other site hears of it; its own form must say where it comes from, or it would be refused
WORDING = {
    "fr": {Said.OUI: "Oui", Said.NON: "Non", Said.PARLONS: "Parlons-en"},
    "en": {Said.OUI: "Yes", Said.NON: "No", Said.PARLONS: "Let’s talk"},
}


@by_link(english=IN_ENGLISH)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Read a quote and answer it."""
    door = answering.enter(token)
    form, refused = ReplyForm(request.POST or None), ""
    if form.is_bound and form.is_valid():
        try:
            answering.reply(door, Said(form.cleaned_data["said"]), word=form.cleaned_data["word"], who=form.cleaned_data["who"])
            return redirect(request.path)
        except Refusal as refusal:
            refused = str(refusal)
    status = editing.UNREADABLE if form.is_bound else 200
    return render(request, "booking/answer.html", _page(door, token) | {"form": form, "refused": refused}, status=status)


@by_link(english=IN_ENGLISH)
@require_GET
def answer_paper(request: HttpRequest, token: str) -> HttpResponse:
    """Give the paper of a quote, as it left the office."""
    document = answering.enter(token).document
    response = HttpResponse(document.read(), content_type=document.file.media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{document.file.name}"'
    return response


def _page(door: answering.Door, token: str) -> dict[str, Any]:
    """Return what the page shows: the frozen paper’s own figures, and nothing of ours."""
    data = codec.from_json(EstimateData, door.document.data)
    lang: Lang = data.head.lang
    mine = [one for one in door.estimate.replies.all() if not one.seen]
    return {
        "door": door,
        "token": token,
        "data": data,
        "say": {name.replace("-", "_"): word for name, word in WORDS[lang].items()},
        "lang": lang,
        "english": lang == "en",
        "days": [(day(each.on, lang), each) for each in data.dates],
        "valid": "" if data.valid_until is None else day(data.valid_until, lang),
        "mention": said_of(data.mention, lang),
        "choices": [(code.value, WORDING[lang][code]) for code in Said] if door.is_open else [],
        "talk": not door.is_open and door.stage == "expire" and not door.newer,
        "last": mine[-1] if mine else None,
        "last_word": WORDING[lang][Said(mine[-1].said)] if mine else "",
    }
