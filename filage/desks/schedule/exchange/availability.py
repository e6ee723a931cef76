"""Days on which people cannot come, and what they answered when they were asked, in the Filage file."""

from collections.abc import Iterator

from filage.core.rails.exchange import Field, Problem, Row, Table, fields, provide
from filage.desks.schedule import models


def _days_in_order(row: Row) -> Iterator[Problem]:
    if row["until"] < row["since"]:
        yield "jusqu_au", "précède « depuis »"


def _hours_in_order(row: Row) -> Iterator[Problem]:
    if row["starts_at"] and row["ends_at"] and row["ends_at"] < row["starts_at"]:
        yield "fin", "précède « debut »"


UNAVAILABILITIES = Table(
    model=models.Unavailability,
    key="indisponibilites",
    noun="une indisponibilité",
    fields=fields(personne="person", depuis="since", jusqu_au="until", note="note"),
    checks=(_days_in_order,),
)
POLLS = Table(
    model=models.Poll,
    key="sondages",
    noun="un sondage",
    production="production",
    fields=fields(
        production="production",
        titre="title",
        jusqu_au="until",
        note="note",
        personnes="people",
        clos_le="closed_on",
    ),
)
DAYS = Table(
    model=models.PollDay,
    key="jours",
    noun="un jour d’un sondage",
    parent="poll",
    fields=fields(le="on", debut="starts_at", fin="ends_at", fuseau="zone", activite=Field(attribute="activity")),
    checks=(_hours_in_order,),
)
ANSWERS = Table(
    model=models.PollAnswer,
    key="reponses",
    noun="une réponse à un sondage",
    parent="day",
    unique=(("day", "personne"),),
    fields=fields(personne="person", reponse="answer", repondu_le="answered_on", par_le_groupe="by_group"),
)

provide(UNAVAILABILITIES, POLLS, DAYS, ANSWERS)
