"""After a change, the page says what moved and offers to take it back; somebody else's change is not yours to take back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages

from filage.core.changes import ChangeSet, recent
from filage.core.models import JournalEntry
from filage.productions.models import Activity, Engagement


@pytest.fixture
def date(season):
    return Activity.objects.within(season.organisation).filter(production=season.estran).first()


def annotate(date, by, text):
    return ChangeSet.on(date, note=text).apply(by=by, why="note de la date")


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_one_key_takes_back_the_last_thing_done_on_the_page(client, season, date):
    client.force_login(season.ana)
    annotate(date, season.ana, "première note")
    annotate(date, season.ana, "seconde note")
    client.post("/annuler/", {"spectacle": "l-estran"})
    date.refresh_from_db()
    assert date.note == "première note"
    client.post("/annuler/", {"spectacle": "l-estran"})
    date.refresh_from_db()
    assert date.note == ""


def test_what_was_taken_back_is_offered_again(client, season, date):
    client.force_login(season.ana)
    annotate(date, season.ana, "une note")
    page = client.post("/annuler/", {"spectacle": "l-estran"}, headers={"Referer": "http://testserver/saison/"}, follow=True)
    assert "Annulé : note de la date" in page.content.decode()
    again = JournalEntry.objects.within(season.organisation).first()
    assert f'action="/annuler/{again.pk}/"' in page.content.decode()
    assert ">Rétablir<" in page.content.decode()
    client.post(f"/annuler/{again.pk}/")
    date.refresh_from_db()
    assert date.note == "une note"
    client.post("/annuler/")
    date.refresh_from_db()
    assert date.note == ""


def test_the_offer_is_made_once(client, season, date):
    client.force_login(season.ana)
    annotate(date, season.ana, "une note")
    client.post("/annuler/")
    assert "Rétablir" in client.get("/").content.decode()
    assert "Rétablir" not in client.get("/").content.decode()


def test_what_somebody_else_did_is_not_taken_back(client, season, date):
    entry = annotate(date, season.karim, "note de Karim")
    client.force_login(season.ana)
    assert "Rien à annuler" in messages_of(client.post(f"/annuler/{entry.pk}/"))[0]
    assert "Rien à annuler" in messages_of(client.post("/annuler/"))[-1]
    date.refresh_from_db()
    assert date.note == "note de Karim"


def test_an_entry_of_another_organisation_is_out_of_reach(client, season, date):
    entry = annotate(date, season.lou, "note d’ailleurs")
    client.force_login(season.lou)
    assert "Rien à annuler" in messages_of(client.post(f"/annuler/{entry.pk}/"))[0]


def test_the_page_of_a_spectacle_takes_back_what_was_done_on_that_spectacle(client, season, date):
    client.force_login(season.ana)
    annotate(date, season.ana, "une note")
    other = Activity.objects.within(season.organisation).filter(production=season.vagues).first()
    ChangeSet.on(other, note="ailleurs").apply(by=season.ana)
    client.post("/annuler/", {"spectacle": "l-estran"})
    date.refresh_from_db()
    other.refresh_from_db()
    assert (date.note, other.note) == ("", "ailleurs")


def test_a_conflict_is_said_and_nothing_is_taken_back(client, season, date):
    client.force_login(season.ana)
    entry = annotate(date, season.ana, "note d’Ana")
    annotate(date, season.karim, "note de Karim")
    said = messages_of(client.post(f"/annuler/{entry.pk}/"))[0]
    assert "a changé entre-temps, par Karim" in said
    date.refresh_from_db()
    assert date.note == "note de Karim"


def test_whoever_lost_the_right_to_edit_takes_nothing_back(client, season, date):
    annotate(date, season.karim, "note de Karim")
    season.karim.memberships.update(role="equipe")
    client.force_login(season.karim)
    assert "Vous ne pouvez plus changer" in messages_of(client.post("/annuler/"))[0]


def test_the_journal_of_a_spectacle_holds_what_moved_it(season, date):
    annotate(date, season.ana, "une note")
    assert [entry.why for entry in recent(season.organisation, season.estran.pk)] == ["note de la date"]
    assert recent(season.organisation, season.vagues.pk) == []
    assert len(recent(season.organisation)) == 1


def test_a_taken_back_creation_leaves_the_page_it_was_on(client, season):
    client.force_login(season.ana)
    made = Activity(
        organisation=season.organisation, production=season.estran, kind="representation", on=season.today + timedelta(days=9)
    )
    ChangeSet.create(made).apply(by=season.ana, why="date ajoutée")
    answer = client.post("/annuler/", headers={"Referer": f"http://testserver/dates/{made.pk}/"})
    assert answer.url == "/"
    assert not Activity.objects.within(season.organisation).filter(pk=made.pk).exists()


def test_the_page_of_a_spectacle_says_what_moved_and_who_moved_it(client, season, date):
    ChangeSet.on(date, status="signe").apply(by=season.karim, why="contrat signé : Quimper")
    client.force_login(season.ana)
    page = client.get("/spectacles/l-estran/").content.decode().replace("\u00a0", " ")
    assert "Ce qui a bougé" in page
    assert "Contrat signé : Quimper : signé au lieu de confirmé. <span" in page
    assert "Karim" in page
    assert "Ce qui a bougé" not in client.get("/spectacles/petites-vagues/").content.decode()


def test_what_somebody_earns_is_not_told_to_whoever_may_not_read_pay(client, season):
    hired = Engagement.objects.create(
        organisation=season.organisation, production=season.estran, function="Interprète", status="artiste", gross=Decimal("160")
    )
    ChangeSet.on(hired, gross=Decimal("175")).apply(by=season.ana, why="brut de l’interprète")
    client.force_login(season.ana)
    assert "175,00" in client.get("/spectacles/l-estran/").content.decode()
    client.force_login(season.karim)
    page = client.get("/spectacles/l-estran/").content.decode()
    assert "Brut de l’interprète" in page
    assert "175,00" not in page
