"""From an empty office to a spectacle with its interview, its team and its dates: what a hand does, and who may not."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from filage.core.changes import history, undo
from filage.core.models import JournalEntry, Mail, Membership, Organisation, User
from filage.desks.budget.models import Contribution, Line
from filage.desks.budget.operations import contributions, needs
from filage.productions.models import Activity, Answer, Attachment, Engagement, Need, Person, Production, Room, Structure, Venue
from tests.keeping import kept_rows

MOST_QUERIES = 20


@dataclass
class Workshop:
    """The season with one of each thing that a form writes."""

    season: object
    person: Person
    venue: Venue
    room: Room
    need: Need
    paper: Attachment
    engagement: Engagement
    proposed: Contribution

    @property
    def pages(self):
        """Return the address of every page with a form."""
        slug = self.season.estran.slug
        return [
            "/nouveau-spectacle/",
            "/personnes/nouvelle/",
            f"/personnes/{self.person.pk}/",
            "/structures/nouvelle/",
            f"/structures/{self.season.estran.structure_id}/",
            "/lieux/nouveau/",
            f"/lieux/{self.venue.pk}/",
            f"/lieux/{self.venue.pk}/salles/nouvelle/",
            f"/salles/{self.room.pk}/",
            f"/structures/{self.season.estran.structure_id}/tva/",
            f"/structures/{self.season.estran.structure_id}/recepisses/",
            f"/structures/{self.season.estran.structure_id}/coefficient/",
            f"/spectacles/{slug}/dates/nouvelles/",
            f"/spectacles/{slug}/embauches/nouvelle/",
            f"/spectacles/{slug}/embauches/{self.engagement.pk}/",
            f"/spectacles/{slug}/entretien/",
            f"/spectacles/{slug}/entretien/lumiere/",
            f"/spectacles/{slug}/besoins/nouveau/",
            f"/spectacles/{slug}/besoins/{self.need.pk}/",
            f"/spectacles/{slug}/besoins/{self.need.pk}/devis/",
            f"/spectacles/{slug}/pieces/nouvelle/",
            f"/spectacles/{slug}/propositions/",
            f"/spectacles/{slug}/propositions/{self.proposed.pk}/changer/",
            f"/spectacles/{slug}/propositions/{self.proposed.pk}/refuser/",
        ]


RANKS = range(24)


@kept_rows
def workshop(season):
    """Return the season with a person, a venue, a need and its quotes, a paper, an embauche, a proposed line."""
    organisation, estran, ana = season.organisation, season.estran, season.ana
    person = Person.objects.create(organisation=organisation, name="Nour Belaïd", trades="créatrice lumière")
    venue = Venue.objects.create(organisation=organisation, name="Le Carré", city="Morlaix")
    room = Room.objects.create(organisation=organisation, venue=venue, name="Grande salle", capacity=320)
    need = needs.add_need(
        estran, topic="lumiere", by=ana, label="Douze découpes", kind="technique", quantity=Decimal(12), unit="pièce"
    )
    for supplier, cost in (("Scènelux", 40), ("Ouest Éclairage", 35)):
        needs.add_quote(need, by=ana, supplier=supplier, unit_cost=Decimal(cost))
    paper = needs.attach(estran, kind="intention", name="note.pdf", content=b"%PDF-1.7 note", on=date(2026, 11, 21), by=ana)
    engagement = Engagement.objects.create(
        organisation=organisation, production=estran, function="Lumière", status="technicien", gross=Decimal(180), person=person
    )
    proposed = Contribution.objects.create(
        organisation=organisation,
        production=estran,
        post="costumes",
        label="Manteau",
        unit_price=90,
        proposed_on=date(2026, 11, 20),
    )
    return Workshop(season, person, venue, room, need, paper, engagement, proposed)


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


# ------------------------------------------------------------------ a structure, a spectacle
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


# ------------------------------------------------------------------ the directory
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


# ------------------------------------------------------------------ dates
SERIE = {"kind": "representation", "phrase": "21 dates à 14 h, relâche le lundi, à partir du 3 mars 2027", "status": "option"}


def test_a_serie_is_seen_before_it_is_placed_and_undone_in_one_gesture(client, season):
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/dates/nouvelles/"
    rows = Activity.objects.within(season.organisation).filter(production=season.estran)
    before = rows.count()
    seen = client.post(address, SERIE | {"geste": "voir"})
    keys = [key for key, _ in seen.context["moments"]]
    assert len(keys) == 21 and rows.count() == before
    assert "mercredi 3\u00a0mars\u00a02027, 14\u00a0h" in seen.content.decode()
    client.post(address, SERIE | {"confirme": "1", "kept": keys[:-1]})
    assert rows.count() == before + 20
    assert {timezone.localtime(row.starts_at).hour for row in rows.filter(on__month=3, on__year=2027)} == {14}
    undo(JournalEntry.objects.within(season.organisation).first(), by=season.ana)
    assert rows.count() == before


def test_two_performances_a_day_and_a_residency_are_placed_too(client, workshop):
    season = workshop.season
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/dates/nouvelles/"
    day = {"kind": "representation", "first": "2027-04-08", "hours": "14 h et 19 h 30", "count": "2", "type": "scolaire"}
    day |= {"status": "confirme", "place": str(workshop.room.pk)}
    client.post(address, day | {"confirme": "1", "kept": ["2027-04-08T14:00", "2027-04-08T19:30"]})
    made = Activity.objects.within(season.organisation).filter(on=date(2027, 4, 8))
    assert [(row.venue, row.room, row.capacity, row.type) for row in made] == [
        (workshop.venue, workshop.room, 320, "scolaire")
    ] * 2
    stay = {"kind": "residence", "first": "2027-01-11", "last": "2027-01-22", "status": "confirme"}
    client.post(address, stay | {"confirme": "1", "kept": ["2027-01-11"]})
    residency = Activity.objects.within(season.organisation).get(on=date(2027, 1, 11))
    assert (residency.until, residency.capacity) == (date(2027, 1, 22), None)


@pytest.mark.parametrize(
    "typed",
    [
        {"phrase": "bientôt"},
        {"phrase": "3 dates à 25 h, à partir du 3 mars 2027"},
        {"phrase": "3 dates à 14 h"},
        {"first": "2027-03-03", "last": "2027-03-01"},
        {"first": "2027-03-03", "count": "5000"},
        {"first": "2027-03-03", "hours": "midi"},
        {"first": "31/02/2027"},
        {},
    ],
)
def test_a_date_that_cannot_be_read_is_refused_in_a_sentence_and_nothing_is_placed(client, season, typed):
    client.force_login(season.ana)
    before = Activity.objects.within(season.organisation).count()
    address = f"/spectacles/{season.estran.slug}/dates/nouvelles/"
    answer = client.post(address, {"kind": "representation", "status": "option", "confirme": "1"} | typed)
    assert answer.status_code == 422 and answer.context["form"].errors
    assert Activity.objects.within(season.organisation).count() == before


# ------------------------------------------------------------------ embauches
def test_an_embauche_needs_a_function_and_a_gross_and_the_budget_knows_it(client, season):
    client.force_login(season.ana)
    terms = {"function": "Interprète", "placeholder": "Interprète 3", "status": "artiste", "phase": "creation", "unit": "service"}
    client.post(
        f"/spectacles/{season.estran.slug}/embauches/nouvelle/",
        terms | {"quantity": "60", "gross": "61,05 €", "headcount": "1"},
    )
    made = Engagement.objects.within(season.organisation).get(function="Interprète")
    assert (made.gross, made.quantity, made.destination) == (Decimal("61.05"), Decimal(60), "A")
    assert "Interprète 3" in client.get(f"/spectacles/{season.estran.slug}/contrats/").content.decode()


def test_an_embauche_is_removed_once_what_it_moves_was_seen(client, workshop):
    season = workshop.season
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/embauches/{workshop.engagement.pk}/supprimer/"
    seen = client.post(address).content.decode()
    assert "Supprimer l’embauche « Lumière »" in seen and 'name="confirme"' in seen
    assert Engagement.objects.within(season.organisation).filter(pk=workshop.engagement.pk).exists()
    assert client.post(address, {"confirme": "1"}).status_code == 302
    assert not Engagement.objects.within(season.organisation).filter(pk=workshop.engagement.pk).exists()


def test_embauches_on_lines_are_seen_kept_together_and_undone_in_one_gesture(client, workshop):
    season = workshop.season
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/embauches/nouvelle/"
    rows = Engagement.objects.within(season.organisation).filter(production=season.estran)
    before = rows.count()
    typed = {"lines": "Nour, éclairage, 8 services à 120,50\nInterprète 3, danseuse, 5 cachets à 160"}
    seen = client.post(address, typed | {"voir": "1"})
    assert rows.count() == before and "Nour Belaïd" in seen.content.decode() and "pas au répertoire" in seen.content.decode()
    client.post(address, typed | {"confirme": "1"})
    light, dancer = rows.order_by("rank")[before:]
    assert (light.person, light.status, light.unit, light.gross, light.destination) == (
        workshop.person, "technicien", "service", Decimal("120.50"), "C",
    )  # fmt: skip
    assert (dancer.placeholder, dancer.status, dancer.quantity, dancer.gross) == ("Interprète 3", "artiste", 5, 160)
    undo(JournalEntry.objects.within(season.organisation).first(), by=season.ana)
    assert rows.count() == before


@pytest.mark.parametrize(
    "lines", ["", " ; ", "5 cachets à 160", "Régie, 12 h à vingt", "2 x Nour, lumière", "Régie\n=A1", "x\n" * 61]
)
def test_a_line_that_cannot_be_read_is_refused_and_nobody_is_engaged(client, workshop, lines):
    client.force_login(workshop.season.ana)
    before = Engagement.objects.within(workshop.season.organisation).count()
    address = f"/spectacles/{workshop.season.estran.slug}/embauches/nouvelle/"
    answer = client.post(address, {"lines": lines, "confirme": "1"})
    assert answer.status_code == 422 and answer.context["form"].errors["lines"]
    assert Engagement.objects.within(workshop.season.organisation).count() == before


def test_a_venue_and_a_type_are_read_in_the_sentence(client, workshop):
    client.force_login(workshop.season.ana)
    address = f"/spectacles/{workshop.season.estran.slug}/dates/nouvelles/"
    typed = {
        "kind": "representation",
        "status": "option",
        "phrase": "2 scolaires à 10 h et 14 h, le 12/1/2027, au Carré",
    }
    seen = client.post(address, typed | {"geste": "voir"})
    assert "scolaire" in seen.content.decode() and "Le Carré" in seen.content.decode()
    client.post(address, typed | {"confirme": "1", "kept": ["2027-01-12T10:00"]})
    made = Activity.objects.within(workshop.season.organisation).get(on=date(2027, 1, 12))
    assert (made.type, made.venue) == ("scolaire", workshop.venue)


def test_a_city_of_several_venues_asks_which_one(client, workshop):
    client.force_login(workshop.season.ana)
    Venue.objects.create(organisation=workshop.season.organisation, name="Le Hangar", city="Morlaix")
    address = f"/spectacles/{workshop.season.estran.slug}/dates/nouvelles/"
    typed = {"kind": "representation", "status": "option", "phrase": "une date le 12/1/2027 à Morlaix"}
    refused = client.post(address, typed | {"geste": "voir"})
    assert refused.status_code == 422 and "plusieurs lieux" in refused.context["form"].errors["place"][0]
    assert "Le Hangar" in client.post(address, typed | {"phrase": "une date le 12/1/2027 au Hangar, Morlaix"}).content.decode()


def test_who_may_not_read_pay_neither_sees_nor_changes_an_embauche(client, workshop):
    client.force_login(workshop.season.karim)
    slug = workshop.season.estran.slug
    assert client.get(f"/spectacles/{slug}/embauches/{workshop.engagement.pk}/").status_code == 403
    assert client.post(f"/spectacles/{slug}/embauches/nouvelle/", {"function": "x"}).status_code == 403
    assert "Embaucher" not in client.get(f"/spectacles/{slug}/contrats/").content.decode()


def test_an_embauche_already_declared_is_not_removed(client, workshop):
    client.force_login(workshop.season.ana)
    Engagement.objects.within(workshop.season.organisation).filter(pk=workshop.engagement.pk).update(dpae="deposee")
    address = f"/spectacles/{workshop.season.estran.slug}/embauches/{workshop.engagement.pk}/supprimer/"
    assert "ne se supprime plus" in client.post(address, follow=True).content.decode()


# ------------------------------------------------------------------ the interview
def test_the_interview_goes_from_one_side_to_the_next(client, season):
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/entretien"
    answer = client.post(
        f"{address}/lumiere/", {"text": "Une servante, rien d’autre.", "open_point": "Qui fournit la servante ?"}
    )
    assert answer.url == f"{address}/son/"
    page = client.get(f"{address}/").content.decode()
    assert "Une servante, rien d’autre." in page and "Qui fournit la servante ?" in page
    assert client.post(f"{address}/calendrier/", {"text": "Printemps"}).url == f"{address}/"
    assert client.get(f"{address}/cuisine/").status_code == 404


def test_a_need_becomes_a_line_in_one_gesture_and_the_line_follows_it(client, workshop):
    client.force_login(workshop.season.ana)
    slug, need = workshop.season.estran.slug, workshop.need
    quotes = {quote.supplier: quote for quote in need.quotes.all()}
    client.post(f"/spectacles/{slug}/devis/{quotes['Ouest Éclairage'].pk}/retenir/")
    client.post(f"/spectacles/{slug}/besoins/{need.pk}/budget/", {"phase": "creation"})
    line = Line.objects.within(workshop.season.organisation).get(need=need)
    assert (line.quantity, line.unit_price, line.status, line.source) == (12, 35, "devis", "Devis Ouest Éclairage")
    client.post(f"/spectacles/{slug}/devis/{quotes['Scènelux'].pk}/retenir/")
    line.refresh_from_db()
    assert (line.unit_price, line.source) == (40, "Devis Scènelux")
    typed = {"label": "Dix découpes", "kind": "technique", "quantity": "10", "unit": "pièce", "unit_cost": "40"}
    client.post(f"/spectacles/{slug}/besoins/{need.pk}/", typed | {"cost_source": "devis"})
    line.refresh_from_db()
    assert (line.label, line.quantity) == ("Dix découpes", 10)
    assert [one.chosen for one in need.quotes.order_by("rank")] == [True, False]


def test_a_line_that_somebody_changed_no_longer_follows_and_the_page_says_so(client, workshop):
    season, need = workshop.season, workshop.need
    needs.change_need(need, unit_cost=Decimal(30), by=season.ana)
    line = needs.budget_need(need, by=season.ana)
    Line.objects.within(season.organisation).filter(pk=line.pk).update(unit_price=Decimal(28))
    needs.change_need(need, unit_cost=Decimal(33), by=season.ana)
    line.refresh_from_db()
    assert line.unit_price == 28
    client.force_login(season.ana)
    assert "la ligne diffère" in client.get(f"/spectacles/{season.estran.slug}/entretien/").content.decode()


def test_a_need_already_in_the_budget_is_neither_doubled_nor_removed(client, workshop):
    client.force_login(workshop.season.ana)
    address = f"/spectacles/{workshop.season.estran.slug}/besoins/{workshop.need.pk}/"
    client.post(f"{address}budget/")
    assert "déjà au budget" in client.post(f"{address}budget/", follow=True).content.decode()
    assert "sert encore" in client.post(f"{address}supprimer/", follow=True).content.decode()
    assert workshop.need.budget_lines.count() == 1


def test_the_cost_of_somebody_s_work_is_hidden_from_who_may_not_read_pay(client, season):
    needs.add_need(season.estran, topic="corps", by=season.ana, label="Interprète", kind="humain", unit_cost=Decimal("1234.00"))
    client.force_login(season.karim)
    page = client.get(f"/spectacles/{season.estran.slug}/entretien/").content.decode()
    assert "Interprète" in page and "1\u00a0234" not in page


def test_open_points_are_what_was_said_and_what_is_missing(client, workshop):
    client.force_login(workshop.season.ana)
    page = client.get(f"/spectacles/{workshop.season.estran.slug}/entretien/")
    assert ("La lumière", "Douze découpes : coût inconnu") in page.context["open_points"]
    assert Answer.objects.within(workshop.season.organisation).get().topic == "lumiere"


# ------------------------------------------------------------------ papers
def test_a_paper_is_joined_then_downloaded_and_never_shown_in_the_page(client, season):
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/pieces/"
    sent = SimpleUploadedFile("note d’intention.pdf", b"%PDF-1.7 ...", content_type="text/html")
    client.post(f"{address}nouvelle/", {"kind": "intention", "file": sent})
    paper = Attachment.objects.within(season.organisation).get()
    got = client.get(f"{address}{paper.pk}/")
    assert (got.content, got.headers["Content-Type"]) == (b"%PDF-1.7 ...", "application/octet-stream")
    assert got.headers["Content-Disposition"].startswith("attachment") and got.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "content"), [("note.pdf", b"<html>"), ("note.exe", b"MZ"), ("vide.txt", b""), ("dessin.svg", b"<svg/>")]
)
def test_a_hostile_paper_is_refused_and_nothing_is_kept(client, season, name, content):
    client.force_login(season.ana)
    sent = SimpleUploadedFile(name, content)
    answer = client.post(f"/spectacles/{season.estran.slug}/pieces/nouvelle/", {"kind": "autre", "file": sent})
    assert answer.status_code == 422
    assert not Attachment.objects.within(season.organisation).exists()


def test_a_paper_that_is_too_big_is_never_kept(client, season, settings):
    settings.UPLOAD_LARGEST = 100
    client.force_login(season.ana)
    sent = SimpleUploadedFile("note.pdf", b"%PDF-" + b"x" * 2_000_000)
    answer = client.post(f"/spectacles/{season.estran.slug}/pieces/nouvelle/", {"kind": "autre", "file": sent})
    assert answer.status_code == 422 and "20 Mo" in answer.context["form"].errors["file"][0]


def test_somebody_from_elsewhere_downloads_nothing(client, workshop):
    client.force_login(workshop.season.lou)
    assert client.get(f"/spectacles/{workshop.season.estran.slug}/pieces/{workshop.paper.pk}/").status_code == 404


# ------------------------------------------------------------------ proposed lines
@pytest.fixture
def door(season):
    """Return the address of the page of the costumes."""
    return contributions.invite(
        season.estran,
        "costumes",
        address=lambda token: reverse("budget:post", args=[token]),
        email="cos@exemple.fr",
        by=season.ana,
    )


LINE = {"label": "Manteau de pluie", "quantity": "3", "unit": "pièce", "unit_price": "85,50", "author": "Zoé"}


def test_a_post_proposes_without_account_and_production_answers_each_line(client, season, door):
    for label in ("Manteau de pluie", "Bottes", "Perruque"):
        assert client.post(door, LINE | {"label": label}).status_code == 302
    rain, boots, wig = Contribution.objects.within(season.organisation).order_by("rank")
    assert not Line.objects.within(season.organisation).exists()
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/propositions/"
    client.post(f"{address}{rain.pk}/accepter/")
    changed = LINE | {"label": "Bottes", "quantity": "2", "destination": "D", "phase": "creation"}
    client.post(f"{address}{boots.pk}/changer/", changed)
    client.post(f"{address}{wig.pk}/refuser/", {"reason": "La saison prochaine."})
    found = {one.label: one for one in Contribution.objects.within(season.organisation)}
    assert [found[label].state for label in ("Manteau de pluie", "Bottes", "Perruque")] == ["acceptee", "modifiee", "refusee"]
    assert (found["Bottes"].quantity, found["Bottes"].line.quantity) == (3, 2)
    assert found["Manteau de pluie"].line.source == "Proposition : costumes, Zoé"
    assert history(found["Perruque"])[0].by == season.ana
    client.logout()
    assert "La saison prochaine." in client.get(door).content.decode()


def test_a_link_is_made_once_told_once_and_reloading_makes_no_other(client, season):
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/propositions/"
    made = client.post(address, {"post": "son"})
    assert (made.status_code, made.url) == (302, address)
    told = client.get(address)
    link = told.context["opened"]
    assert link in told.content.decode() and told.headers["Cache-Control"] == "no-store"
    again = client.get(address)
    assert again.context["opened"] == "" and len(again.context["links"]) == 1
    client.logout()
    assert client.get(link).status_code == 200


def test_a_line_answered_once_is_not_answered_twice(client, season, door):
    client.post(door, LINE)
    proposed = Contribution.objects.within(season.organisation).get()
    contributions.accept(proposed, by=season.ana)
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/propositions/{proposed.pk}/accepter/"
    assert "a déjà sa réponse" in client.post(address, follow=True).content.decode()
    assert Line.objects.within(season.organisation).count() == 1


def test_a_link_shows_its_own_post_only_and_nothing_of_the_budget(client, season, door):
    Contribution.objects.create(
        organisation=season.organisation, production=season.estran, post="son", label="Micros", proposed_on=date(2026, 11, 21)
    )
    page = client.get(door).content.decode()
    assert "Micros" not in page and "78 400" not in page.replace("\u00a0", " ")
    with CaptureQueriesContext(connection) as queries:
        client.get(door)
    assert len(queries) <= MOST_QUERIES


def test_a_link_closed_or_invented_opens_nothing(client, season, door):
    assert client.get("/proposer/invente/").status_code == 410
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}"
    link = client.get(f"{address}/propositions/").context["links"][0][0]
    client.post(f"{address}/liens/{link.pk}/fermer/")
    client.logout()
    assert client.post(door, LINE).status_code == 410
    assert not Contribution.objects.within(season.organisation).exists()


def test_the_link_of_another_purpose_proposes_nothing(client, season):
    from filage.core import links

    token = links.create(season.organisation, "agenda", f"{season.estran.pk}:costumes")
    assert client.get(f"/proposer/{token}/").status_code == 410


def test_a_link_is_sent_when_an_address_is_given(season, door):
    mail = Mail.objects.get()
    assert mail.to == ["cos@exemple.fr"] and door in mail.whole_text and door not in mail.text


def test_a_post_cannot_flood_the_office(client, season, door, monkeypatch):
    monkeypatch.setattr(contributions, "MOST_WAITING", 2)
    answers = [client.post(door, LINE).status_code for _ in range(3)]
    assert answers == [302, 302, 422]


@pytest.mark.parametrize("typed", [{"quantity": "-1"}, {"unit_price": "=1+1"}, {"unit_price": "beaucoup"}, {"label": ""}])
def test_a_proposed_line_that_makes_no_sense_is_refused(client, season, door, typed):
    answer = client.post(door, LINE | typed)
    assert answer.status_code == 422 and answer.context["form"].errors
    assert not Contribution.objects.within(season.organisation).exists()
