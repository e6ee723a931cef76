"""Who reads what: roles are held on the organisation, or on the productions that a membership names."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from filage.core import access
from filage.core.accounts import User
from filage.core.enums import Role
from filage.core.models import Membership
from filage.productions.models import Production


def again(user):
    """Return the account as a new request would load it."""
    return User.objects.get(pk=user.pk)


def test_ana_who_administers_reads_edits_and_sees_the_pay(company, show):
    assert access.can_read(company.ana, show)
    assert access.can_edit(company.ana, show)
    assert access.can_read_pay(company.ana, show)


def test_karim_who_stages_edits_without_seeing_the_pay(company, show):
    assert access.can_edit(company.karim, show)
    assert not access.can_read_pay(company.karim, show)


def test_lou_who_is_elsewhere_sees_nothing(company, show):
    assert not access.can_read(company.lou, show)
    assert not access.can_read(company.lou, company.organisation)
    assert access.readable_productions(company.lou, company.organisation) == frozenset()


def test_the_accountant_reads_and_changes_nothing(company, show):
    membership = Membership.objects.create(user=company.lou, organisation=company.organisation, role=Role.EXPERT_COMPTABLE)
    assert access.can_read(again(membership.user), show)
    assert not access.can_edit(again(membership.user), show)


def test_a_guest_of_one_show_does_not_see_the_others(company, show):
    other = Production.objects.create(organisation=show.organisation, structure=show.structure, slug="autre", title="Autre")
    membership = Membership.objects.create(user=company.lou, organisation=company.organisation, role=Role.INVITE)
    membership.limit_to(show.pk)
    lou = again(company.lou)
    assert access.can_read(lou, show)
    assert access.can_read(lou, show.activities.first())
    assert not access.can_read(lou, other)
    assert not access.can_read(lou, company.organisation)
    assert access.readable_productions(lou, company.organisation) == {show.pk}
    assert access.readable_productions(company.ana, company.organisation) is None


def test_a_closed_account_sees_nothing(company, show):
    company.ana.is_active = False
    assert not access.can_read(company.ana, show)


def test_the_organisation_of_a_request_is_the_one_chosen_or_the_first(company):
    request = RequestFactory().get("/")
    request.session, request.user = {}, company.lou
    assert access.organisation_of(request) == company.elsewhere
    with pytest.raises(Http404):
        access.choose(request, company.organisation.slug)
    Membership.objects.create(user=company.lou, organisation=company.organisation, role=Role.DIFFUSION)
    request.user = again(company.lou)
    access.choose(request, company.organisation.slug)
    assert access.organisation_of(request) == company.organisation


def test_whoever_belongs_nowhere_finds_nothing(db):
    request = RequestFactory().get("/")
    request.session, request.user = {}, User.objects.create_user("nul@exemple.fr")
    with pytest.raises(Http404):
        access.organisation_of(request)
