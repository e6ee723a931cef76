"""What contracts show on the page of a project: the terms agreed with each partner."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from filage.core import access
from filage.core.rails import pages
from filage.core.rails.types import Panel
from filage.desks.contracts.queries import pages as queries
from filage.productions.enums import DealKind, DealStage, SharingBase
from filage.productions.models import Deal
from filage.web import format as french
from filage.web.tables import Cell, Column, Row, Table, plain

PRICED = (DealKind.CESSION, DealKind.PREACHAT, DealKind.ATELIER)
TRACK = {DealStage.PROPOSE: "", DealStage.SIGNE: " done", DealStage.ROMPU: ""}


def deals(request: Any, production: Any) -> Panel | None:
    """Give the terms of sale and hosting: with whom, how far, how many dates, at what price."""
    held, edits = queries.deals(production), access.can_edit(request.user, production)
    if not held and not edits:
        return None
    return Panel(
        slot="projet.contrats.main",
        title="Conditions de vente",
        count=len(held),
        more_label="Nouveau contrat" if edits else "",
        more_url=reverse("contracts:begin", args=[production.slug]) if edits else "",
        template="contracts/panel_deals.html",
        context={"table": table(held, slug=production.slug) if held else None, "production": production, "may_edit": edits},
        rank=10,
    )


def table(held: Sequence[Deal], *, slug: str = "") -> Table:
    """Return the deals in a table, a line each; with the `slug` of their production, each opens its contract."""
    columns = [Column("Nature", wide=True), Column("Étape"), Column("Dates", "number"), Column("Prix, € HT", "amount")]
    columns.append(Column("Conditions", wide=True))
    return plain("Conditions de vente", columns, [_row(deal, slug) for deal in held], header="Partenaire")


def _row(deal: Deal, slug: str) -> Row:
    name = deal.partner.name if deal.partner else deal.label or "Partenaire à préciser"
    price = Cell(deal.base_price, gesture="Saisir le prix de la première date.") if deal.kind in PRICED else Cell("")
    kind = DealKind(deal.kind).label
    url = reverse("contracts:agreement", args=[slug, deal.pk]) if slug else ""
    cells = [kind.capitalize(), stage_text(deal), getattr(deal, "dates", 0), price, _terms(deal)]
    return Row(Cell(name, url=url, about=f"deal:{deal.pk}"), cells)


def stage_text(deal: Deal) -> SafeString:
    """Write how far a deal is, with its mark."""
    stage = DealStage(deal.stage)
    return format_html('<span class="track{}">{}</span>', TRACK.get(stage, " going"), stage.label)


def _terms(deal: Deal) -> str:
    """Say the rest of the terms in a few words: series, share and guarantee, deposit, delay."""
    said = []
    if len(deal.coefficients) > 1:
        said.append("série " + " ; ".join(french.number(Decimal(str(each))) for each in deal.coefficients))
    if deal.producer_share is not None:
        said.append(f"{french.percent(deal.producer_share)} de la {SharingBase(deal.sharing_base).label}")
    if deal.guarantee is not None and deal.guarantee_for:
        said.append(f"minimum garanti au {deal.get_guarantee_for_display()} {french.money(deal.guarantee)}")
    if deal.deposit_rate:
        said.append(f"acompte {french.percent(deal.deposit_rate)}")
    said.append(f"à {french.count(deal.payment_days, 'jour')}")
    if deal.vitrine_reason:
        said.append(f"date vitrine : {deal.vitrine_reason}")
    return ", ".join(said)


def plug() -> None:
    """Give the panel."""
    pages.panel("projet.contrats.main", "deals", deals)
