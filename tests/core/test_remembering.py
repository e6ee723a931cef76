"""What many readers hold at once refuses every write, and is the very same thing only as long as its row has not moved."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import models

from filage.core.changes import ChangeSet
from filage.core.prepared import Shared
from filage.core.remembering import Generations, Shareable, SharedError, kept_with
from filage.desks.budget.models import Line
from filage.productions.models import Production, Structure

LINES = Shared(lambda organisation, _: Line.objects.within(organisation).order_by("label"))


@pytest.fixture
def lines(company):
    """Give our company and its neighbour the same two lines."""
    for organisation in (company.organisation, company.elsewhere):
        ours = Structure.objects.create(organisation=organisation, name="Nous")
        show = Production.objects.create(organisation=organisation, structure=ours, slug="un", title="Un")
        place = {"organisation": organisation, "production": show, "side": "charge", "phase": "creation", "destination": "B"}
        for label in ("Bois", "Toile"):
            Line.objects.create(**place, label=label, unit_price=Decimal(100))


def test_rows_read_twice_are_the_same_objects_until_one_is_written(company, lines):
    bois, toile = LINES(company.organisation.pk)
    ChangeSet.on(Line.objects.within(company.organisation).get(label="Toile"), unit_price=Decimal(120)).apply(by=None)
    again, woven = LINES(company.organisation.pk)
    assert again is bois and woven.pk == toile.pk
    assert (toile.unit_price, woven.unit_price) == (Decimal(100), Decimal(120))


@pytest.mark.parametrize(
    "write",
    [
        lambda line: setattr(line, "unit_price", Decimal(7)),
        lambda line: delattr(line, "unit_price"),
        lambda line: line.save(),
        lambda line: line.delete(),
        lambda line: line.refresh_from_db(),
        lambda line: ChangeSet.on(line, unit_price=Decimal(7)).apply(by=None),
    ],
)
def test_what_is_shared_refuses_to_be_written(company, lines, write):
    line = LINES(company.organisation.pk)[0]
    with pytest.raises(SharedError, match="relisez-le"):
        write(line)
    assert line.unit_price == Decimal(100)
    assert Line.objects.within(company.organisation).get(pk=line.pk).unit_price == Decimal(100)


def test_an_object_of_one_s_own_is_written_without_moving_what_others_read(company, lines):
    shared = LINES(company.organisation.pk)[0]
    own = shared.own()
    assert own == shared and own.unit_price == Decimal(100)
    ChangeSet.on(own, unit_price=Decimal(7)).apply(by=None)
    assert (own.unit_price, shared.unit_price) == (Decimal(7), Decimal(100))
    assert own.production.title == "Un"


def test_its_neighbours_are_not_followed_for_they_would_be_out_of_date(company, lines):
    line = LINES(company.organisation.pk)[0]
    with pytest.raises(SharedError, match="production"):
        _ = line.production
    assert line.production_id == Production.objects.within(company.organisation).get().pk


def test_two_organisations_and_two_threads_never_see_the_change_of_another(company, lines):
    ours, theirs = LINES(company.organisation.pk), LINES(company.elsewhere.pk)
    assert not {id(line) for line in ours} & {id(line) for line in theirs}

    def spoil(line):
        with pytest.raises(SharedError):
            line.label = "à moi"
        return line.label

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(spoil, [*ours, *theirs])) == ["Bois", "Toile"] * 2
    assert [line.organisation_id for line in LINES(company.elsewhere.pk)] == [company.elsewhere.pk] * 2


def test_every_column_of_what_is_shared_is_a_value_that_cannot_be_changed_in_place():
    for model in Shareable.__subclasses__():
        assert not [field.name for field in model._meta.concrete_fields if isinstance(field, models.JSONField)]


def test_what_was_made_from_an_object_is_made_anew_when_the_rest_moved(company, lines):
    line, made = LINES(company.organisation.pk)[0], []

    def make():
        made.append(line)
        return len(made)

    assert [kept_with(line, "essai", make, told=told) for told in (1, 1, 2)] == [1, 1, 2]
    assert kept_with(LINES(company.elsewhere.pk)[0], "essai", make, told=2) == 3


def test_what_nobody_asks_for_is_forgotten(monkeypatch):
    monkeypatch.setattr("filage.core.remembering.ROOM", 2)
    room = Generations()
    for number in range(3):
        room.put(number, str(number))
    assert room.get(0) == "0"  # asked for: it moves to the young shelf
    for number in range(3, 6):
        room.put(number, str(number))
    assert room.get(1) is None and room.get(5) == "5"
