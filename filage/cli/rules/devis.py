"""`calculer devis`: a series of dates quoted with its travel, lodging and meals, and what it costs the buyer in all."""

from collections.abc import Iterator, Sequence

from filage.cli.rules.numbers import DateCount, Percent, Positive
from filage.cli.rules.shapes import Answer, Entree, Money, Sortie, money
from filage.rules.engine.explained import COEFFICIENT, FRACTION, given, percent, quantity, unknown
from filage.rules.engine.partial import total
from filage.rules.engine.text import rounded_money_text
from filage.rules.pricing.quote import HostingItem, HostingMode, charged, hosting_cost, quote
from filage.rules.pricing.series import Series, series

FULL_PRICE = quantity(1, "Prix de base, sans coefficient", unit=COEFFICIENT)


class Poste(Entree):
    """An item of travel, lodging or meals, and who pays it; a null unit price is not known yet."""

    poste: str
    mode: HostingMode
    quantite: Positive
    unitaire: Positive | None


class DevisEntree(Entree):
    """A base price, the coefficient of each date (none: all at the base price), the items beside it, the VAT (null: unknown)."""

    prix_base: Positive
    coefficients: list[Positive]
    dates: DateCount
    vhr: list[Poste]
    tva_pct: Percent | None


class LigneDevis(Entree):
    """A line of the quote, net of VAT; `hors_facture` is what the buyer pays by itself."""

    libelle: str
    montant: Money | None
    hors_facture: Money | None


class DevisSortie(Sortie):
    """The lines, their total, and what the buyer pays in all: the invoice, and what it provides; null is unknown."""

    lignes: list[LigneDevis]
    total_ht: Money | None
    tva: Money | None
    total_ttc: Money | None
    cout_acheteur: Money | None


ENTREE, SORTIE = DevisEntree, DevisSortie


def answer(entree: DevisEntree) -> Answer:
    """Return a quote; an amount that cannot be known is null, and `avertissements` says what is missing."""
    coefficients = [
        quantity(value, f"Coefficient, date {rank}", unit=COEFFICIENT) for rank, value in enumerate(entree.coefficients, 1)
    ]
    prices = series(given(entree.prix_base, "Prix de base"), coefficients or [FULL_PRICE], entree.dates)
    items = [_item(poste) for poste in entree.vhr]
    rate = unknown("TVA de la cession", unit=FRACTION) if entree.tva_pct is None else percent(entree.tva_pct, "TVA de la cession")
    found = quote(prices.total, items, rate)
    cost = (found.gross + found.provided).named("Coût pour l’acheteur")
    sortie = DevisSortie(
        lignes=[*(LigneDevis(libelle=each.label, montant=money(each), hors_facture="0.00") for each in prices.prices)]
        + [_hosting_line(item) for item in items],
        total_ht=money(found.net),
        tva=money(found.vat),
        total_ttc=money(found.gross),
        cout_acheteur=money(cost),
        avertissements=[*_missing(entree, prices, items), *(_provided(item) for item in items if _is_provided(item))],
    )
    amounts = {"total_ttc": found.gross, "total_ht": found.net, "tva": found.vat, "cout_acheteur": cost}
    return Answer(sortie, amounts)


def _item(poste: Poste) -> HostingItem:
    label = f"{poste.poste}, prix unitaire"
    price = unknown(label) if poste.unitaire is None else given(poste.unitaire, label)
    return HostingItem(poste.poste, poste.mode, quantity(poste.quantite, "Quantité"), price)


def _is_provided(item: HostingItem) -> bool:
    return item.mode is HostingMode.PROVIDED


def _hosting_line(item: HostingItem) -> LigneDevis:
    cost = money(hosting_cost(item))
    provided = _is_provided(item)
    return LigneDevis(libelle=item.label, montant="0.00" if provided else cost, hors_facture=cost if provided else "0.00")


def _missing(entree: DevisEntree, prices: Series, items: Sequence[HostingItem]) -> Iterator[str]:
    """Yield what keeps an amount from being known, the known part of the total, and what was taken for granted."""
    if not entree.coefficients:
        yield "Aucun coefficient : chaque date est comptée au prix de base."
    unpriced = [item for item in items if hosting_cost(item).value is None]
    for item in unpriced:
        yield f"{item.label} : prix unitaire inconnu."
    if any(not _is_provided(item) for item in unpriced):
        least = total([prices.total, *map(charged, items)], "Total HT").known
        yield f"Total HT inconnu : au moins {rounded_money_text(least)}."
    if entree.tva_pct is None:
        yield "TVA inconnue : le total TTC et le coût pour l’acheteur ne peuvent pas être connus."


def _provided(item: HostingItem) -> str:
    cost = hosting_cost(item)
    said = "prix inconnu," if cost.value is None else rounded_money_text(cost.value)
    return f"{item.label} : {said} pris en charge par l’organisateur, hors facture ; à écrire au contrat."
