"""Write a programme with its modules and those who answer for it, in one act; a module that keeps its code keeps its identity."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from filage.core.changes import ChangeSet
from filage.productions.models import Person
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.schooling.modules import Line
from filage.school.programmes.models import Module, Programme, Referent


def write(
    programme: Programme, *, by: Any, modules: Sequence[Line], referents: Mapping[str, Person | None], **fields: Any
) -> Programme:
    """Write a programme; a referent who was only named is added to the carnet."""
    refuse_unless_editor(by, programme)
    change = ChangeSet()
    named: dict[str, Person] = {}
    for person in referents.values():
        if person is not None and person._state.adding and named.setdefault(person.name, person) is person:
            change += ChangeSet.create(person)
    if programme._state.adding:
        for name, value in fields.items():
            setattr(programme, name, value)
        programme.rank = next_rank(Programme.objects.within(programme.organisation_id))
        change += ChangeSet.create(programme)
        held, answering = {}, {}
    else:
        change += ChangeSet.on(programme, **fields)
        held = {one.code: one for one in programme.modules.all()}
        answering = {one.role: one for one in programme.referents.all()}
    for each in (*_modules(programme, held, modules), *_referents(programme, answering, referents, named)):
        change += each
    change.apply(by=by, why=f"programme : {programme.name}"[:300])
    return programme


def _modules(programme: Programme, held: Mapping[str, Module], lines: Sequence[Line]) -> Iterator[ChangeSet]:
    kept = {one.code for one in lines}
    yield from (ChangeSet.delete(one) for code, one in held.items() if code not in kept)
    for rank, one in enumerate(lines):
        fields = {"title": one.title, "hours": one.hours, "kind": one.kind, "track": one.track,
                  "competences": ", ".join(one.competences), "rank": rank}  # fmt: skip
        row = held.get(one.code)
        if row is None:
            made = Module(organisation_id=programme.organisation_id, programme=programme, code=one.code, **fields)
            yield ChangeSet.create(made)
        else:
            yield ChangeSet.on(row, **fields)


def _referents(
    programme: Programme, held: Mapping[str, Referent], said: Mapping[str, Person | None], named: Mapping[str, Person]
) -> Iterator[ChangeSet]:
    for rank, (role, given) in enumerate(said.items()):
        person = named.get(given.name, given) if given is not None and given._state.adding else given
        row = held.get(role)
        if row is not None and person is None:
            yield ChangeSet.delete(row)
        elif row is not None and person is not None and row.person_id != person.pk:
            yield ChangeSet.on(row, person=person)
        elif row is None and person is not None:
            fields = {"person": person, "role": role, "rank": rank}
            yield ChangeSet.create(Referent(organisation_id=programme.organisation_id, programme=programme, **fields))
