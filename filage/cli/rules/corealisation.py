"""`calculer corealisation`: how the takings of a series are shared between the company and the venue."""

from typing import Literal

from filage.cli.rules.billetterie import BilletterieEntree, BilletterieSortie, Counter
from filage.cli.rules.numbers import Percent, Positive
from filage.cli.rules.shapes import Answer, Entree, Money, sure_money, whole
from filage.rules.engine.explained import Explained, given, percent
from filage.rules.engine.text import rounded_money_text
from filage.rules.pricing.sharing import Beneficiary, Guarantee, ShareBase, Sharing, base_to_reach, share, shared_base
from filage.rules.pricing.ticketing import Threshold, threshold


class MinimumGaranti(Entree):
    """A minimum for the whole series, in the terms of what is shared."""

    montant: Positive
    beneficiaire: Literal["producteur", "lieu"]


class CorealisationEntree(BilletterieEntree):
    """A box office, the producer's share, what is shared, and who is guaranteed a minimum."""

    part_producteur_pct: Percent
    base_partage: Literal["nette", "ht", "ttc"] | None = None
    minimum_garanti: MinimumGaranti | None = None


class CorealisationSortie(BilletterieSortie):
    """The takings and the two parts, which add up to what is shared; the thresholds are those of the producer's part."""

    part_producteur: Money
    part_lieu: Money
    garanti_joue: bool
    seuil_spectateurs: int | None


ENTREE, SORTIE = CorealisationEntree, CorealisationSortie


def answer(entree: CorealisationEntree) -> Answer:
    """Return the parts of a coréalisation."""
    counter = Counter(entree)
    base = ShareBase(entree.base_partage or "nette")
    rate = percent(entree.part_producteur_pct, "Part du producteur")
    guarantee = _guarantee(entree.minimum_garanti)
    shared = share(shared_base(counter.takings, base), rate, guarantee)
    seuil = _threshold(counter, base, rate, guarantee)
    values = {
        **counter.keys(seuil),
        "part_producteur": sure_money(shared.producer),
        "part_lieu": sure_money(shared.venue),
        "garanti_joue": bool(shared.guarantee_plays),
        "seuil_spectateurs": None if seuil is None else whole(seuil.admissions),
        "avertissements": [*counter.warnings(seuil), *_warnings(counter, base, shared)],
    }
    amounts = {"part_producteur": shared.producer, "part_lieu": shared.venue, **counter.amounts()}
    amounts["seuil_spectateurs"] = None if seuil is None else seuil.admissions
    return Answer(CorealisationSortie.model_validate(values), amounts)


def _guarantee(minimum: MinimumGaranti | None) -> Guarantee | None:
    if minimum is None:
        return None
    return Guarantee(given(minimum.montant, "Minimum garanti"), Beneficiary(minimum.beneficiaire))


def _threshold(counter: Counter, base: ShareBase, rate: Explained, guarantee: Guarantee | None) -> Threshold | None:
    if counter.entree.cout is None:
        return None
    to_reach = base_to_reach(given(counter.entree.cout, "Coût de la série"), rate, guarantee)
    return None if to_reach is None else threshold(to_reach, shared_base(counter.ticket, base), counter.house)


def _warnings(counter: Counter, base: ShareBase, shared: Sharing) -> list[str]:
    texts = []
    taken = counter.takings.tax.known() + counter.takings.rights.known()
    producer, venue = shared.producer.known(), shared.venue.known()
    if base is not ShareBase.NET and taken:
        texts.append(f"Partage avant taxe et droits : {rounded_money_text(taken)} restent à payer, par qui le contrat le dit.")
    if producer < 0:
        texts.append(f"Le minimum du lieu dépasse la recette : la compagnie lui doit {rounded_money_text(-producer)}.")
    if venue < 0:
        texts.append(f"Le minimum du producteur dépasse la recette : le lieu y ajoute {rounded_money_text(-venue)}.")
    return texts
