"""Says what a quote prints: the prices of its dates, what is beside them, the totals, the options to tick, and its terms."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from filage.documents import head
from filage.documents.estimate_shapes import EstimateData, QuotedCost, QuotedDate, QuotedItem
from filage.documents.shapes import Lang
from filage.documents.text import cents, money, month, percent
from filage.documents.typesetter import Plain, Typesetter

WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "to": "À l’attention de",
        "valid": "Valable jusqu’au",
        "what": "Désignation",
        "quantity": "Quantité",
        "unit": "Prix unitaire",
        "amount": "Montant HT",
        "fee": "Cession du droit d’exploitation",
        "beside": "En plus du prix",
        "net": "Total hors taxes",
        "gross": "Total toutes taxes comprises",
        "paid": "Net à payer",
        "options": "En option, à cocher",
        "series": "Tarif par série",
        "dates": "Dates",
        "total": "Prix HT",
        "each": "Par date",
        "cost": "Ce que la venue vous coûte en tout",
        "part": "Poste",
        "worth": "Montant",
        "cost-note": "Estimation, pour votre budget ; seule la facture nous est due.",
        "cost-total": "Coût complet",
        "spectator": "Par spectateur, à 70 % de jauge",
        "agreed": "Bon pour accord",
        "agreed-note": "Date, nom, qualité et signature",
        "provided": "fourni",
        "included": "compris",
        "vat": "TVA",
    },
    "en": {
        "to": "For the attention of",
        "valid": "Valid until",
        "what": "Description",
        "quantity": "Quantity",
        "unit": "Unit price",
        "amount": "Amount, net",
        "fee": "Performance fee",
        "beside": "On top of the fee",
        "net": "Total before tax",
        "gross": "Total including tax",
        "paid": "Amount payable",
        "options": "Optional, please tick",
        "series": "Fee by run",
        "dates": "Dates",
        "total": "Fee, net",
        "each": "Per date",
        "cost": "What it costs you in all",
        "part": "Item",
        "worth": "Amount",
        "cost-note": "An estimate for your own budget; only the invoice is due to us.",
        "cost-total": "Full cost",
        "spectator": "Per spectator, house filled at 70%",
        "agreed": "Agreed",
        "agreed-note": "Date, name, capacity and signature",
        "provided": "provided",
        "included": "included",
        "vat": "VAT",
    },
}
PARTS = {
    "Notre facture, TTC": "Our invoice, tax included",
    "Pris en charge directement": "Provided by you",
    "Droits d’auteur": "Author’s rights",
    "Frais du lieu": "Your own local costs",
}
MENTIONS = {
    "TVA non applicable, art. 293 B du CGI": "VAT not applicable, art. 293 B of the French tax code",
    "Exonération de TVA, art. 261, 7-1° du CGI": "Exempt from VAT, art. 261, 7-1° of the French tax code",
    "Hors champ de la TVA": "Outside the scope of VAT",
    "TVA non applicable, art. 259-1° du CGI": "VAT not applicable in France, art. 259-1° of the French tax code",
    "Autoliquidation, art. 259-1° du CGI et art. 44 et 196 de la directive 2006/112/CE": (
        "Reverse charge, art. 44 and 196 of Directive 2006/112/EC"
    ),
    "TVA non applicable, art. 259 B du CGI": "VAT not applicable in France, art. 259 B of the French tax code",
}
WEEK = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def view(desk: Typesetter, data: EstimateData) -> Plain:
    """Return what the template reads."""
    lang = data.head.lang
    return head.sheet(desk, data.head) | {
        "say": WORDS[lang],
        "reference": desk.text(data.reference),
        "buyer": desk.text(data.buyer),
        "buyer_lines": [desk.text(line) for line in data.buyer_lines],
        "valid": "" if data.valid_until is None else day(data.valid_until, lang),
        "dates": [_date(desk, each, lang) for each in data.dates],
        "items": [_item(desk, each, lang) for each in data.items],
        "options": [_item(desk, each, lang) for each in data.options],
        "series": [
            {"dates": _dates(each.dates, lang), "total": _amount(each.total), "each": _amount(each.each)} for each in data.series
        ],
        "net": _amount(data.net),
        "vat_name": _vat_name(data, lang),
        "vat": _amount(data.vat),
        "gross": _amount(data.gross),
        "taxed": not data.mention,
        "mention": desk.text(said_of(data.mention, lang)),
        "cost": None if data.cost is None else _cost(desk, data.cost, lang),
        "terms": [desk.text(each) for each in terms(data, lang)],
        "note": desk.text(data.note),
    }


def said_of(mention: str, lang: Lang) -> str:
    """Return the words of the invoice that say why there is no VAT, in a language."""
    return MENTIONS.get(mention, mention) if lang == "en" else mention


def day(on: date, lang: Lang) -> str:
    """Return a day: « 16 mai 2027 », “16 May 2027”."""
    return f"{'1er' if on.day == 1 and lang == 'fr' else on.day} {month(on, lang)}"


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else str(cents(value))


def _rate(points: Decimal, lang: Lang) -> str:
    return percent(points / 100, lang)


def _unit(value: Decimal | None, lang: Lang) -> str | None:
    """Return a unit price with the digits that its line is reckoned with: « 72,00 € », « 0,636 € »."""
    if value is None:
        return None
    if value == cents(value):
        return money(value, lang)
    return f"{_number(value, lang)}\u00a0€" if lang == "fr" else f"€{_number(value, lang)}"


def _number(value: Decimal, lang: Lang) -> str:
    text = f"{value.normalize():f}"
    return text.replace(".", ",") if lang == "fr" else text


def _dates(count: int, lang: Lang) -> str:
    return f"{count} date{'s' * (count > 1)}"


def _date(desk: Typesetter, each: QuotedDate, lang: Lang) -> Plain:
    name = WEEK[lang][each.on.weekday()]
    where = ", ".join(part for part in (each.place, each.town if each.town not in each.place else "") if part)
    return {
        "day": f"{name.capitalize()} {day(each.on, lang)}",
        "where": desk.text(where),
        "note": desk.text(each.note),
        "price": _amount(each.price),
    }


def _item(desk: Typesetter, each: QuotedItem, lang: Lang) -> Plain:
    return {
        "label": desk.text(each.label),
        "mode": _mode(each, lang),
        "quantity": _number(each.quantity, lang),
        "unit": _unit(each.unit, lang),
        "amount": _amount(each.amount),
        "billed": each.mode in ("forfait", "reel"),
        "apart": {"fourni": WORDS[lang]["provided"], "compris": WORDS[lang]["included"]}.get(each.mode, ""),
    }


def _mode(each: QuotedItem, lang: Lang) -> str:
    fr = lang == "fr"
    said = {
        "forfait": "au forfait" if fr else "flat rate",
        "reel": "au réel, sur justificatifs : montant estimé" if fr else "at cost, on receipts: estimated amount",
        "fourni": "pris en charge par l’organisateur" if fr else "provided by the presenter",
        "compris": "compris dans le prix" if fr else "included in the fee",
    }[each.mode]
    return said + ((", option retenue" if fr else ", option taken") if each.was_option else "")


def _vat_name(data: EstimateData, lang: Lang) -> str:
    if data.vat_rate is None:
        return WORDS[lang]["vat"]
    return f"{WORDS[lang]['vat']} {_rate(data.vat_rate, lang)}"


def _cost(desk: Typesetter, cost: QuotedCost, lang: Lang) -> Plain:
    return {
        "parts": [
            {"name": desk.text(PARTS.get(name, name) if lang == "en" else name), "amount": _amount(amount)}
            for name, amount in cost.parts
        ],
        "total": _amount(cost.total),
        "each": _amount(cost.each),
    }


def terms(data: EstimateData, lang: Lang) -> Iterator[str]:
    """Yield the sentences of a quote, in order: validity, payment, rights, what follows an agreement."""
    fr = lang == "fr"
    if data.deposit_rate:
        rate = _rate(data.deposit_rate, lang)
        yield (
            f"Acompte de {rate} à la signature du contrat, solde par virement à {data.payment_days} jours après la dernière date."
            if fr
            else f"Deposit of {rate} when the contract is signed, balance within {data.payment_days} days of the last date."
        )
    else:
        yield (
            f"Paiement par virement, à {data.payment_days} jours après la dernière date."
            if fr
            else f"Payment by transfer, within {data.payment_days} days of the last date."
        )
    rate = f" ({_rate(data.rights_rate, lang)})" if data.rights_rate is not None else ""
    if data.rights == "lieu":
        yield (
            f"Droits d’auteur{rate} et taxe sur les spectacles : déclarés et payés par l’organisateur, en plus de ce prix."
            if fr
            else f"Author’s rights{rate} and ticket tax: declared and paid by the presenter, on top of this fee."
        )
    elif data.rights == "producteur":
        yield (
            "Droits d’auteur déclarés et payés par nos soins, compris dans ce prix."
            if fr
            else "Author’s rights are declared and paid by us, included in this fee."
        )
    yield (
        "Nous employons les artistes et les techniciens du spectacle. Accepté, ce devis est suivi d’un contrat de cession, "
        "qui seul engage les deux parties."
        if fr
        else "We employ the artists and the technicians of the show. Once accepted, this quote is followed by a contract, which "
        "alone binds both parties."
    )
