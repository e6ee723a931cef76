"""The variables of a month for who makes the payslips: read, then taken as a CSV."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, archive, clock
from filage.desks.payroll.operations import READERS_ONLY
from filage.desks.payroll.queries import variables as queries
from filage.productions.models import Production
from filage.productions.queries import productions_to_read
from filage.web import editing

KIND = "variables-paie"


def page(request: HttpRequest) -> HttpResponse:
    """Show the variables of a month, by person."""
    shown = _readable(request)
    months = queries.months(shown)
    month = _month(request, months)
    rows = queries.variables(shown, month) if month else []
    told = {"rows": rows, "months": months, "month": month, "open": sum(bool(row.doubts) for row in rows)}
    organisation = access.organisation_of(request)
    if month and access.can_read_pay(request.user, organisation):
        issued = archive.documents_about(organisation, None, kinds=(KIND,))
        told |= {"keeps": True, "issued": [each for each in issued if each.subject == f"month:{month:%Y-%m}"][:6]}
    return render(request, "payroll/variables.html", told)


@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """Give the variables of a month as a CSV."""
    shown = _readable(request)
    month = _month(request, queries.months(shown))
    if month is None:
        raise Http404("Personne ne travaille ce mois-là.")
    response = HttpResponse(queries.table(queries.variables(shown, month)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="variables-{month:%Y-%m}.csv"'
    return response


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Issue the variables of a month of the whole organisation: what was given is kept as it was."""
    organisation = access.organisation_of(request)
    if not access.can_read_pay(request.user, organisation):
        raise PermissionDenied(READERS_ONLY)
    month = _month(request, queries.months(_readable(request)))
    if month is None:
        raise Http404("Personne ne travaille ce mois-là.")
    on, key = clock.today_for(request), f"month:{month:%Y-%m}"
    back = f"{reverse('payroll:variables')}?mois={month:%Y-%m}"
    return editing.do(
        request,
        lambda: archive.issue(KIND, organisation=organisation, by=request.user, on=on, about=(key,)),  # type: ignore[arg-type]
        then=back,
        said="Les variables sont émises, et gardées telles quelles.",
    )


def _readable(request: HttpRequest) -> list[Production]:
    shown = [each for each in productions_to_read(request) if access.can_read_pay(request.user, each)]
    if not shown and not access.can_read_pay(request.user, access.organisation_of(request)):
        raise PermissionDenied(READERS_ONLY)
    return shown


def _month(request: HttpRequest, months: list[date]) -> date | None:
    """Return the month asked, else the current one, else the nearest to come, else the last one worked."""
    asked = request.POST.get("mois", "") or request.GET.get("mois", "")
    if asked:
        return next((each for each in months if f"{each:%Y-%m}" == asked), None)
    now = clock.today_for(request).replace(day=1)
    return next((each for each in months if each >= now), months[-1] if months else None)
