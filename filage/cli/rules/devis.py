"""`calculer devis`: a series of dates quoted with its travel, lodging and meals, and what it costs the buyer in all."""

from typing import Annotated

from pydantic import Field

from filage.cli.rules.numbers import DateCount, Percent, Positive
from filage.cli.rules.shapes import Answer, Entree, Money, Sortie, sure_money
from filage.rules.engine.explained import COEFFICIENT, Explained, given, percent, quantity
from filage.rules.engine.text import rounded_money_text
from filage.rules.pricing.quote import HostingItem, HostingMode, hosting_cost, quote
from filage.rules.pricing.series import series


class Poste(Entree):
    """An item of travel, lodging or meals, and who pays it."""

    poste: str
    mode: HostingMode
    quantite: Positive
    unitaire: Positive


class DevisEntree(Entree):
    """A base price, the coefficient of each date, the items beside the price, the VAT of the cession."""

    prix_base: Positive
    coefficients: Annotated[list[Positive], Field(min_length=1)]
    dates: DateCount
    vhr: list[Poste]
    tva_pct: Percent


class LigneDevis(Entree):
    """A line of the quote, net of VAT; `hors_facture` is what the buyer pays by itself."""

    libelle: str
    montant: Money
    hors_facture: Money


class DevisSortie(Sortie):
    """The lines, their total, and what the buyer pays in all: the invoice, VAT included, and what it provides."""

    lignes: list[LigneDevis]
    total_ht: Money
    tva: Money
    total_ttc: Money
    cout_acheteur: Money


ENTREE, SORTIE = DevisEntree, DevisSortie


def answer(entree: DevisEntree) -> Answer:
    """Return a quote."""
    coefficients = [
        quantity(value, f"Coefficient, date {rank}", unit=COEFFICIENT) for rank, value in enumerate(entree.coefficients, 1)
    ]
    prices = series(given(entree.prix_base, "Prix de base"), coefficients, entree.dates)
    items = [_item(poste) for poste in entree.vhr]
    found = quote(prices.total, items, percent(entree.tva_pct, "TVA de la cession"))
    cost = (found.gross + found.provided).named("Coût pour l’acheteur")
    sortie = DevisSortie(
        lignes=[*(_line(price.label, price) for price in prices.prices), *map(_hosting_line, items)],
        total_ht=sure_money(found.net),
        tva=sure_money(found.vat),
        total_ttc=sure_money(found.gross),
        cout_acheteur=sure_money(cost),
        avertissements=[_provided(item) for item in items if item.mode is HostingMode.PROVIDED],
    )
    amounts = {"total_ttc": found.gross, "total_ht": found.net, "tva": found.vat, "cout_acheteur": cost}
    return Answer(sortie, amounts)


def _item(poste: Poste) -> HostingItem:
    return HostingItem(
        poste.poste, poste.mode, quantity(poste.quantite, "Quantité"), given(poste.unitaire, f"{poste.poste}, prix unitaire")
    )


def _line(label: str, amount: Explained) -> LigneDevis:
    return LigneDevis(libelle=label, montant=sure_money(amount), hors_facture="0.00")


def _hosting_line(item: HostingItem) -> LigneDevis:
    cost = sure_money(hosting_cost(item))
    provided = item.mode is HostingMode.PROVIDED
    return LigneDevis(libelle=item.label, montant="0.00" if provided else cost, hors_facture=cost if provided else "0.00")


def _provided(item: HostingItem) -> str:
    cost = rounded_money_text(hosting_cost(item).known())
    return f"{item.label} : {cost} pris en charge par l’organisateur, hors facture ; à écrire au contrat."
