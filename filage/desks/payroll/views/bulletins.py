"""The page « Bulletin estimé » of an embauche: the payslip of each month worked, line by line, with what each line rests on."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from filage.desks.payroll.queries import bulletins as queries
from filage.desks.payroll.queries.bulletins import Bulletins
from filage.desks.payroll.queries.slips import NOTICE
from filage.desks.payroll.views.bulletin_tables import lines, months
from filage.desks.payroll.views.editing import to_edit
from filage.web import format as french


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


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        return None
