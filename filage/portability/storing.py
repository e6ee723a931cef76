"""What a valid file would change in the database: creations and differences, by identifier, inside one organisation."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from filage.core import rails, values
from filage.core.changes import ChangeSet
from filage.core.identity import uuid7
from filage.core.models import JournalEntry, Organisation
from filage.core.prepared import PreparedColumns
from filage.core.rails import exchange
from filage.core.rails.exchange import Table
from filage.portability.pieces import Piece, keep, missing
from filage.portability.problems import BadFile, Problem
from filage.portability.reading import Parcel, Row, references, target_of

REASON = "dire si un identifiant du fichier est déjà pris"
BATCH = 500  # rows a statement: SQLite bounds the number of values


@dataclass(slots=True)
class Plan:
    """What an import will do; nothing is written until `carry_out`."""

    organisation: Organisation
    is_new: bool
    parcel: Parcel
    creations: list[tuple[Row, models.Model]] = field(default_factory=list)
    differences: ChangeSet = field(default_factory=ChangeSet)
    ranks: list[tuple[models.Model, int]] = field(default_factory=list)
    pieces: Mapping[str, Piece] = field(default_factory=dict)  # by imprint: the bytes that the organisation does not hold

    @property
    def changes(self) -> ChangeSet:
        """Return everything as one ChangeSet: what a person reads before it is applied."""
        made = (ChangeSet.create(obj, **_links(row)) for row, obj in self.creations)
        return sum(made, ChangeSet()) + self.differences

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would change."""
        return not (self.is_new or self.creations or self.differences or self.ranks or self.pieces)

    @property
    def described(self) -> list[str]:
        """Return the differences as French lines: « lieux › ville · L’Étale : « Port » → « Port-Lanvel » »."""
        lists = exchange.tables()
        keys = {(table.model, spec.attribute): f"{table.key} › {key}" for table in lists for key, spec in table.fields.items()}
        return [
            f"{keys.get((one.model, one.field), one.field)} · {one.subject} : {values.shown(one.old)} → {values.shown(one.new)}"
            for one in self.differences.changes
        ]

    def counts(self) -> dict[str, int]:
        """Return how many objects would be created, by list of the file."""
        return dict(Counter(row.table.key for row, _ in self.creations))


def plan(parcel: Parcel, slug: str = "", *, pieces: Mapping[str, Piece] | None = None) -> Plan:
    """Return what importing would do into the organisation of `slug` (empty: the file's own); BadFile when it may not."""
    organisation, is_new = _organisation(parcel, slug)
    stored = {} if is_new else _stored(parcel, organisation)
    problems = [
        *_elsewhere(parcel, organisation),
        *_dangling(parcel, None if is_new else organisation),
        *_mismatched(parcel, stored),
    ]
    if problems:
        raise BadFile(problems)
    found = Plan(organisation, is_new, parcel, pieces=missing(organisation, pieces or {}))
    for table in exchange.tables():
        _compare(found, table, stored)
    if not is_new and parcel.organisation["id"] == organisation.pk:
        found.differences += ChangeSet.on(
            organisation, name=parcel.organisation["name"], pinned_on=parcel.organisation["pinned_on"]
        )
    return found


def carry_out(found: Plan, *, by: Any = None, why: str) -> Organisation:
    """Write a plan in one transaction and compute the kept rows again."""
    with transaction.atomic():
        if found.is_new:
            found.organisation.save(force_insert=True)
            _create_at_once(found)
            JournalEntry.objects.create(organisation=found.organisation, by=by, why=why, changes=[])
            exchange.settle(found.organisation.pk)
        else:
            found.changes.apply(by=by, why=why)
            for obj, rank in found.ranks:
                type(obj)._base_manager.filter(pk=obj.pk).update(rank=rank)
        keep(found.organisation, found.pieces.values())
        rails.refresh(None, found.organisation)
    return found.organisation


def _organisation(parcel: Parcel, slug: str) -> tuple[Organisation, bool]:
    header = parcel.organisation
    mine = Organisation.objects.filter(pk=header["id"]).first()
    named = Organisation.objects.filter(slug=slug or header["slug"]).first()
    if slug:
        identity = uuid7() if mine else header["id"]
        return (named, False) if named else (Organisation(**{**header, "id": identity, "slug": slug}), True)
    if mine:
        return mine, False
    if named:
        raise BadFile.at(
            parcel.source.line(("organisation", "slug")),
            f"un autre espace s’appelle déjà « {named.slug} » : importez dedans avec --organisation {named.slug}, "
            "ou dans un nouvel espace avec --organisation et un autre nom",
            "organisation › slug",
        )
    return Organisation(**header), True


def _chunks(ids: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _stored(parcel: Parcel, organisation: Organisation) -> dict[UUID, models.Model]:
    """Return the objects of the organisation that the file names, by identifier."""
    found: dict[UUID, models.Model] = {}
    for table in exchange.tables():
        for ids in _chunks([row.id for row in parcel.of(table)]):
            found |= {obj.pk: obj for obj in table.objects.within(organisation).filter(pk__in=ids)}
    return found


def _elsewhere(parcel: Parcel, organisation: Organisation) -> Iterator[Problem]:
    for table in exchange.tables():
        rows = {row.id: row for row in parcel.of(table)}
        for ids in _chunks(list(rows)):
            for (taken,) in _taken(table.model._meta.label)(organisation.pk, _rounded(ids)):
                yield parcel.problem(rows[taken], f"cet identifiant appartient à un autre espace : {taken}", "id")


@cache
def _taken(label: str) -> PreparedColumns:
    """Return what says which of some identifiers are those of another organisation."""
    rows = cast(Any, apps.get_model(label)._default_manager).across_organisations(reason=REASON)
    return PreparedColumns(lambda mine, ids: rows.filter(pk__in=ids).exclude(organisation=mine).values_list("pk"))


def _rounded(ids: list[UUID]) -> list[UUID]:
    """Repeat the last identifier up to a power of two: a few questions are compiled, not one a number of rows."""
    return ids + ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids))


def _dangling(parcel: Parcel, organisation: Organisation | None) -> Iterator[Problem]:
    mine = {row.id: row.table for row in parcel.rows}
    missing: dict[type[models.Model], list[tuple[Row, str, UUID]]] = defaultdict(list)
    for row in parcel.rows:
        for key, target, named in references(row):
            if named not in mine:
                missing[target].append((row, key, named))
            elif mine[named].model is not target:
                yield parcel.problem(row, f"désigne {mine[named].noun}, attendu {_noun(target)} : {named}", key)
    for target, uses in missing.items():
        known = _known(target, {named for _, _, named in uses}, organisation)
        for row, key, named in uses:
            if named not in known:
                yield parcel.problem(row, f"ne désigne rien dans le fichier : {named}", key)


def _known(target: type[models.Model], ids: set[UUID], organisation: Organisation | None) -> set[UUID]:
    if organisation is None:
        return set()
    rows = cast(Any, target._default_manager).within(organisation)
    return {pk for chunk in _chunks(list(ids)) for pk in rows.filter(pk__in=chunk).values_list("pk", flat=True)}


def _noun(model: type[models.Model]) -> str:
    return next((table.noun for table in exchange.tables() if table.model is model), "autre chose")


def _mismatched(parcel: Parcel, stored: dict[UUID, models.Model]) -> Iterator[Problem]:
    """Yield the references to an object of another production, or to a room of another venue."""
    rows = {row.id: row for row in parcel.rows}
    for row in parcel.rows:
        for key, spec in row.table.fields.items():
            named = row.values[spec.attribute] if spec.same else None
            if named is None or (named in rows and rows[named].table.model is not target_of(row.table, key)):
                continue
            theirs = rows[named].values[spec.same] if named in rows else getattr(stored.get(named), f"{spec.same}_id", None)
            if theirs is not None and theirs != row.values[spec.same]:
                wanted = next(
                    (f"dont « {other} » diffère" for other, each in row.table.fields.items() if each.attribute == spec.same), ""
                )
                yield parcel.problem(row, f"désigne {_noun(rows[named].table.model)} {wanted or 'autre que celle-ci'}", key)


def _compare(found: Plan, table: Table, stored: dict[UUID, models.Model]) -> None:
    rows = found.parcel.of(table)
    first = 0 if found.is_new or table.parent or not rows else _after_the_others(found, table, {row.id for row in rows})
    kept: dict[Any, list[tuple[Row, Any]]] = defaultdict(list)  # by parent: ranks start again in each
    for row in rows:
        obj = stored.get(row.id)
        if obj is None:
            found.creations.append((row, _made(row, found.organisation, first + row.rank)))
        else:
            kept[row.values.get(table.parent)].append((row, obj))
            found.differences += ChangeSet.on(obj, **row.values)
    named = Counter(row.values.get(table.parent) for row in rows)
    for parent, pairs in kept.items():
        order = [(obj.rank, obj.pk) for _, obj in pairs]
        if order != sorted(order) or (not first and len(pairs) < named[parent]):
            found.ranks += [(obj, first + row.rank) for row, obj in pairs]


def _after_the_others(found: Plan, table: Table, mine: set[UUID]) -> int:
    """Return the first free rank after the objects of the organisation that the file does not name; 0 when it names all."""
    rows = table.objects.within(found.organisation)
    ranks = [rank for pk, rank in rows.values_list("pk", "rank") if pk not in mine]
    return max(ranks) + 1 if ranks else 0


def _made(row: Row, organisation: Organisation, rank: int) -> models.Model:
    values: dict[str, Any] = {"id": row.id, "organisation_id": organisation.pk, "rank": rank}
    for name, value in row.values.items():
        column = row.table.model._meta.get_field(name)
        if not column.many_to_many:
            values[column.attname] = value  # type: ignore[union-attr]
    return row.table.model(**values)


def _links(row: Row) -> dict[str, list[UUID]]:
    return {column.name: row.values[column.name] for column in row.table.model._meta.many_to_many}


def _create_at_once(found: Plan) -> None:
    groups: dict[type[models.Model], list[tuple[Row, models.Model]]] = defaultdict(list)
    for row, obj in found.creations:
        groups[type(obj)].append((row, obj))
    for model, pairs in groups.items():
        model._default_manager.bulk_create([obj for _, obj in pairs], batch_size=BATCH)
        for column in model._meta.many_to_many:
            _link(column, [row for row, _ in pairs])


def _link(column: Any, rows: list[Row]) -> None:
    through, one, other = column.remote_field.through, column.m2m_field_name(), column.m2m_reverse_field_name()
    links = [through(**{f"{one}_id": row.id, f"{other}_id": each}) for row in rows for each in row.values[column.name]]
    through._default_manager.bulk_create(links, batch_size=BATCH)
