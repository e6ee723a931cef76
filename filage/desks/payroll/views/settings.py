"""The pay settings of our structures: what each says today, and the form that gives it a value."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from filage.core import access, clock, own_settings
from filage.desks.payroll import operations
from filage.desks.payroll.forms.settings import EmployerForm, SettingForm
from filage.desks.payroll.operations import settings as acts
from filage.desks.payroll.queries import settings as queries
from filage.desks.payroll.queries.settings import House, Standing
from filage.productions.models import Structure
from filage.rules.engine import load_law
from filage.rules.engine.explained import FRACTION
from filage.web import editing
from filage.web import format as french
from filage.web.shapes import measure
from filage.web.tables import Cell, Column, Group, Row, Table

COLUMNS = (
    Column("Aujourd’hui", "text"),
    Column("Depuis", wide=True),
    Column("Source", wide=True),
    Column("Confiance", "confidence", wide=True),
)
AIM = {True: "sans but lucratif", False: "but lucratif", None: ""}


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """Show the pay settings of our structures."""
    organisation = _organisation(request)
    held = queries.houses(organisation, clock.today_for(request))
    return render(request, "payroll/settings.html", {"houses": [_shown(house) for house in held]})


def setting(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Give a value to one setting of a structure, from a day on."""
    structure, known = _structure(request, pk), queries.setting_of(code)
    if known is None:
        raise Http404("Ce réglage n’existe pas.")
    today, back = clock.today_for(request), f"{reverse('payroll:settings')}#{pk}"
    one = queries.standing(own_settings.law_for(structure, organisation=structure.organisation_id), known, today)
    return editing.answer(
        request,
        SettingForm(request.POST or None, parameter=load_law().parameter(code), initial=_initial(one, today)),
        lambda **fields: acts.give(structure, code, by=request.user, **fields),
        then=lambda _: back,
        said="Le réglage est enregistré : les paies sont estimées avec lui.",
        context={"heading": one.label, "lede": known.found_in, "back": f"Réglages de paie, {structure.name}", "back_url": back},
        heavy=True,
    )


def employer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what employer a structure is."""
    structure, back = _structure(request, pk), f"{reverse('payroll:settings')}#{pk}"
    nonprofit = {True: "oui", False: "non", None: ""}[structure.nonprofit]
    initial = {"headcount": structure.headcount, "idcc": structure.idcc, "nonprofit": nonprofit}
    return editing.answer(
        request,
        EmployerForm(request.POST or None, initial=initial),
        lambda **fields: acts.describe(structure, by=request.user, **fields),
        then=lambda _: back,
        said="La structure est enregistrée : les paies sont estimées avec elle.",
        context={"heading": "L’employeur", "back": f"Réglages de paie, {structure.name}", "back_url": back},
        heavy=True,
    )


def _organisation(request: HttpRequest) -> Any:
    organisation = access.organisation_of(request)
    if not access.can_read_pay(request.user, organisation):
        raise PermissionDenied(operations.READERS_ONLY)
    return organisation


def _structure(request: HttpRequest, pk: UUID) -> Structure:
    rows = Structure.objects.within(_organisation(request)).filter(ours=True).select_related("organisation")
    found: Structure = get_object_or_404(rows, pk=pk)
    return found


def _initial(one: Standing, today: Any) -> dict[str, Any]:
    value = one.value.value
    if value is not None and one.value.unit == FRACTION:
        value = value * 100
    return {"value": value, "since": today.replace(month=1, day=1), "confidence": "official"}


def _shown(house: House) -> dict[str, Any]:
    structure = house.structure
    said = (
        ("Effectif", french.number(structure.headcount) if structure.headcount is not None else ""),
        ("Convention collective", f"IDCC {structure.idcc}" if structure.idcc else ""),
        ("But", AIM[house.nonprofit]),
    )
    groups = [Group([_row(one, structure) for one in rows], title) for title, rows in house.subjects]
    return {
        "structure": structure,
        "facts": said,
        "lacks": house.lacks,
        "table": Table(f"Réglages de paie de {structure.name}", COLUMNS, groups, header="Réglage"),
    }


def _said(one: Standing) -> str:
    value = one.value.value
    if value is None:
        return "à saisir"
    return ("oui" if value else "non") if one.setting.code in acts.SWITCHES else measure(value, one.value.unit)


def _row(one: Standing, structure: Structure) -> Row:
    source = one.value.source
    url = reverse("payroll:setting", args=[structure.pk, one.setting.code])
    value = Cell(_said(one), note=one.setting.found_in if one.value.value is None else "")
    since = french.day(source.since, weekday=False, year=True) if source and source.since else ""
    whose = "réglage de la structure" if one.own else ""
    texts = [since, Cell(source.text if source else "", note=whose), source.confidence if source else "unknown"]
    return Row(Cell(one.label, url=url), [value, *texts])
