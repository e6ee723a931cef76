"""What concerts show in the drawer of a date and on the page of a project: terms, requests, settlement, running order."""

from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.urls import reverse

from filage.core import access
from filage.core.rails import pages
from filage.core.rails.types import Panel
from filage.desks.booking.models import Slot
from filage.desks.booking.queries import concerts, settlements
from filage.desks.booking.queries import settlement_words as words
from filage.productions.enums import ActivityKind, DealKind, DealStage, ProductionKind
from filage.productions.models import Activity, Deal
from filage.web import format as french

SHARED = Q(kind__in=(DealKind.COREALISATION, DealKind.CRENEAU)) | ~Q(variable_mode="")


def concert(request: Any, activity: Activity) -> Panel | None:
    """Give the terms and the requests of a concert."""
    if activity.kind != ActivityKind.CONCERT:
        return None
    requests, terms = concerts.requests_of(activity), concerts.terms_of(activity)
    edits = access.can_edit(request.user, activity)
    if not requests and terms._state.adding and not edits:
        return None
    return Panel(
        slot="date.main",
        title="Concert",
        count=french.count(len(requests), "demande") if requests else "",
        more_label="Conditions et accueil" if edits else "",
        more_url=reverse("booking:concert", args=[activity.pk]) if edits else "",
        template="booking/panel_concert.html",
        context={"terms": None if terms._state.adding else terms, "requests": requests, "sides": concerts.sides(requests)},
        rank=14,
    )


def settlement(request: Any, activity: Activity) -> Panel | None:
    """Give how far the settlement of a concert is."""
    if activity.kind != ActivityKind.CONCERT or activity.deal_id is None:
        return None
    held = settlements.settlement_of(activity)
    tickets = list(held.tickets.all()) if held else []
    return Panel(
        slot="date.main",
        title=words.TITLE,
        count=held.get_stage_display() if held else "",
        more_label="Le décompte" if held else "Remplir le décompte",
        more_url=reverse("booking:settlement", args=[activity.pk]),
        template="booking/panel_settlement.html",
        context={
            "held": held,
            "said": words.admissions(tickets),
            "gross": sum((one.seats * one.price for one in tickets), Decimal(0)),
        },
        rank=16,
    )


def programme(request: Any, production: Any) -> Panel | None:
    """Give the running orders of a project that programmes the shows of others."""
    held = Slot.objects.within(production.organisation_id).filter(activity__production=production).count()
    if not held and production.kind != ProductionKind.PROJET:
        return None
    return Panel(
        slot="projet.organisation.main",
        title="Programmation",
        count=french.count(held, "passage") if held else "",
        more_label="Ordre de passage",
        more_url=reverse("booking:programme", args=[production.slug]),
        template="booking/panel_programme.html",
        context={"held": held},
        rank=12,
    )


def accords_of(request: Any, production: Any) -> Panel | None:
    """Give the deals that share the takings of their evenings or rent a slot, and the way to rent one."""
    if not access.can_edit(request.user, production):
        return None
    rows = Deal.objects.within(production.organisation_id).filter(SHARED, production=production)
    return Panel(
        slot="projet.contrats.side",
        title="Parts de recette et créneaux",
        more_label="Louer un créneau",
        more_url=reverse("booking:rent", args=[production.slug]),
        template="booking/panel_accords.html",
        context={"deals": list(rows.exclude(stage=DealStage.ROMPU).select_related("partner")), "production": production},
        rank=40,
    )


def plug() -> None:
    """Give the panels."""
    pages.panel("date.main", "concert", concert)
    pages.panel("date.main", "settlement", settlement)
    pages.panel("projet.organisation.main", "programme", programme)
    pages.panel("projet.contrats.side", "accords", accords_of)
