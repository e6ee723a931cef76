"""What of each model travels in the Filage file, under which French key, and what stays behind with its reason."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Model

from filage.core.fields import FoldedField
from filage.core.rails.registry import Registry

COMMON_LEFT_OUT = {
    "organisation": "celle du fichier : une seule par fichier",
    "rank": "c’est le rang dans la liste du fichier",
}

type Problem = tuple[str, str]  # key of the file, French message
type Row = Mapping[str, Any]  # attribute of the model -> value read
type Check = Callable[[Row], Iterable[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key of the file: the model's attribute it fills, and what the column alone cannot say of it."""

    attribute: str
    signed: bool = False  # a negative number makes sense
    largest: Decimal | None = None
    since: date | None = None  # first day accepted, when it is not that of the ordinary dates
    same: str = ""  # a reference must share this attribute with the row: an activity of the same production
    decimals: bool = False  # a JSON column that holds a list of decimals
    like: Any = None  # the type of what another JSON column holds, when it holds something
    to: str = ""  # label of the model that a bare UUID column names: core knows no model above it


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The part of the Filage file that one model fills: a list of objects under `key`, nested when there is a `parent`."""

    model: type[Model]
    key: str
    noun: str  # "une personne", as a message says it
    fields: Mapping[str, Field]
    left_out: Mapping[str, str] = field(default_factory=dict)  # attribute -> reason
    sealed: Mapping[str, str] = field(default_factory=dict)  # key -> attribute: never written, listed
    parent: str = ""  # attribute of the object that holds this list
    production: str = ""  # path to the production a row belongs to; empty: shared by the organisation
    unique: tuple[tuple[str, ...], ...] = ()  # keys that together are found once in the file, the name of the parent among them
    checks: tuple[Check, ...] = ()
    carries_bytes: bool = False  # its name, media_type, size and sha256 speak of a stored file, which an archive brings along
    rank: int = 100  # place of the list in the file; equal ranks keep the order in which they were provided

    @property
    def objects(self) -> Any:
        """Return the manager of the model, which only reads within an organisation."""
        return self.model._default_manager

    @property
    def covered(self) -> frozenset[str]:
        """Return every attribute this table answers for: written, sealed, left out, computed, or given by its place."""
        computed = {each.name for each in self.model._meta.concrete_fields if isinstance(each, FoldedField)}
        written = {each.attribute for each in self.fields.values()}
        place = {"id", *COMMON_LEFT_OUT, self.parent} - {""}
        return frozenset(written | computed | place | set(self.left_out) | set(self.sealed.values()))


def fields(**keys: str | Field) -> dict[str, Field]:
    """Return the keys of a table in order; a text names the attribute of an ordinary field."""
    return {key: Field(attribute=each) if isinstance(each, str) else each for key, each in keys.items()}


type Settled = Callable[[UUID], None]

settled: Registry[Settled] = Registry("once a file is written")  # what a desk keeps beside the objects that a file brought

_tables: dict[str, Table] = {}
_left_out: dict[str, str] = {}


def settle(organisation_id: UUID) -> None:
    """Let each desk write what it keeps beside the objects that a file brought."""
    acts = [act for _, act in settled.items()]
    for act in acts:
        act(organisation_id)


def provide(*tables: Table) -> None:
    """Add tables; a list must be provided after the lists its objects refer to, since that is the order of writing."""
    _tables.update({table.model._meta.label: table for table in tables})
    _nested.cache_clear()


def leave_out(reason: str, *models: type[Model]) -> None:
    """Say why whole models stay out of the file."""
    _left_out.update({model._meta.label: reason for model in models})


def tables() -> list[Table]:
    """Return the tables in file order: parents and references first."""
    return sorted(_tables.values(), key=lambda table: table.rank)


def left_out() -> dict[str, str]:
    """Return the models that stay out of the file (their label) with the reason."""
    return dict(_left_out)


def children_of(table: Table) -> tuple[Table, ...]:
    """Return the tables nested in the objects of `table`: asked at each object of a file, found once."""
    return _nested().get(table.model._meta.label, ())


@cache
def _nested() -> dict[str, tuple[Table, ...]]:
    found: dict[str, tuple[Table, ...]] = {}
    for table in tables():
        if table.parent:
            label = table.model._meta.get_field(table.parent).related_model._meta.label  # type: ignore[union-attr]
            found[label] = (*found.get(label, ()), table)
    return found
