"""Rates are on whoever answered, in the shape of the record, whose own figures make 83.3 %."""

from datetime import date
from decimal import Decimal

from filage.rules.schooling.outcomes import Certified, Horizon, Reply, Session, due, weighted, years
from filage.rules.schooling.record import certifications

RECORD = certifications()["RNCP39624"]


def test_the_published_years_weigh_to_the_mean_of_the_record():
    told = [(one.certified, one.employed) for one in RECORD.years]
    assert sum(count for count, _ in told) == 169 and weighted(told) == Decimal("83.3")


def test_a_year_counted_again_gives_what_the_record_publishes():
    """Of 49 certified and asked, 43 answered: 40 employed make 93 %, 28 in the trade 65 %."""
    replies = [(True, True)] * 28 + [(True, False)] * 12 + [(False, False)] * 3 + [(None, None)] * 6
    people = [
        Certified(year=2022, replies=(Reply(horizon=Horizon.SIX_MONTHS, employed=job, in_trade=trade),)) for job, trade in replies
    ]
    (found,) = years(people)
    assert (found.certified, found.by_experience, found.employed.percent, found.in_trade.percent) == (49, 0, 93, 65)
    assert found.employed.response == 88 and found.employed.formula == "40 sur 43 réponses, 49 interrogées"
    assert found.published.in_trade_later is None  # nobody was asked yet


def test_a_year_without_answer_has_no_rate_and_is_no_zero():
    (found,) = years([Certified(year=2026, by_experience=True, replies=(Reply(horizon=Horizon.SIX_MONTHS),))])
    assert found.employed.percent is None and found.employed.response == 0 and found.by_experience == 1


def test_one_is_asked_after_180_and_730_days():
    assert list(due(date(2026, 6, 30)).values()) == [date(2026, 12, 27), date(2028, 6, 29)]


def test_a_session_says_its_dropouts_on_those_who_entered_and_its_success_on_those_who_sat():
    told = Session(applied=60, admitted=24, entered=20, left=3, dropped=2, sat=17, whole=14, partial=2)
    assert (told.dropout, told.success) == (10, 82)
    nobody = Session(applied=None, admitted=None, entered=0, left=0, dropped=0, sat=0, whole=0, partial=0)
    assert nobody.dropout is None and nobody.success is None
