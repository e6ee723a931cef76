"""What the financing plan shows: a bar of what is written, hoped for and left, a line a funder, then one funder in full."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from filage.desks.budget.enums import Side
from filage.desks.budget.forms.funding import AidForm, FunderForm, PaperForm, PaymentForm, StatusForm
from filage.desks.budget.models import Line
from filage.desks.budget.queries import linked
from filage.desks.budget.queries.funding import Funder, Funding, attachments, funding, known_funders
from filage.productions.models import Production
from filage.rules.budgeting.balances import RECOVERED
from filage.rules.funding.catalogue import known_aid
from filage.web import format as french
from filage.web.tables import Cell, Column, Row, Table, plain

ZERO, HUNDRED = Decimal(0), Decimal(100)


def context(production: Production, *, edits: bool, form: FunderForm | None = None) -> dict[str, Any]:
    """Return what the template of the plan needs; who `edits` finds the form of a new funder."""
    found = funding(production)
    return {
        "production": production,
        "tab": "budget",
        "table": _table(production, found) if found.funders else None,
        "in_kind": found.in_kind,
        "parts": _parts(found),
        "whole": _whole(found),
        "sentence": sentence(found),
        "form": (form or FunderForm(structures=known_funders(production.organisation_id))) if edits else None,
        "budget_url": reverse("budget:budget", args=[production.slug]),
        "treasury_url": reverse("budget:treasury", args=[production.slug]),
    }


def one(production: Production, held: Funder, *, edits: bool, refused: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what the template of one funder needs; `refused` holds the form that was not accepted, under its name."""
    forms: dict[str, Any] = {}
    if edits:
        forms = {
            "status_form": StatusForm(line=held.line),
            "aid_form": AidForm(line=held.line),
            "payment_form": PaymentForm(),
            "paper_form": PaperForm(attachments=attachments(production)),
        }
    deal = held.line.deal if held.line.deal_id else None
    url = reverse("budget:line_contract", args=[production.slug, held.line.pk])
    said = {"funder": held, "edits": edits, "aid": _aid(held), "deal": deal, "contract_url": url}
    return {"production": production, "tab": "budget"} | said | forms | (refused or {})


def contract(production: Production, line: Line, *, edits: bool) -> dict[str, Any]:
    """Return what the page of a line and its contract needs: the one it is linked to, and those it may be the money of."""
    choices = linked.choices(line)
    return {
        "production": production,
        "tab": "budget",
        "line": line,
        "typed": linked.amount_of(line),
        "held": next((each for each in choices if each.deal.pk == line.deal_id), None),
        "choices": [] if line.deal_id else choices,
        "edits": edits,
        "budget_url": reverse("budget:budget", args=[production.slug]),
        "back_url": reverse("budget:funder", args=[production.slug, line.pk]) if funds(line) else "",
    }


def funds(line: Line) -> bool:
    """Tell whether a line has a page in the financing plan."""
    return line.side == Side.PRODUIT and not line.per_performance


def _aid(held: Funder) -> dict[str, Any] | None:
    """Return what the catalogue says of the aid that a line is, None out of it."""
    aid = known_aid(held.line.aid) if held.line.aid else None
    if aid is None:
        return None
    bounds = (("Plancher", aid.floor), ("Plafond", aid.ceiling), ("Assiette", held.line.eligible_base))
    rate = f"{french.number(aid.rate * HUNDRED)} %" if aid.rate is not None else ""
    url = "" if "…" in aid.url else aid.url
    return {
        "name": aid.name,
        "age": aid.age,
        "rate": rate,
        "bounds": [row for row in bounds if row[1] is not None],
        "url": url,
    }


def sentence(found: Funding) -> str:
    """Say what is written, what is hoped for, and what is left to find, by its name."""
    secured = sum((each.obtained or ZERO for each in found.funders), ZERO)
    hoped = sum((each.counted for each in found.funders), ZERO) - secured
    said = [f"{french.money(secured)} acquis par écrit, {french.money(hoped)} encore espérés."]
    if found.budget is not None:
        said.append(_left(found))
    return " ".join(said)


def _left(found: Funding) -> str:
    assert found.budget is not None
    hoped, sure = found.budget.previsionnel.need.value, found.budget.securise.need.value
    if hoped is None or sure is None:
        return "Ce qui reste à trouver n’est pas connu : un montant manque."
    if hoped <= 0 and sure <= 0:
        return "Rien ne reste à trouver."
    name = RECOVERED.lower() if found.budget.closing else "reste à trouver"
    first = f"{name[:1].upper()}{name[1:]} : {french.money(max(hoped, ZERO))} si tout est accordé"
    return f"{first}, {french.money(max(sure, ZERO))} avec le seul acquis."


def _parts(found: Funding) -> list[tuple[str, Decimal, str]]:
    secured = sum((each.obtained or ZERO for each in found.funders), ZERO)
    hoped = sum((each.counted for each in found.funders), ZERO)
    parts = [("Acquis", secured, "full"), ("Espéré", hoped - secured, "part")]
    left = _whole(found) - hoped
    name = RECOVERED if found.budget and found.budget.closing else "Reste à trouver"
    return [*parts, (name, left, "hole")] if left > 0 else parts


def _whole(found: Funding) -> Decimal:
    hoped = sum((each.counted for each in found.funders), ZERO)
    return max(hoped, found.budget.previsionnel.expense.known if found.budget else ZERO)


def _table(production: Production, found: Funding) -> Table:
    columns = [
        Column("Avancement", "steps"),
        Column("Demandé, €", "amount", tone="plain"),
        Column("Obtenu, €", "amount", dash=True),
        Column("Reçu, €", "amount", dash=True, wide=True),
        Column("Prochain versement", wide=True),
        Column("Pièces", wide=True),
    ]
    rows = [Row(_head(production, each), _cells(each)) for each in found.funders]
    asked = sum((each.asked or ZERO for each in found.funders), ZERO)
    obtained = sum((each.obtained or ZERO for each in found.funders), ZERO)
    received = sum((each.received for each in found.funders), ZERO)
    unknown = sum(each.amount is None for each in found.funders)
    foot = Row("Ensemble", ["", asked, obtained, received, "", ""])
    return plain("Plan de financement", columns, rows, header="Financeur", total=foot, total_unknown=unknown, sheet=True)


def _head(production: Production, each: Funder) -> Cell:
    return Cell(each.name, url=_url(production, each), note=_note(each), about=f"funder:{each.line.pk} line:{each.line.pk}")


def _cells(each: Funder) -> list[Any]:
    status = each.line.status or "idee"
    return [status, each.asked, each.obtained, each.received, _next(each), _papers(each)]


def _note(each: Funder) -> str:
    return "" if each.line.label in ("", each.name) else each.line.label


def _next(each: Funder) -> str:
    if each.refused:
        return ""
    if each.next is None:
        return "tout est reçu" if each.payments else "à planifier"
    sum_ = "montant inconnu" if each.next.amount is None else french.money(each.next.amount)
    return f"{sum_}, {french.day_long(each.next.payment.on, weekday=False)}"


def _papers(each: Funder) -> str:
    if not each.awaited:
        return ""
    first = each.awaited[0]
    day = f", {french.day_long(first.due_on, weekday=False)}" if isinstance(first.due_on, date) else ""
    return f"{first.get_kind_display()}{day}"


def _url(production: Production, each: Funder) -> str:
    return reverse("budget:funder", args=[production.slug, each.line.pk])
