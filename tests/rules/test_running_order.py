"""A running order: what overlaps, which changeover is too short, what ends after the curfew."""

from datetime import UTC, datetime

from filage.rules.planning.running_order import Clash, ClashKind, Passage, clashes


def at(hour, minute=0, day=10):
    return datetime(2027, 7, day, hour, minute, tzinfo=UTC)


def test_a_set_that_starts_before_the_end_of_the_other_overlaps_it():
    found = clashes([Passage("b", "scène", at(21), 60), Passage("a", "scène", at(20), 75)])
    assert list(found) == [Clash(ClashKind.OVERLAP, "b", "a", 15)]


def test_a_changeover_shorter_than_what_is_needed_is_said_and_the_exact_one_is_not():
    order = [Passage("a", "scène", at(20), 45), Passage("b", "scène", at(21), 60, 20), Passage("c", "scène", at(22, 20), 40, 20)]
    assert list(clashes(order)) == [Clash(ClashKind.SHORT, "b", "a", 5)]


def test_two_stages_play_at_once():
    assert list(clashes([Passage("a", "grande", at(20), 60), Passage("b", "petite", at(20), 60)])) == []


def test_a_short_set_inside_a_long_one_does_not_hide_it():
    order = [Passage("a", "scène", at(20), 120), Passage("b", "scène", at(20, 30), 10), Passage("c", "scène", at(21), 30)]
    assert [(clash.passage, clash.before) for clash in clashes(order)] == [("b", "a"), ("c", "a")]


def test_what_ends_at_the_curfew_is_in_time_and_a_minute_later_is_not():
    order = [Passage("a", "scène", at(22), 60), Passage("b", "scène", at(23), 61)]
    assert list(clashes(order, at(0, day=11))) == [Clash(ClashKind.CURFEW, "b", None, 1)]
