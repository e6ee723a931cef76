"""Counts and lays out what a contract prints in tables: dates, price, payments, scale of cancellation, hosting, what moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from filage.documents import speech
from filage.documents.agreement_shapes import Facts, Moved, PriceLine, Sheet
from filage.documents.clauses import Article, Block, Run, Table
from filage.documents.papers.estimate import said_of
from filage.documents.shapes import Lang
from filage.documents.text import cents
from filage.rules.contracts import terms

FLAT = {
    "frais_voyage": ("Voyages, forfait", "Travel, flat rate"),
    "frais_hebergement": ("Hébergement, forfait", "Accommodation, flat rate"),
    "frais_repas": ("Repas, forfait", "Meals, flat rate"),
}
MODES = {
    "fourni": ("fourni par l’organisateur", "provided by the presenter"),
    "reel": ("remboursé au réel", "reimbursed at cost"),
    "forfait": ("remboursé au forfait", "flat rate"),
    "compris": ("compris dans le prix", "included in the fee"),
    "": ("à convenir", "to be agreed"),
}
HUNDRED = Decimal(100)
LATE_SIGNED = ("À la signature", "On signature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """The price of a contract, counted to the cent; None while its price is not known."""

    lines: tuple[PriceLine, ...]
    net: Decimal | None
    tax: Decimal | None
    gross: Decimal | None
    deposit: Decimal | None


def money_of(facts: Facts) -> Money:
    """Return what a contract comes to: its lines, the flat costs of hosting, VAT on the whole."""
    amounts, column = facts.amounts, facts.lang == "en"
    flat = [
        PriceLine(label=said[column], calc="", amount=Decimal(value))
        for code, said in FLAT.items()
        if (value := facts.values.get(code))
    ]
    lines = (*amounts.lines, *flat)
    if not amounts.lines:
        return Money(lines=(), net=None, tax=None, gross=None, deposit=None)
    net = sum((each.amount for each in lines), Decimal(0))
    tax = cents(net * (amounts.vat or Decimal(0)) / HUNDRED)
    gross = net + tax
    deposit = cents(gross * amounts.deposit_rate / HUNDRED) if amounts.deposit_rate else None
    return Money(lines=lines, net=net, tax=tax, gross=gross, deposit=deposit)


def tables_of(facts: Facts, money: Money) -> dict[str, Table]:
    """Return every table that a clause may call."""
    found = {"dates": _dates(facts), "bareme": _scale(facts, money), "accueil": hosting(facts)}
    if money.lines:
        found |= {"prix": _price(facts, money), "echeances": _payments(facts, money)}
    return found


def enclosed(sheet: Sheet | None, lang: Lang) -> tuple[Article, ...]:
    """Return what names a technical sheet that goes with the contract: its file and the imprint that proves it."""
    if sheet is None:
        return ()
    fr = lang == "fr"
    said = (
        f"Le fichier « {sheet.name} », joint au PDF de ce contrat, en fait partie."
        if fr
        else f"The file “{sheet.name}”, attached to the PDF of this contract, is part of it.",
        f"Son empreinte SHA-256 : {sheet.sha256}" if fr else f"Its SHA-256 imprint: {sheet.sha256}",
    )
    blocks = tuple(Block(kind="text", runs=(Run(text=each),)) for each in said)
    return (Article(key="fiche", since=date.min, title="Fiche technique" if fr else "Technical rider", blocks=blocks),)


def annexes(facts: Facts) -> tuple[Article, ...]:
    """Return the conditions of hosting as an annex; nothing when nothing is agreed yet, or when they are not annexed."""
    table = hosting(facts)
    known = facts.values.get("loges") or facts.requests or any(each.travel or each.lodging or each.meals for each in facts.dates)
    if not (facts.hosting and known) or facts.kind not in ("cession", "corealisation", "preachat", "residence"):
        return ()
    fr = facts.lang == "fr"
    party = facts.work.party
    said = []
    if party:
        said.append(f"Équipe en tournée : {party} personnes." if fr else f"Touring party: {party} people.")
    for code, (label, english) in {"loges": ("Loges et restauration légère", "Dressing rooms and catering")}.items():
        if value := facts.values.get(code):
            said.append(f"{label} : {value}." if fr else f"{english}: {value}.")
    blocks = [Block(kind="text", runs=(Run(text=each),)) for each in said]
    blocks.append(Block(kind="table", table=table, name="accueil"))
    if facts.requests:
        asked = ("Ce que les dates demandent sur place, et qui le fournit :", "What the dates need on site, and who provides it:")
        blocks += [
            Block(kind="text", runs=(Run(text=asked[not fr]),)),
            Block(kind="table", table=requests(facts), name="demandes"),
        ]
    title = "Conditions d’accueil" if fr else "Hospitality conditions"
    return (Article(key="accueil", since=date.min, title=title, blocks=tuple(blocks)),)


def vat_words(facts: Facts) -> str:
    """Say what becomes of VAT: its rate, or why there is none."""
    amounts, fr = facts.amounts, facts.lang == "fr"
    if amounts.vat is not None:
        return ""
    if amounts.untaxed:
        return amounts.untaxed if fr else f"{said_of(amounts.untaxed.removesuffix('.'), facts.lang)}."
    return "La TVA s’ajoute au taux en vigueur, le cas échéant." if fr else "VAT is added at the rate in force, where due."


def summary(facts: Facts) -> Mapping[str, str]:
    """Return what a contract says, subject by subject, for a reader who compares two of them."""
    lang, money, amounts = facts.lang, money_of(facts), facts.amounts
    told = {
        "Première partie": facts.first.name,
        "Seconde partie": facts.second.name,
        "Dates": "\n".join(" · ".join(row[:4]) for row in _dates(facts).rows),
        "Prix": "\n".join(f"{each.label} : {speech.amount(each.amount, lang)}" for each in money.lines),
        "Total hors taxes": speech.amount(money.net, lang),
        "TVA": speech.rate(amounts.vat, lang),
        "Total toutes taxes comprises": speech.amount(money.gross, lang),
        "Acompte": speech.amount(money.deposit, lang),
        "Délai de paiement": f"{amounts.payment_days} jours",
        "Part du producteur": speech.rate(amounts.share, lang),
        "Minimum garanti": speech.amount(amounts.guarantee, lang),
        "Accueil": "\n".join(" · ".join(row) for row in hosting(facts).rows),
    }
    kind = terms.kinds()[facts.kind]
    told |= {terms.catalogue()[code].label: printed(code, terms.value_of(facts.values, code), lang) for code in kind.terms}
    return {label: value for label, value in told.items() if value}


def moves(moved: Sequence[Moved], lang: Lang) -> Table:
    """Return what an amendment changes as a table."""
    columns = (
        ("Sujet", "Le contrat disait", "Il dit désormais") if lang == "fr" else ("Subject", "The contract said", "It now says")
    )
    return Table(columns=columns, rows=tuple((each.label, each.before or "–", each.after or "–") for each in moved))


def hosting(facts: Facts) -> Table:
    """Return who provides travel, lodging and meals, date by date."""
    column = facts.lang == "en"
    rows = tuple(
        (speech.day(each.on, facts.lang), *(MODES[mode][column] for mode in (each.travel, each.lodging, each.meals)))
        for each in facts.dates
    )
    columns = ("Date", "Travel", "Accommodation", "Meals") if column else ("Date", "Voyages", "Hébergement", "Repas")
    return Table(columns=columns, rows=rows)


def requests(facts: Facts) -> Table:
    """Return what the dates need on the spot: asked on every date, it is said once."""
    lang, fr = facts.lang, facts.lang == "fr"
    named = [speech.role(each, lang)["Le"] for each in terms.kinds()[facts.kind].roles]
    who = {"first": named[0], "second": named[1], "": "à convenir" if fr else "to be agreed"}
    days: dict[tuple[str, str, str], list[date]] = {}
    for each in facts.requests:
        days.setdefault((each.kind, each.what, each.by), []).append(each.on)
    whole = len(facts.dates)
    rows = tuple(
        (
            kind[:1].upper() + kind[1:],
            what,
            "" if len(on) == whole else speech.listed([speech.day(one, lang) for one in on], lang),
            who[by],
        )
        for (kind, what, by), on in days.items()
    )
    columns = ("Nature", "Demande", "Le", "Fourni par") if fr else ("Kind", "Request", "On", "Provided by")
    return _full(Table(columns=columns, rows=rows))


def _dates(facts: Facts) -> Table:
    lang = facts.lang
    rows = tuple(
        (
            speech.full_day(each.on, lang) + (f" – {speech.day(each.until, lang)}" if each.until else ""),
            speech.hour(each.starts, lang) or "–",
            ", ".join(part for part in (each.place, each.audience) if part) or "–",
            str(each.capacity or "–"),
            _rank(each.rank, lang),
        )
        for each in facts.dates
    )
    columns = ("Date", "Heure", "Lieu", "Jauge", "Rang") if lang == "fr" else ("Date", "Time", "Venue", "Capacity", "Rank")
    return _full(Table(columns=columns, rows=rows, figures=(3, 4)))


def _full(table: Table) -> Table:
    """Return a table without the columns that say nothing; the first always stays."""
    rows = (*table.rows, table.total) if table.total else table.rows
    kept = [rank for rank in range(len(table.columns)) if not (rank and rows) or any(row[rank] not in ("", "–") for row in rows)]

    def cut(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(row[rank] for rank in kept)

    figures = tuple(place for place, rank in enumerate(kept) if rank in table.figures)
    total = cut(table.total) if table.total else ()
    return replace(table, columns=cut(table.columns), rows=tuple(cut(row) for row in table.rows), figures=figures, total=total)


def _rank(rank: int | None, lang: Lang) -> str:
    if rank is None:
        return "–"
    if lang == "en":
        last = "th" if 10 <= rank % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
        return f"{rank}{last}"
    return "1re" if rank == 1 else f"{rank}e"


def _price(facts: Facts, money: Money) -> Table:
    lang, fr = facts.lang, facts.lang == "fr"
    rows = [(each.label, each.calc, speech.amount(each.amount, lang)) for each in money.lines]
    if facts.amounts.vat is None:
        total = ("Total", "", speech.amount(money.net, lang))
    else:
        rows.append(("Total hors taxes" if fr else "Total before tax", "", speech.amount(money.net, lang)))
        vat = speech.rate(facts.amounts.vat, lang)
        rows.append((f"TVA au taux de {vat}" if fr else f"VAT at {vat}", "", speech.amount(money.tax, lang)))
        total = ("Total toutes taxes comprises" if fr else "Total with tax", "", speech.amount(money.gross, lang))
    columns = ("Désignation", "Calcul", "Montant") if fr else ("Item", "Calculation", "Amount")
    return _full(Table(columns=columns, rows=tuple(rows), figures=(1, 2), total=total))


def _payments(facts: Facts, money: Money) -> Table:
    lang, fr, amounts = facts.lang, facts.lang == "fr", facts.amounts
    days = amounts.payment_days
    after = "la dernière représentation" if facts.dates else "la réception de la facture"
    end = f"{days} jours après {after}" if fr else f"{days} days after the last performance"
    if facts.values.get("echeance"):
        end = speech.day(date.fromisoformat(facts.values["echeance"]), lang)
    whole = money.gross or Decimal(0)
    rows = []
    if money.deposit is not None:
        due = speech.day(amounts.deposit_on, lang) if amounts.deposit_on else LATE_SIGNED[not fr]
        said = f"{due}, {speech.rate(amounts.deposit_rate, lang)}"
        rows.append((said, "facture d’acompte" if fr else "deposit invoice", speech.amount(money.deposit, lang)))
    rest = whole - (money.deposit or Decimal(0))
    paper = ("facture de solde", "final invoice") if money.deposit is not None else ("facture", "invoice")
    rows.append((end[:1].upper() + end[1:], paper[not fr], speech.amount(rest, lang)))
    columns = ("Échéance", "Pièce", "Montant") if fr else ("Due", "Document", "Amount")
    return Table(columns=columns, rows=tuple(rows), figures=(2,), total=("Total", "", speech.amount(whole, lang)))


def _scale(facts: Facts, money: Money) -> Table:
    lang, fr = facts.lang, facts.lang == "fr"
    tiers = terms.scale(terms.value_of(facts.values, "bareme_annulation"))
    price = sum((each.amount for each in facts.amounts.lines), Decimal(0)) if facts.amounts.lines else None
    rows = []
    for rank, tier in enumerate(tiers):
        floor = tiers[rank + 1].days + 1 if rank + 1 < len(tiers) else 0
        if fr:
            said = f"de {tier.days} à {floor} jours avant" if floor else f"{tier.days} jours avant, ou moins"
        else:
            said = f"{tier.days} to {floor} days before" if floor else f"{tier.days} days before or fewer"
        due = "–" if price is None else speech.amount(cents(price * tier.percentage / HUNDRED), lang)
        rows.append((said, speech.rate(tier.percentage, lang), due))
    columns = ("Annulation notifiée", "Part", "Indemnité") if fr else ("Cancellation notified", "Share", "Indemnity")
    return Table(columns=columns, rows=tuple(rows), figures=(1, 2))


def printed(code: str, value: str, lang: Lang) -> str:
    """Return a term as a paper prints it."""
    term = terms.catalogue()[code]
    if not value:
        return ""
    if term.shape == "montant":
        return speech.amount(Decimal(value), lang)
    if term.shape == "taux":
        return speech.rate(Decimal(value), lang)
    if term.shape == "jour":
        return speech.day(date.fromisoformat(value), lang)
    if term.shape == "choix":
        return term.choices[value]
    if term.shape == "oui":
        return value if value == terms.YES else ""
    return value
