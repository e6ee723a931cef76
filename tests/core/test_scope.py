"""Nothing is read outside an organisation."""

import pytest
from django.core.exceptions import ValidationError

from filage.core.scope import ScopeError
from filage.productions.models import Activity, Production


def test_a_query_says_which_organisation_it_reads(company, show):
    assert list(Production.objects.within(company.organisation)) == [show]
    assert list(Production.objects.within(company.elsewhere.pk)) == []


@pytest.mark.parametrize(
    "reads",
    [
        list,
        lambda every: every.count(),
        lambda every: every.exists(),
        lambda every: every.first(),
        lambda every: every.get(title="Les Marées"),
        lambda every: every.update(title="Ailleurs"),
        lambda every: every.delete(),
        lambda every: list(every.values_list("title")),
        lambda every: list(every.filter(title="x").order_by("title").iterator()),
        lambda every: every.in_bulk(),
        lambda every: every.aggregate(),
        lambda every: list(Production.objects.within(every.model().pk).filter(pk__in=every)),
    ],
)
def test_a_query_that_does_not_say_it_raises_however_it_is_evaluated(show, reads):
    with pytest.raises(ScopeError):
        reads(Production.objects.all())


def test_what_hangs_from_an_object_is_already_scoped(show):
    assert show.activities.count() == 2
    assert [production.activities.all()[0].rank for production in show.structure.productions.prefetch_related("activities")] == [
        0
    ]


def test_a_job_may_read_everything_when_it_says_why(show):
    assert Activity.objects.across_organisations(reason="sauvegarde").count() == 2
    with pytest.raises(ScopeError):
        Activity.objects.across_organisations(reason=" ")


def test_uniqueness_is_still_checked(show):
    twin = Production(organisation=show.organisation, structure=show.structure, slug=show.slug, title="Bis")
    with pytest.raises(ValidationError):
        twin.full_clean()
