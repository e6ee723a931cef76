"""A link opens one thing for one purpose, until it lapses or is taken back."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.utils import timezone

from filage.core import links
from filage.core.accounts import User
from filage.core.links import first_run
from filage.core.models import Link
from filage.core.refusal import Refusal


def request_from(address, **headers):
    request = RequestFactory().get("/entrer/", REMOTE_ADDR=address, **headers)
    request.session = SessionStore()
    return request


def test_a_link_opens_its_object_and_remembers_its_last_visit(company):
    token = links.create(company.organisation, "calendrier", company.karim.pk, by=company.ana)
    link = links.follow(token, "calendrier")
    assert (link.target, link.organisation) == (str(company.karim.pk), company.organisation)
    assert link.last_seen_at is not None
    assert links.follow(token, "calendrier") == link


def test_only_the_imprint_of_the_token_is_kept(company):
    token = links.create(company.organisation, "calendrier")
    assert token not in str(Link.objects.values().get())


def test_a_link_opens_nothing_else(company):
    token = links.create(company.organisation, "calendrier")
    with pytest.raises(Refusal):
        links.follow(token, "dossier")
    with pytest.raises(Refusal):
        links.follow("inventé", "calendrier")


def test_a_link_lapses_is_taken_back_or_serves_once(company):
    lapsed = links.create(company.organisation, "dossier", expires_at=timezone.now() - timedelta(seconds=1))
    revoked = links.create(company.organisation, "dossier")
    links.revoke(Link.objects.latest("created_at"))
    used = links.create(company.organisation, "dossier", single_use=True)
    links.follow(used, "dossier")
    for token in (lapsed, revoked, used):
        with pytest.raises(Refusal, match="n’ouvre plus"):
            links.follow(token, "dossier")


@pytest.fixture
def demo(db):
    return User.objects.create_user("demo@exemple.fr", name="Démo", is_demo=True)


def test_the_first_link_enters_once_within_fifteen_minutes(demo):
    token = first_run.token_for(demo)
    request = request_from("127.0.0.1")
    assert first_run.enter(request, token) == demo
    assert request.session["_auth_user_id"] == str(demo.pk)
    with pytest.raises(Refusal):
        first_run.enter(request_from("127.0.0.1"), token)
    late = first_run.token_for(demo)
    Link.objects.update(expires_at=timezone.now())
    with pytest.raises(Refusal):
        first_run.enter(request_from("127.0.0.1"), late)


def test_the_first_link_is_signed(demo):
    with pytest.raises(Refusal):
        first_run.enter(request_from("127.0.0.1"), first_run.token_for(demo)[:-1] + "_")


def test_once_an_account_exists_the_first_link_opens_on_this_machine_only(demo, company):
    token = first_run.token_for(demo)
    for stranger in (request_from("192.0.2.7"), request_from("127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7")):
        with pytest.raises(Refusal, match="machine"):
            first_run.enter(stranger, token)
    assert first_run.enter(request_from("::1"), token) == demo


def test_before_a_first_account_it_opens_from_anywhere(demo):
    assert first_run.enter(request_from("192.0.2.7"), first_run.token_for(demo)) == demo
