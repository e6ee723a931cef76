"""Calls for applications, with all that they ask, and their meetings, in the Filage file."""

from collections.abc import Iterator

from filage.core.rails.exchange import Problem, Row, Table, fields, provide
from filage.school.admissions import models


def _closes_after(row: Row) -> Iterator[Problem]:
    if row["closes_at"] < row["opens_at"]:
        yield "cloture", "précède « ouverture »"


INTAKES = Table(
    model=models.Intake,
    key="appels_a_candidatures",
    noun="un appel à candidatures",
    unique=(("adresse",),),
    fields=fields(
        session="session",
        nom="name",
        adresse="slug",
        publie="published",
        ouverture="opens_at",
        cloture="closes_at",
        presentation="introduction",
        voies="routes",
        contact="contact",
        consentement="consent",
        abandon="quitting",
        positionnement="positions",
        entretiens_du="interviews_from",
        entretiens_au="interviews_until",
        selection="decides_on",
        garde_mois="keep_months",
    ),
    checks=(_closes_after,),
)
ENTRIES = Table(
    model=models.IntakeEntry,
    key="entrees",
    noun="une condition d’entrée",
    parent="intake",
    fields=fields(voie="route", niveau="level", ects="ects", experience_mois="experience", mois="months"),
)
PIECES = Table(
    model=models.IntakePiece,
    key="pieces",
    noun="une pièce demandée",
    parent="intake",
    unique=(("intake", "nom"),),
    fields=fields(nom="name", aide="help", obligatoire="required"),
)
QUOTAS = Table(
    model=models.IntakeQuota,
    key="quotas",
    noun="un quota de places",
    parent="intake",
    unique=(("intake", "nom"),),
    fields=fields(nom="name", financeurs="funders", places="places"),
)
CRITERIA = Table(
    model=models.IntakeCriterion,
    key="criteres",
    noun="un critère d’entretien",
    parent="intake",
    unique=(("intake", "nom"),),
    fields=fields(nom="name", poids="weight", maximum="most"),
)
ASSESSORS = Table(
    model=models.IntakeAssessor,
    key="evaluateurs",
    noun="une personne qui évalue",
    parent="intake",
    unique=(("intake", "personne"),),
    fields=fields(personne="person"),
)
MEETINGS = Table(
    model=models.InfoMeeting,
    key="reunions",
    noun="une réunion d’information",
    parent="intake",
    fields=fields(debut="starts_at", minutes="minutes", lieu="place", visio="video", places="capacity"),
)
GUESTS = Table(
    model=models.MeetingGuest,
    key="inscrits",
    noun="une inscription à une réunion",
    parent="meeting",
    unique=(("meeting", "courriel"),),
    fields=fields(nom="name", courriel="email", inscrit_le="registered_at", rappele_le="reminded_at"),
)

provide(INTAKES, ENTRIES, PIECES, QUOTAS, CRITERIA, ASSESSORS, MEETINGS, GUESTS)
