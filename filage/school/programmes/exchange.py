"""What of the programmes travels in the Filage file: sessions with their periods and closures."""

from collections.abc import Iterator

from filage.core.rails.exchange import Problem, Row, Table, fields, provide
from filage.productions.exchange import in_order
from filage.school.programmes import models
from filage.school.programmes.enums import LONGEST


def _not_endless(row: Row) -> Iterator[Problem]:
    if (row["last"] - row["first"]).days >= LONGEST:
        yield "fin", "vient plus de dix ans après « debut »"


IN_ORDER = (in_order(("debut", "first"), ("fin", "last")), _not_endless)
SESSIONS = Table(
    model=models.SchoolSession,
    key="sessions_formation",
    noun="une session de formation",
    fields=fields(
        nom="name",
        certification="certification",
        heures_par_jour="hours_a_day",
        heures_centre="centre_hours",
        heures_entreprise="company_hours",
        semaines_max="most_weeks",
        territoire="land",
        places="places",
        prix="price",
    ),
)
PERIODS = Table(
    model=models.SessionPeriod,
    key="periodes",
    noun="une période d’une session",
    parent="session",
    fields=fields(nature="where", debut="first", fin="last"),
    checks=IN_ORDER,
)
CLOSURES = Table(
    model=models.SessionClosure,
    key="fermetures",
    noun="une fermeture du centre",
    parent="session",
    fields=fields(debut="first", fin="last"),
    checks=IN_ORDER,
)

provide(SESSIONS, PERIODS, CLOSURES)
