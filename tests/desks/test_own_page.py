"""A person's own page: how she gets it, what it gathers from every space where she is linked, and that nobody else reads it."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filage.core import archive, clock
from filage.core.enums import Role
from filage.core.models import JournalEntry, Link, Mail, Membership, User
from filage.core.refusal import Refusal
from filage.desks.directory.operations import accounts
from filage.desks.payroll.models import OwnRights, OwnWork
from filage.desks.payroll.queries.own import own, people_of
from filage.productions.models import Engagement, Person
from tests.desks.conftest import office
from tests.keeping import kept_rows

pytestmark = pytest.mark.usefixtures("in_november")

TODAY = date(2026, 11, 2)


@kept_rows
def ada(marees):
    """Return Ada, comédienne in two spaces: 3 dates here (2 played), 1 date elsewhere, and her account linked to both sheets."""
    account = User.objects.create_user("ada@exemple.fr", "une phrase assez longue", name="Ada Roy")
    away = office("ailleurs", vat="assujetti")
    away.production.title = "Marée haute"
    away.production.save()
    for place, days in ((marees, (date(2026, 10, 5), date(2026, 10, 6), date(2027, 1, 9))), (away, (date(2026, 10, 20),))):
        person = place.add(Person, name="Ada Roy", email="ada@exemple.fr", account=account)
        place.engage("Comédienne", "artiste", "160", "1.55", person=person)
        for day in days:
            place.play(day, status="joue" if day < TODAY else "signe")
    return account


@kept_rows
def ana(marees):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.ADMINISTRATION)
    return user


def read(client, user, path="/ma-page/"):
    client.force_login(user)
    with clock.as_if(TODAY):
        return client.get(path)


def test_it_gathers_her_embauches_dates_and_hours_of_every_space(ada, client):
    page = read(client, ada).content.decode().replace("&nbsp;", " ").replace("\xa0", " ")
    assert "L’Estran" in page and "Marée haute" in page
    assert ">36 h<" in page  # three cachets played, twelve hours each
    assert 'Il manque <span class="b">471 h</span>' in page
    assert "9 janv." in page


def test_each_space_costs_her_page_the_same_few_queries(ada, marees, client):
    read(client, ada)
    with CaptureQueriesContext(connection) as two_spaces:
        read(client, ada)
    for rank in range(20):
        marees.play(date(2027, 2, 1 + rank))
    with CaptureQueriesContext(connection) as more_dates:
        read(client, ada)
    assert len(more_dates) == len(two_spaces) <= 40  # twenty a space


def test_what_is_foreseen_and_what_is_told_of_elsewhere_count_at_the_anniversary(ada):
    OwnRights.objects.create(account=ada, anniversary_on=date(2027, 2, 1), annex=10)
    OwnWork.objects.create(account=ada, employer="Un festival", first=date(2026, 7, 1), last=date(2026, 7, 3), cachets=3)
    with clock.as_if(TODAY):
        found = own(ada).rights
    assert (found.now.hours, found.then.hours) == (Decimal(72), Decimal(84))


def test_nobody_else_reads_it_not_even_who_reads_pay(ada, ana, client):
    OwnWork.objects.create(account=ada, employer="Un festival", first=TODAY, last=TODAY, cachets=3)
    page = read(client, ana).content.decode()
    assert "Ada" not in page and "Un festival" not in page and "L’Estran" not in page
    sheet = people_of(ada)[0]
    client.force_login(ana)
    for path in (f"/personnes/{sheet.pk}/", f"/personnes/{sheet.pk}/sa-page/", "/controles/", "/spectacles/estran/contrats/"):
        assert "Un festival" not in client.get(path).content.decode()
    work = OwnWork.objects.get()
    client.post(f"/ma-page/contrats/{work.pk}/retirer/")
    assert OwnWork.objects.filter(pk=work.pk).exists()
    client.post(f"/ma-page/fiches/{sheet.pk}/delier/")
    assert Person.objects.within(sheet.organisation_id).get(pk=sheet.pk).account == ada
    client.logout()
    assert client.get("/ma-page/").status_code == 302


def test_an_account_without_a_space_enters_its_own_page_and_no_other(ada, client):
    assert read(client, ada, "/").url == "/ma-page/"
    for path in ("/spectacles/", "/spectacles/estran/", "/personnes/", "/saison/", "/controles/"):
        assert client.get(path).status_code == 404


def test_what_she_says_is_kept_by_her_account_and_told_in_no_journal(ada, client):
    client.force_login(ada)
    client.post("/ma-page/droits/", {"annex": "10", "anniversary_on": "2027-02-01", "over_50": "on"})
    client.post("/ma-page/contrats/nouveau/", {"employer": "Un festival", "first": "2026-07-01", "cachets": "2"})
    assert (OwnRights.objects.get().anniversary_on, OwnWork.objects.get().last) == (date(2027, 2, 1), date(2026, 7, 1))
    wrong = client.post(
        "/ma-page/contrats/nouveau/", {"employer": "Un festival", "first": "2026-07-01", "cachets": "2", "hours": "8"}
    )
    assert "l’un des deux" in wrong.content.decode()
    for sheet in people_of(ada):
        assert not JournalEntry.objects.within(sheet.organisation_id).exists()


def test_her_calendar_holds_her_dates_alone_until_it_is_closed(ada, marees, client):
    marees.play(date(2027, 1, 20), note="négocier le prix").participants.set([marees.add(Person, name="Ben Sy")])
    client.force_login(ada)
    page = client.post("/ma-page/agenda/", {"ouvrir": "1"}, follow=True).content.decode()
    address = re.search(r"/agenda/\S+?\.ics", page).group()
    client.logout()
    with clock.as_if(TODAY):
        feed = client.get(address)
    text = feed.content.decode()
    assert feed["Content-Type"].startswith("text/calendar") and "20270109" in text
    assert "20270120" not in text and "négocier" not in text
    client.force_login(ada)
    client.post("/ma-page/agenda/", {"fermer": "1"})
    assert client.get(address).status_code == 404


def test_the_office_gives_a_link_and_she_opens_it_with_her_own_password(marees, ana, client):
    ben = marees.add(Person, name="Ben Sy", email="ben@exemple.fr")
    client.force_login(ana)
    page = client.post(f"/personnes/{ben.pk}/sa-page/", {"email": "ben@exemple.fr"}, follow=True).content.decode()
    address = re.search(r"/ma-page/ouvrir/[^/]+/", page).group()
    assert address not in client.get(f"/personnes/{ben.pk}/sa-page/").content.decode()  # said once
    assert address not in Mail.objects.get().text
    client.logout()
    assert "Ben Sy" in client.get(address).content.decode()
    typed = {"name": "Ben Sy", "email": "ben@exemple.fr", "password": "une phrase assez longue"}
    assert client.post(address, typed).url == reverse("payroll:own")
    assert people_of(User.objects.get(email="ben@exemple.fr"))[0].pk == ben.pk
    assert client.get(address).status_code == 410


def test_who_has_an_account_links_it_by_a_button_and_never_by_reading(marees, ada, ana, client):
    other = marees.add(Person, name="Ada Roy-Sy")
    address = accounts.invite(other, address=lambda token: reverse("directory:join", args=[token]), by=ana)
    client.force_login(ada)
    assert "C’est moi, relier" in client.get(address).content.decode()
    assert len(people_of(ada)) == 2
    client.post(address)
    assert len(people_of(ada)) == 3


def test_only_who_reads_pay_may_open_a_page_and_a_linked_sheet_is_not_linked_twice(marees, ada, ana, client):
    ben = marees.add(Person, name="Ben Sy")
    karim = User.objects.create_user("karim@exemple.fr")
    Membership.objects.create(user=karim, organisation=marees.organisation, role=Role.REGIE_GENERALE)
    with pytest.raises(Refusal, match="seules l’administration"):
        accounts.invite(ben, address=str, by=karim)
    client.force_login(karim)
    assert client.get(f"/personnes/{ben.pk}/sa-page/").status_code == 403
    mine = next(one for one in people_of(ada) if one.organisation_id == marees.organisation.pk)
    with pytest.raises(Refusal, match="déjà reliée"):
        accounts.invite(mine, address=str, by=ana)
    assert not Link.objects.exists()


def test_either_may_part_and_the_page_forgets_the_space(marees, ada, ana, client):
    mine = next(one for one in people_of(ada) if one.organisation_id == marees.organisation.pk)
    accounts.unlink(mine, by=ana)
    assert "L’Estran" not in read(client, ada).content.decode()
    left = people_of(ada)[0]
    client.post(f"/ma-page/fiches/{left.pk}/delier/")
    assert people_of(ada) == []
    assert "Aucune fiche" in read(client, ada).content.decode()


def test_a_contract_sent_to_her_is_hers_to_read_and_nobody_elses(ada, marees, ana, client):
    mine = people_of(ada)
    sheet = next(one for one in mine if one.organisation_id == marees.organisation.pk)
    engagement = sheet.engagements.get()
    with clock.as_if(TODAY):
        issued = archive.issue(
            "contrat", marees.production, about=(f"engagement:{engagement.pk}",), options={"brouillon": "1"}, by=ana, on=TODAY
        )
    assert client.get(f"/ma-page/documents/{issued.pk}/").status_code == 302
    assert read(client, ada, f"/ma-page/documents/{issued.pk}/").status_code == 404  # not sent yet
    Engagement.objects.within(marees.organisation).filter(pk=engagement.pk).update(contract="envoye")
    assert "à signer et à rendre" in read(client, ada).content.decode()
    assert read(client, ada, f"/ma-page/documents/{issued.pk}/").content.startswith(b"%PDF")
    assert read(client, ana, f"/ma-page/documents/{issued.pk}/").status_code == 404


@pytest.mark.parametrize("what", ["heures", "frais"])
def test_she_tells_her_hours_and_her_expenses_from_her_page_and_only_hers(ada, ana, client, what):
    sheet = people_of(ada)[0]
    client.force_login(ada)
    opened = client.post(f"/ma-page/{what}/{sheet.pk}/")
    assert opened.url.startswith(f"/mes-{what}/") and client.get(opened.url).status_code == 200
    client.force_login(ana)
    assert client.post(f"/ma-page/{what}/{sheet.pk}/").url == "/ma-page/"
