"""Sessions in the Filage file, with their calendar, their tracks, their learners and their half-days."""

from collections.abc import Iterator

from filage.core.rails.exchange import Field, Problem, Row, Table, fields, provide
from filage.productions.exchange import in_order
from filage.school.programmes import models
from filage.school.programmes.enums import LONGEST


def not_endless(row: Row) -> Iterator[Problem]:
    if (row["last"] - row["first"]).days >= LONGEST:
        yield "fin", "vient plus de dix ans après « debut »"


IN_ORDER = (in_order(("debut", "first"), ("fin", "last")), not_endless)
SESSIONS = Table(
    model=models.SchoolSession,
    key="sessions_formation",
    noun="une session de formation",
    fields=fields(
        nom="name",
        programme="programme",
        certification="certification",
        version="version",
        certificateur="certifier",
        organisme="body",
        heures_par_jour="hours_a_day",
        heures_matin="morning_hours",
        heures_apres_midi="afternoon_hours",
        debut_matin="morning_at",
        debut_apres_midi="afternoon_at",
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
TRACKS = Table(
    model=models.Track,
    key="parcours",
    noun="un parcours d’une session",
    parent="session",
    unique=(("session", "nom"),),
    fields=fields(nom="name"),
)
LEARNERS = Table(
    model=models.Learner,
    key="stagiaires",
    noun="une personne en formation",
    parent="session",
    unique=(("session", "personne"),),
    fields=fields(
        personne="person",
        parcours=Field(attribute="track", same="session"),
        voie="route",
        entree="entered_on",
        sortie="left_on",
        convoque_le="convened_on",
        motif_sortie="left_for",
    ),
    checks=(in_order(("entree", "entered_on"), ("sortie", "left_on")),),
)
SLOTS = Table(
    model=models.Slot,
    key="demi_journees",
    noun="une demi-journée d’une session",
    parent="session",
    fields=fields(
        date="on",
        moment="moment",
        heures="hours",
        nature="kind",
        parcours=Field(attribute="track", same="session"),
        module="module",
        formateur="trainer",
        salle="room",
        note="note",
    ),
)
SHARED_ACTS = Table(
    model=models.SharedAct,
    key="actes_partages",
    noun="un acte qui passe entre certificateur et organisme",
    parent="session",
    unique=(("session", "acte"),),
    fields=fields(acte="act", tenu_par="held_by", fait_le="done_on", trace="trace"),
)

provide(SESSIONS, PERIODS, CLOSURES, TRACKS, LEARNERS, SLOTS, SHARED_ACTS)
