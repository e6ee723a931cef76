"""The demonstration: loaded into an empty database, made anew when asked, and nothing else is touched."""

import pytest

from filage.cli.demo import FIRST, first_user, renew_demo
from filage.core.models import Organisation, User
from filage.core.refusal import Refusal
from filage.portability import operations, seasons
from filage.portability.exporting import export
from filage.productions.models import Production
from tests.house.repository import ROOT

pytestmark = pytest.mark.django_db
OTHER = ROOT / "examples/budget-association.filage.yaml"


def roles(user):
    return {(one.organisation.slug, one.role) for one in user.memberships.all()}


@pytest.mark.one_database
def test_the_first_start_opens_the_example_with_three_roles():
    user = first_user()
    assert user.is_demo
    assert roles(user) == {("les-marees", role) for role in ("administration", "production", "direction_artistique")}
    assert first_user() == user and User.objects.count() == 1


def test_renewing_the_demonstration_gives_the_example_back():
    first_user()
    organisation = Organisation.objects.get()
    Production.objects.within(organisation).update(title="Autre chose")
    renew_demo()
    assert export(Organisation.objects.get()) == seasons.example(FIRST).path.read_text()


@pytest.mark.one_database
def test_renewing_the_demonstration_leaves_the_other_organisations_alone(company):
    other = operations.import_file(OTHER)
    before = export(other)
    renew_demo()
    renew_demo()
    assert export(other) == before
    assert Organisation.objects.filter(pk__in=[company.organisation.pk, company.elsewhere.pk]).count() == 2


def test_each_season_is_listed_once_and_opens_the_space_of_its_file():
    listed = {each.path.name: each for each in seasons.EXAMPLES}
    assert len(listed) == len(seasons.EXAMPLES) == len({each.code for each in seasons.EXAMPLES})
    whole = {path.name for path in (ROOT / "examples").glob("*.filage.yaml")}
    assert whole == set(listed)
    for each in seasons.EXAMPLES:
        assert f"\n  slug: {each.space}\n" in each.path.read_text()[:600]


def test_a_season_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(Refusal, match="theatre, musiques, bureau"):
        renew_demo("opera")


def test_an_organisation_that_a_file_brought_is_entered_by_the_first_run_link():
    operations.import_file(OTHER)
    user = first_user()
    assert {slug for slug, _ in roles(user)} == {Organisation.objects.get().slug}


def test_once_somebody_has_an_account_the_demonstration_enters_nothing_more(company):
    operations.import_file(OTHER)
    assert roles(first_user()) == set()
