"""From an empty office to a spectacle with its people, its places and its structure: what a hand does, and who may not."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filage.core.changes import history
from filage.core.models import JournalEntry, Membership, Organisation, User
from filage.productions.models import Activity, Person, Production, Room, Structure

MOST_QUERIES = 20


RANKS = range(24)


@pytest.mark.parametrize("rank", RANKS)
def test_whoever_edits_reads_every_form_in_few_queries(client, workshop, rank):
    client.force_login(workshop.season.ana)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(workshop.pages[rank])
    assert page.status_code == 200, workshop.pages[rank]
    assert len(queries) <= MOST_QUERIES, workshop.pages[rank]


@pytest.mark.parametrize("rank", RANKS)
def test_somebody_from_elsewhere_finds_none_of_them(client, workshop, rank):
    client.force_login(workshop.season.lou)
    address = workshop.pages[rank]
    answer = client.post(address, {"name": "Vol", "title": "Vol", "label": "Vol"})
    own = address in ("/nouveau-spectacle/", "/personnes/nouvelle/", "/structures/nouvelle/", "/lieux/nouveau/")
    assert own or answer.status_code in (404, 405), address
    assert not Person.objects.within(workshop.season.organisation).filter(name="Vol").exists()
    assert not Production.objects.within(workshop.season.organisation).filter(title="Vol").exists()


@pytest.mark.parametrize("rank", RANKS)
def test_a_reader_without_the_right_to_change_is_refused(client, workshop, rank):
    guest = User.objects.create_user("invitee@exemple.fr", name="Invitée")
    Membership.objects.create(user=guest, organisation=workshop.season.organisation, role="invite")
    client.force_login(guest)
    address = workshop.pages[rank]
    read_only = f"/spectacles/{workshop.season.estran.slug}/entretien/"
    assert client.get(address).status_code == (200 if address == read_only else 403), address
    assert client.post(address, {}).status_code in (200, 403)


def test_the_list_of_pages_is_whole(workshop):
    assert len(workshop.pages) == len(RANKS)


def test_from_the_demonstration_one_starts_for_real_with_an_account_of_ones_own(client, company):
    demo = User.objects.create_user("demo@exemple.fr", is_demo=True)
    Membership.objects.create(user=demo, organisation=company.organisation, role="administration")
    client.force_login(demo)
    typed = {
        "name": "Les Lanternes",
        "city": "Brest",
        "person": "Maud",
        "email": "Maud@exemple.fr",
        "password": "trois-mouettes-rient",
    }
    answer = client.post("/creer-ma-structure/", typed)
    assert answer.url == "/nouveau-spectacle/"
    maud = User.objects.get(email="maud@exemple.fr")
    assert client.session["_auth_user_id"] == str(maud.pk)
    organisation = Organisation.objects.get(slug="les-lanternes")
    assert Structure.objects.within(organisation).get().ours
    assert "Les Lanternes" in client.get("/nouveau-spectacle/").content.decode()
    assert not Membership.objects.filter(user=demo, organisation=organisation).exists()


@pytest.mark.parametrize("fault", [{"password": "court"}, {"email": "ana@exemple.fr"}, {"name": ""}])
def test_a_start_that_cannot_be_is_said_in_french_and_makes_nothing(client, company, fault):
    demo = User.objects.create_user("demo@exemple.fr", is_demo=True)
    client.force_login(demo)
    typed = {"name": "Les Lanternes", "person": "Maud", "email": "maud@exemple.fr", "password": "trois-mouettes-rient"} | fault
    before = Organisation.objects.count()
    answer = client.post("/creer-ma-structure/", typed)
    assert answer.status_code == 422 and answer.context["form"].errors
    assert Organisation.objects.count() == before and not User.objects.filter(email="maud@exemple.fr").exists()


def test_a_spectacle_begins_in_three_fields_and_leads_to_the_interview(client, season):
    client.force_login(season.ana)
    answer = client.post("/nouveau-spectacle/", {"title": "L’Estran", "kind": "spectacle", "premiere": "2027-03-12"})
    made = Production.objects.within(season.organisation).get(slug="lestran")
    assert answer.url == "/spectacles/lestran/entretien/"
    assert (made.title, made.creation_end) == ("L’Estran", date(2027, 3, 12))
    assert history(made)[0].by == season.ana
    client.post("/nouveau-spectacle/", {"title": "L’Estran", "kind": "projet"})
    assert Production.objects.within(season.organisation).filter(slug="lestran-2").exists()


def test_without_a_structure_one_is_led_to_create_it(client, company):
    client.force_login(company.ana)
    assert client.get("/nouveau-spectacle/").url == "/creer-ma-structure/"


def test_a_person_is_added_changed_and_removed(client, season):
    client.force_login(season.ana)
    client.post("/personnes/nouvelle/", {"name": "Iris Le Goff", "trades": "comédienne", "email": "iris@exemple.fr"})
    iris = Person.objects.within(season.organisation).get(name="Iris Le Goff")
    client.post(f"/personnes/{iris.pk}/", {"name": "Iris Le Goff", "trades": "comédienne, chanteuse"})
    iris.refresh_from_db()
    assert (iris.trades, iris.email) == ("comédienne, chanteuse", "")
    client.post(f"/personnes/{iris.pk}/supprimer/")
    assert not Person.objects.within(season.organisation).filter(pk=iris.pk).exists()


NIR, IBAN = "2 55 08 14 168 025 38", "FR76 3000 6000 0112 3456 7890 189"  # the published specimens


def test_what_is_sealed_of_a_person_is_written_never_shown_back_and_read_on_demand(client, workshop):
    client.force_login(workshop.season.ana)
    address = f"/personnes/{workshop.person.pk}/"
    client.post(address, {"name": "Nour Belaïd", "nir": NIR, "iban": IBAN, "access_needs": "Loge de plain-pied"})
    workshop.person.refresh_from_db()
    assert (workshop.person.nir, workshop.person.iban) == (NIR.replace(" ", ""), IBAN.replace(" ", ""))
    page = client.get(address).content.decode().replace("\xa0", " ")
    assert "Scellé : déjà écrit" in page and "plain-pied" not in page and "255081416802538" not in page
    shown = client.post(f"{address}donnees-scellees/")
    assert "255081416802538" in shown.content.decode() and "no-store" in shown.headers["Cache-Control"]
    assert client.get(f"{address}donnees-scellees/").status_code == 405
    client.post(address, {"name": "Nour Belaïd", "erase": ["iban"]})
    workshop.person.refresh_from_db()
    assert (workshop.person.nir, workshop.person.iban) == (NIR.replace(" ", ""), "")
    told = str([entry.changes for entry in JournalEntry.objects.within(workshop.season.organisation)])
    assert "255081416802538" not in told and "plain-pied" not in told


@pytest.mark.parametrize(
    ("name", "typed", "fault"),
    [
        ("withholding_rate", "beaucoup", "Un taux en pour cent"),
        ("born_on", "2126-05-01", "Une date de naissance"),
        ("country", "France", "2"),
    ],
)
def test_what_contracts_ask_of_a_person_is_refused_when_it_cannot_be(client, workshop, name, typed, fault):
    client.force_login(workshop.season.ana)
    answer = client.post(f"/personnes/{workshop.person.pk}/", {"name": "Nour Belaïd", name: typed})
    assert answer.status_code == 422 and fault in answer.context["form"].errors[name][0]


@pytest.mark.parametrize(("name", "typed"), [("nir", "2 55 08 14 168 025 39"), ("iban", IBAN[:-1] + "8")])
def test_a_sealed_number_that_cannot_be_is_refused_beside_its_field(client, workshop, name, typed):
    client.force_login(workshop.season.ana)
    answer = client.post(f"/personnes/{workshop.person.pk}/", {"name": "Nour Belaïd", name: typed})
    assert answer.status_code == 422 and "clé" in answer.context["form"].errors[name][0]


def test_whoever_may_not_read_pay_neither_sees_nor_writes_what_is_sealed(client, workshop):
    leo = User.objects.create_user("leo@exemple.fr", name="Léo")
    Membership.objects.create(user=leo, organisation=workshop.season.organisation, role="regie_generale")
    workshop.person.nir, workshop.person.born_on, workshop.person.city = NIR, date(1987, 5, 14), "Port-Lanvel"
    workshop.person.save()
    client.force_login(leo)
    address = f"/personnes/{workshop.person.pk}/"
    page = client.get(address)
    hidden = ("1987-05-14", "14/05/1987", "mai 1987", "Port-Lanvel")  # a year alone stands now and then in an id
    assert not [said for said in hidden if said in page.content.decode()]
    assert page.status_code == 200 and "NIR" not in page.content.decode() and "scell" not in page.content.decode()
    client.post(address, {"name": "Nour Belaïd", "nir": "", "iban": IBAN, "erase": ["nir"]})
    workshop.person.refresh_from_db()
    assert (workshop.person.nir, workshop.person.iban, workshop.person.city) == (NIR, "", "Port-Lanvel")
    assert client.post(f"{address}donnees-scellees/").status_code == 403


def test_what_is_used_is_not_removed_and_the_refusal_says_by_what(client, workshop):
    client.force_login(workshop.season.ana)
    answer = client.post(f"/personnes/{workshop.person.pk}/supprimer/", follow=True)
    assert "sert encore : « Lumière »" in answer.content.decode()
    Activity.objects.create(
        organisation=workshop.season.organisation,
        production=workshop.season.estran,
        kind="montage",
        on=date(2027, 1, 4),
        venue=workshop.venue,
        room=workshop.room,
    )
    for address in (f"/lieux/{workshop.venue.pk}/supprimer/", f"/salles/{workshop.room.pk}/supprimer/"):
        assert "sert encore" in client.post(address, follow=True).content.decode()
    structure = workshop.season.estran.structure
    assert "sert encore" in client.post(f"/structures/{structure.pk}/supprimer/", follow=True).content.decode()
    assert Person.objects.within(workshop.season.organisation).filter(pk=workshop.person.pk).exists()


def test_a_venue_has_rooms_and_goes_with_them(client, workshop):
    client.force_login(workshop.season.ana)
    client.post(f"/lieux/{workshop.venue.pk}/salles/nouvelle/", {"name": "Studio", "capacity": "49"})
    assert "Studio" in client.get(f"/lieux/{workshop.venue.pk}/").content.decode()
    client.post(f"/lieux/{workshop.venue.pk}/supprimer/")
    assert not Room.objects.within(workshop.season.organisation).filter(venue_id=workshop.venue.pk).exists()


@pytest.mark.parametrize(
    ("typed", "kept"), [("732 829 320 00074", "73282932000074"), ("", ""), ("35600000000048", "35600000000048")]
)
def test_a_siret_is_read_with_its_spaces(client, season, typed, kept):
    client.force_login(season.ana)
    client.post("/structures/nouvelle/", {"name": "Le Môle", "kind": "lieu", "siret": typed})
    assert Structure.objects.within(season.organisation).get(name="Le Môle").siret == kept


@pytest.mark.parametrize("typed", ["73282932000075", "1234", "abc"])
def test_a_siret_that_cannot_be_is_refused_beside_its_field(client, season, typed):
    client.force_login(season.ana)
    answer = client.post("/structures/nouvelle/", {"name": "Le Môle", "kind": "lieu", "siret": typed})
    assert answer.status_code == 422 and "SIRET" in answer.context["form"].errors["siret"][0]


def test_our_structure_declares_its_vat_its_recepisse_and_its_coefficient(client, season):
    client.force_login(season.ana)
    address = f"/structures/{season.estran.structure_id}"
    client.post(f"{address}/tva/", {"status": "assujetti", "since": "2026-01-01"})
    client.post(f"{address}/recepisses/", {"number": "L-R-26-1234", "category": "2", "since": "2026-01-01"})
    typed = {"status": "artiste", "value": "1,52", "since": "2026-10-01", "source": "bulletins d’octobre 2026"}
    client.post(f"{address}/coefficient/", typed)
    page = client.get("/structure/").content.decode()
    assert "L-R-26-1234" in page and "Assujetti à la TVA" in page and "1,52" in page and "bulletins d’octobre 2026" in page
    refused = client.post(f"{address}/coefficient/", typed | {"value": "0,5"})
    assert refused.status_code == 422 and "vaut 1 ou plus" in refused.content.decode()
