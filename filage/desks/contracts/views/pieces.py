"""The papers of one deal and our own safe, for who has an account."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock, links
from filage.desks.contracts.forms.pieces import OURS, AskForm, DropForm, NumberForm, RefuseForm, VerifyForm
from filage.desks.contracts.models import Piece
from filage.desks.contracts.operations import pieces as operations
from filage.desks.contracts.queries import pieces as queries
from filage.productions.models import Deal, Structure
from filage.productions.queries import production_to_read
from filage.web import editing, once
from filage.web.private import address_of

OPENED = "lien_de_pieces"  # the cookie that tells a new link once


def listing(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Read the papers that a deal asks for, and give the partner a link to drop them."""
    deal = _deal(request, slug, pk)
    if request.method == "POST":
        editing.editor_only(request, deal.production)
    form = AskForm(request.POST or None, initial={"email": deal.partner.email if deal.partner else ""})
    if form.is_bound and form.is_valid():
        link = operations.open_link(deal, address=address_of(request, "contracts:drop"), by=request.user, **form.cleaned_data)
        return once.give(redirect(request.path), OPENED, link, path=request.path)
    opened = once.given(request, OPENED)
    drawn = render(request, "contracts/pieces.html", _shown(request, deal, form, opened), status=422 if form.errors else 200)
    return once.gone(drawn, OPENED, path=request.path) if opened else drawn


def _shown(request: HttpRequest, deal: Deal, form: AskForm, opened: str) -> dict[str, Any]:
    asked = queries.asked_now(deal)
    edits = access.can_edit(request.user, deal.production)
    held = links.held(deal.organisation, queries.PURPOSE, [deal.pk]) if edits else []
    return {
        "deal": deal,
        "production": deal.production,
        "tab": "contrats",
        "theirs": [one for one in asked if not one.is_ours],
        "ours": [one for one in asked if one.is_ours],
        "missing": sum(not one.is_there for one in asked if not one.is_ours and one.due.certain),
        "amount": queries.amount_of(deal, list(deal.performances.all()), dict(deal.terms.values_list("code", "value"))),
        "edits": edits,
        "form": form,
        "opened": opened,
        "links": [link for link in held if link.revoked_at is None],
        "text": operations.request_text(deal, asked, link="(le lien)", by=request.user) if edits else "",
    }


@require_POST
def withdraw(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Close the link of a deal."""
    deal = _deal(request, slug, pk)
    editing.editor_only(request, deal.production)
    then = reverse("contracts:pieces", args=[slug, pk])
    return editing.do(request, lambda: operations.withdraw(deal, by=request.user), then=then, said="Ce lien n’ouvre plus.")


def add(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Keep a paper that the partner sent otherwise."""
    deal = _deal(request, slug, pk)
    editing.editor_only(request, deal.production)
    if deal.partner is None:
        raise Http404("Ce contrat n’a pas de partenaire.")
    partner, back = deal.partner, reverse("contracts:pieces", args=[slug, pk])
    kinds = [(one.due.piece, one.label) for one in queries.asked_now(deal) if not one.is_ours]
    return editing.answer(
        request,
        DropForm(request.POST or None, request.FILES or None, kinds=kinds, initial={"kind": request.GET.get("piece", "")}),
        lambda **facts: operations.keep(partner, deal=deal, by=request.user, **facts),
        then=lambda _: back,
        said="La pièce est gardée : il reste à la vérifier.",
        context={"heading": f"Une pièce de {partner}", "act": "Garder", "back": f"Pièces, {deal}", "back_url": back},
    )


def verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a paper was read and is right."""
    piece, back = _piece(request, pk)
    return editing.answer(
        request,
        VerifyForm(request.POST or None, initial={"proof": piece.proof}),
        lambda **facts: operations.verify(piece, by=request.user, **facts),
        then=lambda _: back,
        said="La pièce est vérifiée.",
        context={
            "heading": piece.get_kind_display().capitalize(),
            "lede": piece.structure.name,
            "act": "Vérifiée",
            "back_url": back,
        },
    )


def verify_number(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Keep that the partner’s VAT number was looked up, and what was answered."""
    deal = _deal(request, slug, pk)
    editing.editor_only(request, deal.production)
    back = reverse("contracts:pieces", args=[slug, pk])
    return editing.answer(
        request,
        NumberForm(request.POST or None),
        lambda **facts: operations.verify_number(deal, by=request.user, **facts),
        then=lambda _: back,
        said="La vérification est gardée.",
        context={
            "heading": f"N° de TVA {deal.partner.vat_number}" if deal.partner else "N° de TVA",
            "lede": deal.partner.name if deal.partner else "",
            "act": "Vérifié",
            "back": "Pièces",
            "back_url": back,
        },
    )


def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a paper is not the right one."""
    piece, back = _piece(request, pk)
    return editing.answer(
        request,
        RefuseForm(request.POST or None),
        lambda **facts: operations.refuse(piece, by=request.user, **facts),
        then=lambda _: back,
        said="La pièce est refusée, et le partenaire saura pourquoi.",
        context={
            "heading": piece.get_kind_display().capitalize(),
            "lede": piece.structure.name,
            "act": "Refuser",
            "back_url": back,
        },
    )


@require_GET
def download(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the bytes of a paper to keep, never to open in the page: they were written by others."""
    piece, _ = _piece(request, pk)
    return file_of(piece)


def file_of(piece: Piece) -> HttpResponse:
    """Return the bytes of a paper as an attachment that no browser runs."""
    response = HttpResponse(queries.bytes_of(piece), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=piece.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def safe(request: HttpRequest) -> HttpResponse:
    """Read our own papers, with the day each lapses."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    held = queries.safe_of(organisation)
    return render(request, "contracts/safe.html", {"held": held, "today": clock.today(organisation)})


def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put one of our papers in the safe."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    structure: Structure = get_object_or_404(Structure.objects.within(organisation).filter(ours=True), pk=pk)
    back = reverse("contracts:safe")
    return editing.answer(
        request,
        DropForm(request.POST or None, request.FILES or None, kinds=OURS, initial={"kind": request.GET.get("piece", "")}),
        lambda **facts: operations.keep(structure, by=request.user, **facts),
        then=lambda _: back,
        said="La pièce est au coffre.",
        context={"heading": f"Une pièce de {structure}", "act": "Garder", "back": "Coffre", "back_url": back},
    )


def _sheet(piece: Piece, act: str, back: str) -> dict[str, Any]:
    name = str(piece.get_kind_display())
    return {"heading": name[:1].upper() + name[1:], "lede": piece.structure.name, "act": act, "back": "Pièces", "back_url": back}


def _deal(request: HttpRequest, slug: str, pk: UUID) -> Deal:
    deal = queries.deal_of(production_to_read(request, slug), pk)
    if deal is None:
        raise Http404("Ce contrat n’existe pas.")
    return deal


def _piece(request: HttpRequest, pk: UUID) -> tuple[Piece, str]:
    """Return a paper that the user may judge, and where to go back: 404 or 403 happen here."""
    rows = Piece.objects.within(access.organisation_of(request)).select_related("structure", "deal__production")
    piece: Piece = get_object_or_404(rows, pk=pk)
    editing.editor_only(request, piece.deal.production if piece.deal else piece)
    back = request.GET.get("retour", "")
    deal = piece.deal or _of(piece, back)
    if deal is None:
        return piece, reverse("contracts:safe")
    return piece, reverse("contracts:pieces", args=[deal.production.slug, deal.pk])


def _of(piece: Piece, back: str) -> Deal | None:
    """Return the deal that a paper was opened from, when it is one of its structure."""
    rows = Deal.objects.within(piece.organisation_id).filter(partner=piece.structure).select_related("production")
    return next((deal for deal in rows if str(deal.pk) == back), None)
