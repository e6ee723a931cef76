"""What is remembered is the very same thing, as long as what it came from has not moved."""

import pytest

from filage.core.remembering import Generations, Memory, remembered
from filage.core.scope import ScopeError
from filage.productions.models import Structure


def test_rows_read_twice_are_the_same_objects_until_one_is_written(company):
    rows = Structure.objects.within(company.organisation)
    for name in ("Ici", "Là"):
        Structure.objects.create(organisation=company.organisation, name=name)
    first = {one.name: one for one in remembered(rows)}
    Structure.objects.within(company.organisation).filter(name="Là").update(name="Là-bas")
    again = {one.name: one for one in remembered(rows)}
    assert again["Ici"] is first["Ici"]
    assert set(again) == {"Ici", "Là-bas"} and first["Là"].name == "Là"
    assert again["Là-bas"].pk == first["Là"].pk and again["Là-bas"].organisation_id == company.organisation.pk


def test_nothing_is_remembered_out_of_an_organisation(company):
    with pytest.raises(ScopeError):
        remembered(Structure.objects.all())


def test_what_was_made_from_an_object_is_made_anew_when_the_rest_moved():
    memory, thing, made = Memory(), object(), []

    def make():
        made.append(thing)
        return len(made)

    assert [memory.of(thing, make, told=1), memory.of(thing, make, told=1), memory.of(thing, make, told=2)] == [1, 1, 2]
    assert memory.of(object(), make, told=2) == 3


def test_what_nobody_asks_for_is_forgotten(monkeypatch):
    monkeypatch.setattr("filage.core.remembering.ROOM", 2)
    room = Generations()
    for number in range(3):
        room.put(number, str(number))
    assert room.get(0) == "0"  # asked for: it moves to the young shelf
    for number in range(3, 6):
        room.put(number, str(number))
    assert room.get(1) is None and room.get(5) == "5"
