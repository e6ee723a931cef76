"""The yearly accounts of the training body, to copy line by line on the form, and what nobody said yet."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.documents import delimited
from filage.rules.schooling import declaration
from filage.school.attendance.enums import DeclaredKind
from filage.school.attendance.operations import accounts as operations
from filage.school.attendance.queries import accounts as queries
from filage.school.programmes.queries import bodies
from filage.web import editing

DECLARED_BY = 6  # month


def shown(request: HttpRequest) -> HttpResponse:
    """Read the accounts of a year, and say as what learners are declared."""
    here = access.organisation_of(request)
    told = queries.accounts(here, *_between(request))
    if request.method == "POST":
        editing.editor_only(request, here)
        kinds = {one.learner: request.POST.get(f"statut-{one.learner.pk}", "") for one in told.learners if _asked(one)}
        try:
            operations.declare(here, kinds, by=request.user)
            messages.success(request, "C’est noté.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    context = {
        "told": told,
        "asked": [one for one in told.learners if _asked(one)],
        "kinds": DeclaredKind.choices,
        "body": bodies.house_body(here),
        "form": declaration.FORM,
        "read": declaration.READ,
        "terms": declaration.TERMS,
        "may_edit": access.can_edit(request.user, here),
    }
    return render(request, "attendance/accounts.html", context)


@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """Return the accounts of a year as a CSV."""
    told = queries.accounts(access.organisation_of(request), *_between(request))
    content = delimited.render(queries.COLUMNS, queries.table(told))
    name = f"bilan-{told.since:%Y-%m-%d}-{told.until:%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _asked(one: Any) -> bool:
    return one.said or one.kind is None


def _between(request: HttpRequest) -> tuple[date, date]:
    """Return the days asked; by default the calendar year, the former one until the end of June, when it is declared."""
    today = clock.today_for(request)
    try:
        since, until = (date.fromisoformat(request.GET.get(name, "")) for name in ("du", "au"))
    except ValueError:
        year = today.year - (today.month <= DECLARED_BY)
        return date(year, 1, 1), date(year, 12, 31)
    return (since, until) if since <= until else (until, since)
