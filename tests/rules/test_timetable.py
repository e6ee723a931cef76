"""The timetable of an exam: everyone is heard within the hours, prepares before, and extra time moves who follows."""

from datetime import date, datetime, time

import pytest

from filage.rules.schooling.benches import Hearing, Seat, doubled, sitting, unplaced
from filage.rules.schooling.timetable import Comer, Days, Meeting, NoTime, Sat, arranged, collisions, longer

DAY = date(2026, 6, 29)
HOURS = Days(days=(DAY,), opens=time(9), closes=time(17), lunch=(time(12, 30), time(13, 30)))
ORAL = Sat(block="BC01", title="mise en situation", minutes=30, preparation=20)
PAPER = Sat(block="BC01", title="cas pratique", minutes=60, together=True)
THREE = [Comer(name, ("BC01",)) for name in ("a", "b", "c")]


def hours(made):
    return [(one.key, f"{one.prepares:%H:%M}", f"{one.starts:%H:%M}", f"{one.ends:%H:%M}") for one in made]


def test_one_prepares_while_the_other_is_heard():
    assert hours(arranged([ORAL], THREE, HOURS)) == [
        ("a", "09:00", "09:20", "09:50"), ("b", "09:30", "09:50", "10:20"), ("c", "10:00", "10:20", "10:50"),
    ]  # fmt: skip


def test_extra_time_moves_those_who_follow():
    made = arranged([ORAL], [Comer("a", ("BC01",), 33), *THREE[1:]], HOURS)
    assert hours(made)[:2] == [("a", "09:00", "09:30", "10:10"), ("b", "09:50", "10:10", "10:40")]  # 20 → 30 min, 30 → 40 min


@pytest.mark.parametrize(("minutes", "extra", "lasted"), [(30, 0, 30), (30, 33, 40), (60, 33, 80), (45, 50, 70)])
def test_extra_time_is_rounded_up_to_five_minutes(minutes, extra, lasted):
    assert longer(minutes, extra) == lasted


def test_a_pause_comes_after_so_many_and_nobody_is_heard_over_lunch():
    rested = Days(days=(DAY,), opens=time(9), closes=time(17), lunch=HOURS.lunch, pause=15, pause_every=2)
    assert hours(arranged([ORAL], THREE, rested))[2] == ("c", "10:15", "10:35", "11:05")
    made = arranged([ORAL], [Comer(str(rank), ("BC01",)) for rank in range(10)], HOURS)
    assert not [one for one in made if one.prepares.time() < time(13, 30) and one.ends.time() > time(12, 30)]
    assert made[6].starts.time() == time(13, 50)  # six hold from 9 h 20 to 12 h 20; the seventh prepares after lunch


def test_what_is_held_together_begins_at_once_and_each_block_only_for_who_presents_it():
    made = arranged([PAPER, ORAL], [*THREE, Comer("d", ("BC02",))], HOURS)
    assert [one.key for one in made if one.title == "cas pratique"] == ["a", "b", "c"]
    assert {f"{one.starts:%H:%M}" for one in made if one.title == "cas pratique"} == {"09:00"}
    assert not collisions(made) and "d" not in {one.key for one in made}


def test_two_panels_hear_two_people_at_once():
    made = arranged([ORAL], THREE, Days(days=(DAY,), opens=time(9), closes=time(17), panels=2))
    assert [(one.key, one.panel, one.starts.time()) for one in made][:2] == [
        ("a", "Jury 1", time(9, 20)), ("b", "Jury 2", time(9, 20)),
    ]  # fmt: skip
    assert not collisions(made)


def test_days_too_short_say_so_and_a_second_day_is_used():
    many = [Comer(str(rank), ("BC01",)) for rank in range(16)]
    with pytest.raises(NoTime, match="29/06/2026"):
        arranged([ORAL], many, HOURS)
    two = Days(days=(DAY, date(2026, 6, 30)), opens=time(9), closes=time(17), lunch=HOURS.lunch)
    made = arranged([ORAL], many, two)
    assert len(made) == 16 and made[-1].starts.date() == date(2026, 6, 30) and not collisions(made)


@pytest.mark.parametrize(("changed", "over"), [
    ({"key": "a", "panel": "B"}, "candidat"),
    ({"panel": "A"}, "jury"),
    ({"panel": "B", "room": "1"}, "salle"),
    ({"panel": "B"}, None),
    ({"panel": "A", "starts": datetime(2026, 6, 29, 9, 30), "prepares": datetime(2026, 6, 29, 9, 30)}, None),  # it follows
])  # fmt: skip
def test_what_overlaps_is_told_by_what_it_shares(changed, over):
    nine, half = datetime(2026, 6, 29, 9), datetime(2026, 6, 29, 9, 30)
    first = Meeting(key="a", block="BC01", title="oral", starts=nine, ends=half, prepares=nine, room="1", panel="A")
    told = {"key": "b", "starts": nine, "ends": datetime(2026, 6, 29, 10), "prepares": nine, "room": "2"} | changed
    second = Meeting(block="BC02", title="écrit", **told)
    assert [one.over for one in collisions([first, second])] == ([over] if over else [])


IVE, GUY = Seat(key="i", name="Ivé"), Seat(key="g", name="Guy", panels=("Jury 2",))


def test_who_says_no_panel_sits_in_the_only_one_and_is_asked_where_there_are_several():
    assert sitting([IVE, Seat(key="r", name="Rémi", alternate=True)], {"Jury"}) == {"jury": {("i", "Ivé")}}
    assert sitting([IVE, GUY], {"Jury 1", "jury  2"}) == {"jury 1": frozenset(), "jury 2": {("g", "Guy")}}
    assert unplaced([IVE, GUY], {"Jury 1", "Jury 2"}) == ["Ivé"] and unplaced([IVE, GUY], {"Jury"}) == []


@pytest.mark.parametrize(("changed", "told"), [
    ({"starts": datetime(2026, 6, 29, 9, 29)}, True),
    ({"starts": datetime(2026, 6, 29, 9, 30)}, False),  # one panel, then the other
    ({"panel": "A"}, False),  # the label tells it
    ({"people": frozenset({("g", "Guy")})}, False),
    ({"exam": "2", "panel": "A", "starts": datetime(2026, 6, 29, 11, 59)}, True),  # another exam on the same half-day
    ({"exam": "2", "starts": datetime(2026, 6, 29, 12)}, False),
    ({"exam": "2", "starts": datetime(2026, 6, 30, 9)}, False),
])  # fmt: skip
def test_the_same_person_before_two_panels_at_once_or_in_two_exams_of_a_half_day(changed, told):
    nine, half, both = datetime(2026, 6, 29, 9), datetime(2026, 6, 29, 9, 30), frozenset({("i", "Ivé")})
    first = Hearing(key="1", exam="1", exam_name="Un", panel="A", room="", starts=nine, ends=half, people=both)
    said = {"key": "2", "exam": "1", "panel": "B", "people": both, "starts": nine} | changed
    second = Hearing(exam_name="Deux", room="", ends=said["starts"].replace(minute=59), **said)
    assert [one.names for one in doubled([first, second])] == ([("Ivé",)] if told else [])
