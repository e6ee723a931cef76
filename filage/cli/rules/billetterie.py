"""`calculer billetterie`: what a series brings at the box office, and the seats that cover its cost."""

from typing import Annotated

from pydantic import Field

from filage.cli.rules.numbers import Count, DateCount, Percent, Positive
from filage.cli.rules.shapes import Answer, BadInput, Entree, Money, Pct, Sortie, pct, sure_money, whole
from filage.rules.engine.explained import Explained, given, percent, quantity
from filage.rules.engine.text import counted
from filage.rules.pricing.ticketing import (
    SEATS,
    Category,
    Deductions,
    House,
    Takings,
    Threshold,
    admissions_from_filling,
    mean_price,
    one_ticket,
    takings,
    threshold,
)


class Categorie(Entree):
    """Seats sold or expected at one price."""

    places: Count
    prix_ttc: Positive


class BilletterieEntree(Entree):
    """A house, its filling, its prices, and what is taken before the takings are shared."""

    jauge: Count
    invitations: Count | None = None
    servitudes: Count | None = None
    dates: DateCount
    taux_remplissage_pct: Percent | None = None
    entrees: Count | None = None
    prix_moyen_ttc: Positive | None = None
    categories: Annotated[list[Categorie], Field(min_length=1)] | None = None
    tva_pct: Percent
    taxe_pct: Percent | None = None
    droits_pct: Percent | None = None
    cout: Positive | None = None


class BilletterieSortie(Sortie):
    """The takings of the series; the threshold is null without `cout`, or when no ticket can ever cover it."""

    entrees: int
    recette_ttc: Money
    recette_ht: Money
    taxe: Money
    droits: Money
    recette_nette: Money
    seuil_entrees: int | None
    seuil_pct: Pct | None


ENTREE, SORTIE = BilletterieEntree, BilletterieSortie


class Counter:
    """The box office of an input: its house, its price, its deductions and its takings."""

    def __init__(self, entree: BilletterieEntree):
        self.entree = entree
        self.house = _house(entree)
        self.price = _price(entree)
        self.deductions = Deductions(
            vat=percent(entree.tva_pct, "TVA des billets"),
            tax=None if entree.taxe_pct is None else percent(entree.taxe_pct, "Taxe sur les spectacles"),
            rights=None if entree.droits_pct is None else percent(entree.droits_pct, "Droits d’auteur"),
        )
        self.takings: Takings = takings(_admissions(entree, self.house), self.price, self.deductions)
        self.ticket: Takings = one_ticket(self.price, self.deductions)

    def amounts(self) -> dict[str, Explained | None]:
        """Return the amounts that explain the takings, by their key."""
        found = self.takings
        return {
            "recette_nette": found.net,
            "entrees": found.admissions,
            "recette_ttc": found.gross,
            "recette_ht": found.net_of_vat,
            "taxe": found.tax,
            "droits": found.rights,
        }

    def keys(self, seuil: Threshold | None) -> dict[str, object]:
        """Return the keys of the answer that speak of the box office."""
        found = self.takings
        return {
            "entrees": int(found.admissions.known()),
            "recette_ttc": sure_money(found.gross),
            "recette_ht": sure_money(found.net_of_vat),
            "taxe": sure_money(found.tax),
            "droits": sure_money(found.rights),
            "recette_nette": sure_money(found.net),
            "seuil_entrees": None if seuil is None else whole(seuil.admissions),
            "seuil_pct": None if seuil is None else pct(seuil.share),
        }

    def warnings(self, seuil: Threshold | None) -> list[str]:
        """Return what the reader must know about the seats, the prices and the threshold."""
        texts = []
        entree, sellable = self.entree, self.house.sellable * self.house.dates
        if (entree.invitations or 0) + (entree.servitudes or 0) > entree.jauge:
            texts.append("Invitations et servitudes dépassent la jauge : aucune place n’est vendable.")
        if int(self.takings.admissions.known()) > sellable:
            texts.append(f"{_seats_for(self.takings.admissions, sellable)} : la jauge est dépassée.")
        if entree.categories and entree.entrees is not None and _seats(entree) != entree.entrees:
            texts.append(f"Les catégories comptent {_seats(entree)} places pour {entree.entrees} entrées : leur prix moyen sert.")
        if self.takings.net.known() < 0:
            texts.append("Taxe et droits dépassent la recette HT.")
        if entree.cout is not None and seuil is None:
            texts.append("Seuil inatteignable : une entrée ne rapporte rien.")
        if seuil is not None and seuil.admissions.known() > sellable:
            texts.append(f"Seuil inatteignable : {_seats_for(seuil.admissions, sellable)}.")
        return texts


def answer(entree: BilletterieEntree) -> Answer:
    """Return the takings of a series."""
    counter = Counter(entree)
    seuil = None if entree.cout is None else threshold(given(entree.cout, "Coût"), counter.ticket.net, counter.house)
    sortie = BilletterieSortie.model_validate({**counter.keys(seuil), "avertissements": counter.warnings(seuil)})
    return Answer(sortie, {**counter.amounts(), "seuil_entrees": None if seuil is None else seuil.admissions})


def _house(entree: BilletterieEntree) -> House:
    return House(entree.jauge, entree.dates, entree.invitations or 0, entree.servitudes or 0)


def _admissions(entree: BilletterieEntree, house: House) -> Explained:
    if (entree.taux_remplissage_pct is None) == (entree.entrees is None):
        raise BadInput("taux_remplissage_pct", "donner taux_remplissage_pct ou entrees, l’un des deux et un seul")
    if entree.taux_remplissage_pct is None:
        return quantity(entree.entrees or 0, "Entrées", unit=SEATS)
    return admissions_from_filling(house, percent(entree.taux_remplissage_pct, "Taux de remplissage"))


def _price(entree: BilletterieEntree) -> Explained:
    if (entree.prix_moyen_ttc is None) == (entree.categories is None):
        raise BadInput("prix_moyen_ttc", "donner prix_moyen_ttc ou categories, l’un des deux et un seul")
    if entree.categories is None:
        return given(entree.prix_moyen_ttc or 0, "Prix moyen TTC")
    if not _seats(entree):
        raise BadInput("categories", "aucune place : le prix moyen ne peut pas être connu")
    categories = [
        Category(quantity(item.places, "Places", unit="places"), given(item.prix_ttc, "Prix TTC")) for item in entree.categories
    ]
    return mean_price(categories)


def _seats_for(admissions: Explained, sellable: int) -> str:
    wanted = counted(int(admissions.known()), "entrée")
    return f"{wanted} pour {counted(sellable, 'place vendable', 'places vendables')}"


def _seats(entree: BilletterieEntree) -> int:
    return sum(item.places for item in entree.categories or [])
