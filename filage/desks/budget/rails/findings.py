"""What the budget's controls find: balance, unknown amounts, accounts, price, threshold, treasury."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from filage.core.rails.types import CostLine, Finding, Severity
from filage.desks.budget import queries
from filage.desks.budget.queries.pricing import sold_under
from filage.desks.budget.rails.key_figures import MONTHS, dates_text
from filage.desks.schedule.queries import day_text, what
from filage.productions.enums import Phase
from filage.rules.budgeting.balances import Budget
from filage.rules.budgeting.lines import EXPENSE, forecast, is_internal, standing
from filage.rules.engine import Explained
from filage.rules.engine.explained import missing
from filage.rules.engine.text import rounded_money_text

BALANCED = "ARTCENA, construire un budget de production : un budget présenté est équilibré"
BALANCED_URL = "artcena.fr/guide/creation-et-production/construire-un-budget-de-production"
VOLUNTARY = "Règlement ANC 2018-06 : les contributions volontaires s’inscrivent pour le même total en comptes 86 et 87"
PLATEAU = "Usage de la profession : une date vendue sous son coût plateau creuse le déficit de création"
ACCOUNTS = "Cerfa 12156*06, tableau du budget : chaque charge y entre par son compte"
CASH = "Plan de trésorerie de la production"


def findings(season: Any) -> Iterator[Finding]:
    """Yield what the controls of the budget find in each production of the season."""
    for production in season.productions:
        found = queries.figures(season, production)
        yield from _balance(found)
        yield from _amounts(found)
        yield from _price(found)
        yield from _sold_under(found)
        yield from _cash(found)


def _finding(found: queries.Figures, code: str, severity: Severity, message: str, remedy: str, **more: str) -> Finding:
    page = more.pop("page", "budget")
    subject = more.pop("subject", "")
    return Finding(
        code=code,
        severity=severity,
        subject=f"{found.production.title} · {subject}" if subject else found.production.title,
        message=message,
        remedy=remedy,
        remedy_url=f"/spectacles/{found.production.slug}/{page}/",
        production=found.production.pk,
        **more,
    )


def _balance(found: queries.Figures) -> Iterator[Finding]:
    for budget in found.budgets.values():
        yield from _unbalanced(found, budget)
        used, given = budget.used, budget.given
        if used.is_complete and given.is_complete and used.known != given.known:
            yield _finding(
                found,
                "BUD-002",
                Severity.ALERTE,
                f"Contributions volontaires : {rounded_money_text(used.known)} d’emplois (86) "
                f"pour {rounded_money_text(given.known)} de ressources (87).",
                "Inscrire le même total des deux côtés.",
                subject=f"budget de {budget.label.lower()}",
                citation=VOLUNTARY,
                confidence="two_sources",
            )


def _unbalanced(found: queries.Figures, budget: Budget) -> Iterator[Finding]:
    gap = budget.gap.value
    if not gap or (budget.phase == Phase.EXPLOITATION and gap < 0):
        return
    if gap > 0:
        text = f"Il manque {rounded_money_text(gap)} de produits"
        remedy = "Chercher un produit, réduire une charge, ou porter le solde en apport de la structure."
    else:
        text = f"Les produits dépassent les charges de {rounded_money_text(-gap)}"
        remedy = "Revoir les produits demandés : un budget excédentaire se finance mal."
    yield _finding(
        found,
        "BUD-001",
        Severity.ALERTE,
        f"Budget de {budget.label.lower()} non équilibré. {text}.",
        remedy,
        citation=BALANCED,
        citation_url=BALANCED_URL,
        confidence="two_sources",
    )


def _amounts(found: queries.Figures) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for line in standing(forecast(found.lines)):
        if line.amount.value is None and not is_internal(line):
            code = "BUD-006" if _lacks_coefficient(line.amount) else "BUD-003"
            if (code, line.origin) not in seen:
                seen.add((code, line.origin))
                yield _unknown(found, line, code)
        elif not line.account and line.side == EXPENSE and not is_internal(line) and ("BUD-007", line.origin) not in seen:
            seen.add(("BUD-007", line.origin))
            yield _finding(
                found,
                "BUD-007",
                Severity.INFO,
                f"« {line.label} » n’a pas de compte : la vue par compte ne peut pas la placer.",
                "Choisir un compte de charge.",
                subject=line.label,
                citation=ACCOUNTS,
                confidence="two_sources",
            )


def _lacks_coefficient(amount: Explained) -> bool:
    return any((node.parameter or "").startswith("employer.coefficient") for node in missing(amount))


def _unknown(found: queries.Figures, line: CostLine, code: str) -> Finding:
    gestures = " ".join(dict.fromkeys(node.gesture for node in missing(line.amount) if node.gesture))
    what_is = "le coefficient de charges manque" if code == "BUD-006" else "le montant est inconnu"
    return _finding(
        found,
        code,
        Severity.INCONNU,
        f"« {line.label} » : {what_is}. Les totaux le disent et ne le comptent pas.",
        gestures or "Saisir le montant.",
        subject=line.label,
        citation="Un montant inconnu n’est jamais compté pour zéro.",
        confidence="derived",
    )


def _price(found: queries.Figures) -> Iterator[Finding]:
    sheet = found.price
    base, floor, seuil = sheet.base, sheet.price.floor, sheet.price.break_even_dates
    if not sheet.has_plateau or base is None or base.value is None or floor.value is None:
        return
    if base.value < floor.value:
        yield _finding(
            found,
            "BUD-004",
            Severity.ALERTE,
            f"Prix de {rounded_money_text(base.value)}, sous le plancher de {rounded_money_text(floor.value)} "
            "(plateau et gestion) : le seuil est inatteignable.",
            "Revoir le prix, ou dire pourquoi la date est vendue ainsi.",
            page="prix",
            subject="prix de cession",
            citation=PLATEAU,
            confidence="two_sources",
        )
    planned = sheet.planned.value
    if seuil is not None and seuil.value is not None and planned is not None and seuil.value > planned:
        yield _finding(
            found,
            "BUD-005",
            Severity.ALERTE,
            f"Il faut {dates_text(seuil)} pour amortir la création, et {dates_text(sheet.planned)} sont prévues.",
            "Prévoir plus de dates, relever le prix, ou trouver un produit de création.",
            page="prix",
            subject="seuil",
            citation="Seuil = besoin de création ÷ marge par date, arrondi à la date supérieure.",
            confidence="two_sources",
        )


def _sold_under(found: queries.Figures) -> Iterator[Finding]:
    """Yield the dates sold under their coût plateau; a reason (« date vitrine ») makes it a piece of information."""
    for each in sold_under(found):
        short = rounded_money_text(each.shortfall)
        yield _finding(
            found,
            "BUD-004",
            Severity.INFO if each.reason else Severity.ALERTE,
            f"{what(each.activity)} : vendue {rounded_money_text(each.price)}, {short} sous son coût plateau"
            + (f". Motif : {each.reason}." if each.reason else "."),
            "Le manque entre dans le seuil." if each.reason else "Revoir le prix, ou donner le motif de la date vitrine.",
            page="prix",
            subject=day_text(each.activity.on),
            citation=PLATEAU,
            confidence="two_sources",
        )


def _cash(found: queries.Figures) -> Iterator[Finding]:
    low, below = found.cash.low, found.cash.below_zero
    if low is None or not below or low.balance.value is None:
        return
    span = month_name(below[0]) if len(below) == 1 else f"{len(below)} mois, de {month_name(below[0])} à {month_name(below[-1])}"
    yield _finding(
        found,
        "TRE-001",
        Severity.ALERTE,
        f"Trésorerie sous zéro ({span}), jusqu’à {rounded_money_text(low.balance.value)} fin {month_name(low.month)}.",
        "Demander un acompte, avancer un versement ou reporter un achat.",
        page="tresorerie",
        citation=CASH,
        confidence="derived",
    )


def month_name(month: date) -> str:
    """Return a month in French: mars 2027."""
    return f"{MONTHS[month.month - 1]} {month.year}"
