"""The prices and the delays of the house: a kilometre, a night, an accessible service; one form a line."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from filage.core import access, clock
from filage.desks.logistics.forms.prices import PriceForm
from filage.desks.logistics.operations import prices as operations
from filage.desks.logistics.queries import prices as queries
from filage.desks.logistics.queries.prices import House, Standing
from filage.rules.engine import Explained
from filage.web import editing
from filage.web import format as french
from filage.web.shapes import measure
from filage.web.tables import Cell, Column, Group, Row, Table

PRICE, ASKED = Column("Prix HT", "text"), Column("À demander", "text")
TOLD = (Column("Depuis", wide=True), Column("D’où", wide=True))
HELP = {
    queries.ROAD: "Un trajet dont vous connaissez les kilomètres sans le prix est estimé avec le vôtre ; une nuit, de même.",
    queries.ACCESS: "Le délai dit quand demander ; le prix sert tant que le devis de la date n’est pas là.",
}


@require_GET
def prices(request: HttpRequest) -> HttpResponse:
    """Read the prices and the delays of our structures."""
    organisation = access.organisation_of(request)
    may_edit = access.can_edit(request.user, organisation)
    held = [(one.structure, _tables(one, may_edit)) for one in queries.houses(organisation, clock.today_for(request))]
    return render(request, "logistics/prices.html", {"houses": held})


def price(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Say one price of one of our structures, and its delay."""
    organisation, line = access.organisation_of(request), queries.BY_KEY.get(key)
    editing.editor_only(request, organisation)
    if line is None:
        raise Http404("Ce prix n’existe pas.")
    structure = get_object_or_404(queries.ours(organisation), pk=pk)
    today, back = clock.today_for(request), reverse("logistics:prices")
    shown: dict[str, Any] = {"heading": line.label, "lede": structure.name, "back": "Prix et délais", "back_url": back}
    return editing.answer(
        request,
        PriceForm(request.POST or None, standing=queries.standing(structure, line, today), today=today),
        lambda **said: operations.say(structure, line, by=request.user, **said),
        then=lambda _: back,
        said="C’est enregistré : ce qui n’a pas son propre prix est estimé avec celui-ci.",
        context=shown,
    )


def _tables(house: House, may_edit: bool) -> list[tuple[str, Table]]:
    found = []
    for title, rows in house.subjects:
        columns = (PRICE, *((ASKED,) if any(one.lead is not None for one in rows) else ()), *TOLD)
        group = Group([_row(house, one, may_edit) for one in rows])
        found.append((HELP[title], Table(f"{title}, {house.structure.name}", columns, [group], header=title)))
    return found


def _row(house: House, one: Standing, may_edit: bool) -> Row:
    url = reverse("logistics:price", args=[house.structure.pk, one.line.key]) if may_edit else ""
    told = one.lead if one.price.value is None and one.lead is not None else one.price
    source = told.source if told.value is not None else None
    since = french.day(source.since, weekday=False, year=True) if source and source.since else ""
    asked = [] if one.lead is None else [f"{int(one.lead.known())}{french.NBSP}jours avant"]
    return Row(Cell(one.line.label, url=url), [_price(one.price), *asked, since, Cell(source.text if source else "")])


def _price(found: Explained) -> str:
    return "à dire" if found.value is None else measure(found.value, found.unit)
