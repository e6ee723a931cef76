"""`calculer heures-507`: the hours retained over twelve months, and what is missing."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from filage.cli.rules.dates import Day
from filage.cli.rules.numbers import Count, Positive
from filage.cli.rules.shapes import Answer, BadInput, Entree, Sortie
from filage.rules.benefit import Work, hours_at
from filage.rules.engine import load_law

LONGEST = 366  # days of one contract: beyond, it is not declared by month


class ContratDeclare(Entree):
    """What a contract declares: cachets or hours; `enseignement` and `formation` (followed) count apart."""

    debut: Annotated[date, Day()]
    fin: Annotated[date, Day()]
    cachets: Count | None = None
    heures: Positive | None = None
    enseignement: bool = False
    formation: bool = False


class Heures507Entree(Entree):
    """The contracts, and the day on which rights are counted."""

    annexe: Literal[8, 10]
    contrats: list[ContratDeclare]
    date: Annotated[date, Day()]
    plusieurs_employeurs: bool = False
    cinquante_ans: bool = False


class Heures507Sortie(Sortie):
    """The hours that count."""

    heures_retenues: str
    reste: str
    plafonds_appliques: list[str]
    date_atteinte: str | None


ENTREE, SORTIE = Heures507Entree, Heures507Sortie


def answer(entree: Heures507Entree) -> Answer:
    """Return the hours retained on the day."""
    works = [_work(contrat, rank) for rank, contrat in enumerate(entree.contrats)]
    options = {"several": entree.plusieurs_employeurs, "over_50": entree.cinquante_ans}
    found = hours_at(load_law(), entree.annexe, works, entree.date, **options)
    sortie = Heures507Sortie(
        heures_retenues=f"{found.hours:f}",
        reste=f"{found.missing:f}",
        plafonds_appliques=found.caps,
        date_atteinte=None if found.reached_on is None else found.reached_on.isoformat(),
        avertissements=["Estimation : seule la notification de France Travail fait foi."],
    )
    return Answer(sortie)


def _work(contrat: ContratDeclare, rank: int) -> Work:
    place = f"contrats.{rank}"
    if contrat.fin < contrat.debut:
        raise BadInput(f"{place}.fin", "précède debut")
    if (contrat.fin - contrat.debut).days >= LONGEST:
        raise BadInput(f"{place}.fin", "un contrat de plus d’un an se donne mois par mois")
    if (contrat.cachets is None) == (contrat.heures is None):
        raise BadInput(f"{place}.cachets", "donner cachets ou heures, l’un des deux")
    if contrat.enseignement and contrat.formation:
        raise BadInput(f"{place}.formation", "un contrat est d’enseignement ou de formation suivie, pas les deux")
    apart = contrat.enseignement, contrat.formation
    return Work(contrat.debut, contrat.fin, contrat.cachets or 0, contrat.heures or Decimal(0), *apart)
