"""The rule of every check: it warns early, blocks late, and blocks only on an official or twice-sourced rule."""

from dataclasses import fields

import pytest

from filage.core import blocking, rails
from filage.core.changes import ChangeSet
from filage.core.models import Membership, User
from filage.core.rails import checks, read
from filage.core.rails.types import Act
from filage.core.refusal import Refusal
from filage.desks.payroll import operations
from filage.productions.models import Engagement
from filage.school.programmes.models import SchoolSession
from tests.desks.sound import TODAY, sound
from tests.desks.test_controls import CASES
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
company = kept_rows(sound)
LATER = {"EMB-006": lambda company: company.set(company.embauche, starts_on=TODAY)}  # those that only warn at first
BLOCKING = [check.code for check in checks.catalogue() if check.act]


@pytest.mark.parametrize("check", checks.catalogue(), ids=lambda check: check.code)
def test_a_check_blocks_only_one_act_and_only_on_a_sure_rule(check):
    assert (check.severity == "bloquant") == bool(check.act)
    assert not check.act or (check.act in Act and check.confidence in checks.SURE)
    assert check.confidence != "official" or check.citation_url.startswith("https://"), "a rule called official is read somewhere"
    assert check.citation and check.title and not check.title.endswith(".")


def test_the_catalogue_holds_fifty_checks_and_a_case_for_each():
    codes = {check.code for check in checks.catalogue()}
    assert len(codes) >= 50 and codes - set(CASES) <= WITHOUT_CASE


# Their own tests, beside what they compute, make them speak: tests/desks/test_budget_findings.py.
WITHOUT_CASE = {f"BUD-00{rank}" for rank in range(1, 9)} | {"TRE-001", "FIN-001", "DAT-001"}


@pytest.mark.parametrize("code", BLOCKING)
def test_a_blocking_finding_warns_first_and_then_holds_back_its_act_alone(code, company):
    check = checks.named(code)
    CASES[code][0](company)
    rails.refresh(None, company.organisation)
    found = [row for row in read.findings(company.organisation) if row.code == code]
    assert found, "it is told before anybody tries the act"
    if code in LATER:
        assert all(row.severity != "bloquant" for row in found) and code not in held(check.act, company)
        LATER[code](company)
        rails.refresh(None, company.organisation)
    ChangeSet.on(company.show, title="On change ce qu’on veut").apply(by=None)
    aimed = [held(act, company) for act in Act]
    assert [code in codes for codes in aimed] == [act == check.act for act in Act]


def held(act, company):
    """Return the codes that hold an act back, on whichever object of the company it is done to."""
    things = [*(getattr(company, field.name) for field in fields(company)), *SchoolSession.objects.within(company.organisation)]
    return {row.code for thing in things if hasattr(thing, "organisation_id") for row in blocking.holding(act, thing)}


def test_a_contract_of_employment_under_the_minimum_is_not_signed_until_it_is_raised(company):
    ana = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=ana, organisation=company.organisation, role="administration")
    company.set(company.embauche, contract="envoye")
    CASES["EMB-002"][0](company)
    rails.refresh(None, company.organisation)
    engagement = Engagement.objects.within(company.organisation).get(pk=company.embauche.pk)
    with pytest.raises(Refusal, match="EMB-002"):
        operations.change(engagement, by=ana, contract="signe")
    again = Engagement.objects.within(company.organisation).get(pk=company.embauche.pk)
    assert again.contract == "envoye"
    operations.change(again, by=ana, contract="signe", gross="250.00")
    assert Engagement.objects.within(company.organisation).get(pk=again.pk).contract == "signe"
