"""`calculer assiduite`: the hours attended out of those planned, and the absences that must be said."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from filage.cli.rules.dates import Day
from filage.cli.rules.numbers import Number, Percent
from filage.cli.rules.shapes import Answer, BadInput, Entree, Pct, Sortie, pct
from filage.rules.engine import Explained
from filage.rules.reading.folding import folded
from filage.rules.schooling.attendance import ABSENCES, MINUTES, MOMENTS, PARTIAL, HalfDay, Status, Thresholds, tally

MOST = 20_000  # half-days
HOURS = {"matin": Decimal(4), "apres_midi": Decimal(3)}  # of a day of 7 h
SPOKEN = {  # other words that say the same
    "absence_justifiee": Status.EXCUSED,
    "absence_injustifiee": Status.UNEXCUSED,
    "absent_non_justifie": Status.UNEXCUSED,
    "justifiee": Status.EXCUSED,
    "justifie": Status.EXCUSED,
    "injustifiee": Status.UNEXCUSED,
    "injustifie": Status.UNEXCUSED,
    "absence": Status.ABSENT,
    "depart_anticipe": Status.LEFT_EARLY,
}
HalfDayHours = Annotated[Decimal, Number(0, 12)]


class DemiJournee(Entree):
    """A half-day planned for somebody; `minutes` are those that were missed."""

    date: Annotated[date, Day()]
    moment: Annotated[str, Field(description="matin ou apres_midi")]
    statut: Annotated[str, Field(description=", ".join(Status))]
    minutes: Annotated[Decimal, Number(0, 1440)] | None = None
    nature: Literal["enseigne", "encadre", "autonome", "examen"] | None = None


class AssiduiteEntree(Entree):
    """The half-days of somebody, and what a training body sets of its own."""

    demi_journees: Annotated[list[DemiJournee], Field(max_length=MOST)]
    heures_matin: HalfDayHours | None = None
    heures_apres_midi: HalfDayHours | None = None
    seuil_pct: Percent | None = None
    suite: Annotated[int, Number(1, 1000, whole=True)] | None = None


class AssiduiteSortie(Sortie):
    """The hours planned and attended, their ratio, and the absences to say."""

    heures_prevues: str
    heures_realisees: str | None
    taux_pct: Pct | None
    alertes: list[str]


ENTREE, SORTIE = AssiduiteEntree, AssiduiteSortie


def answer(entree: AssiduiteEntree) -> Answer:
    """Return the hours that somebody attended."""
    rows = [_half_day(entree, rank, one) for rank, one in enumerate(entree.demi_journees)]
    _once(rows)
    usual = Thresholds()
    share = usual.share if entree.seuil_pct is None else entree.seuil_pct / 100
    found = tally(rows, thresholds=Thresholds(in_a_row=entree.suite or usual.in_a_row, share=share))
    sortie = AssiduiteSortie(
        heures_prevues=_text(found.planned) or "0",
        heures_realisees=_text(found.attended),
        taux_pct=pct(found.rate),
        alertes=list(found.alerts),
        avertissements=_warnings(rows, found.rate),
    )
    return Answer(sortie, {"taux_pct": found.rate})


def _half_day(entree: AssiduiteEntree, rank: int, one: DemiJournee) -> HalfDay:
    moment, status, place = _moment(rank, one.moment), _status(rank, one.statut), f"demi_journees.{rank}.minutes"
    own = entree.heures_matin if moment == "matin" else entree.heures_apres_midi
    hours = HOURS[moment] if own is None else own
    if one.minutes is not None and one.minutes > hours * MINUTES:
        raise BadInput(place, f"plus que la demi-journée, qui dure {_plain(hours * MINUTES)} minutes")
    if one.minutes is not None and status in ABSENCES and one.minutes != hours * MINUTES:
        raise BadInput(place, "une absence est celle de la demi-journée entière ; sinon, dire retard ou sortie_anticipee")
    return HalfDay(one.date, moment, hours, status, one.minutes, self_study=one.nature == "autonome")


def _moment(rank: int, text: str) -> str:
    found = _key(text)
    if found not in MOMENTS:
        raise BadInput(f"demi_journees.{rank}.moment", f"valeur refusée ; valeurs admises : {', '.join(MOMENTS)}")
    return found


def _status(rank: int, text: str) -> Status:
    found = _key(text)
    try:
        return SPOKEN.get(found) or Status(found)
    except ValueError:
        raise BadInput(f"demi_journees.{rank}.statut", f"valeur refusée ; valeurs admises : {', '.join(Status)}") from None


def _key(text: str) -> str:
    return folded(text).replace("-", "_").replace(" ", "_")


def _once(rows: list[HalfDay]) -> None:
    seen: set[tuple[date, str]] = set()
    for rank, one in enumerate(rows):
        if (one.on, one.moment) in seen:
            raise BadInput(f"demi_journees.{rank}.date", "demi-journée dite deux fois : elle ne se compte qu’une")
        seen.add((one.on, one.moment))


def _warnings(rows: list[HalfDay], rate: Explained) -> list[str]:
    late = sum(one.status in PARTIAL and one.minutes is None and not one.self_study for one in rows)
    if late:
        return [f"Minutes manquées inconnues pour {late} retard{'s' if late > 1 else ''} ou départ : heures réalisées inconnues."]
    return [] if rate.is_known else ["Aucune heure prévue : le taux ne se calcule pas."]


def _text(hours: Explained) -> str | None:
    return None if hours.value is None else _plain(round(hours.value, 2))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
