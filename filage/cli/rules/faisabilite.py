"""`calculer faisabilite`: whether the hours of a training session fit its calendar, and by how much."""

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Annotated

from pydantic import Field

from filage.cli.rules.dates import Day
from filage.cli.rules.numbers import Number
from filage.cli.rules.shapes import Answer, BadInput, Entree, Sortie
from filage.rules.planning.bank_holidays import Territory, territories
from filage.rules.reading.folding import folded
from filage.rules.schooling.feasibility import Nature, Period, Plan, Stretch, Volume, weeks_touched
from filage.rules.schooling.findings import findings

MAINLAND = "metropole"
LONGEST = 3660  # days
Hours = Annotated[Decimal, Number(0, 100_000)]
OnDay = Annotated[date, Day()]


class Fermeture(Entree):
    """Days when the centre is closed, first and last included."""

    debut: OnDay
    fin: OnDay


class Periode(Fermeture):
    """A stretch of the session, in the centre or in a company."""

    nature: Nature


class FaisabiliteEntree(Entree):
    """The calendar of a session and the hours that it must hold."""

    periodes: Annotated[list[Periode], Field(min_length=1, max_length=200)]
    heures_par_jour: Annotated[Decimal, Number(0, 24)]
    fermetures: Annotated[list[Fermeture], Field(max_length=200)] | None = None
    territoire: str | None = None
    heures_centre: Hours
    heures_entreprise: Hours
    absences_jours: Annotated[Decimal, Number(0, LONGEST)] | None = None
    semaines_max: Annotated[int, Number(1, 1000, whole=True)] | None = None


class PeriodeComptee(Entree):
    """What a period offers."""

    nature: Nature
    jours: int
    heures: str
    semaines_iso: int


class Volumes(Entree):
    """What is offered of a nature, and what is left of it once the hours asked are held."""

    heures: str
    marge: str


class Constat(Entree):
    """What the calendar says, with its numbers."""

    code: str
    gravite: str
    message: str
    remede: str


class FaisabiliteSortie(Sortie):
    """The days and hours of each period, those of the session, and what they say."""

    periodes: list[PeriodeComptee]
    centre: Volumes
    entreprise: Volumes
    constats: list[Constat]


ENTREE, SORTIE = FaisabiliteEntree, FaisabiliteSortie


def answer(entree: FaisabiliteEntree) -> Answer:
    """Return whether the hours of a session fit its calendar."""
    plan = _plan(entree)
    counted = [(period, len(plan.days_of(period))) for period in plan.periods]
    sortie = FaisabiliteSortie(
        periodes=[
            PeriodeComptee(
                nature=period.nature, jours=days, heures=_text(days * plan.hours_a_day), semaines_iso=weeks_touched(period)
            )
            for period, days in counted
        ],
        centre=_volumes(plan.centre),
        entreprise=_volumes(plan.company),
        constats=[Constat(code=one.code, gravite=one.severity, message=one.message, remede=one.remedy) for one in findings(plan)],
        avertissements=_warnings(plan),
    )
    return Answer(sortie, {"centre.marge": plan.centre.margin, "entreprise.marge": plan.company.margin})


def _plan(entree: FaisabiliteEntree) -> Plan:
    if not entree.heures_par_jour:
        raise BadInput("heures_par_jour", "doit être plus que zéro")
    for key, rows in (("periodes", entree.periodes), ("fermetures", entree.fermetures or [])):
        _check(key, rows)
    plan = Plan(
        periods=[Period(one.debut, one.fin, one.nature) for one in entree.periodes],
        hours_a_day=entree.heures_par_jour,
        centre_hours=entree.heures_centre,
        company_hours=entree.heures_entreprise,
        closures=[Stretch(one.debut, one.fin) for one in entree.fermetures or []],
        territory=_territory(entree.territoire),
        missed=entree.absences_jours or Decimal(0),
        most_weeks=entree.semaines_max,
    )
    if plan.company.days < 0:
        offered = plan.company.days + plan.missed
        raise BadInput("absences_jours", f"plus d’absences ({_text(plan.missed)}) que de jours en entreprise ({_text(offered)})")
    return plan


def _check(key: str, rows: "list[Periode] | list[Fermeture]") -> None:
    for rank, one in enumerate(rows):
        if one.fin < one.debut:
            raise BadInput(f"{key}.{rank}.fin", "précède debut")
        if (one.fin - one.debut).days >= LONGEST:
            raise BadInput(f"{key}.{rank}.fin", "plus de dix ans après debut")
    if key == "periodes":
        for (rank, one), (later, other) in combinations(enumerate(rows), 2):
            if one.debut <= other.fin and other.debut <= one.fin:
                raise BadInput(f"{key}.{later}.debut", f"chevauche {key}.{rank} : un jour ne se compte qu’une fois")


def _territory(name: str | None) -> Territory | None:
    wanted = folded(name or MAINLAND).replace("-", "_").replace(" ", "_")
    known = {one.code: one for one in territories()}
    found = known.get(wanted) or known.get(f"la_{wanted}")
    if found is None and wanted != MAINLAND:
        raise BadInput("territoire", f"valeur refusée ; valeurs admises : {', '.join((MAINLAND, *known))}")
    return found


def _volumes(volume: Volume) -> Volumes:
    return Volumes(heures=_text(volume.hours.known()), marge=_text(volume.margin.known()))


def _text(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _warnings(plan: Plan) -> list[str]:
    if plan.territory is None or plan.territory.confidence == "official":
        return []
    return [f"Jours fériés de {plan.territory.label} : {plan.territory.source}."]
