"""What budgets are read against: balance, unknown amounts, accounts, price, threshold, treasury, late funders."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from filage.core.rails.checks import Check, Found
from filage.core.rails.types import CostLine, Severity
from filage.desks.budget import queries
from filage.desks.budget.rails.deadlines import awaited
from filage.desks.budget.rails.key_figures import MONTHS, dates_text
from filage.desks.schedule.queries import day_text
from filage.productions.enums import Phase
from filage.rules.budgeting.balances import Budget
from filage.rules.budgeting.lines import EXPENSE, is_internal
from filage.rules.engine import Explained
from filage.rules.engine.explained import missing
from filage.rules.engine.text import counted, rounded_money_text

TYPED = "line:"


def _figures(season: Any) -> Iterator[queries.Figures]:
    return (queries.figures(season, production) for production in season.productions)


def _found(found: queries.Figures, message: str, remedy: str, *, page: str = "budget/", subject: str = "", **more: Any) -> Found:
    return Found(
        subject=f"{found.production.title} · {subject}" if subject else found.production.title,
        message=message,
        remedy=remedy,
        remedy_url=f"/spectacles/{found.production.slug}/{page}",
        production=found.production.pk,
        **more,
    )


def unbalanced(season: Any) -> Iterator[Found]:
    """Yield each budget whose charges and produits differ; an exploitation may earn."""
    for found in _figures(season):
        for budget in found.budgets.values():
            gap = budget.gap.value
            if gap and not (budget.phase == Phase.EXPLOITATION and gap < 0):
                yield _unbalanced(found, budget)


def _unbalanced(found: queries.Figures, budget: Budget) -> Found:
    gap = budget.gap.known()
    if gap > 0:
        text = f"Il manque {rounded_money_text(gap)} de produits"
        unsold = sum(each.deal_id is None for each in found.performances) if budget.phase == Phase.EXPLOITATION else 0
        remedy = "Chercher un produit, réduire une charge, ou porter le solde en apport de la structure."
        if unsold:
            remedy = f"Donner ses conditions de vente à {counted(unsold, 'date')} ; {remedy[:1].lower()}{remedy[1:]}"
    else:
        text = f"Les produits dépassent les charges de {rounded_money_text(-gap)}"
        remedy = "Revoir les produits demandés : un budget excédentaire se finance mal."
    message = f"{budget.name.capitalize()} non équilibré. {text}."
    return _found(found, message, remedy, page=f"budget/?phase={budget.phase}", part=str(budget.phase))


def volunteers(season: Any) -> Iterator[Found]:
    """Yield each budget whose voluntary contributions are not the same on both sides."""
    for found in _figures(season):
        for budget in found.budgets.values():
            used, given = budget.used, budget.given
            if used.is_complete and given.is_complete and used.known != given.known:
                yield _found(
                    found,
                    f"Contributions volontaires : {rounded_money_text(used.known)} d’emplois (86) "
                    f"pour {rounded_money_text(given.known)} de ressources (87).",
                    "Inscrire le même total des deux côtés.",
                    subject=budget.name,
                    part=str(budget.phase),
                )


def _lines(found: queries.Figures, wanted: Callable[[CostLine], bool]) -> Iterable[CostLine]:
    """Return the lines wanted, the first of each origin."""
    kept: dict[str, CostLine] = {}
    for line in found.counted:
        if wanted(line) and not is_internal(line):
            kept.setdefault(line.origin, line)
    return kept.values()


def unknown_amounts(season: Any) -> Iterator[Found]:
    """Yield each line of the budget whose amount is unknown; embauches and deals have controls of their own."""
    for found in _figures(season):
        for line in _lines(found, lambda line: line.amount.value is None and line.origin.startswith(TYPED)):
            yield _unknown(found, line, "le montant est inconnu")


def unknown_coefficients(season: Any) -> Iterator[Found]:
    """Yield each line whose amount waits for a coefficient of charges."""
    for found in _figures(season):
        for line in _lines(found, lambda line: line.amount.value is None and _lacks_coefficient(line.amount)):
            yield _unknown(found, line, "le coefficient de charges manque")


def _lacks_coefficient(amount: Explained) -> bool:
    return any((node.parameter or "").startswith("employer.coefficient") for node in missing(amount))


def _unknown(found: queries.Figures, line: CostLine, what_is: str) -> Found:
    gestures = " ".join(dict.fromkeys(node.gesture for node in missing(line.amount) if node.gesture))
    return _found(
        found,
        f"« {line.label} » : {what_is}. Les totaux le disent et ne le comptent pas.",
        gestures or "Saisir le montant.",
        subject=line.label,
        about=about(line),
        page=_where(line),
    )


def without_account(season: Any) -> Iterator[Found]:
    """Yield each charge that has no account."""
    for found in _figures(season):
        for line in _lines(found, _has_no_account):
            yield _found(
                found,
                f"« {line.label} » n’a pas de compte : la vue par compte ne peut pas la placer.",
                "Choisir un compte de charge.",
                subject=line.label,
                about=about(line),
                page=_where(line, "account"),
            )


def _has_no_account(line: CostLine) -> bool:
    return line.amount.value is not None and not line.account and line.side == EXPENSE


def about(line: CostLine) -> tuple[str, ...]:
    """Return the object that a cost line prices: a line, an embauche, a deal or a date."""
    return (line.origin.split("@")[0].split("#")[0],)


def _where(line: CostLine, cell: str = "unit_price") -> str:
    """Return the address of the cell where a cost line is typed, or of what computes it."""
    kind, _, key = about(line)[0].partition(":")
    if kind == "engagement":
        return f"embauches/{key}/#id_gross"
    return f"budget/?phase={line.phase}&lecture=destination#ligne-{key}-{cell}"


def price_under_floor(season: Any) -> Iterator[Found]:
    """Yield the announced prices under the floor: plateau and management."""
    for found in _figures(season):
        sheet = found.price
        base, floor = sheet.base, sheet.price.floor
        if sheet.has_plateau and base is not None and None not in (base.value, floor.value) and base.known() < floor.known():
            yield _found(
                found,
                f"Prix de {rounded_money_text(base.known())}, sous le plancher de {rounded_money_text(floor.known())} "
                "(plateau et gestion) : le seuil est inatteignable.",
                "Revoir le prix, ou dire pourquoi la date est vendue ainsi.",
                page="prix/#h_prix",
                subject="prix de cession",
            )


def threshold_out_of_reach(season: Any) -> Iterator[Found]:
    """Yield the productions that need more dates than are planned."""
    for found in _figures(season):
        sheet = found.price
        base, floor, seuil, planned = sheet.base, sheet.price.floor, sheet.price.break_even_dates, sheet.planned.value
        if not sheet.has_plateau or base is None or base.value is None or floor.value is None:
            continue
        if seuil is not None and seuil.value is not None and planned is not None and seuil.value > planned:
            yield _found(
                found,
                f"Il faut {dates_text(seuil)} pour amortir la création, et {dates_text(sheet.planned)} sont prévues.",
                "Prévoir plus de dates, relever le prix, ou trouver un produit de création.",
                page="prix/#h_dates_prevues",
                subject="seuil",
            )


def cash_below_zero(season: Any) -> Iterator[Found]:
    """Yield the productions whose treasury goes below zero, with its lowest point."""
    for found in _figures(season):
        low, below = found.cash.low, found.cash.below_zero
        if low is None or not below or low.balance.value is None:
            continue
        first, last = month_name(below[0]), month_name(below[-1])
        span = first if len(below) == 1 else f"{len(below)} mois, de {first} à {last}"
        yield _found(
            found,
            f"Trésorerie sous zéro ({span}), jusqu’à {rounded_money_text(low.balance.value)} fin {month_name(low.month)}.",
            "Demander un acompte, avancer un versement ou reporter un achat.",
            page="tresorerie/",
        )


def late_funders(season: Any) -> Iterator[Found]:
    """Yield each answer or instalment of a funder whose day is past."""
    for production in season.productions:
        for line, day, state in awaited(season, production):
            if day < season.today:
                said = "La réponse était attendue" if state == "reponse" else "Un versement était attendu"
                where = "s_to" if state == "reponse" else "versements"
                yield Found(
                    subject=f"{production.title} · {line.label}",
                    message=f"{said} le {day_text(day)}.",
                    remedy="Relancer le financeur, ou mettre à jour la ligne.",
                    remedy_url=f"/spectacles/{production.slug}/financement/{line.pk}/#{where}",
                    production=production.pk,
                    about=(f"line:{line.pk}", f"funder:{line.pk}"),
                    part=day.isoformat(),
                )


def month_name(month: date) -> str:
    """Return a month in French: mars 2027."""
    return f"{MONTHS[month.month - 1]} {month.year}"


CHECKS = (
    Check(
        code="BUD-001",
        title="Un budget n’est pas équilibré",
        desk="budget",
        severity=Severity.ALERTE,
        citation="ARTCENA, construire un budget de production : un budget présenté est équilibré",
        citation_url="https://www.artcena.fr/guide/creation-et-production/construire-un-budget-de-production",
        confidence="two_sources",
        find=unbalanced,
    ),
    Check(
        code="BUD-002",
        title="Les contributions volontaires diffèrent entre emplois (86) et ressources (87)",
        desk="budget",
        severity=Severity.ALERTE,
        citation="Règlement ANC 2018-06 : les contributions volontaires s’inscrivent pour le même total en comptes 86 et 87",
        confidence="two_sources",
        find=volunteers,
    ),
    Check(
        code="BUD-003",
        title="Un montant est inconnu",
        desk="budget",
        severity=Severity.INCONNU,
        citation="Un montant inconnu n’est jamais compté pour zéro.",
        confidence="derived",
        find=unknown_amounts,
    ),
    Check(
        code="BUD-004",
        title="Le prix annoncé est sous le plancher",
        desk="budget",
        severity=Severity.ALERTE,
        citation="Usage de la profession : une date vendue sous son coût plateau creuse le déficit de création",
        confidence="two_sources",
        find=price_under_floor,
    ),
    Check(
        code="BUD-005",
        title="Le seuil dépasse les dates prévues",
        desk="budget",
        severity=Severity.ALERTE,
        citation="Seuil = besoin de création ÷ marge par date, arrondi à la date supérieure.",
        confidence="two_sources",
        find=threshold_out_of_reach,
    ),
    Check(
        code="BUD-006",
        title="Un coefficient de charges manque",
        desk="budget",
        severity=Severity.INCONNU,
        citation="Un montant inconnu n’est jamais compté pour zéro.",
        confidence="derived",
        find=unknown_coefficients,
    ),
    Check(
        code="BUD-007",
        title="Une charge n’a pas de compte",
        desk="budget",
        severity=Severity.INFO,
        citation="Cerfa 12156*06, tableau du budget : chaque charge y entre par son compte",
        confidence="two_sources",
        find=without_account,
    ),
    Check(
        code="TRE-001",
        title="La trésorerie passe sous zéro",
        desk="budget",
        severity=Severity.ALERTE,
        citation="Plan de trésorerie de la production",
        confidence="derived",
        find=cash_below_zero,
    ),
    Check(
        code="FIN-001",
        title="La réponse ou le versement d’un financeur est en retard",
        desk="budget",
        severity=Severity.ALERTE,
        citation="Plan de financement de la production.",
        confidence="derived",
        find=late_funders,
    ),
)
