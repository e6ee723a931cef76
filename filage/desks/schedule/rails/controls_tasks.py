"""What a retroplanning is read against: delays that reach the première, an order the days no longer keep, what comes first."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.schedule.operations.premiere import premiere_day
from filage.desks.schedule.queries import what
from filage.desks.schedule.queries.tasks import Planned, conflicts, planned
from filage.productions.enums import FIRM, DateStatus
from filage.rules.engine.text import day_text
from filage.rules.planning import retroplanning

NEAR = timedelta(days=30)  # before a date whose declarations cannot be counted from anything
AUTHORISED = retroplanning.When(retroplanning.PREMIERE, -6, "M")


def late_and_holding(season: Any) -> Iterator[Found]:
    """Yield the late tasks that push the première, or their date, back."""
    for row in _rows(season):
        if row.pushes:
            days = f"{row.pushes} jour{'s' * (row.pushes > 1)}"
            goal = "la date" if row.activity else "la première"
            text = f"« {row.task.label} » était due le {_due(row)} : son retard retient {goal} de {days}."
            yield _found(season, row, text, "La faire, raccourcir la suite, ou déplacer la date.")


def out_of_order(season: Any) -> Iterator[Found]:
    """Yield the tasks that end after what waits for them is due."""
    for rows in planned(season).values():
        by_key = {row.task.pk: row for row in rows}
        for one in conflicts(rows):
            before, after = by_key[one.before], by_key[one.after]
            text = f"« {before.task.label} » finit le {_due(before)}, après « {after.task.label} » ({_due(after)}), qui l’attend."
            about = (f"task:{before.task.pk}", f"task:{after.task.pk}")
            yield _found(season, before, text, "Avancer l’une, reculer l’autre, ou défaire le lien.", about=about)


def unauthorised(season: Any) -> Iterator[Found]:
    """Yield the shows whose première comes within six months and whose author has not been asked in writing."""
    for row in _rows(season):
        if row.over or row.task.template != "creation" or row.task.code != "autorisation":
            continue
        day = premiere_day(season, season.production(row.task.production_id))
        if day is not None and AUTHORISED.day(day) < season.today <= day:
            text = f"La première est le {day_text(day)}, à moins de six mois, et l’autorisation d’auteur n’est pas dite reçue."
            yield _found(season, row, text, "Demander l’autorisation écrite, puis dire la tâche faite.")


def firm_and_not_compared(season: Any) -> Iterator[Found]:
    """Yield the firm dates to come whose technical sheet was not compared with the place."""
    for row in _rows(season):
        activity = row.activity
        if activity is None or row.over or row.task.template != "date" or row.task.code != "t03":
            continue
        if activity.status in FIRM and activity.status != DateStatus.JOUE and activity.on >= season.today:
            said = what(activity)
            text = f"{said[:1].upper()}{said[1:]} : date ferme, et la fiche technique n’est pas comparée au lieu."
            yield _found(season, row, text, "Comparer la fiche et le plateau, dire les réserves, puis la tâche faite.")


def unknown_first_hour(season: Any) -> Iterator[Found]:
    """Yield the declarations of a near date that nothing lets count: nobody is engaged for it."""
    for row in _rows(season):
        activity = row.activity
        if row.over or not row.unknown or activity is None or not season.today <= activity.on <= season.today + NEAR:
            continue
        text = f"La première heure de l’embauche est inconnue pour le {day_text(activity.on)} : la DPAE se compte d’elle seule."
        yield _found(season, row, text, "Engager l’équipe de cette date, ou dire le premier jour de chaque embauche.")


def _rows(season: Any) -> Iterator[Planned]:
    for rows in planned(season).values():
        yield from rows


def _due(row: Planned) -> str:
    return day_text(row.due_on) if row.due_on else "un jour inconnu"


def _found(season: Any, row: Planned, message: str, remedy: str, **more: Any) -> Found:
    production = season.production(row.task.production_id)
    day = f" · {day_text(row.activity.on)}" if row.activity else ""
    return Found(
        subject=f"{production.title}{day}",
        message=message,
        remedy=remedy,
        remedy_url=f"/taches/{row.task.pk}/",
        production=production.pk,
        **({"about": (f"task:{row.task.pk}",)} | more),
    )


PATH = Citation("Rétroplanning d’une production : une tâche en retard sur le chemin critique déplace la première", "", "derived")
AUTHOR = Citation(
    "SACD, producteur de spectacles : l’autorisation, toujours écrite, se demande six mois avant le début des représentations",
    "https://www.sacd.fr/fr/producteur-de-spectacles-demander-une-autorisation",
    "one_source",
)
SHEET = Citation("Usage de la profession : la fiche technique se compare au lieu avant la confirmation écrite", "", "derived")
FIRST_HOUR = Citation(
    "Code du travail, art. R1221-4 et R1221-5 : au plus tôt huit jours avant l’embauche, avant sa première heure",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050",
    "official",
)
ALERT = Severity.ALERTE
_check = checks_of("schedule")
CHECKS = (
    _check("RET-001", "Une tâche en retard retient la première ou la date", late_and_holding, ALERT, PATH),
    _check("RET-002", "Une tâche finit après ce qui l’attend", out_of_order, ALERT, PATH),
    _check("RET-003", "La première approche sans autorisation d’auteur", unauthorised, ALERT, AUTHOR),
    _check("RET-004", "Une date ferme n’a pas de fiche technique comparée", firm_and_not_compared, ALERT, SHEET),
    _check("RET-005", "La première heure d’une embauche est inconnue", unknown_first_hour, Severity.INCONNU, FIRST_HOUR),
)
