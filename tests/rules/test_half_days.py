"""The half-days of a school: what clashes, how a run is said and where it falls, which hours are planned and left."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.reading import Unreadable
from filage.rules.schooling import halves, laying, usual, volumes
from filage.rules.schooling.feasibility import Nature, Period, Plan, Stretch
from filage.rules.schooling.halves import Half, House, Lesson

PLAN = Plan(  # the real session of 861 hours
    periods=[
        Period(date(2025, 12, 1), date(2026, 3, 27), Nature.CENTRE),
        Period(date(2026, 4, 7), date(2026, 6, 19), Nature.COMPANY),
        Period(date(2026, 6, 22), date(2026, 6, 30), Nature.CENTRE),
    ],
    hours_a_day=Decimal(7), centre_hours=Decimal(511), company_hours=Decimal(350),
)  # fmt: skip
LASTING = {Half.MORNING: Decimal(4), Half.AFTERNOON: Decimal(3)}
MONDAY = date(2025, 12, 1)
HOUSE = House(
    plan=PLAN,
    sizes={"": 20, "ma": 10},
    seats={"petite": 12, "grande": 20, "sans": None},
    names={"odile": "Odile", "petite": "Petite salle", "grande": "Grande salle", "sans": "Salle", "ma": "Musiques actuelles"},
    away={"odile": [Stretch(date(2025, 12, 8), date(2025, 12, 9))]},
)


def lesson(key="a", on=MONDAY, half=Half.MORNING, **fields):
    return Lesson(**{"key": key, "session": "s", "on": on, "half": half, "hours": LASTING[half], "title": "1.1"} | fields)


def codes(*lessons, house=HOUSE):
    return [one.code for one in halves.clashes(lessons, house, "s")]


@pytest.mark.parametrize(("one", "other", "found"), [
    ({"trainer": "odile", "track": "ma"}, {"trainer": "odile", "track": "th"}, ["intervenant"]),
    ({"room": "grande", "track": "ma"}, {"room": "grande", "track": "th"}, ["salle"]),
    ({"track": "ma"}, {"track": "ma"}, ["groupe"]),
    ({"track": ""}, {"track": "ma"}, ["groupe"]),
    ({"track": "ma"}, {"track": "th"}, []),
    ({"trainer": "odile"}, {"trainer": "odile", "session": "autre"}, ["intervenant"]),
    ({}, {"session": "autre"}, []),
    ({"trainer": "odile"}, {"trainer": "odile", "half": Half.AFTERNOON}, []),
])  # fmt: skip
def test_two_half_days_clash_by_who_teaches_where_and_for_whom(one, other, found):
    assert codes(lesson("a", **one), lesson("b", **other)) == found


@pytest.mark.parametrize(("fields", "found"), [
    ({"room": "petite"}, ["petite_salle"]),
    ({"room": "grande"}, []),  # as many seats as people
    ({"room": "petite", "track": "ma"}, []),
    ({"room": "sans"}, []),  # unknown is no clash
    ({"trainer": "odile", "on": date(2025, 12, 9)}, ["absence"]),
    ({"trainer": "odile", "on": date(2025, 12, 10)}, []),
    ({"on": date(2025, 12, 25)}, ["ferie"]),
    ({"on": date(2026, 4, 7)}, ["hors_session"]),
    ({"on": date(2026, 3, 27)}, []),
    ({"on": date(2026, 3, 28)}, ["hors_session", "week_end"]),
])  # fmt: skip
def test_a_half_day_clashes_with_its_room_its_trainer_and_the_calendar(fields, found):
    assert codes(lesson(**fields)) == found


@pytest.mark.parametrize(("codes", "fields", "found"), [
    ("lu-m,ma-a", {}, []),
    ("lu-m,ma-a", {"half": Half.AFTERNOON}, ["hors_disponibilite"]),
    ("lu-m,ma-a", {"on": date(2025, 12, 2), "half": Half.AFTERNOON}, []),
    ("lu-m,ma-a", {"on": date(2025, 12, 2)}, ["hors_disponibilite"]),
    ("lu-m,ma-a", {"on": date(2025, 12, 6)}, ["week_end"]),  # a Saturday cannot be said of a week
    ("lu-m", {"on": date(2025, 12, 9)}, ["absence"]),  # her absence is told, once
    ("", {"half": Half.AFTERNOON}, []),  # not said is no clash
])  # fmt: skip
def test_a_half_day_clashes_with_the_usual_week_of_who_teaches(codes, fields, found):
    house = House(plan=PLAN, names=HOUSE.names, away=HOUSE.away, usual={"odile": usual.read(codes)})
    assert [one.code for one in halves.tried(lesson(trainer="odile", **fields), [], house)] == found


@pytest.mark.parametrize(("codes", "told"), [
    ("", ""),
    ("lu-m,lu-a,ma-m,ma-a,je-m", "lundi et mardi, jeudi matin"),
    ("lu-m,lu-a,ma-a,me-m,me-a", "lundi et mercredi, mardi après-midi"),
    ("ma-m,je-m,je-a", "mardi matin, jeudi"),
    ("lu-m,me-m,ve-m", "lundi matin, mercredi matin et vendredi matin"),
    ("ma-m,me-m,je-m", "chaque matin du mardi au jeudi"),
    (",".join(usual.WEEK), "du lundi au vendredi"),
])  # fmt: skip
def test_a_usual_week_is_said_in_short(codes, told):
    assert usual.said(usual.read(codes)) == told


def test_a_usual_week_is_kept_in_order_and_nothing_else_is_read():
    assert list(usual.WEEK)[:3] == ["lu-m", "lu-a", "ma-m"] and len(usual.WEEK) == 10
    assert usual.labels()[-1] == ("ve-a", "vendredi après-midi")
    assert usual.written(["ma-a", "lu-m", "ma-a"]) == "lu-m,ma-a"
    assert usual.read(" ma-a , lu-m") == {(0, Half.MORNING), (1, Half.AFTERNOON)}
    with pytest.raises(Unreadable, match="sa-m"):
        usual.read("lu-m,sa-m")


def test_a_closure_is_told():
    shut = Plan(periods=PLAN.periods, hours_a_day=Decimal(7), centre_hours=Decimal(511), company_hours=Decimal(350),
                closures=[Stretch(date(2025, 12, 22), date(2026, 1, 2))])  # fmt: skip
    assert codes(lesson(on=date(2026, 1, 2)), house=House(plan=shut)) == ["fermeture"]
    assert codes(lesson(on=date(2026, 1, 5)), house=House(plan=shut)) == []


def test_what_is_dragged_says_what_it_would_break_there():
    there = [lesson("b", trainer="odile", track="ma"), lesson("c", on=date(2025, 12, 2), trainer="odile")]
    assert [one.code for one in halves.tried(lesson("a", trainer="odile", track="th"), there, HOUSE)] == ["intervenant"]
    assert halves.tried(lesson("b", trainer="odile", track="ma"), there, HOUSE) == []  # itself


@pytest.mark.parametrize(("text", "kept"), [
    ("chaque matin du lundi au vendredi jusqu’à 21 h", {"halves": {Half.MORNING}, "weekdays": set(range(5)), "hours": 21}),
    ("6 après-midi, mardi et jeudi, dès le 05/01/2026",
     {"halves": {Half.AFTERNOON}, "weekdays": {1, 3}, "count": 6, "first": date(2026, 1, 5)}),
    ("matin et après-midi du 01/12/2025 au 05/12/2025",
     {"halves": set(Half), "first": date(2025, 12, 1), "last": date(2025, 12, 5)}),
    ("le lundi, 7,5 heures", {"weekdays": {0}, "hours": Decimal("7.5"), "halves": set(Half)}),
    ("tous les matins jusqu’au 12/12/2025", {"halves": {Half.MORNING}, "last": date(2025, 12, 12), "first": None}),
    ("le matin, le lundi 01/12/2025", {"halves": {Half.MORNING}, "first": date(2025, 12, 1), "last": date(2025, 12, 1)}),
    ("chaque jour du jeudi au vendredi jusqu'à 14h", {"weekdays": {3, 4}, "hours": 14}),
])  # fmt: skip
def test_a_run_is_said_in_one_line(text, kept):
    found = laying.run(text)
    assert {name: getattr(found, name) for name in kept} == kept


@pytest.mark.parametrize(
    "text", ["", "chaque matin", "chaque nuit jusqu’à 3 h", "du 05/12/2025 au 01/12/2025", "le 31/02/2026 4 h"]
)
def test_what_says_no_run_is_refused(text):
    with pytest.raises(Unreadable):
        laying.run(text)


def test_twenty_one_hours_of_mornings_are_five_and_an_hour():
    laid = laying.lay(
        laying.run("chaque matin du lundi au vendredi jusqu’à 21 h"), PLAN, LASTING, start=MONDAY, taken=frozenset()
    )
    assert [(on.day, short) for on, _, short in laid.places] == [(1, None), (2, None), (3, None), (4, None), (5, None), (8, 1)]
    assert laid.lacking == 0


def test_a_run_leaves_what_is_taken_and_skips_holidays_and_the_company():
    taken = {(date(2025, 12, 24), Half.MORNING)}
    laid = laying.lay(laying.run("3 matins dès le 24/12/2025"), PLAN, LASTING, start=MONDAY, taken=taken)
    assert [on for on, _, _ in laid.places] == [date(2025, 12, 26), date(2025, 12, 29), date(2025, 12, 30)]
    across = laying.lay(laying.run("2 matins dès le 27/03/2026"), PLAN, LASTING, start=MONDAY, taken=frozenset())
    assert [on for on, _, _ in across.places] == [date(2026, 3, 27), date(2026, 6, 22)]


def test_a_run_is_laid_in_the_usual_week_of_who_teaches():
    laid = laying.lay(
        laying.run("chaque jour jusqu’à 10 h"), PLAN, LASTING, start=MONDAY, taken=frozenset(), usual=usual.read("lu-a,me-m")
    )
    assert [(on.day, half, short) for on, half, short in laid.places] == [
        (1, Half.AFTERNOON, None), (3, Half.MORNING, None), (8, Half.AFTERNOON, None),
    ]  # fmt: skip


def test_the_whole_centre_takes_511_hours_in_73_days_and_630_at_most():
    laid = laying.lay(laying.run("chaque jour jusqu’à 511 h"), PLAN, LASTING, start=MONDAY, taken=frozenset())
    assert len({on for on, _, _ in laid.places}) == 73 and laid.lacking == 0
    assert laying.lay(laying.run("700 h"), PLAN, LASTING, start=MONDAY, taken=frozenset()).lacking == 70


def test_hours_are_planned_signed_and_left_by_module_and_by_trainer():
    rows = [lesson("a", module="1.1", trainer="odile"), lesson("b", half=Half.AFTERNOON, module="1.1", trainer="karim")]
    found = volumes.by_module(rows, {"1.1": Decimal(21), "1.2": None}, {"a": Decimal(4)})
    assert (found["1.1"].planned, found["1.1"].signed, found["1.1"].left) == (7, 4, 14)
    assert (found["1.2"].planned, found["1.2"].left) == (0, None)
    assert {who: one.planned for who, one in volumes.by_trainer(rows, {}).items()} == {"odile": 4, "karim": 3}


def test_unequal_tracks_are_told_and_self_study_is_never_in_the_hours_of_the_centre():
    rows = [lesson("a"), lesson("b", half=Half.AFTERNOON, track="ma"), lesson("c", on=date(2025, 12, 2), kind="autonome")]
    tracks = {"ma": "Musiques actuelles", "th": "Théâtre"}
    said = {one.code: one.message for one in volumes.said(rows, Decimal(7), tracks)}
    assert said["parcours_inegaux"] == "Les parcours n’ont pas les mêmes heures : Musiques actuelles 3 h, Théâtre 0 h."
    assert said["autonomie"] == "4 h en autonomie, hors des 7 h en centre."
    assert [volumes.of_track(rows, key) for key in tracks] == [7, 4]
    even = [*rows, lesson("d", half=Half.AFTERNOON, track="th")]
    assert "parcours_inegaux" not in {one.code for one in volumes.said(even, Decimal(7), tracks)}
