"""The period of an embauche is deduced from what it attends; the dates typed on it win."""

import datetime as dt
from uuid import uuid4

import pytest

from filage.desks.payroll.queries.period import days_of, period_of
from filage.productions.enums import FIRM
from filage.productions.models import Activity, Engagement

CAMILLE, LOU = uuid4(), uuid4()


def day(number, month=3):
    return dt.date(2027, month, number)


def service(kind, on, until=None, status="confirme"):
    return Activity(id=uuid4(), kind=kind, on=on, until=until, status=status)


SEASON = [
    service("repetition", day(1), day(12)),
    service("representation", day(16)),
    service("representation", day(17), status="option"),
    service("representation", day(18), status="annule"),
    service("atelier", day(22)),
]


def engaged(**terms):
    return Engagement(**{"function": "Comédienne", "status": "artiste", "person_id": CAMILLE, **terms})


@pytest.mark.parametrize(
    ("terms", "period"),
    [
        ({"per_performance": True}, (day(16), day(17))),
        ({"phase": "creation"}, (day(1), day(12))),
        ({"status": "intervention"}, (day(22), day(22))),
        ({"per_performance": True, "starts_on": day(2), "ends_on": day(9)}, (day(2), day(9))),
        ({"per_performance": True, "starts_on": day(15)}, (day(15), day(17))),
        ({"per_performance": True, "ends_on": day(16)}, (day(16), day(16))),
        ({"phase": "exploitation"}, None),
        ({"status": "permanent", "phase": "creation"}, None),
    ],
    ids=[
        "the dates played",
        "the rehearsals of the creation",
        "the workshops",
        "typed dates win",
        "a start typed alone ends with the last date",
        "an end typed alone bounds the dates",
        "nothing tells it",
        "a permanent is not hired for a show",
    ],
)
def test_the_period_is_that_of_the_services_attended(terms, period):
    assert period_of(engaged(**terms), SEASON) == period


def test_only_the_firm_dates_count_when_they_alone_are_asked():
    assert period_of(engaged(per_performance=True), SEASON, statuses=FIRM) == (day(16), day(16))


def test_a_date_that_names_its_people_is_attended_by_them():
    named = {SEASON[0].pk: {CAMILLE}, SEASON[1].pk: {LOU}, SEASON[4].pk: {CAMILLE}}
    assert days_of(engaged(per_performance=True), SEASON, named) == [SEASON[2]], "the rehearsals are under another embauche"
    assert days_of(engaged(status="intervention"), SEASON, named) == [SEASON[4]]
    assert days_of(engaged(per_performance=True, person_id=LOU), SEASON, named) == SEASON[1:3]
    assert days_of(engaged(per_performance=True, person_id=None), SEASON, named) == SEASON[1:3]
