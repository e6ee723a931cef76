"""The figures at the head of a production (rank below 1000), and those of its price page, kept so that each opens."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from filage.core.rails.types import KeyFigure
from filage.core.remembering import Again
from filage.desks.budget import queries
from filage.productions.enums import DateStatus, Phase
from filage.rules.budgeting.balances import Budget
from filage.rules.budgeting.cash import CashPlan
from filage.rules.budgeting.price import SeriesRow
from filage.rules.engine import Explained, Partial, given, sum_of
from filage.rules.engine.text import HARD_SPACE, number_text, rounded_money_text
from filage.rules.pricing.price import break_even_dates

MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
COUNTS = ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"]
DETAIL = 1000
_AGAIN: Again[tuple[KeyFigure, ...]] = Again()  # by production, until its figures move


def key_figures(season: Any) -> Iterator[KeyFigure]:
    """Yield the key figures of each production of the season."""
    for production in season.productions:
        found = queries.figures(season, production)
        yield from _AGAIN.given(production.pk, found.told, partial(_said, found))


def _said(found: queries.Figures) -> tuple[KeyFigure, ...]:
    head = [_placed(figure, found, rank) for rank, figure in enumerate(_head(found))]
    return (*head, *[_placed(figure, found, rank) for rank, figure in enumerate(_details(found), start=DETAIL)])


def money_or_unknown(amount: Explained | None) -> str:
    """Return an amount as text: 1 686,00 €, or « inconnu »."""
    return "inconnu" if amount is None or amount.value is None else rounded_money_text(amount.value)


def partial_text(part: Partial) -> str:
    """Return a total as text; one with holes says « au moins » and how many amounts are unknown."""
    if part.is_complete:
        return rounded_money_text(part.known)
    count = len(part.missing)
    return f"au moins {rounded_money_text(part.known)}, {count} {'montants inconnus' if count > 1 else 'montant inconnu'}"


def dates_text(dates: Explained | None) -> str:
    """Return a number of dates as text: « 20 dates », « hors d’atteinte »."""
    if dates is None:
        return "hors d’atteinte"
    if dates.value is None:
        return "inconnu"
    return f"{number_text(dates.value)}{HARD_SPACE}date{'s' if dates.value > 1 else ''}"


def _placed(figure: KeyFigure, found: queries.Figures, rank: int) -> KeyFigure:
    page = {"creux": "tresorerie", "creation": "budget", "resultat": "budget", "equilibre": "budget"}
    place = page.get(figure.code.partition(".")[0], "prix")
    return KeyFigure(
        code=figure.code,
        label=figure.label,
        amount=figure.amount,
        text=figure.text,
        unit=figure.unit,
        note=figure.note,
        tone=figure.tone,
        url=f"/spectacles/{found.production.slug}/{place}/",
        rank=rank,
        production=found.production.pk,
    )


def _head(found: queries.Figures) -> Iterator[KeyFigure]:
    for phase, budget in found.budgets.items():
        if phase == Phase.CREATION or Phase.CREATION not in found.budgets:
            yield _budget_figure(budget)
            break
    if found.price.has_plateau:
        note = "par représentation, voyages et droits non compris"
        yield KeyFigure(code="plateau", label="Coût plateau", amount=found.price.plateau, note=note)
        yield from _price_figures(found)
    if found.cash.months:
        yield _low_figure(found.cash)


def _budget_figure(budget: Budget) -> KeyFigure:
    tried, sure = budget.previsionnel, budget.securise
    note = f"reste à trouver {_need(tried.need)} en prévisionnel, {_need(sure.need)} en sécurisé"
    if not tried.expense.is_complete:
        note = f"{partial_text(tried.expense)} ; {note}"
    tone = "alerte" if (tried.need.value or 0) > 0 and not budget.is_balanced else ""
    label = budget.name.capitalize()
    return KeyFigure(code="creation", label=label, amount=tried.expense.explained(), note=note, tone=tone)


def _need(need: Explained) -> str:
    if need.value is not None and need.value <= 0:
        return rounded_money_text(0 * need.value)
    return money_or_unknown(need)


def _price_figures(found: queries.Figures) -> Iterator[KeyFigure]:
    sheet = found.price
    if sheet.base is None:
        return
    note = f"plancher {money_or_unknown(sheet.price.floor)}"
    if sheet.asked is not None and sheet.calculated is not None:
        note = f"calculé {money_or_unknown(sheet.calculated)} ; {note}"
    unit = "" if found.sells_without_vat else "HT"
    yield KeyFigure(code="prix", label="Prix de cession", amount=sheet.base, unit=unit, note=note, tone=_price_tone(found))
    if sheet.asked is not None and sheet.need.value != 0:
        yield _threshold_figure(found)


def _price_tone(found: queries.Figures) -> str:
    base, floor = found.price.base, found.price.price.floor
    below = base is not None and base.value is not None and floor.value is not None and base.value < floor.value
    return "alerte" if below else ""


def _threshold_figure(found: queries.Figures) -> KeyFigure:
    sheet = found.price
    firm = len(found.firm)
    options = sum(each.status == DateStatus.OPTION for each in found.performances)
    note = f"{firm} ferme{'s' if firm > 1 else ''}, {options} option{'s' if options > 1 else ''}"
    if found.to_sell is not None and found.to_sell.value is not None:
        note = f"{note} ; reste {dates_text(found.to_sell)} à vendre" if found.to_sell.value else f"{note} ; création amortie"
    secured = _secured_threshold(found)
    if secured is not None and secured.value != getattr(sheet.price.break_even_dates, "value", None):
        note = f"{note} ; {dates_text(secured)} si rien d’autre n’est notifié"
    tone = "alerte" if sheet.price.reachable is False else ""
    return KeyFigure(code="seuil", label="Seuil", text=dates_text(sheet.price.break_even_dates), note=note, tone=tone)


def _secured_threshold(found: queries.Figures) -> Explained | None:
    budget, margin = found.budgets.get(Phase.CREATION), found.price.price.margin
    if budget is None or margin is None or not budget.securise.need.is_known:
        return None
    return break_even_dates(budget.securise.need, margin)


def _low_figure(cash: CashPlan) -> KeyFigure:
    if cash.low is None:
        return KeyFigure(
            code="creux", label="Creux de trésorerie", amount=cash.months[-1].balance, note="solde d’ouverture inconnu"
        )
    note = f"fin {MONTHS[cash.low.month.month - 1]} {cash.low.month.year}"
    below = len(cash.below_zero)
    if below:
        count = COUNTS[below - 1] if below <= len(COUNTS) else str(below)
        note = f"{note}, {count} mois sous zéro"
    if cash.missing:
        note = f"{note} ; montants inconnus : {len(cash.missing)}"
    return KeyFigure(
        code="creux", label="Creux de trésorerie", amount=cash.low.balance, note=note, tone="alerte" if below else ""
    )


def _details(found: queries.Figures) -> Iterator[KeyFigure]:
    budget = found.budgets.get(Phase.CREATION)
    if budget is not None:
        yield _detail("equilibre.previsionnel", budget.previsionnel.need)
        yield _detail("equilibre.securise", budget.securise.need)
    sheet = found.price
    yield _detail("equilibre.besoin", sheet.need)
    yield from _tour(found)
    if not sheet.has_plateau:
        return
    named = {
        "prix.plateau_suivant": sheet.plateau_following,
        "prix.gestion": sheet.price.management,
        "prix.plancher": sheet.price.floor,
        "prix.amortissement": sheet.price.amortisation,
        "prix.revient": sheet.price.cost,
        "prix.sur_cout": sheet.price.on_cost,
        "prix.sur_vente": sheet.price.on_sale,
        "prix.calcule": sheet.calculated,
        "prix.annonce": sheet.asked,
        "prix.marge": sheet.price.margin,
        "dates.reste_a_amortir": found.left,
    }
    yield from (_detail(code, amount) for code, amount in named.items() if amount is not None)
    for row in sheet.series:
        yield from _series(row)


def _tour(found: queries.Figures) -> Iterator[KeyFigure]:
    """Yield what a date more or fewer moves: firm dates and their margin, those left to sell, the balance of the whole."""
    if found.performances:
        yield _detail("dates.fermes", given(len(found.firm), "Dates fermes", unit="date"))
        margins = [found.dates[each.pk].margin for each in found.firm if each.pk in found.dates]
        yield _detail("marge.fermes", sum_of(margins, "Marge des dates fermes"))
    if found.to_sell is not None:
        yield _detail("dates.reste_a_vendre", found.to_sell)
    if found.lines:
        whole = found.whole
        yield _detail("solde.previsionnel", (-whole.previsionnel.need).named("Solde prévisionnel"))
        yield _detail("solde.securise", (-whole.securise.need).named("Solde sécurisé"))


def _series(row: SeriesRow) -> Iterator[KeyFigure]:
    parts = {
        "plateau": row.plateau,
        "revient": row.cost,
        "revient_total": row.cost_total,
        "prix": row.price,
        "total": row.price_total,
        "marge": row.margin_total,
    }
    yield from (_detail(f"serie.{row.rank}.{part}", amount) for part, amount in parts.items() if amount is not None)


def _detail(code: str, amount: Explained) -> KeyFigure:
    return KeyFigure(code=code, label=amount.label, amount=amount, unit="" if amount.unit == "EUR" else amount.unit)
