"""`calculer corealisation`: how the takings of a series are shared between the company and the venue."""

from typing import Literal

from filage.cli.rules.billetterie import BilletterieEntree, BilletterieSortie, Counter
from filage.cli.rules.numbers import Percent, Positive
from filage.cli.rules.shapes import Answer, Entree, Money, sure_money, whole
from filage.rules.engine.explained import ZERO, Explained, given, percent, sum_of
from filage.rules.engine.text import rounded_money_text
from filage.rules.pricing.settlement import after_costs
from filage.rules.pricing.sharing import Beneficiary, Guarantee, ShareBase, Sharing, base_to_reach, share, shared_base
from filage.rules.pricing.ticketing import Threshold, threshold


class MinimumGaranti(Entree):
    """A minimum for the whole series, in the terms of what is shared."""

    montant: Positive
    beneficiaire: Literal["producteur", "lieu"]


class Frais(Entree):
    """A cost written in the contract, net of VAT."""

    libelle: str = ""
    montant: Positive


class CorealisationEntree(BilletterieEntree):
    """A box office, the producer's share, what is shared, and who is guaranteed a minimum."""

    part_producteur_pct: Percent
    base_partage: Literal["nette", "ht", "ttc"] | None = None
    minimum_garanti: MinimumGaranti | None = None
    frais_convenus: list[Frais] | None = None


class CorealisationSortie(BilletterieSortie):
    """The takings and the two parts, which add up to what is shared; the thresholds are those of the producer's part."""

    part_producteur: Money
    part_lieu: Money
    garanti_joue: bool
    seuil_spectateurs: int | None
    frais: Money


ENTREE, SORTIE = CorealisationEntree, CorealisationSortie


def answer(entree: CorealisationEntree) -> Answer:
    """Return the parts of a coréalisation."""
    counter = Counter(entree)
    base = ShareBase(entree.base_partage or "nette")
    rate = percent(entree.part_producteur_pct, "Part du producteur")
    guarantee = _guarantee(entree.minimum_garanti)
    costs = _costs(entree, base)
    shared = share(after_costs(counter.takings, base, costs), rate, guarantee)
    seuil = _threshold(counter, base, rate, guarantee, costs)
    values = {
        **counter.keys(seuil),
        "part_producteur": sure_money(shared.producer),
        "part_lieu": sure_money(shared.venue),
        "garanti_joue": bool(shared.guarantee_plays),
        "seuil_spectateurs": None if seuil is None else whole(seuil.admissions),
        "frais": sure_money(costs),
        "avertissements": [*counter.warnings(seuil), *_warnings(counter, base, shared)],
    }
    amounts = {"part_producteur": shared.producer, "part_lieu": shared.venue, **counter.amounts()}
    amounts["seuil_spectateurs"] = None if seuil is None else seuil.admissions
    return Answer(CorealisationSortie.model_validate(values), amounts)


def _guarantee(minimum: MinimumGaranti | None) -> Guarantee | None:
    if minimum is None:
        return None
    return Guarantee(given(minimum.montant, "Minimum garanti"), Beneficiary(minimum.beneficiaire))


def _costs(entree: CorealisationEntree, base: ShareBase) -> Explained:
    """Return the costs deducted before sharing: those of the contract, when what is shared is the net takings."""
    if base is not ShareBase.NET or not entree.frais_convenus:
        return given(ZERO, "Frais convenus")
    return sum_of([given(each.montant, each.libelle or "Frais") for each in entree.frais_convenus], "Frais convenus")


def _threshold(
    counter: Counter, base: ShareBase, rate: Explained, guarantee: Guarantee | None, costs: Explained
) -> Threshold | None:
    if counter.entree.cout is None:
        return None
    to_reach = base_to_reach(given(counter.entree.cout, "Coût de la série"), rate, guarantee)
    if to_reach is None:
        return None
    if to_reach.known() > 0:
        to_reach = (to_reach + costs).named(to_reach.label)
    return threshold(to_reach, shared_base(counter.ticket, base), counter.house)


def _warnings(counter: Counter, base: ShareBase, shared: Sharing) -> list[str]:
    texts = []
    taken = counter.takings.tax.known() + counter.takings.rights.known()
    if base is not ShareBase.NET and counter.entree.model_dump().get("frais_convenus"):
        texts.append("Les frais convenus ne sont déduits que d’un partage de la recette nette.")
    producer, venue = shared.producer.known(), shared.venue.known()
    if base is not ShareBase.NET and taken:
        texts.append(f"Partage avant taxe et droits : {rounded_money_text(taken)} restent à payer, par qui le contrat le dit.")
    if producer < 0:
        texts.append(f"Le minimum du lieu dépasse la recette : la compagnie lui doit {rounded_money_text(-producer)}.")
    if venue < 0:
        texts.append(f"Le minimum du producteur dépasse la recette : le lieu y ajoute {rounded_money_text(-venue)}.")
    return texts
