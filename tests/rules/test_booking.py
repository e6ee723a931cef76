"""Selling a tour: how far a piste is, what a line says of one, which days are free, whether the road can be driven."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from filage.rules.booking import availability, line, options
from filage.rules.booking.availability import Free, Taken
from filage.rules.booking.following import Held, followed, weighed
from filage.rules.booking.journey import Feasible, journey
from filage.rules.engine import load_law
from filage.rules.geography import find
from filage.rules.reading import Unreadable

NB = "\u00a0"


@pytest.mark.parametrize(
    ("written", "dates", "stage"),
    [
        ("contacte", (), "contacte"),
        ("contacte", (Held("option"),), "option"),
        ("option", (Held("confirme"),), "confirme"),
        ("option", (Held("signe"), Held("option")), "option"),  # one of its dates is still to be confirmed
        ("option", (Held("signe"), Held("annule")), "signe"),
        ("option", (Held("joue", paid=True), Held("joue")), "joue"),
        ("option", (Held("joue", paid=True),), "solde"),
        ("option", (Held("annule"), Held("reporte")), "reporte"),
        ("option", (Held("annule"),), "annule"),
        ("contacte", (Held("annule"),), "contacte"),  # the talk began again
    ],
)
def test_the_stage_of_a_piste_follows_its_dates(written, dates, stage):
    assert followed(written, dates) == stage


def test_a_forecast_is_amount_times_probability():
    """Prévision = Σ montant × probabilité (facts on diffusion, §4)."""
    assert weighed(Decimal(5000), Decimal(40), "interesse") == Decimal(2000)
    assert weighed(Decimal(5000), Decimal(40), "signe") == Decimal(5000)
    assert weighed(Decimal(5000), None, "contacte") is None
    assert weighed(None, Decimal(40), "contacte") is None
    assert weighed(Decimal(5000), Decimal(40), "annule") == 0


def test_a_line_says_a_piste_in_any_order():
    said = line.read("Théâtre du Môle, Lorient, Claire Morvan, 2 dates, 5 000,50 €, 40 %, b, 2027-28")
    assert (said.place, said.town, said.contact) == ("Théâtre du Môle", "Lorient", "Claire Morvan")
    assert (said.dates, said.amount, said.probability) == (2, Decimal("5000.50"), Decimal(40))
    assert (said.segment, said.season) == ("B", "2027-2028")
    assert line.read("L’Étale").place == "L’Étale"


@pytest.mark.parametrize("text", ["", "   ", "5 000 €", "L’Étale, 2027-2030", "L’Étale, 3 fois rien 4"])
def test_a_line_that_says_nothing_known_is_refused(text):
    with pytest.raises(Unreadable):
        line.read(text)


def test_the_next_option_moves_up_when_one_falls():
    assert options.promoted({"lorient": 1, "redon": 2, "auray": 3}, "lorient") == {"redon": 1, "auray": 2}
    assert options.promoted({"lorient": 1, "redon": 2, "auray": 3}, "redon") == {"auray": 2}
    assert options.promoted({"lorient": 1, "redon": 1, "auray": 2}, "lorient") == {}
    assert options.promoted({"lorient": None, "redon": 2}, "lorient") == {}
    assert options.next_rank([1, None, 2]) == 3
    assert options.out_of_order([1, 1])
    assert options.out_of_order([1, 3])
    assert options.out_of_order([1, None])
    assert not options.out_of_order([2, 1])
    assert not options.out_of_order([None])


def test_free_days_are_said_month_by_month():
    taken = [Taken(date(2027, 3, 4), date(2027, 3, 5), "Lorient"), Taken(date(2027, 3, 8), date(2027, 3, 8), "Redon", firm=False)]
    free = availability.free_days(date(2027, 3, 1), date(2027, 4, 2), taken, off=(6,), shut=(date(2027, 3, 29),))
    assert Free(date(2027, 3, 8), "Redon") in free
    [first] = availability.sentences(free)
    assert first.startswith(
        f"En mars{NB}2027{NB}: du lundi{NB}1er au mercredi{NB}3, le samedi{NB}6, le lundi{NB}8 (après une option à Redon), "
        f"du mardi{NB}9 au samedi{NB}13"
    )
    assert first.endswith(f"du mardi{NB}30 au vendredi{NB}2{NB}avril.")


def test_the_road_from_rodez_to_aurillac_holds_in_a_night_and_a_day():
    """64.6 km as the crow flies (facts), 1.25 of detour, 70 km/h: 80.75 km, 1 h 09."""
    [rodez], [aurillac] = find("Rodez"), find("Aurillac")
    found = journey(
        load_law(),
        rodez,
        aurillac,
        leaves=datetime(2027, 3, 12, 22),
        due=datetime(2027, 3, 13, 14),
        on=date(2027, 3, 12),
        nights=1,
    )
    assert abs(found.km.known() - Decimal("80.75")) < Decimal("0.7")
    assert timedelta(hours=1, minutes=8) < found.road < timedelta(hours=1, minutes=11)
    assert found.left == timedelta(hours=3)  # 16 h less 2 h to strike and 11 h of rest
    assert found.feasible is Feasible.YES


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (datetime(2027, 3, 13, 14), Feasible.NO),
        (datetime(2027, 3, 14, 14), Feasible.TIGHT),
        (datetime(2027, 3, 15, 14), Feasible.YES),
        (None, Feasible.UNKNOWN),
    ],
)
def test_toulouse_to_brussels_does_not_hold_in_a_night(due, said):
    """834.9 km as the crow flies (facts): 1 044 km and close to fifteen hours at the pace of a van."""
    toulouse = next(town for town in find("Toulouse") if town.department == "31")
    bruxelles = find("Bruxelles", country="BE")[0]
    leaves = datetime(2027, 3, 12, 22)
    nights = (due.date() - leaves.date()).days if due else 1
    found = journey(load_law(), toulouse, bruxelles, leaves=leaves, due=due, on=leaves.date(), nights=nights)
    assert found.feasible is said
