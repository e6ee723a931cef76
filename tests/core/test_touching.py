"""Which productions an edit refreshes: the one an object leads to, or all those of the organisation."""

from datetime import date
from decimal import Decimal

from filage.core.models import DatedSetting, Membership
from filage.core.touching import touched_productions
from filage.desks.budget.models import Line, Payment
from filage.productions.models import Person


def test_a_show_and_what_belongs_to_it_move_that_show(show):
    assert touched_productions(show) == {show.pk}
    assert touched_productions(show.activities.first()) == {show.pk}


def test_an_object_without_show_of_its_own_follows_its_parents(show):
    ours = {"organisation": show.organisation}
    line = Line.objects.create(**ours, production=show, side="charge", phase="creation", label="Décor", destination="A")
    assert touched_productions(Payment(**ours, line=line, on=date(2027, 3, 1), amount=Decimal("10.00"))) == {show.pk}


def test_a_person_a_structure_or_a_rate_move_the_whole_organisation(show):
    assert touched_productions(show.structure) is None
    assert touched_productions(Person(organisation=show.organisation, name="Tom")) is None
    assert touched_productions(DatedSetting(organisation=show.organisation)) is None


def test_who_enters_moves_nothing(company):
    assert touched_productions(Membership.objects.filter(user=company.ana).get()) == set()
