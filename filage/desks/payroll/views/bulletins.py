"""The page « Bulletin estimé » of an embauche: the payslip of each month worked, line by line, with what each line rests on."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from filage.desks.payroll.queries import bulletins as queries
from filage.desks.payroll.queries.bulletins import Bulletins, Share, Told
from filage.desks.payroll.queries.slips import NOTICE, Slip
from filage.desks.payroll.views.editing import to_edit
from filage.rules.payroll.payslip import Payslip
from filage.web import format as french
from filage.web.tables import Cell, Column, Group, Row, Table, plain

LAW_OF_REDUCTION = "CSS D241-7 et D241-10"
KIND = "bulletin"  # of « Pourquoi ce montant ? »
MONTHS = (
    Column("Jours", "number", wide=True),
    Column("Cachets", "number", wide=True, dash=True),
    Column("Heures", "number", wide=True),
    Column("Brut, €", "amount"),
    Column("Net avant impôt, €", "amount", wide=True),
    Column("Coût employeur, €", "amount"),
    Column("Coût ÷ brut", "number", wide=True),
)
LINES = (
    Column("Base, €", "amount", wide=True),
    Column("Taux salarié, %", "number", wide=True),
    Column("Salarié, €", "amount"),
    Column("Taux employeur, %", "number", wide=True),
    Column("Employeur, €", "amount"),
    Column("Depuis", wide=True),
    Column("Source", wide=True),
    Column("Confiance", "confidence", wide=True),
)


@require_GET
def bulletins(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show the estimated payslips of an embauche, and one of them line by line."""
    production = to_edit(request, slug)
    page = queries.bulletins(production.organisation_id, production.pk, pk, _month(request.GET.get("mois", "")))
    if page is None:
        raise Http404("Cette embauche n’existe plus.")
    return render(request, "payroll/bulletins.html", {"production": production, "tab": "contrats"} | context(page, slug))


def context(page: Bulletins, slug: str) -> dict[str, Any]:
    """Return what draws the payslips: the table of the months, then that of the lines of the month read."""
    chosen, engagement = page.chosen, page.engagement
    here = reverse("payroll:bulletins", args=[slug, engagement.pk])
    return {
        "engagement": engagement,
        "who": engagement.person or engagement.placeholder or "À pourvoir",
        "slip": chosen,
        "month": french.month(chosen.month, year=True) if chosen else "",
        "months": months(page, here) if page.slips else None,
        "lines": lines(page) if chosen and chosen.payslip else None,
        "because": page.because,
        "coefficient": page.coefficient.value,
        "at_coefficient": page.at_coefficient,
        "settings_url": f"{reverse('payroll:settings')}#{engagement.production.structure_id}",
        "edit_url": reverse("payroll:engagement", args=[slug, engagement.pk]),
        "notice": NOTICE,
    }


def months(page: Bulletins, here: str) -> Table:
    """Return the months worked, each leading to its payslip."""
    rows = [Row(_month_cell(slip, here, page.chosen), _of_month(slip)) for slip in page.slips]
    return plain("Bulletins estimés, par mois", MONTHS, rows, header="Mois")


def lines(page: Bulletins) -> Table:
    """Return the contributions of the month read, by family, then what they come to."""
    chosen = page.chosen
    slip = chosen.payslip if chosen else None
    if chosen is None or slip is None:
        raise ValueError("aucun bulletin à détailler")
    key = f"{page.engagement.pk}/{chosen.month:%Y-%m}"
    groups = [Group([_line(line, key) for line in part.lines], part.title) for part in page.parts]
    if slip.reduction:
        groups.append(Group([_reduction(slip, key)], "Réduction générale"))
    total = Row("Total", ["", "", Cell(slip.held), "", Cell(slip.employer), "", "", ""])
    return Table(
        f"Lignes du bulletin de {french.month(chosen.month, year=True)}", LINES, groups, header="Cotisation", total=total
    )


def _of_month(slip: Slip) -> list[Any]:
    gesture = f"Il manque {', '.join(slip.missing)}." if slip.missing else ""
    key = f"{slip.engagement.pk}/{slip.month:%Y-%m}"
    made = slip.payslip
    cost, net = slip.cost, made.net if made else None
    ratio = (cost / slip.gross.known()).quantize(Decimal("0.0001")) if cost and slip.gross.value else ""
    return [
        slip.days,
        slip.cachets or "",
        "" if slip.hours is None else slip.hours.quantize(Decimal("0.01")),
        Cell(slip.gross.value, gesture="Saisir le brut de l’embauche."),
        Cell(net, because=f"{key}/net" if net is not None else "", kind=KIND, gesture=gesture),
        Cell(cost, because=f"{key}/cout" if cost is not None else "", kind=KIND, gesture=gesture),
        ratio,
    ]


def _month_cell(slip: Slip, here: str, chosen: Slip | None) -> Cell:
    current = chosen is not None and slip.month == chosen.month
    return Cell(french.month(slip.month, year=True), url="" if current else f"{here}?mois={slip.month:%Y-%m}#lignes")


def _line(line: Told, key: str) -> Row:
    cells = [Cell(line.base), *_share(line.employee, key), *_share(line.employer, key)]
    cells += [
        french.day(line.since, weekday=False, year=True) if line.since else "",
        Cell(line.source, url=line.url),
        line.confidence,
    ]
    return Row(Cell(line.label, note=line.base_label), cells)


def _share(share: Share | None, key: str) -> list[Any]:
    if share is None:
        return ["", ""]
    rate = "" if share.rate is None else (share.rate * 100).normalize()
    return [
        rate,
        Cell(share.amount, because=f"{key}/{share.code}", kind=KIND, gesture="Saisir ce taux dans les réglages de paie."),
    ]


def _reduction(slip: Payslip, key: str) -> Row:
    cell = Cell(-slip.reduction, because=f"{key}/reduction", kind=KIND)
    return Row("Réduction générale des cotisations", [Cell(slip.taxed), "", "", "", cell, "", LAW_OF_REDUCTION, "two_sources"])


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        return None
