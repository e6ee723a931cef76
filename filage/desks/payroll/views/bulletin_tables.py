"""How estimated payslips are drawn: the months worked, and the contributions of one of them."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.urls import reverse

from filage.desks.payroll.queries import bulletins as queries
from filage.desks.payroll.queries.bulletins import Bulletins, Share, Told
from filage.desks.payroll.queries.slips import Slip
from filage.productions.models import Engagement
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


def beside(engagement: Engagement, slug: str) -> Table | None:
    """Return the months that an embauche works with what each costs, to be shown beside its terms; None without dates."""
    page = queries.bulletins(engagement.organisation_id, engagement.production_id, engagement.pk, None)
    if page is None or not page.slips:
        return None
    return months(replace(page, chosen=None), reverse("payroll:bulletins", args=[slug, engagement.pk]))


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
