"""Who may sit, by route: the record asks other proofs of a learner, an apprentice, a VAE, and of who comes back."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.schooling.certification import Opening
from filage.rules.schooling.record import certifications
from filage.rules.schooling.sitting import NoSuchRoute, Placement, Prepared, Sitting, right

RECORD = certifications()["RNCP39624"]
JUNE = date(2026, 6, 30)
HERE = {"prepared": Prepared.PARTNER, "convention": True}
REAL = Placement(first=date(2026, 4, 7), last=date(2026, 6, 19))  # the placement of the real session


def asked(route, **facts):
    """Return the right of a candidate who entered while the record was registered."""
    return right(RECORD, Sitting(route=route, **{"entered_on": date(2025, 12, 1), "sits_on": JUNE, **facts}))


def test_the_real_session_may_sit_and_its_350_hours_are_enough():
    assert asked("continue", placement=REAL, **HERE).is_open
    assert asked("continue", placement=Placement(hours=Decimal(350)), **HERE).is_open  # ten weeks of 35 hours


@pytest.mark.parametrize(("route", "months"), [("initiale_1", 24), ("initiale_2", 12)])
def test_an_initial_course_lasts_as_the_record_says_and_has_its_placement(route, months):
    assert asked(route, months=months, placement=REAL, **HERE).is_open
    short = asked(route, months=10, placement=REAL, **HERE)
    assert not short.is_open and f"{months} mois" in short.reasons[0]
    assert "stage ou la mission" in asked(route, months=months, **HERE).lacks[0]


@pytest.mark.parametrize("months", [12, 24])
def test_an_apprentice_owes_no_placement(months):
    assert asked("alternance", months=months, **HERE).is_open


@pytest.mark.parametrize(("placement", "enough"), [
    (Placement(first=date(2026, 4, 7), last=date(2026, 6, 6)), True),  # two months day for day
    (Placement(first=date(2026, 4, 7), last=date(2026, 6, 5)), False),
    (Placement(hours=Decimal(304)), True),  # 2 × 52 / 12 weeks of 35 hours are 303.3
    (Placement(hours=Decimal(303)), False),
])  # fmt: skip
def test_a_placement_of_less_than_two_months_is_refused(placement, enough):
    assert asked("continue", placement=placement, **HERE).is_open is enough


def test_a_placement_of_more_than_six_months_warns_and_does_not_refuse():
    half_a_year = Placement(first=date(2026, 1, 1), last=date(2026, 6, 30))
    assert not asked("continue", placement=half_a_year, **HERE).warnings
    longer = asked("continue", placement=Placement(first=date(2026, 1, 1), last=date(2026, 7, 1)), **HERE)
    assert longer.is_open and "plus de 6 mois" in longer.warnings[0]


def test_a_course_followed_elsewhere_or_without_convention_does_not_count():
    assert "ni chez le certificateur" in asked("continue", placement=REAL, prepared=Prepared.ELSEWHERE).reasons[0]
    partner = {"placement": REAL, "prepared": Prepared.PARTNER}
    assert asked("continue", convention=False, **partner).reasons and asked("continue", **partner).lacks
    assert asked("continue", placement=REAL, prepared=Prepared.CERTIFIER).is_open


@pytest.mark.parametrize("route", ["continue", "alternance", "vae"])
def test_an_entry_after_the_expiry_is_blocked_with_its_citation(route):
    shown = {"months": 12, "placement": REAL, **HERE, "sits_on": date(2027, 6, 30)}
    late = asked(route, **shown | {"entered_on": date(2026, 10, 2)})
    assert "échue depuis le 01/10/2026" in late.reasons[0] and "L6113-9" in late.reasons[0]
    kept = asked(route, **shown | {"entered_on": date(2026, 10, 1)})
    assert kept.is_open and "Droit conservé" in kept.notes[0]


def test_a_vae_shows_its_recevabilite_and_nothing_else():
    assert asked("vae").is_open
    assert "recevabilité" in asked("vae", entered_on=None).lacks[0]


@pytest.mark.parametrize("route", ["bloc_seul", "representation"])
def test_who_comes_back_is_not_asked_her_file_again(route):
    assert asked(route, accepted=True).is_open
    assert asked(route).lacks
    assert asked(route, accepted=True, sits_on=date(2027, 6, 30)).notes  # said on the summons


def test_an_equivalence_is_named_and_left_to_the_jury():
    told = asked("equivalence", entered_on=None, proof="Titre équivalent, décision du 3 mars 2025")
    assert told.is_open and "jury" in told.warnings[0]
    assert asked("equivalence").lacks


@pytest.mark.parametrize(("setting", "may", "warns"), [
    (Opening.OPEN, True, False), (Opening.TO_CONFIRM, True, True), (Opening.CLOSED, False, False),
])  # fmt: skip
def test_coming_alone_is_a_setting_which_warns_until_the_certifier_said(setting, may, warns):
    told = asked("individuelle", individual=setting)
    assert told.is_open is may and bool(told.warnings) is warns


def test_a_route_that_nobody_knows_is_told():
    with pytest.raises(NoSuchRoute, match="continue"):
        asked("inconnue")
