"""What of pay travels in the Filage file: the hours of each day, and what payslips came to."""

from collections.abc import Iterator
from decimal import Decimal

from filage.core.rails.exchange import Field, Problem, Row, Table, fields, leave_out, provide
from filage.desks.payroll import models
from filage.rules.payroll.terms import MOST_CACHETS_A_DAY

HOURS_OF_A_DAY = Decimal(24)
MOST_MEALS = 2


def _possible_day(row: Row) -> Iterator[Problem]:
    for key, attribute in (("cachets_prevus", "planned_cachets"), ("cachets_faits", "done_cachets")):
        if row[attribute] is not None and row[attribute] > MOST_CACHETS_A_DAY:
            yield key, f"dépasse {MOST_CACHETS_A_DAY} cachets en un jour"
    for key, attribute, most in (("repas", "meals", MOST_MEALS), ("nuits", "nights", 1)):
        if row[attribute] is not None and row[attribute] > most:
            yield key, f"dépasse {most} en un jour"


def _first_of_month(row: Row) -> Iterator[Problem]:
    if row["month"].day != 1:
        yield "mois", "doit être le premier jour du mois"


HOURS = Table(
    model=models.HoursEntry,
    key="heures",
    noun="un jour de travail",
    parent="engagement",
    unique=(("engagement", "date"),),
    fields=fields(
        activite="activity",
        date="on",
        heures_prevues=Field(attribute="planned_hours", largest=HOURS_OF_A_DAY),
        heures_faites=Field(attribute="done_hours", largest=HOURS_OF_A_DAY),
        cachets_prevus="planned_cachets",
        cachets_faits="done_cachets",
        repas="meals",
        nuits="nights",
        note="note",
        etat="state",
    ),
    checks=(_possible_day,),
)
ACTUALS = Table(
    model=models.ActualPay,
    key="paies",
    noun="une paie réelle",
    production="production",
    unique=(("production", "personne", "mois"),),  # once the person is known
    fields=fields(
        production="production",
        personne="person",
        embauche=Field(attribute="engagement", same="production"),
        nom="who",
        mois="month",
        brut=Field(attribute="gross", signed=True),
        net=Field(attribute="net", signed=True),
        cout_employeur=Field(attribute="employer_cost", signed=True),
        heures=Field(attribute="hours", signed=True),
        cachets=Field(attribute="cachets", signed=True),
        source="source",
        empreinte="imprint",
    ),
    checks=(_first_of_month,),
)
PARTS = Table(
    model=models.ActualPart,
    key="cotisations",
    noun="une cotisation d’une paie",
    parent="actual",
    fields=fields(part="part", montant=Field(attribute="amount", signed=True)),
)

provide(HOURS, ACTUALS, PARTS)
leave_out(
    "ce qu’une personne dit de ses droits n’est qu’à elle et à son compte : aucun espace ne l’emporte",
    models.OwnRights,
    models.OwnWork,
)
