"""Tasks of a retroplanning, and lines of templates, in the Filage file."""

from collections.abc import Iterator

from filage.core.rails.exchange import Field, Problem, Row, Table, fields, provide
from filage.desks.schedule import models
from filage.desks.schedule.enums import TaskState
from filage.rules.planning import retroplanning
from filage.rules.reading import Unreadable


def _days_in_order(row: Row) -> Iterator[Problem]:
    if row["starts_on"] and row["due_on"] and row["due_on"] < row["starts_on"]:
        yield "pour_le", "précède « debut »"


def _percent(row: Row) -> Iterator[Problem]:
    if row["progress"] > 100:
        yield "avancement", "va de 0 à 100 %"


def _blocked_by_something(row: Row) -> Iterator[Problem]:
    if row["state"] == TaskState.BLOQUEE and not row["blocker"].strip():
        yield "blocage", "manque : dites ce qui bloque la tâche"


def _delays(row: Row) -> Iterator[Problem]:
    for key, attribute in (("debut", "starts"), ("pour", "due")):
        try:
            if row[attribute] or attribute == "due":
                retroplanning.when(row[attribute])
        except Unreadable as error:
            yield key, str(error)


TASKS = Table(
    model=models.Task,
    key="taches",
    noun="une tâche",
    production="production",
    fields=fields(
        production="production",
        activite=Field(attribute="activity", same="production"),
        gabarit="template",
        code="code",
        libelle="label",
        phase="phase",
        ancre="anchor",
        decalage_jours=Field(attribute="offset_days", signed=True),
        debut="starts_on",
        pour_le="due_on",
        responsable="owner",
        personne="person",
        ressource="resource",
        priorite="priority",
        avancement="progress",
        etat="state",
        blocage="blocker",
        figee="fixed",
        faite_le="done_on",
        note="note",
        depend_de="depends_on",
    ),
    checks=(_days_in_order, _percent, _blocked_by_something),
)
TEMPLATES = Table(
    model=models.TemplateTask,
    key="gabarits",
    noun="une tâche d’un gabarit",
    unique=(("gabarit", "code"),),
    fields=fields(
        gabarit="template",
        code="code",
        retenue="kept",
        libelle="label",
        phase="phase",
        debut="starts",
        pour="due",
        responsable="owner",
        ressource="resource",
        priorite="priority",
        apres="after",
        note="note",
    ),
    checks=(_delays,),
)

provide(TASKS, TEMPLATES)
