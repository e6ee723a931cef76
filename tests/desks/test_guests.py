"""The professionals invited to a performance: listed, ticked at the door, followed after 1, 7 and 30 days, and what they cost."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filage.core import rails
from filage.core.archive import IssuedDocument
from filage.core.changes import last_of, undo
from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.core.refusal import Refusal
from filage.desks.booking.models import Invitation
from filage.desks.booking.operations import invitations
from filage.desks.booking.queries import invitations as queries
from filage.desks.directory.models import Interaction, NextGesture
from filage.productions.models import Activity, Person
from filage.rules.booking import guests
from filage.rules.engine import Partial, unknown
from filage.rules.reading import Unreadable
from tests.keeping import kept_rows


@kept_rows
def ana(marees):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.ADMINISTRATION)
    return user


@kept_rows
def karim(marees):
    user = User.objects.create_user("karim@exemple.fr", name="Karim")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.EQUIPE)
    return user


@kept_rows
def lou():
    user = User.objects.create_user("lou@exemple.fr", name="Lou")
    elsewhere = Organisation.objects.create(name="Ailleurs", slug="ailleurs")
    Membership.objects.create(user=user, organisation=elsewhere, role=Role.ADMINISTRATION)
    return user


@kept_rows
def evening(marees):
    """Return a performance of case 1 in Lorient, the team paid; who is known of the directory: Claire, and the Môle."""
    marees.add(Person, name="Claire Morvan")
    marees.partner("Théâtre du Môle")
    held = marees.play(date(2026, 11, 20), marees.venue("Lorient"))
    rails.refresh(None, marees.organisation)
    return held


def again(activity):
    return Activity.objects.within(activity.organisation_id).select_related("production", "venue").get(pk=activity.pk)


def test_a_line_says_who_is_invited():
    assert guests.read("Claire Morvan, Théâtre du Môle, 2 places") == guests.Said("Claire Morvan", "Théâtre du Môle", 2)
    assert guests.read("Claire  Morvan") == guests.Said("Claire Morvan")
    for text in ("", "2 places", "Claire, 40 places"):
        with pytest.raises(Unreadable):
            guests.read(text)


def test_a_visit_costs_the_series_divided_by_those_who_came():
    """Four who came for 6 000 € known: 1 500 € each, at least while an expense is unknown."""
    assert guests.cost_of_a_visit(Partial(Decimal(6000)), 4).value == Decimal(1500)
    assert guests.cost_of_a_visit(Partial(Decimal(6000), (unknown("Train"),)), 4).value == Decimal(1500)
    assert guests.cost_of_a_visit(Partial(Decimal(6000)), 0) is None


def test_who_comes_is_noted_in_the_directory_with_what_follows(evening, ana, marees):
    made = invitations.invite(again(evening), "claire morvan, Théâtre du Môle, 2 places", by=ana)
    assert (made.person.name, made.structure.name, made.seats, made.name) == ("Claire Morvan", "Théâtre du Môle", 2, "")
    invitations.tick(made, "presente", by=ana)
    seen = Interaction.objects.within(marees.organisation).get()
    assert (seen.kind, seen.on, seen.person_id, seen.production_id) == ("vu", evening.on, made.person_id, marees.production.pk)
    planned = NextGesture.objects.within(marees.organisation).order_by("due_on")
    assert [one.due_on for one in planned] == [date(2026, 11, 21), date(2026, 11, 27), date(2026, 12, 20)]
    undo(last_of(ana, marees.organisation), by=ana)
    assert not Interaction.objects.within(marees.organisation).exists()
    made.refresh_from_db()
    invitations.tick(made, "presente", by=ana)
    invitations.tick(made, "absente", by=ana)  # a wrong tap: nothing of it stays
    assert not NextGesture.objects.within(marees.organisation).exists()
    assert Invitation.objects.within(marees.organisation).get().next_on is None


def test_who_the_directory_does_not_know_keeps_her_name(evening, ana):
    made = invitations.invite(again(evening), "Bruno Salaün, Réseau des scènes", by=ana)
    assert (made.person, made.structure, made.who) == (None, None, "Bruno Salaün, Réseau des scènes")
    with pytest.raises(Refusal, match="déjà sur la liste"):
        invitations.invite(again(evening), "bruno salaun, réseau des scènes", by=ana)


def test_a_series_tells_what_each_professional_cost(evening, ana, marees):
    """A performance of case 1 costs 1 686,00 €: five artists 1 240,00 €, the régie 396,00 €, 50,00 € of wear (case 1)."""
    for name in ("Claire Morvan", "Anne", "Bruno"):
        invitations.tick(invitations.invite(again(evening), name, by=ana), "presente", by=ana)
    found = queries.visits(marees.organisation, marees.production.pk)
    assert (found.dates, found.invited, found.present) == (1, 3, 3)
    assert found.known == Decimal("1686.00")
    assert found.cost.value == Decimal("562.00")


def test_the_list_is_read_ticked_and_issued(client, evening, ana, karim, lou, marees, in_november):
    url = f"/dates/{evening.pk}/invites/"
    client.force_login(ana)
    assert client.post(url, {"ligne": "Claire Morvan, 2 places"}).status_code == 302
    assert client.post(url, {"ligne": "Anne"}).status_code == 302
    assert client.post(url, {"ligne": "2 places"}).status_code == 422
    first = Invitation.objects.within(marees.organisation).first()
    client.post(url, {"geste": f"{first.pk}:presente"})
    for address in (url, "/spectacles/estran/venues-pro/"):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        assert page.status_code == 200
        assert len(asked) <= 20
    assert client.get(url).context["present"] == 2
    client.post(f"{url}liste/")
    issued = IssuedDocument.objects.within(marees.organisation).get()
    assert issued.read().startswith(b"%PDF")
    assert [one["name"] for one in issued.data["guests"]] == ["Anne", "Claire Morvan"]
    assert issued.status == "émis"
    client.post(url, {"geste": f"{first.pk}:absente"})
    assert issued.status == "périmé"
    client.force_login(karim)
    assert client.get(url).status_code == 200
    assert client.post(url, {"ligne": "Zoé"}).status_code == 403
    assert "Coût par professionnel" not in client.get("/spectacles/estran/venues-pro/").content.decode()
    client.force_login(lou)
    assert client.get(url).status_code == 404
