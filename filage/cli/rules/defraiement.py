"""`calculer defraiement`: meals, nights and kilometres of a journey: owed, exempt, added to the pay."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from filage.cli.rules.dates import Day
from filage.cli.rules.numbers import Count, Number, Positive
from filage.cli.rules.shapes import Answer, BadInput, Entree, Money, Sortie, money
from filage.rules.engine import load_law, sum_of, warnings
from filage.rules.engine.explained import Explained
from filage.rules.payroll.allowances import Allowed, meals, mileage, nights


class MontantsVerses(Entree):
    """What the employer pays, in euros, for the whole journey."""

    repas: Positive | None = None
    nuits: Positive | None = None
    km: Positive | None = None


class DefraiementEntree(Entree):
    """A journey: meals, nights (`zone` of the Urssaf), the month at one place, the kilometres of the year in one's own car."""

    idcc: Literal["1285", "3090"]
    date: Annotated[date, Day()]
    repas: Count
    nuits: Count
    zone: Literal["paris", "ailleurs"] = "ailleurs"
    km: Positive | None = None
    cv: Annotated[int, Number(1, 50, whole=True)] | None = None
    mois: Annotated[int, Number(1, 120, whole=True)] = 1
    montants_verses: MontantsVerses | None = None


class Poste(Entree):
    """One kind of expense."""

    du: Money | None
    exonere: Money | None
    reintegre: Money | None


class DefraiementSortie(Sortie):
    """What is owed, exempt and added to the pay, in all and by kind of expense; null when an amount is unknown."""

    du: Money | None
    exonere: Money | None
    reintegre: Money | None
    postes: dict[str, Poste]


ENTREE, SORTIE = DefraiementEntree, DefraiementSortie


def answer(entree: DefraiementEntree) -> Answer:
    """Return what a journey gives."""
    found = _posts(entree)
    owed, exempt, taxed = (
        _sum(found, which, label) for which, label in (("owed", "Dû"), ("exempt", "Exonéré"), ("taxed", "Réintégré"))
    )
    posts = {
        name: Poste(du=money(one.owed), exonere=money(one.exempt), reintegre=money(one.taxed)) for name, one in found.items()
    }
    said = list(warnings(owed))
    if entree.km is not None:
        said.append("Le barème kilométrique limite l’exonération : l’employeur peut rembourser moins.")
    sortie = DefraiementSortie(
        du=money(owed), exonere=money(exempt), reintegre=money(taxed), postes=posts, avertissements=list(dict.fromkeys(said))
    )
    return Answer(sortie, {"du": owed, "exonere": exempt, "reintegre": taxed})


def _posts(entree: DefraiementEntree) -> dict[str, Allowed]:
    law, on, paid = load_law(), entree.date, entree.montants_verses or MontantsVerses()
    found: dict[str, Allowed] = {}
    if entree.repas:
        found["repas"] = meals(law, entree.idcc, entree.repas, on, paid.repas, month=entree.mois)
    if entree.nuits:
        paris = entree.zone == "paris"
        found["nuits"] = nights(law, entree.idcc, entree.nuits, on, paris=paris, paid=paid.nuits, month=entree.mois)
    if entree.km is not None:
        if entree.cv is None:
            raise BadInput("cv", "manque, puisque km est donné")
        found["km"] = mileage(law, Decimal(entree.km), entree.cv, on, paid.km)
    return found


def _sum(found: dict[str, Allowed], which: str, label: str) -> Explained:
    return sum_of([getattr(one, which) for one in found.values()], label)
