"""Declared checks: what may be declared, what a finding then says of itself, and which day it is."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from filage.core import clock
from filage.core.rails import checks
from filage.core.rails.checks import Check, Found
from filage.core.rails.types import Act, Severity

SHOW = uuid4()
SOUND = Check(
    code="ESS-001",
    title="Le genre manque",
    desk="essai",
    severity=Severity.BLOQUANT,
    citation="C. trav., art. R. 7122-5",
    confidence="official",
    act=Act.SIGNER,
    find=lambda season: [Found(subject="x", message="y", remedy="z", production=SHOW, about=("line:1",))],
)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"code": "genre"}, "code"),
        ({"confidence": "derived"}, "officielle ou de deux sources"),
        ({"confidence": "disputed"}, "officielle ou de deux sources"),
        ({"confidence": "certain"}, "confiance"),
        ({"act": ""}, "dit l’acte"),
        ({"act": "danser"}, "acte"),
        ({"severity": Severity.ALERTE}, "dit l’acte"),
        ({"citation": ""}, "citation"),
    ],
)
def test_a_check_that_may_not_hold_an_act_back_is_refused_at_declaration(fault, said):
    with pytest.raises(ValueError, match=said):
        checks.declare(replace(SOUND, **fault))
    assert checks.named("ESS-001") is None


def test_a_finding_is_made_of_its_check_and_of_what_was_found():
    (made,) = checks.run(SOUND, None)
    assert (made.code, made.desk, made.act, made.confidence) == ("ESS-001", "essai", "signer", "official")
    assert made.about == ("line:1",) and made.citation == SOUND.citation


def test_a_finding_keeps_its_key_when_its_words_change_and_two_never_share_one():
    def twice(season):
        yield Found(subject="x", message="12 000 €", remedy="", production=SHOW, about=("line:2", "line:1"))
        yield Found(subject="x", message="13 000 €", remedy="", production=SHOW, about=("line:1", "line:2"))
        yield Found(subject="x", message="", remedy="", production=SHOW, about=("line:1", "line:2"), part="2027-03")
        yield Found(subject="x", message="", remedy="", about=tuple(f"activity:{uuid4()}" for _ in range(40)))

    first, second, third, long = (finding.key for finding in checks.run(replace(SOUND, find=twice), None))
    assert second == f"{first}#2" and third == f"{first} 2027-03" and len(long) < 200


def test_a_check_finds_nothing_graver_than_it_declares():
    grave = [Found(subject="x", message="y", remedy="z", severity=Severity.BLOQUANT)]
    milder = [Found(subject="x", message="y", remedy="z", severity=Severity.INFO)]
    with pytest.raises(ValueError, match="plus grave"):
        list(checks.run(replace(SOUND, severity=Severity.ALERTE, act="", find=lambda season: grave), None))
    (early,) = checks.run(replace(SOUND, find=lambda season: milder), None)
    assert early.severity == "info" and early.act == ""


def test_a_space_of_examples_stays_on_its_day(company):
    organisation = company.organisation
    assert clock.today(organisation) == clock.today(organisation.pk) == timezone.localdate()
    organisation.pinned_on = date(2026, 11, 2)
    organisation.save()
    assert clock.today(organisation) == clock.today(organisation.pk) == date(2026, 11, 2)
    with clock.as_if(date(2027, 1, 1)):
        assert clock.today(organisation) == date(2027, 1, 1)
