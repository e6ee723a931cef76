"""`calculer decompte`: what an evening owes, from its tickets and the accord, and what is left once the advance is deducted."""

from typing import Literal

from filage.cli.rules.corealisation import Frais, MinimumGaranti
from filage.cli.rules.numbers import Count, Percent, Positive
from filage.cli.rules.shapes import Answer, BadInput, Entree, Money, Sortie, sure_money
from filage.rules.engine.explained import ZERO, Explained, given, percent, quantity
from filage.rules.engine.text import rounded_money_text
from filage.rules.pricing import settlement, sharing, ticketing


class Billets(Entree):
    """Seats taken at one price; an invitation has no price."""

    type: Literal["prevente", "sur_place", "invitation"] = "prevente"
    places: Count
    prix_ttc: Positive = ZERO


class DecompteEntree(Entree):
    """The tickets of an evening, what is deducted, the accord, and what was paid in advance."""

    billets: list[Billets]
    tva_pct: Percent
    taxe_pct: Percent | None = None
    droits_pct: Percent | None = None
    frais_convenus: list[Frais] | None = None
    frais_opposes: list[Frais] | None = None
    accord: Literal["cession", "plus", "versus", "corealisation"]
    garantie: Positive | None = None
    part_pct: Percent | None = None
    seuil: Positive | None = None
    base_partage: Literal["nette", "ht", "ttc"] | None = None
    minimum_garanti: MinimumGaranti | None = None
    coplateau_pct: Percent | None = None
    avance: Positive | None = None


class DecompteSortie(Sortie):
    """The settlement: takings, costs kept and contested, the price certain, what the tickets add, and what is left to pay."""

    entrees: int
    invitations: int
    recette_ttc: Money
    recette_ht: Money
    taxe: Money
    droits: Money
    frais_deduits: Money
    frais_contestes: Money
    recette_nette: Money
    fixe: Money
    variable: Money
    part: Money
    reste_du: Money


ENTREE, SORTIE = DecompteEntree, DecompteSortie


def answer(entree: DecompteEntree) -> Answer:
    """Return the settlement of an evening."""
    found = settlement.night_takings(_sold(entree), _deductions(entree))
    opposed = entree.frais_opposes if entree.frais_opposes is not None else entree.frais_convenus
    costs = settlement.costs_kept(_amounts(opposed), _amounts(entree.frais_convenus))
    price = _price(entree)
    owed = settlement.due(price, settlement.after_costs(found, price.base, costs.kept))
    left = settlement.left_to_pay(owed.whole, given(entree.avance or ZERO, "Avance déjà versée"))
    amounts: dict[str, Explained] = {
        "reste_du": left,
        "part": owed.whole,
        "fixe": owed.fixed,
        "variable": owed.variable,
        "recette_nette": owed.base,
        "recette_ttc": found.gross,
        "recette_ht": found.net_of_vat,
        "taxe": found.tax,
        "droits": found.rights,
        "frais_deduits": costs.kept,
        "frais_contestes": costs.contested,
    }
    counts = {"entrees": int(found.admissions.known()), "invitations": _invited(entree)}
    texts = _warnings(entree, costs, owed)
    values = counts | {key: sure_money(amount) for key, amount in amounts.items()} | {"avertissements": texts}
    return Answer(DecompteSortie.model_validate(values), amounts)


def _sold(entree: DecompteEntree) -> list[ticketing.Category]:
    return [
        ticketing.Category(
            quantity(each.places, "Places", unit=ticketing.SEATS), given(each.prix_ttc, "Prix TTC", unit="EUR/entrées")
        )
        for each in entree.billets
        if each.type != "invitation"
    ]


def _invited(entree: DecompteEntree) -> int:
    return sum(each.places for each in entree.billets if each.type == "invitation")


def _deductions(entree: DecompteEntree) -> ticketing.Deductions:
    return ticketing.Deductions(
        vat=percent(entree.tva_pct, "TVA des billets"),
        tax=None if entree.taxe_pct is None else percent(entree.taxe_pct, "Taxe sur les spectacles"),
        rights=None if entree.droits_pct is None else percent(entree.droits_pct, "Droits d’auteur"),
    )


def _amounts(costs: list[Frais] | None) -> list[Explained]:
    return [given(each.montant, each.libelle or "Frais") for each in costs or []]


def _price(entree: DecompteEntree) -> settlement.ConcertPrice:
    accord = settlement.Accord(entree.accord)
    if accord is not settlement.Accord.SHARE and entree.garantie is None:
        raise BadInput("garantie", f"manque : l’accord « {entree.accord} » a un prix garanti")
    if accord is not settlement.Accord.FIXED and entree.part_pct is None:
        raise BadInput("part_pct", f"manque : l’accord « {entree.accord} » partage la recette")
    held = entree.minimum_garanti
    return settlement.ConcertPrice(
        accord=accord,
        fixed=given(entree.garantie or ZERO, "Garantie"),
        part=percent(entree.part_pct or ZERO, "Part de la recette"),
        threshold=given(entree.seuil or ZERO, "Seuil"),
        base=sharing.ShareBase(entree.base_partage or "nette"),
        guarantee=None
        if held is None
        else sharing.Guarantee(given(held.montant, "Minimum garanti"), sharing.Beneficiary(held.beneficiaire)),
        bill_part=None if entree.coplateau_pct is None else percent(entree.coplateau_pct, "Notre part du co-plateau"),
    )


def _warnings(entree: DecompteEntree, costs: settlement.Kept, owed: settlement.Due) -> list[str]:
    texts = []
    if costs.contested.known() > 0:
        texts.append(f"Frais opposés au-delà du contrat : {rounded_money_text(costs.contested.known())} à contester.")
    if entree.accord == "plus" and entree.seuil is None:
        texts.append("Aucun seuil : la part se compte dès le premier euro de recette nette.")
    if owed.base.known() < 0:
        texts.append("Taxe, droits et frais dépassent la recette HT.")
    if entree.avance is not None and entree.avance > owed.whole.known():
        texts.append("L’avance dépasse le dû : la différence est à rendre.")
    return texts
