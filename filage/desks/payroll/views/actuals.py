"""The page of real pay: a month, person by person, beside what was estimated, with the reasons of each gap."""

import re
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from filage.core import access
from filage.desks.payroll.operations.actuals import READERS_ONLY
from filage.desks.payroll.queries import actuals as queries
from filage.desks.payroll.queries.slips import NOTICE


def show(request: HttpRequest) -> HttpResponse:
    """Read the pay of a month beside its estimate."""
    organisation = access.organisation_of(request)
    if not access.can_read_pay(request.user, organisation):
        raise PermissionDenied(READERS_ONLY)
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", request.GET.get("mois", ""))
    month = queries.month(organisation, date(int(found[1]), int(found[2]), 1) if found else None)
    return render(request, "payroll/actuals.html", {"held": month, "notice": NOTICE, "recap_url": reverse("payroll:recap")})
