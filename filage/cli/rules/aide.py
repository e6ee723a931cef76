"""`calculer aide`: the amount of an aid, and what limits it."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from filage.cli.rules.numbers import DateCount, Number, Percent, Positive
from filage.cli.rules.shapes import Answer, BadInput, Entree, Money, Sortie, sure_money
from filage.rules.engine.explained import Explained, given, percent
from filage.rules.engine.text import counted, rounded_money_text
from filage.rules.funding.aid import Aid, Dates, Limit, Limits, Step, aid, flat_amount, stepped_amount

StepEnd = Annotated[int, Number(1, 10_000, whole=True)]


class Palier(Entree):
    """An amount per date up to a number of dates; the last step is open (null)."""

    jusqu_a: StepEnd | None
    montant: Positive


class AideEntree(Entree):
    """The eligible cost and the rules of an aid."""

    assiette: Positive
    taux_pct: Percent | None = None
    plancher: Positive | None = None
    plafond: Positive | None = None
    reste_a_financer: Positive | None = None
    deja_recu: Positive | None = None
    plafond_cumul: Positive | None = None
    forfait_par_date: Positive | None = None
    paliers: Annotated[list[Palier], Field(min_length=1)] | None = None
    dates: DateCount | None = None
    dates_min: DateCount | None = None
    dates_max: DateCount | None = None


class AideSortie(Sortie):
    """The amount, the key of what limited it (null: nothing did), and whether the conditions of dates are met."""

    montant: Money
    limite_par: Limit | None
    eligible: bool


ENTREE, SORTIE = AideEntree, AideSortie


def answer(entree: AideEntree) -> Answer:
    """Return the amount of an aid."""
    dates = _dates(entree)
    found = aid(
        given(entree.assiette, "Assiette éligible"),
        Limits(
            floor=_given(entree.plancher, "Plancher"),
            ceiling=_given(entree.plafond, "Plafond"),
            need=_given(entree.reste_a_financer, "Reste à financer"),
            cumulation=_given(entree.plafond_cumul, "Plafond de cumul"),
            received=_given(entree.deja_recu, "Déjà reçu"),
        ),
        rate=None if entree.taux_pct is None else percent(entree.taux_pct, "Taux"),
        flat=_flat(entree, dates),
        dates=dates,
    )
    sortie = AideSortie(
        montant=sure_money(found.amount),
        limite_par=found.limited_by,
        eligible=found.eligible,
        avertissements=_warnings(entree, found),
    )
    return Answer(sortie, {"montant": found.amount})


def _given(value: Decimal | None, label: str) -> Explained | None:
    return None if value is None else given(value, label)


def _dates(entree: AideEntree) -> Dates | None:
    needing = [key for key in ("forfait_par_date", "paliers", "dates_min", "dates_max") if getattr(entree, key) is not None]
    if entree.dates is None:
        if needing:
            raise BadInput("dates", f"manque, puisque {needing[0]} est donné")
        return None
    if entree.dates_min is not None and entree.dates_max is not None and entree.dates_min > entree.dates_max:
        raise BadInput("dates_min", "dépasse dates_max")
    return Dates(entree.dates, entree.dates_min, entree.dates_max)


def _flat(entree: AideEntree, dates: Dates | None) -> Explained | None:
    if entree.forfait_par_date is not None and entree.paliers is not None:
        raise BadInput("paliers", "donner forfait_par_date ou paliers, pas les deux")
    if dates is None:
        return None
    if entree.forfait_par_date is not None:
        return flat_amount(given(entree.forfait_par_date, "Forfait par date"), dates.counted)
    if entree.paliers is not None:
        return stepped_amount(_steps(entree.paliers), dates.counted)
    return None


def _steps(paliers: list[Palier]) -> list[Step]:
    before = 0
    for rank, palier in enumerate(paliers):
        last = rank == len(paliers) - 1
        if (palier.jusqu_a is None) != last:
            raise BadInput(f"paliers.{rank}.jusqu_a", "le dernier palier, et lui seul, a jusqu_a à null")
        if palier.jusqu_a is not None and palier.jusqu_a <= before:
            raise BadInput(f"paliers.{rank}.jusqu_a", f"doit dépasser le palier précédent ({before})")
        before = palier.jusqu_a or before
    return [Step(palier.jusqu_a, given(palier.montant, "Montant par date")) for palier in paliers]


def _warnings(entree: AideEntree, found: Aid) -> list[str]:
    texts = []
    if not found.eligible:
        texts.append(f"Non éligible : {counted(entree.dates or 0, 'date')} pour {counted(entree.dates_min or 0, 'demandée')}.")
    if found.eligible and entree.plancher is not None and found.amount.known() < entree.plancher:
        texts.append(
            f"Le plancher de {rounded_money_text(entree.plancher)} n’est pas atteint : une autre limite passe avant lui."
        )
    if entree.taux_pct is None and entree.forfait_par_date is None and entree.paliers is None:
        texts.append("Ni taux ni forfait : l’aide est limitée par l’assiette entière.")
    if entree.deja_recu is not None and entree.plafond_cumul is None:
        texts.append("deja_recu sans plafond_cumul : sans effet.")
    return texts
