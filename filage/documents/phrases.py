"""Writes the sentences of a dossier that are made of figures, in French and in English."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from filage.documents.shapes import Count, DossierData, KeyFact, Lang, Notice, Schedule, Threshold
from filage.documents.sums import Balance, Sum, add_groups
from filage.documents.text import cents, euros, money, month

MOST_LETTERS = 12  # codes said, when many letters are missing


def percent_of(tenths: int, lang: Lang) -> str:
    """Return a share given in tenths of a percent as text."""
    return f"{tenths // 10},{tenths % 10}\u00a0%" if lang == "fr" else f"{tenths // 10}.{tenths % 10}%"


def secured(amount: Decimal, tenths: int, lang: Lang) -> str:
    """Return « 66 400,00 € acquis, soit 84,7 % »."""
    share = percent_of(tenths, lang)
    return f"{money(amount)} acquis, soit {share}" if lang == "fr" else f"{money(amount, lang)} secured, {share}"


def to_find(amount: Decimal, lang: Lang) -> str:
    """Return « 12 000,00 € restent à acquérir »."""
    return f"{money(amount)} restent à acquérir" if lang == "fr" else f"{money(amount, lang)} not yet secured"


def plan(total: Sum, held: Decimal, names: Sequence[str], lang: Lang) -> str:
    """Return the words that stand for the bar of the financing plan."""
    if lang == "fr":
        return f"Plan de financement de {money(total.known)}, dont {money(held)} acquis : {', '.join(names)}."
    return f"Funding plan of {money(total.known, lang)}, of which {money(held, lang)} is secured: {', '.join(names)}."


def counts(groups: Sequence[Count]) -> str:
    """Return the words that stand for the discs: « 7 confirmées, 7 en option »."""
    return ", ".join(f"{group.count} {group.name}" for group in groups) + "."


def goal(schedule: Schedule, lang: Lang) -> str:
    """Return the title above the discs."""
    if schedule.goal is None:
        return "Les dates" if lang == "fr" else "The dates"
    if lang == "fr":
        return f"{schedule.goal} dates pour amortir la création" if schedule.goal != 1 else "1 date pour amortir la création"
    return f"{schedule.goal} dates to pay the creation back"


def timeline(schedule: Schedule, lang: Lang) -> str:
    """Return the words that stand for the timeline: each row with how many stretches and dates it holds."""
    rows = []
    for row in schedule.rows:
        days = [bar.since for bar in row.bars] + [bar.until for bar in row.bars] + list(row.dots)
        if days:
            rows.append(f"{row.name} : {month(min(days), lang)} – {month(max(days), lang)}")
    return ("Frise du calendrier. " if lang == "fr" else "Timeline. ") + " ; ".join(rows) + "."


def low_point(rows: Sequence[Balance], unknown: int, lang: Lang) -> str:
    """Return the sentence that opens the cash page: the low point and its month, the unknown amounts."""
    low = min(rows, key=lambda row: row.closing)
    when, amount = month(low.month, lang), money(low.closing, lang)
    if lang == "fr":
        said = f"Creux : {amount} fin {when}." + (
            " Un découvert est à prévoir." if low.closing < 0 else " Aucun découvert prévu."
        )
        return said + (f" {unknown} montant{'s' if unknown > 1 else ''} à confirmer." if unknown else "")
    said = f"Low point: {amount} at the end of {when}." + (
        " An overdraft is to be expected." if low.closing < 0 else " No overdraft expected."
    )
    return said + (f" {unknown} amount{'s' if unknown > 1 else ''} to be confirmed." if unknown else "")


def cash(rows: Sequence[Balance], lang: Lang) -> str:
    """Return the words that stand for the chart of balances."""
    opening = "Solde à la fin de chaque mois : " if lang == "fr" else "Balance at the end of each month: "
    return opening + ", ".join(f"{month(row.month, lang)} {money(row.closing, lang)}" for row in rows) + "."


STAGED = ("Création", "Premiere", "Dates", "Prix de cession", "Fee")  # what a project that is never performed has not


def facts(data: DossierData) -> tuple[KeyFact, ...]:
    """Return the six figures that open a dossier when the house chose none: what is not known is said so."""
    fr, lang = data.lang == "fr", data.lang
    cost = add_groups(data.budget.charges) if data.budget and data.budget.charges else None
    price = next((price.amount for price in data.terms.prices if price.amount is not None), None) if data.terms else None
    counts = [group for group in data.schedule.counts if group.count] if data.schedule else []
    team = len(data.team)
    found = (
        KeyFact(name="Genre", value=data.work.genre),
        KeyFact(name="Création" if fr else "Premiere", value=data.work.creation, note=data.work.creation_place),
        KeyFact(name="Équipe" if fr else "Team", value=f"{team} personne{'s' * (team > 1)}" if fr and team else str(team or "")),
        KeyFact(
            name="Dates",
            value=str(sum(group.count for group in counts) or ""),
            note=", ".join(f"{g.count} {g.name}" for g in counts),
        ),
        KeyFact(
            name="Coût" if fr else "Cost",
            value=money(cost.known, lang) if cost and cost.known else "",
            note=(f"au moins : {cost.unknown} à confirmer" if fr else f"at least: {cost.unknown} to be confirmed")
            if cost and cost.unknown
            else "",
        ),
        KeyFact(
            name="Prix de cession" if fr else "Fee",
            value=money(price, lang) if price is not None else "",
            note="" if price is None or data.terms is None else _tax(data.terms.taxed, lang),
        ),
    )
    staged = data.schedule or data.terms or data.work.creation
    return found if staged else tuple(fact for fact in found if fact.name not in STAGED)


def balances(charges: Sum, income: Sum, held: Decimal, lang: Lang) -> list[dict[str, str | None]]:
    """Return the three figures of the two balances: what it costs, what is secured, what is still to be secured."""
    fr = lang == "fr"
    expected = f"produits prévus : {money(income.known)}" if fr else f"income expected: {money(income.known, lang)}"
    if unknown := charges.unknown + income.unknown:
        expected = f"au moins ; {unknown} à confirmer" if fr else f"at least; {unknown} to be confirmed"
    return [
        {"name": "Coût" if fr else "Cost", "value": money(charges.known, lang), "note": expected},
        {
            "name": "Acquis" if fr else "Secured",
            "value": money(held, lang),
            "note": "notifié, signé ou versé" if fr else "granted, signed or paid",
        },
        {
            "name": "Reste à acquérir" if fr else "Not yet secured",
            "value": money(max(charges.known - held, Decimal(0)), lang),
            "note": "équilibre sécurisé" if fr else "secured balance",
        },
    ]


def threshold(given: Threshold, lang: Lang) -> Notice | None:
    """Return the finding about the number of dates that pay the creation back; None when nothing is known of it."""
    if given.price is None or given.need is None or given.plateau is None:
        return None
    floor = given.plateau + (given.management or Decimal(0))
    margin = given.price - floor
    if margin <= 0:
        return _out_of_reach(given, given.price, floor, lang)
    return _reached(given, margin, lang) if given.dates is not None else None


def _tax(taxed: bool, lang: Lang) -> str:
    if lang == "fr":
        return "HT" if taxed else "sans TVA"
    return "before tax" if taxed else "no VAT"


def _out_of_reach(given: Threshold, price: Decimal, floor: Decimal, lang: Lang) -> Notice:
    if lang == "fr":
        title = f"Seuil inatteignable à {money(price)} {_tax(given.taxed, lang)}"
        text = f"Chaque date coûte {money(floor)} (plateau et gestion) et se vend {money(price)} : chaque date creuse l’écart."
    else:
        title = f"No threshold at {money(price, lang)} {_tax(given.taxed, lang)}"
        text = f"A date costs {money(floor, lang)} (plateau, management), sells for {money(price, lang)}: each widens the gap."
    return Notice(title=title, text=text, tone="blocked")


def _reached(given: Threshold, margin: Decimal, lang: Lang) -> Notice:
    price, need, plateau = given.price or Decimal(0), given.need or Decimal(0), given.plateau or Decimal(0)
    floor = plateau + (given.management or Decimal(0))
    exact = cents(need / margin)
    if lang == "fr":
        many = (given.dates or 0) > 1
        title = f"Seuil : {given.dates} représentation{'s' * many} à {money(price)} {_tax(given.taxed, lang)}"
        parts = f"plateau {money(plateau)}" + (f" et gestion {money(given.management)}" if given.management else "")
        text = f"Chaque date vendue laisse {money(margin)} au-delà de son coût ({parts})."
        text += f" {given.dates} date{'s couvrent' if many else ' couvre'} les {money(need)} à reprendre"
        left = _left(given, margin)
        text += f" ; à {given.planned} dates, {money(left)} resteraient à financer." if left else "."
        shown = str(exact).replace(".", ",")
        citation = f"Calcul : {money(need)} ÷ ({money(price)} − {money(floor)}) = {shown}, soit {given.dates} date{'s' * many}."
    else:
        title = f"Threshold: {given.dates} performances at {money(price, lang)} {_tax(given.taxed, lang)}"
        text = f"Each date sold leaves {money(margin, lang)} above its cost."
        text += f" {given.dates} dates cover the {money(need, lang)} to recover."
        citation = f"{money(need, lang)} ÷ ({money(price, lang)} − {money(floor, lang)}) = {exact}, hence {given.dates} dates."
    return Notice(title=title, text=text, citation=citation, tone="open")


def _left(given: Threshold, margin: Decimal) -> Decimal | None:
    if given.planned is None or given.need is None or given.planned * margin >= given.need:
        return None
    return given.need - given.planned * margin


def at_least(total: Sum, lang: Lang, *, whole: bool = False) -> str:
    """Return a total that says what it does not hold: « au moins 12 300,00 €, 1 montant inconnu »."""
    said = (euros if whole else money)(total.known, lang)
    if not total.unknown:
        return said
    return ("au moins" if lang == "fr" else "at least") + f" {said}, {unknown_amounts(total.unknown, lang)}"


def no_line(lang: Lang) -> Notice:
    """Return what a paper says when nothing is in the budget yet."""
    return Notice(title="Aucune ligne de budget n’est saisie." if lang == "fr" else "No budget line yet.", tone="unknown")


def unknown_amounts(count: int, lang: Lang) -> str:
    """Return « 1 montant inconnu », « 3 montants inconnus »."""
    plural = "s" if count > 1 else ""
    return f"{count} montant{plural} inconnu{plural}" if lang == "fr" else f"{count} unknown amount{plural}"


def unmatched(used: Sum, given: Sum, lang: Lang) -> Notice | None:
    """Return what a paper says of contributions volontaires whose two sides differ (86 and 87); None when they match."""
    if used == given:
        return None
    said = (money(used.known, lang), money(given.known, lang))
    if lang == "fr":
        return Notice(title=f"Contributions volontaires inégales : {said[0]} en 86, {said[1]} en 87.", tone="blocked")
    return Notice(title=f"Contributions in kind do not match: {said[0]} used (86), {said[1]} given (87).", tone="blocked")


def unbalanced(charges: Sum, income: Sum, lang: Lang, *, may_exceed: bool = False) -> Notice | None:
    """Return what a paper says of a budget that does not balance, or whose balance nobody can know; None when it does."""
    gap, unknown = income.known - charges.known, charges.unknown + income.unknown
    if not gap and not unknown:
        return None
    fr = lang == "fr"
    if may_exceed and gap > 0 and not unknown:
        return surplus(gap, lang)
    if fr:
        side = f"il manque {money(-gap)}" if gap < 0 else f"{money(gap)} de produits en trop"
    else:
        side = f"{money(-gap, lang)} is missing" if gap < 0 else f"{money(gap, lang)} of income in excess"
    if not unknown:
        title = f"Budget non équilibré : {side}." if fr else f"Budget not balanced: {side}."
        return Notice(title=title, tone="blocked")
    title = _unknowns(charges, income, lang)
    if not gap:
        return Notice(title=title, text="Les montants connus s’équilibrent." if fr else "The known amounts balance.")
    return Notice(title=title, text=f"Sur les montants connus, {side}." if fr else f"On the known amounts, {side}.")


def surplus(amount: Decimal, lang: Lang) -> Notice:
    """Return what a paper says of dates that bring more than they cost."""
    if lang == "fr":
        text = "Les dates rapportent plus qu’elles ne coûtent : ce qui reste paie la création et la structure."
        return Notice(title=f"Excédent prévisionnel : {money(amount)}", text=text, tone="open")
    text = "The dates bring more than they cost: what is left pays the creation and the company."
    return Notice(title=f"Expected surplus: {money(amount, lang)}", text=text, tone="open")


def _unknowns(charges: Sum, income: Sum, lang: Lang) -> str:
    """Return « Équilibre à confirmer : 1 montant inconnu dans les charges »."""
    fr = lang == "fr"
    parts = []
    for total, name in ((charges, "les charges" if fr else "expenditure"), (income, "les produits" if fr else "income")):
        if total.unknown:
            parts.append(f"{unknown_amounts(total.unknown, lang)} {'dans' if fr else 'in'} {name}")
    return f"Équilibre à confirmer : {', '.join(parts)}." if fr else f"Balance to be confirmed: {', '.join(parts)}."


def unprinted(letters: Collection[str], lang: Lang) -> str:
    """Return what a paper says of the letters that no font of ours draws; nothing when there is none."""
    if not letters:
        return ""
    codes = [f"U+{ord(letter):04X}" for letter in sorted(letters)]
    listed = ", ".join(codes[:MOST_LETTERS]) + ("…" if len(codes) > MOST_LETTERS else "")
    plural = len(codes) > 1
    if lang == "fr":
        return f"☐ : {len(codes)} caractère{'s' * plural} que les polices de ce papier ne dessinent pas ({listed})."
    return f"☐: {len(codes)} character{'s' * plural} that the fonts of this paper cannot draw ({listed})."
