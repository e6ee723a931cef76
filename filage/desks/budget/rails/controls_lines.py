"""What the lines of a budget are read against: years, payments, accounts, papers, quotes, versions sent, secured money."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.budget import queries
from filage.desks.budget.enums import Destination, ExpenseStatus, HypothesisCode, IncomeStatus, Side
from filage.desks.budget.models import Line
from filage.desks.budget.queries.beside import Sent, beside
from filage.desks.budget.queries.facts import Facts, facts_of
from filage.desks.budget.queries.pricing import sold_under
from filage.desks.schedule.queries import what
from filage.productions.enums import Phase
from filage.productions.models import Production
from filage.rules.accounting import chart_of, fiscal_year_of
from filage.rules.checks import LAST_NOTICE
from filage.rules.engine import to_cent
from filage.rules.engine.text import counted, day_text, rounded_money_text

WATCHED = timedelta(days=60)  # before the première, when the money should be written
CENT = Decimal("0.01")
WHOLE = Decimal(100)
OWED = (ExpenseStatus.ENGAGE, ExpenseStatus.FACTURE)
COMMITTED = (*OWED, ExpenseStatus.PAYE)
PEOPLE = ("64", "86")
AWAITED = (IncomeStatus.DEMANDE, IncomeStatus.EN_INSTRUCTION)
ACCOUNTS = {Side.CHARGE: ("6", "86", "2"), Side.PRODUIT: ("7", "87", "1")}
PLACES = {Side.CHARGE: "6 ou 86", Side.PRODUIT: "7 ou 87"}


def dates_under_plateau(season: Any) -> Iterator[Found]:
    """Yield the dates sold under their coût plateau; a reason makes it a piece of information."""
    for production in season.productions:
        for each in sold_under(queries.figures(season, production)):
            short = rounded_money_text(each.shortfall)
            said = what(each.activity)
            named = f"{said[:1].upper()}{said[1:]} : vendue {rounded_money_text(each.price)}, {short} sous son coût plateau"
            yield Found(
                subject=f"{production.title} · {day_text(each.activity.on)}",
                message=f"{named}{f'. Motif : {each.reason}' if each.reason else ''}.",
                remedy="Le manque entre dans le seuil."
                if each.reason
                else "Revoir le prix, ou donner le motif de la date vitrine.",
                remedy_url=f"/spectacles/{production.slug}/prix/#dates-vitrine",
                production=production.pk,
                about=(f"activity:{each.activity.pk}",),
                severity=Severity.INFO if each.reason else Severity.ALERTE,
            )


def not_secured(season: Any) -> Iterator[Found]:
    """Yield the creations whose charges are not covered by written money: graver in the two months before the première."""
    for production in season.productions:
        budget = queries.figures(season, production).budgets.get(Phase.CREATION)
        start, end = production.creation_start, production.creation_end
        if budget is None or start is None or end is None or not start <= season.today <= end:
            continue
        gap = budget.securise.need
        for _, amount in budget.closing:
            gap = gap - amount
        if gap.value is None or gap.value <= 0:
            continue
        written, whole = rounded_money_text(budget.securise.income.known), rounded_money_text(budget.securise.expense.known)
        text = f"{written} acquis par écrit pour {whole} de charges : il manque {rounded_money_text(gap.value)}"
        yield _about_show(
            production,
            f"{text}, à {counted((end - season.today).days, 'jour')} de la fin de la création.",
            "Obtenir les réponses attendues, ou réduire les charges.",
            "financement",
            facts=(gap.value, end),
            severity=Severity.ALERTE if end - season.today <= WATCHED else Severity.INFO,
        )


def years_not_whole(season: Any) -> Iterator[Found]:
    """Yield the lines whose parts by fiscal year do not make the line."""
    for facts, production, line in _lines(season):
        years, typed = facts.years_of(line), typed_amount(line)
        if years and typed is not None and (total := sum((year.amount for year in years), Decimal(0))) != typed:
            text = f"{rounded_money_text(total)} répartis par exercice, pour une ligne de {rounded_money_text(typed)}."
            yield on_line(production, line, text, "Revoir la part de chaque exercice.")


def payments_beyond(season: Any) -> Iterator[Found]:
    """Yield the lines whose payments make more than the line."""
    for facts, production, line in _lines(season):
        typed = typed_amount(line)
        payments = facts.payments_of(line)
        if typed is None or not payments:
            continue
        parts = (each.amount if each.amount is not None else typed * (each.share or 0) / WHOLE for each in payments)
        total = sum(parts, Decimal(0))
        if total > typed + CENT * len(payments):
            text = f"{rounded_money_text(total)} de versements, pour une ligne de {rounded_money_text(typed)}."
            yield on_line(production, line, text, "Revoir les versements, ou le montant de la ligne.", field="versements")


def accounts_of_the_other_side(season: Any) -> Iterator[Found]:
    """Yield the charges that have an account of produit, and the other way round."""
    for _, production, line in _lines(season):
        side = Side(line.side)
        if line.account and not line.account.startswith(ACCOUNTS[side]):
            text = f"« {line.label} » est {'une charge' if side is Side.CHARGE else 'un produit'} au compte {line.account}."
            yield on_line(production, line, text, f"Choisir un compte qui commence par {PLACES[side]}.", "account")


def accounts_out_of_the_chart(season: Any) -> Iterator[Found]:
    """Yield the lines whose account the plan of their fiscal year does not know, with what replaced it."""
    for _, production, line in _lines(season):
        if not line.account.startswith(ACCOUNTS[Side(line.side)]):
            continue
        starts_in = production.structure.fiscal_year_start
        day = line.on or production.creation_start or season.today
        chart = chart_of(fiscal_year_of(day, starts_in=starts_in), starts_in=starts_in)
        if chart.find(line.account) is None and not any(number.startswith(line.account) for number in chart.accounts):
            other = chart.successor(line.account)
            text = f"Le compte {line.account} de « {line.label} » n’est pas au {chart.label}."
            yield on_line(
                production, line, text, f"Choisir le compte {other}." if other else "Choisir un compte du plan.", "account"
            )


def committed_without_paper(season: Any) -> Iterator[Found]:
    """Yield the charges committed or invoiced that no quote, need or source explains; wages have their own papers."""
    for _, production, line in _lines(season):
        owed = line.side == Side.CHARGE and line.status in OWED and not line.account.startswith(PEOPLE)
        if owed and not line.source and line.need_id is None:
            said = ExpenseStatus(line.status).label.lower()
            text = f"« {line.label} » est {said} sans devis ni source : {_money(line)}."
            yield on_line(production, line, text, "Écrire d’où vient le montant : n° de devis, accord, facture.")


def lapsed_quotes(season: Any) -> Iterator[Found]:
    """Yield the chosen quotes that lapse, or have lapsed, while their line is not committed."""
    held = beside(season)
    for _, production, line in _lines(season):
        quote = held.chosen_quote(line.need_id) if line.need_id and line.status not in COMMITTED else None
        if quote is None or quote.valid_until is None:
            continue
        left = (quote.valid_until - season.today).days
        if left > LAST_NOTICE:
            continue
        said = "a cessé d’être valable le" if left < 0 else "n’est plus valable après le"
        text = f"Le devis de {quote.supplier} ({line.label}) {said} {day_text(quote.valid_until)}."
        yield on_line(
            production,
            line,
            text,
            "Passer commande, ou demander un nouveau devis.",
            severity=Severity.ALERTE if left < 0 else Severity.INFO,
        )


def versions_overtaken(season: Any) -> Iterator[Found]:
    """Yield the budgets that a partner received and that have moved since: graver while this partner decides on them."""
    for production in season.productions:
        deciding = {
            line.funder_id
            for line in facts_of(season).lines_of(production.pk)
            if line.side == Side.PRODUIT and line.status in AWAITED
        }
        for sent in beside(season).last_sent(production.pk):
            moved = _moved(season, production, sent)
            if moved:
                yield _about_show(
                    production,
                    f"Version {sent.number} (« {sent.name} »), envoyée à {season.structure(sent.to).name} : {moved}.",
                    "Figer une version à jour et l’envoyer, ou expliquer l’écart.",
                    "versions",
                    part=f"version {sent.number}",
                    severity=Severity.ALERTE if sent.to in deciding else Severity.INFO,
                )


def destinations_of_the_other_side(season: Any) -> Iterator[Found]:
    """Yield the charges placed among the produits, and the produits placed among the charges."""
    for _, production, line in _lines(season):
        income = line.destination in (Destination.P, Destination.Z, Destination.S)
        if (line.side == Side.CHARGE and line.destination == Destination.P) or (line.side == Side.PRODUIT and not income):
            kind = "une charge" if line.side == Side.CHARGE else "un produit"
            text = f"« {line.label} » est {kind}, et se range dans « {Destination(line.destination).label} »."
            yield on_line(production, line, text, "Choisir une autre destination.")


def unknown_openings(season: Any) -> Iterator[Found]:
    """Yield the productions whose treasury has flows and no opening balance."""
    facts = facts_of(season)
    for production in season.productions:
        opening = facts.hypothesis(production.pk, HypothesisCode.TRESORERIE_OUVERTURE)
        if queries.figures(season, production).cash.months and (opening is None or opening.value is None):
            text = "Le solde d’ouverture manque : la trésorerie ne peut pas dire son point bas."
            yield _about_show(production, text, "Saisir le solde et son jour.", "tresorerie", anchor="o_balance")


def undated_flows(season: Any) -> Iterator[Found]:
    """Yield the productions that have amounts no treasury plan can place."""
    for production in season.productions:
        undated = queries.figures(season, production).cash.undated
        if undated:
            total = sum((amount.value for _, amount in undated if amount.value is not None), Decimal(0))
            named = ", ".join(label for label, _ in undated[:3]) + ("…" if len(undated) > 3 else ".")
            text = f"{counted(len(undated), 'montant')} sans date, {rounded_money_text(total)} : {named}"
            yield _about_show(production, text, "Dater ces lignes, ou leurs versements.", "tresorerie", anchor="sans-date")


def on_line(
    production: Production, line: Line, message: str, remedy: str, cell: str = "", *, field: str = "a_aid", **more: Any
) -> Found:
    """Return what was found about a line: a funder is mended on its page, at a `field`, any other line in the grid."""
    funds = line.side == Side.PRODUIT and line.funder_id is not None and not line.per_performance
    where = f"budget/?phase={line.phase}&lecture=destination#ligne-{line.pk}{f'-{cell}' if cell else ''}"
    place = f"financement/{line.pk}/#{field}" if funds and not cell else where
    return Found(
        subject=f"{production.title} · {line.label}",
        message=message,
        remedy=remedy,
        remedy_url=f"/spectacles/{production.slug}/{place}",
        production=production.pk,
        about=(f"line:{line.pk}", *((f"funder:{line.pk}",) if funds else ())),
        **more,
    )


def typed_amount(line: Line) -> Decimal | None:
    """Return the amount of a line as it was typed, None when it is unknown or comes back at each performance."""
    if line.unit_price is None or line.per_performance:
        return None
    return to_cent(line.quantity * line.unit_price)


def _about_show(production: Production, message: str, remedy: str, page: str, *, anchor: str = "", **more: Any) -> Found:
    return Found(
        subject=production.title,
        message=message,
        remedy=remedy,
        remedy_url=f"/spectacles/{production.slug}/{page}/{f'#{anchor}' if anchor else ''}",
        production=production.pk,
        about=(f"production:{production.pk}",),
        **more,
    )


def _lines(season: Any) -> Iterator[tuple[Facts, Production, Line]]:
    facts = facts_of(season)
    for production in season.productions:
        for line in facts.lines_of(production.pk):
            yield facts, production, line


def _moved(season: Any, production: Production, sent: Sent) -> str:
    """Return what moved since a version was sent, phase by phase; an empty text when its totals still stand."""
    now = queries.figures(season, production).budgets
    said = []
    for phase, kept in (sent.budgets or {}).items():
        budget = now.get(phase)
        for side, label in (("expense", "charges"), ("income", "produits")):
            before = Decimal(kept[side]["known"])
            after = getattr(budget.previsionnel, side).known if budget is not None else Decimal(0)
            if to_cent(after) != before:
                named = Phase(phase).label.lower() if phase in Phase.values else "ensemble"
                said.append(f"{label} de {named}, {rounded_money_text(before)} alors et {rounded_money_text(after)} aujourd’hui")
    return " ; ".join(said)


def _money(line: Line) -> str:
    amount = typed_amount(line)
    return "montant inconnu" if amount is None else rounded_money_text(amount)


STRUCTURE_OF_BUDGETS = "https://www.artcena.fr/guide/creation-et-production/construire-un-budget-de-production"
BALANCED = Citation(
    "ARTCENA : un budget se lit deux fois, sur tout ce qui est espéré et sur ce qui est écrit",
    STRUCTURE_OF_BUDGETS,
    "two_sources",
)
PLATEAU = Citation(
    "Usage de la profession : une date vendue sous son coût plateau creuse le déficit de création", "", "two_sources"
)
WHOLE_LINE = Citation("La somme des parts d’une ligne, par exercice ou par versement, est la ligne", "", "derived")
CERFA = Citation("Cerfa 12156*06 et plan comptable associatif : charges en classe 6, produits en classe 7", "", "two_sources")
CHART = Citation(
    "Plan comptable des associations, règlement ANC 2018-06 ; comptes supprimés au 1er janvier 2025", "", "two_sources"
)
PROOF = Citation("Engagé = devis ou contrat signé : une dépense engagée a sa pièce (structure des budgets, suivi)", "", "derived")
DATED = Citation(
    "ARTCENA : un budget est daté et numéroté, un partenaire lit la version qu’il a reçue", STRUCTURE_OF_BUDGETS, "two_sources"
)
CASH = Citation("Plan de trésorerie de la production", "", "derived")

ALERT, UNKNOWN, INFO = Severity.ALERTE, Severity.INCONNU, Severity.INFO
_check = checks_of("budget")
CHECKS = (
    _check("BUD-008", "Une date est vendue sous son coût plateau", dates_under_plateau, ALERT, PLATEAU),
    _check("BUD-009", "L’argent écrit ne couvre pas la création", not_secured, ALERT, BALANCED),
    _check("BUD-010", "Les parts par exercice ne font pas la ligne", years_not_whole, ALERT, WHOLE_LINE),
    _check("BUD-011", "Les versements dépassent la ligne", payments_beyond, ALERT, WHOLE_LINE),
    _check("BUD-012", "Un compte n’est pas du bon côté", accounts_of_the_other_side, ALERT, CERFA),
    _check("BUD-013", "Un compte n’est pas au plan de l’exercice", accounts_out_of_the_chart, INFO, CHART),
    _check("BUD-014", "Une dépense engagée n’a ni devis ni source", committed_without_paper, INFO, PROOF),
    _check("BUD-015", "Le devis retenu n’est plus valable", lapsed_quotes, ALERT, PROOF),
    _check("BUD-016", "Un budget envoyé n’est plus le budget", versions_overtaken, ALERT, DATED),
    _check("BUD-017", "Une ligne est rangée du mauvais côté", destinations_of_the_other_side, INFO, CERFA),
    _check("TRE-002", "Le solde d’ouverture est inconnu", unknown_openings, UNKNOWN, CASH),
    _check("TRE-003", "Des montants n’ont pas de date", undated_flows, INFO, CASH),
)
