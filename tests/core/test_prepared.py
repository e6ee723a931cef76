"""What is prepared once answers as the queryset it was made from, for whichever organisation and ids it is then asked."""

from datetime import date

import pytest
from django.db.models import F

from filage.core.prepared import Prepared, PreparedColumns
from filage.core.scope import ScopeError
from filage.productions.models import Activity, Production, Room, Structure, Venue


@pytest.fixture
def shows(company):
    """Return two shows of the company with a date each, and one of somebody else."""
    made = []
    for organisation, name in ((company.organisation, "un"), (company.organisation, "deux"), (company.elsewhere, "ailleurs")):
        ours = Structure.objects.create(organisation=organisation, name=name)
        show = Production.objects.create(organisation=organisation, structure=ours, slug=name, title=name)
        venue = Venue.objects.create(organisation=organisation, name=f"Théâtre {name}")
        room = Room.objects.create(organisation=organisation, venue=venue, name=f"Salle {name}", capacity=80)
        Activity.objects.create(organisation=organisation, production=show, kind="representation", on="2027-01-05", room=room)
        made.append(show)
    return made


DATES = Prepared(
    lambda organisation, ids: (
        Activity.objects.within(organisation).filter(production__in=ids).select_related("room").order_by("production__rank", "id")
    )
)


def test_it_reads_the_rows_of_the_ids_it_is_given_in_one_query(company, shows, django_assert_num_queries):
    one, two, _ = shows
    for asked in ([one], [two], [one, two]):
        with django_assert_num_queries(1):
            rows = DATES(company.organisation.pk, [show.pk for show in asked])
            assert [row.room.name for row in rows] == [f"Salle {show.slug}" for show in asked]
        assert rows == list(Activity.objects.within(company.organisation).filter(production__in=asked))
        assert str(rows[0].on) == "2027-01-05" and rows[0].note == ""


def test_it_never_reads_another_organisation(company, shows):
    *_, theirs = shows
    assert DATES(company.organisation.pk, [theirs.pk]) == []
    assert [row.production_id for row in DATES(company.elsewhere.pk, [theirs.pk])] == [theirs.pk]
    with pytest.raises(ScopeError):
        Prepared(lambda organisation, _: Structure.objects.filter(organisation=organisation))(company.organisation.pk)


def test_among_no_production_there_is_nothing_to_ask(company, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert DATES(company.organisation.pk, []) == []


def test_each_answer_is_made_of_new_objects(company, shows):
    first, again = (DATES(company.organisation.pk, [shows[0].pk])[0] for _ in range(2))
    assert first == again and first is not again
    first.note = "à moi seul"
    assert again.note == ""


PLACES = PreparedColumns(
    lambda organisation, ids: (
        Activity.objects.within(organisation).filter(production__in=ids).values_list("on", "room__name").order_by("id")
    )
)


def test_columns_are_told_without_their_objects(company, shows, django_assert_num_queries):
    one, two, theirs = shows
    with django_assert_num_queries(1):
        assert PLACES(company.organisation.pk, [one.pk, two.pk]) == [
            (date(2027, 1, 5), "Salle un"),
            (date(2027, 1, 5), "Salle deux"),
        ]
    with django_assert_num_queries(0):
        assert PLACES(company.organisation.pk, []) == []
    assert PLACES(company.organisation.pk, [theirs.pk]) == []


PLACED = Prepared(lambda organisation, _: Room.objects.within(organisation).annotate(where=F("venue__name")))


def test_what_the_question_annotates_is_told_beside_the_columns(company, shows):
    assert {(room.name, room.where) for room in PLACED(company.organisation.pk)} == {
        ("Salle un", "Théâtre un"),
        ("Salle deux", "Théâtre deux"),
    }
