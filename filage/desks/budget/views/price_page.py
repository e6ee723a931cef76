"""What the price page shows: plateau, price, series, margin by date, what is left to sell, and an example with its travel."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.forms.price import HypothesesForm, ReasonForm
from filage.desks.budget.models import Hypothesis
from filage.desks.budget.queries import Figures
from filage.desks.budget.queries.facts import RATES, UNITS
from filage.desks.budget.queries.pages import KeptFigures
from filage.desks.budget.queries.pricing import SoldUnder, priced
from filage.desks.budget.rails import entries
from filage.desks.budget.rails.entries import TEAM, TEAM_LABEL, TEAM_NOTE
from filage.desks.budget.views import invoice, neighbours_chart, result_chart, sides, tour
from filage.productions.models import Production
from filage.rules.budgeting.grids import Offer
from filage.rules.budgeting.price import PlateauItem, PriceSheet, SeriesRow
from filage.rules.engine import Explained, formula, sum_of
from filage.rules.engine.explained import missing
from filage.web import atoms
from filage.web import format as french
from filage.web.shapes import measure, spoken
from filage.web.tables import Cell, Column, Row, Table, plain


def context(production: Production, *, pay: bool, edits: bool, form: Any = None) -> dict[str, Any]:
    """Return what the template needs; without `pay`, what each person earns stays inside the total of the team.

    Who `edits` finds a form, `form` being the one that was refused.
    """
    read = priced(production)
    found = read.figures
    kept = KeptFigures(production)
    sheet = found.price
    return {
        "production": production,
        "tab": "budget",
        "priced": sheet.has_plateau,
        "summary": _summary(found),
        "plateau": _plateau(sheet, kept, pay=pay),
        "ladder": sides.ladder(kept, pay=pay),
        "rates": _rates(sheet),
        "series": _series(sheet.series, kept, pay=pay),
        "tour": tour.table(found, read.under),
        "threshold": _threshold(found, kept, pay=pay),
        "chart": _chart(found),
        "example": invoice.example(found, pay=pay),
        "offers": _offers(read.offers),
        "near": neighbours_chart.chart(read.neighbours, _count(sheet.planned) or 0),
        "form": form or (HypothesesForm(chosen=read.chosen) if edits else None),
        "hypotheses": None if edits else _hypotheses(list(read.chosen.values())),
        "under": _under(read.under, edits=edits),
        "under_said": _under_said(read.under),
        "budget_url": reverse("budget:budget", args=[production.slug]),
    }


def _summary(found: Figures) -> str:
    sheet = found.price
    if sheet.base is None or sheet.base.value is None:
        lacking = dict.fromkeys(each.label for each in missing(sheet.base) if each.label) if sheet.base else {}
        return f"Le prix ne se calcule pas encore. Inconnu : {', '.join(lacking) or 'une donnée'}."
    said = [f"Prix de cession {french.money(sheet.base.value)} HT"]
    if sheet.asked is not None and sheet.calculated is not None and sheet.calculated.value is not None:
        said.append(f"calculé {french.money(sheet.calculated.value)}")
    if sheet.price.floor.value is not None:
        said.append(f"plancher {french.money(sheet.price.floor.value)}")
    return ", ".join(said) + "."


def _plateau(sheet: PriceSheet, kept: KeptFigures, *, pay: bool) -> Table:
    """Return what a performance costs, post by post, on a first date and on the next day in the same place."""
    items = _alike(sheet.items) if pay else _merged(sheet.items)
    columns = [
        Column("Calcul", wide=True),
        Column("Première date, €", "amount", tone="plain"),
        Column("Date suivante, €", "amount", tone="plain"),
    ]
    rows = [
        Row(_counted(item, count), [_made(item, count), _times(count, item.first), _times(count, item.following)])
        for item, count in items
    ]
    following = kept.because("prix.plateau_suivant") if pay else ""
    foot = Row(
        "Coût plateau",
        [
            "",
            Cell(sheet.plateau.value, because=kept.because("plateau") if pay else "", kind="chiffre"),
            Cell(sheet.plateau_following.value, because=following, kind="chiffre"),
        ],
    )
    return plain("Coût plateau d’une représentation", columns, rows, header="Poste", total=foot, sheet=True)


def _alike(items: Sequence[PlateauItem]) -> list[tuple[PlateauItem, int]]:
    """Return the posts with how many times each is found: five actors at the same pay are one line."""
    found: dict[Any, list[PlateauItem]] = defaultdict(list)
    for item in items:
        same = (item.label, item.first.value, item.following.value) if item.key.startswith(TEAM) else item.key
        found[same].append(item)
    return [(held[0], len(held)) for held in found.values()]


def _merged(items: Sequence[PlateauItem]) -> list[tuple[PlateauItem, int]]:
    team = [item for item in items if item.key.startswith(TEAM)]
    others = [(item, 1) for item in items if not item.key.startswith(TEAM)]
    if not team:
        return others
    first, following = (sum_of([getattr(item, name) for item in team], TEAM_LABEL) for name in ("first", "following"))
    return [(PlateauItem(TEAM, TEAM_LABEL, first, following), 1), *others]


def _counted(item: PlateauItem, count: int) -> Any:
    if count == 1:
        return item.label
    return format_html('{} <span class="soft">· {}</span>', item.label, french.count(count, "personne"))


def _times(count: int, amount: Explained) -> Decimal | None:
    return None if amount.value is None else count * amount.value


def _made(item: PlateauItem, count: int) -> str:
    """Return how a post is made: gross × coefficient, told as one product; nothing for a typed amount."""
    if item.key == TEAM:
        return TEAM_NOTE
    if item.first.value is None:
        return next((node.gesture for node in missing(item.first)), "")
    text = spoken(formula(item.first))
    inputs = item.first.inputs
    if item.key.startswith(TEAM) and len(inputs) == 2 and inputs[0].value:
        coefficient = item.first.value / inputs[0].value
        if (coefficient * 10_000) % 1 == 0:
            text = f"{spoken(formula(inputs[0]))} × {french.number(coefficient)}"
    return entries.times(count, text) if "×" in text or "+" in text else ""


def _rates(sheet: PriceSheet) -> list[dict[str, str]]:
    """Return margin on cost and margin on price side by side: two rates of one amount, never the same number."""
    cost, base = sheet.price.cost, sheet.base
    if cost is None or base is None or not cost.value or not base.value:
        return []
    left = base.value - cost.value
    over = [("Taux de marge", "sur le coût de revient", cost.value), ("Taux de marque", "sur le prix", base.value)]
    return [
        {"label": "Marge au-dessus du coût de revient", "note": "", "value": french.money(left, signed=True)},
        *(
            {
                "label": label,
                "note": f"{said}, {french.money(left)} ÷ {french.money(whole)}",
                "value": french.percent((left / whole * 100).quantize(Decimal("0.01"))),
            }
            for label, said, whole in over
        ),
    ]


def _series(rows: Sequence[SeriesRow], kept: KeptFigures, *, pay: bool) -> Table:
    """Return what each date of a series costs and is sold, and what the whole series comes to."""

    def cell(rank: int, part: str, amount: Explained | None) -> Any:
        if amount is None:
            return ""
        return Cell(amount.value, because=kept.because(f"serie.{rank}.{part}") if pay else "", kind="chiffre")

    columns = [
        Column("Coût plateau, €", "amount", wide=True),
        Column("Prix calculé, €", "amount", wide=True),
        Column("Série calculée, €", "amount", wide=True),
        Column("Prix annoncé, €", "amount"),
        Column("Série annoncée, €", "amount"),
        Column("Au-dessus du plateau, €", "amount", wide=True),
    ]
    written = [
        Row(
            Cell(_rank(row.rank, row is rows[-1]), note=_below(row.shortfall)),
            [
                cell(row.rank, "plateau", row.plateau),
                cell(row.rank, "revient", row.cost),
                cell(row.rank, "revient_total", row.cost_total),
                cell(row.rank, "prix", row.price),
                cell(row.rank, "total", row.price_total),
                cell(row.rank, "marge", row.margin_total),
            ],
        )
        for row in rows
    ]
    return plain("Prix d’une série", columns, written, header="Dates au même lieu", sheet=True)


def _offers(offers: Sequence[Offer]) -> Table | None:
    """Return what is sold otherwise than once in a place: the same day, back in the same place, to a school."""
    columns = [Column("Coût plateau, €", "amount"), Column("Prix, €", "amount")]
    rows = [Row(Cell(each.label, note=_below(each.shortfall)), [each.plateau.value, each.price.value]) for each in offers]
    return plain("Autres ventes", columns, rows, header="Vente", sheet=True) if rows else None


def _under(dates: Sequence[SoldUnder], *, edits: bool) -> list[dict[str, Any]]:
    """Return the dates sold under their cost, each with the form that gives the reason."""
    return [
        {
            "day": each.activity.on,
            "title": str(each.activity.venue or each.activity),
            "price": each.price,
            "shortfall": each.shortfall,
            "reason": each.reason,
            "deal": each.activity.deal_id,
            "form": ReasonForm(auto_id=f"m{rank}_%s") if edits and each.activity.deal_id else None,
        }
        for rank, each in enumerate(dates)
    ]


def _under_said(dates: Sequence[SoldUnder]) -> str:
    if not dates:
        return ""
    missing = french.money(sum((each.shortfall for each in dates), Decimal(0)))
    return f"{french.count(len(dates), 'date vitrine', 'dates vitrine')} : {missing} sous le coût plateau, comptés dans le seuil."


def _rank(rank: int, last: bool) -> str:
    if rank == 1:
        return "1re date"
    return f"{rank}e date et suivantes" if last else f"{rank}e date"


def _below(shortfall: Explained | None) -> str:
    if shortfall is None or shortfall.value is None:
        return ""
    return f"vendue {french.money(shortfall.value)} sous son coût plateau"


def _threshold(found: Figures, kept: KeptFigures, *, pay: bool) -> list[dict[str, Any]]:
    """Return what a date leaves, what is left to pay, and how many dates that is."""
    sheet = found.price
    figures: list[dict[str, Any]] = []
    if sheet.price.margin is not None:
        why = kept.because("prix.marge") if pay else ""
        figures.append({"label": "Marge par date", "amount": sheet.price.margin, "because": why})
    why = kept.because("equilibre.besoin") if pay else ""
    figures.append({"label": "À amortir sur les dates", "amount": sheet.need, "because": why})
    why = kept.because("dates.reste_a_amortir") if pay else ""
    figures.append({"label": "Reste après les dates fermes", "amount": found.left, "because": why})
    figures.append({"label": "Seuil", "text": _dates(sheet.price.break_even_dates, sheet.price.reachable)})
    figures.append({"label": "Dates fermes", "text": french.count(len(found.firm), "date")})
    figures.append({"label": "Dates à vendre", "text": _dates(found.to_sell, sheet.price.reachable)})
    return figures


def _dates(dates: Explained | None, reachable: bool | None) -> str:
    if dates is None:
        return "hors d’atteinte" if reachable is False else ""
    return "" if dates.value is None else french.count(int(dates.value), "date")


def _chart(found: Figures) -> dict[str, Any] | None:
    sheet = found.price
    if sheet.price.margin is None:
        return None
    marks = result_chart.Marks(len(found.firm), _count(sheet.planned), _count(sheet.price.break_even_dates))
    return result_chart.chart(sheet.need, sheet.price.margin, marks)


def _count(dates: Explained | None) -> int | None:
    return None if dates is None or dates.value is None else int(dates.value)


def _hypotheses(chosen: Sequence[Hypothesis]) -> Table | None:
    rows = [Row(each.get_code_display(), [each.source, _hypothesis(each)]) for each in chosen]
    columns = [Column("D’où elle vient", wide=True), Column("Valeur")]
    return plain("Hypothèses", columns, rows, header="Hypothèse") if rows else None


def _hypothesis(chosen: Hypothesis) -> Cell:
    """Write a hypothesis with its unit; an absent value is unknown."""
    if chosen.value is None:
        return Cell(atoms.unknown())
    code = HypothesisCode(chosen.code)
    unit = "fraction" if code in RATES else UNITS.get(code, "EUR")
    value = chosen.value / 100 if code in RATES else chosen.value
    return Cell(measure(value, unit))
