"""The page of a contract: its text beside its data, what moves it on, what is written by hand, its papers, its versions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST, require_safe

from filage.core import access, archive, clock, dismissals
from filage.core.changes import Conflict
from filage.core.kept import FindingRow
from filage.core.refusal import Refusal
from filage.desks.contracts import forms
from filage.desks.contracts.operations import agreements, papers
from filage.desks.contracts.queries import desk
from filage.desks.contracts.queries.life import life_of
from filage.productions.models import Deal, Production
from filage.productions.queries import production_to_read
from filage.web import editing
from filage.web.pages.journal import told


@require_safe
def show(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show a contract: each clause with its reason, what is missing, where it may go."""
    production = production_to_read(request, slug)
    shown = desk.page(production, pk, today=clock.today_for(request))
    if shown is None:
        raise Http404("Contrat introuvable.")
    edits = access.can_edit(request.user, production)
    moves = agreements.targets(shown["deal"], shown["agreement"]) if edits else []
    life = life_of(shown["deal"], shown["agreement"], signed=shown["signed"])
    context = {"production": production, "tab": "contrats", "may_edit": edits, "moves": moves, "overrides": life.overrides}
    context |= {"held": [(each, _aside_url(request, each)) for each in life.held]}
    context |= {"lived": [told(entry, pay=False) for entry in life.moves]}
    return render(request, "contracts/agreement.html", context | shown)


def _aside_url(request: HttpRequest, row: FindingRow) -> str:
    """Return where a finding is overridden, and back to this page; nothing for who may not."""
    asked = urlencode({"constat": row.key, "suite": request.path})
    return f"{reverse('web:dismiss')}?{asked}" if dismissals.may_dismiss(request.user, row) else ""


@require_POST
def move(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Bring a contract to another stage."""
    _, deal = _to_edit(request, slug, pk)
    to, reason = request.POST.get("vers", ""), request.POST.get("motif", "")[:200]
    return editing.do(
        request,
        lambda: agreements.move(deal, to, by=request.user, on=clock.today_for(request), reason=reason),
        then=_page(slug, pk),
        said="L’étape du contrat est enregistrée.",
    )


def settle(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Write the language of a contract, its annexes, the note of its negotiation."""
    _, deal = _to_edit(request, slug, pk)
    kept = agreements.kept(deal)[0]
    initial = {name: getattr(kept, name) for name in forms.SettingForm.base_fields}
    return editing.answer(
        request,
        forms.SettingForm(request.POST or None, initial=initial),
        lambda **said: agreements.settle(deal, by=request.user, **said),
        then=lambda _: _page(slug, pk),
        said="Les réglages du contrat sont enregistrés.",
        context=_around(slug, deal, "Réglages du contrat"),
    )


def sign(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Take in the signed copy of a contract."""
    _, deal = _to_edit(request, slug, pk)
    today = clock.today_for(request)
    return editing.answer(
        request,
        forms.SignedForm(request.POST or None, request.FILES or None, initial={"signed_on": today}),
        lambda paper, **said: agreements.sign(deal, name=paper.name, content=paper.read(), by=request.user, on=today, **said),
        then=lambda _: _page(slug, pk),
        said="Le contrat est signé ; l’exemplaire et son empreinte sont gardés.",
        context=_around(slug, deal, "Exemplaire signé") | {"act": "Signer"},
    )


def annex(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Annex a technical sheet to a contract."""
    _, deal = _to_edit(request, slug, pk)
    return editing.answer(
        request,
        forms.SheetForm(request.POST or None, request.FILES or None),
        lambda paper: agreements.annex(deal, name=paper.name, content=paper.read(), by=request.user, on=clock.today_for(request)),
        then=lambda _: _page(slug, pk),
        said="La fiche technique est annexée.",
        context=_around(slug, deal, "Annexer une fiche technique") | {"act": "Annexer"},
    )


def clause(request: HttpRequest, slug: str, pk: UUID, topic: str) -> HttpResponse:
    """Rewrite a clause, or give it its text of the library again."""
    production, deal = _to_edit(request, slug, pk)
    today = clock.today_for(request)
    found = desk.clause_text(production, deal, topic, today=today)
    if found is None:
        raise Http404("Clause introuvable.")
    title, text, by_hand, clause = found
    if "retablir" in request.POST:
        return editing.do(
            request, lambda: agreements.reset(deal, topic, by=request.user), then=_page(slug, pk), said="La clause est rétablie."
        )
    form = forms.ClauseForm(request.POST or None, initial={"text": text})
    status, theirs = 200, ""
    if form.is_bound and form.is_valid():
        seen = request.POST["vu"].replace("\r\n", "\n") if request.POST.get("vu_a_la_main") else None
        try:
            said = form.cleaned_data["text"].replace("\r\n", "\n").strip()
            agreements.rewrite(deal, topic, said, seen=seen, by=request.user, on=today, reason=form.cleaned_data["reason"])
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            status, theirs = 409, text
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = editing.UNREADABLE
        else:
            messages.success(request, "La clause garde votre texte jusqu’à ce qu’on la rétablisse.")
            return redirect(_page(slug, pk))
    context = _around(slug, deal, title) | {"form": form, "by_hand": by_hand, "theirs": theirs, "clause": clause}
    return render(request, "contracts/clause.html", context, status=status)


@require_POST
def issue(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Issue the papers of a contract: PDF and Word, contract or amendment."""
    production, deal = _to_edit(request, slug, pk)
    kinds = papers.PAPERS.get(request.POST.get("papier", ""), ("", ()))[1]
    return editing.do(
        request,
        lambda: papers.issued(production, deal.pk, kinds, by=request.user, on=clock.today_for(request)),
        then=_page(slug, pk) + "#papiers",
        said="Les papiers sont émis.",
    )


@require_GET
def draft(request: HttpRequest, slug: str, pk: UUID, suffix: str) -> HttpResponse:
    """Give the contract as it is today, kept nowhere."""
    production = production_to_read(request, slug)
    deal = _deal(production, pk)
    code = "contrat-partenaire-word" if suffix == "docx" else "contrat-partenaire"
    kind = next(each for each in archive.kinds() if each.code == code)
    made = kind.make(
        production.organisation,
        production,
        on=clock.today_for(request),
        by=request.user,  # type: ignore[arg-type]
        about=(f"deal:{deal.pk}",),
        options={"brouillon": True},
    )
    response = HttpResponse(made.content, content_type=kind.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.filename}"'
    return response


@require_GET
def versions(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Compare two versions of a contract, clause by clause."""
    production = production_to_read(request, slug)
    issued = archive.documents_about(production.organisation_id, production, kinds=("contrat-partenaire",))
    mine = [each for each in issued if each.subject == f"deal:{pk}"]
    shown = desk.versions(production, pk, mine, request.GET.dict(), today=clock.today_for(request))
    if shown is None:
        raise Http404("Contrat introuvable.")
    return render(request, "contracts/versions.html", _around(slug, shown["deal"], "Versions comparées") | shown)


def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a deal, for a date when one is named."""
    production = editing.production_to_edit(request, slug)
    chosen = request.GET.get("date", "")
    return editing.answer(
        request,
        forms.BeginForm(request.POST or None, production=production, initial=forms.begun_with(production, chosen)),
        lambda **said: agreements.begin(production, by=request.user, **said),
        then=lambda deal: reverse("contracts:deal", args=[slug, deal.pk]),
        said="Le contrat est commencé : dites-en les termes.",
        context={
            "heading": "Nouveau contrat",
            "back": production.title,
            "back_url": reverse("web:show_contracts", args=[slug]),
            "act": "Commencer",
            "production": production,
        },
    )


def _to_edit(request: HttpRequest, slug: str, pk: UUID) -> tuple[Production, Deal]:
    production = editing.production_to_edit(request, slug)
    return production, _deal(production, pk)


def _deal(production: Production, pk: UUID) -> Deal:
    rows = Deal.objects.within(production.organisation_id).filter(production=production).select_related("partner", "production")
    found: Deal = get_object_or_404(rows, pk=pk)
    return found


def _page(slug: str, pk: UUID) -> str:
    return reverse("contracts:agreement", args=[slug, pk])


def _around(slug: str, deal: Deal, heading: str) -> dict[str, Any]:
    name = str(deal.partner or deal)
    return {
        "heading": f"{heading}, {name}",
        "back": name,
        "back_url": _page(slug, deal.pk),
        "production": deal.production,
        "deal": deal,
        "tab": "contrats",
    }
