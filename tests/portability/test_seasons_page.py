"""The page of the seasons of examples: one opens, is changed, is started anew, and nobody else's work is lost."""

import pytest

from filage.core.models import Membership, Organisation, User
from filage.portability.exporting import export
from filage.portability.seasons import EXAMPLES, example
from filage.productions.models import Production

pytestmark = pytest.mark.django_db
PAGE = "/saisons-exemples/"
CASE = "plateau"  # the smallest: what is true of it is true of all


@pytest.fixture
def visitor(client):
    user = User.objects.create_user("demo@filage.example", name="Démonstration", is_demo=True)
    client.force_login(user)
    client.post(f"{PAGE}{CASE}/")
    return client


def space():
    return Organisation.objects.get(slug=example(CASE).space)


def test_a_season_opens_in_a_space_of_its_own_with_every_role(visitor):
    assert {one.role for one in Membership.objects.filter(organisation=space())} == {
        "administration",
        "production",
        "direction_artistique",
    }
    page = visitor.get("/spectacles/")
    assert page.status_code == 200
    assert Production.objects.within(space()).get().title in page.content.decode()


def test_the_page_tells_each_season_and_where_one_is(visitor):
    page = visitor.get(PAGE).content.decode()
    assert all(each.title in page for each in EXAMPLES)
    assert "Vous y êtes" in page and page.count("Reprendre à neuf</button>") == 1


def test_a_season_started_anew_is_its_file_again_and_stays_open(visitor):
    Production.objects.within(space()).update(title="Autre chose")
    visitor.post(f"{PAGE}{CASE}/")
    assert export(space()) == example(CASE).path.read_text()
    assert visitor.get("/spectacles/").status_code == 200


def test_a_season_where_somebody_else_works_is_not_erased(visitor, client):
    ana = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=ana, organisation=space(), role="production")
    Production.objects.within(space()).update(title="Autre chose")
    page = visitor.post(f"{PAGE}{CASE}/", follow=True).content.decode()
    assert "Ana y travaille" in page
    assert Production.objects.within(space()).get().title == "Autre chose"


def test_an_unknown_season_is_said_and_a_stranger_stays_at_the_door(visitor, client):
    assert "Aucune saison" in visitor.post(f"{PAGE}opera/", follow=True).content.decode()
    visitor.logout()
    assert visitor.get(PAGE).status_code == 302
    assert visitor.post(f"{PAGE}{CASE}/").status_code == 302
