"""A structure gives its own values to the law's parameters, dated and sourced."""

from datetime import date
from decimal import Decimal

import pytest

from filage.core import own_settings
from filage.core.models import DatedSetting

PERMANENT = "employer.coefficient_permanent"  # the packs found no usual value: each structure gives its own
DAY = date(2027, 3, 12)
SOURCE = "bulletins de décembre 2025"


@pytest.fixture
def setting(company):
    def add(value, since="2026-01-01", structure=None):
        return DatedSetting.objects.create(
            organisation=company.organisation, structure=structure, code=PERMANENT, since=since, value=value, source=SOURCE
        )

    return add


def test_what_the_law_does_not_know_is_unknown_until_somebody_gives_it(company, setting):
    assert not own_settings.law_for(organisation=company.organisation).read(PERMANENT, DAY).is_known
    setting("1.48")
    found = own_settings.law_for(organisation=company.organisation).read(PERMANENT, DAY)
    assert (found.known(), found.source.text, found.source.confidence) == (Decimal("1.48"), SOURCE, "one_source")


def test_a_value_holds_from_its_date_on(company, setting):
    setting("1.48", since="2026-01-01")
    setting("1.50", since="2027-04-01")
    law = own_settings.law_for(organisation=company.organisation)
    assert law.read(PERMANENT, DAY).known() == Decimal("1.48")
    assert law.read(PERMANENT, date(2027, 4, 1)).known() == Decimal("1.50")


def test_the_structure_wins_over_the_organisation_and_others_hear_nothing(company, show, setting):
    setting("1.48", since="2027-01-01")
    setting("1.42", since="2026-01-01", structure=show.structure.pk)
    assert own_settings.law_for(show.structure, organisation=company.organisation).read(PERMANENT, DAY).known() == Decimal("1.42")
    assert own_settings.law_for(organisation=company.organisation).read(PERMANENT, DAY).known() == Decimal("1.48")
    assert not own_settings.law_for(organisation=company.elsewhere).read(PERMANENT, DAY).is_known


def test_the_law_of_a_structure_costs_one_query(company, show, setting, django_assert_num_queries):
    setting("1.48")
    with django_assert_num_queries(1):
        own_settings.law_for(show.structure.pk, organisation=company.organisation.pk)
