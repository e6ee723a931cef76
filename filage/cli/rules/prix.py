"""`calculer prix`: the price of a performance, its floor, and the dates that pay the creation back."""

from decimal import Decimal
from typing import Annotated

from filage.cli.rules.numbers import Count, Number, Positive
from filage.cli.rules.shapes import Answer, Entree, Money, Sortie, money, whole
from filage.rules.engine.explained import FRACTION, Explained, given, percent, quantity
from filage.rules.engine.text import counted, rounded_money_text
from filage.rules.pricing.price import Price, price

Rate = Annotated[Decimal, Number(0, 1)]  # a fraction of the plateau
MarkUp = Annotated[Decimal, Number(-100, 10_000)]
MarginRate = Annotated[Decimal, Number(-10_000, below=100)]


class PrixEntree(Entree):
    """A plateau, the balance of a creation, and the rates of the price."""

    plateau: Positive
    taux_gestion: Rate | None = None
    charges_creation: Positive
    produits_acquis: Positive
    dates_prevues: Count
    quote_part_structure: Positive | None = None
    marge_sur_cout_pct: MarkUp | None = None
    marque_sur_prix_pct: MarginRate | None = None
    prix: Positive | None = None


class PrixSortie(Sortie):
    """The figures of the price, net of VAT; null when what they need was not given."""

    besoin_creation: Money
    amort_par_date: Money | None
    gestion: Money
    revient: Money | None
    prix_plancher: Money
    prix_sur_cout: Money | None
    prix_sur_vente: Money | None
    marge_par_date: Money | None
    seuil_dates: int | None
    seuil_atteignable: bool | None


ENTREE, SORTIE = PrixEntree, PrixSortie
FIGURES = {  # key of the answer: figure of the price
    "revient": "cost",
    "besoin_creation": "creation_need",
    "amort_par_date": "amortisation",
    "gestion": "management",
    "prix_plancher": "floor",
    "prix_sur_cout": "on_cost",
    "prix_sur_vente": "on_sale",
    "marge_par_date": "margin",
    "seuil_dates": "break_even_dates",
}


def answer(entree: PrixEntree) -> Answer:
    """Return the price of a performance."""
    found = price(
        plateau=given(entree.plateau, "Coût plateau"),
        creation_costs=given(entree.charges_creation, "Charges de création"),
        acquired_income=given(entree.produits_acquis, "Produits acquis"),
        planned_dates=quantity(entree.dates_prevues, "Dates prévues", unit="dates"),
        management_rate=_fraction(entree.taux_gestion),
        structure_share=None
        if entree.quote_part_structure is None
        else given(entree.quote_part_structure, "Quote-part de structure"),
        markup=None if entree.marge_sur_cout_pct is None else percent(entree.marge_sur_cout_pct, "Taux de marge (sur coût)"),
        margin_rate=None
        if entree.marque_sur_prix_pct is None
        else percent(entree.marque_sur_prix_pct, "Taux de marque (sur prix)"),
        asked=None if entree.prix is None else given(entree.prix, "Prix"),
    )
    amounts = {key: getattr(found, name) for key, name in FIGURES.items()}
    values: dict[str, object] = {key: money(amount) for key, amount in amounts.items()}
    values["seuil_dates"] = whole(found.break_even_dates)
    values["seuil_atteignable"] = found.reachable
    sortie = PrixSortie.model_validate({**values, "avertissements": _warnings(entree, found)})
    return Answer(sortie, amounts)


def _fraction(rate: Decimal | None) -> Explained | None:
    return None if rate is None else given(rate, "Taux de gestion", unit=FRACTION)


def _warnings(entree: PrixEntree, found: Price) -> list[str]:
    texts = []
    need = found.creation_need.known()
    if found.amortisation is None:
        texts.append("Aucune date prévue : l’amortissement et le coût de revient ne peuvent pas être connus.")
    if need < 0:
        texts.append(f"Les produits acquis dépassent les charges de création de {rounded_money_text(-need)}.")
    if found.reachable is False and need > 0:
        texts.append("Seuil inatteignable : à ce prix, aucune date ne rembourse la création.")
    if entree.prix is not None and entree.prix < found.floor.known():
        floor, short = (rounded_money_text(amount) for amount in (found.floor.known(), found.floor.known() - entree.prix))
        texts.append(f"Le prix ne couvre pas le prix plancher ({floor}) : chaque date perd {short}.")
    seuil = whole(found.break_even_dates)
    if seuil is not None and entree.dates_prevues and seuil > entree.dates_prevues:
        planned = counted(entree.dates_prevues, "date prévue", "dates prévues")
        texts.append(f"À ce prix, le seuil est à {counted(seuil, 'date')}, pour {planned}.")
    return texts
