"""Which structures and venues the office works with: ours, and those that its own rows point at; a carnet holds many more."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from filage.core.scope import Scoped
from filage.productions.models import Activity, BillShare, Deal, Engagement, Person, Production, Structure, Venue
from filage.rules.reading.folding import folded

FEW = 400  # cards that a list may offer whole
LETTERS = 6  # of a word, enough to find it in spite of how it ends

_pointing: dict[type[Scoped], list[tuple[type[Scoped], str]]] = {
    Structure: [(Production, "structure"), (Deal, "partner"), (BillShare, "structure")],
    Venue: [(Activity, "venue")],
    Person: [(Engagement, "person")],
}


def declare(model: type[Scoped], *fields: str) -> None:
    """Say that the rows of a model point at a structure, a venue or a person of the office; called when the house starts."""
    for name in fields:
        held = _pointing[model._meta.get_field(name).related_model]  # type: ignore[index]
        if (model, name) not in held:
            held.append((model, name))


def declared() -> set[tuple[type[Scoped], str]]:
    """Return every foreign key that was declared, by model and name."""
    return {each for held in _pointing.values() for each in held}


def structures(organisation: UUID) -> Any:
    """Return ours, and those that the rows of the office point at, in file order; one query."""
    rows = Structure.objects.within(organisation)
    theirs = venues(organisation).order_by().values("structure")
    ours = rows.order_by().filter(ours=True).values("pk")
    return among(Structure, ours.union(theirs, *_questions(Structure, organisation)))


def venues(organisation: UUID) -> Any:
    """Return those that the rows of the office point at, in file order; one query."""
    return among(Venue, _pointed(Venue, organisation))


def among(model: Any, ids: Any) -> Any:
    """Return the rows of a model whose ids a scoped question gives.

    The organisation is asked of the question alone: asked again here, a database without statistics reads the whole carnet by
    the index of the organisation instead of a few rows by their ids.
    """
    return model.objects.across_organisations(reason="désignées par des lignes de l’organisation").filter(pk__in=ids)


def offered(model: Any, organisation: UUID, **also: Any) -> Any:
    """Return the cards that a list offers: all of them when they are few, else those that the office works with.

    `also` are conditions under which a card is offered as well, such as the one that is chosen already.
    """
    rows = model.objects.within(organisation)
    if not is_long(rows):
        return rows
    wanted = worked_with(model, organisation)
    for name, value in also.items():
        wanted |= Q(**{name: value})
    return rows.filter(wanted)


def worked_with(model: Any, organisation: UUID) -> Q:
    """Return the condition that keeps the cards that the rows of the office point at."""
    known = structures(organisation) if model is Structure else among(model, _pointed(model, organisation))
    return Q(pk__in=known.order_by().values("pk"))


def is_long(rows: Any) -> bool:
    """Tell whether cards are too many for a list that offers them all."""
    return bool(rows.order_by()[FEW : FEW + 1].exists())


def naming(model: Any, organisation: UUID, text: str) -> Any:
    """Return the cards among which a typed name is looked for: all of few, else those that hold how its longest word begins."""
    rows = model.objects.within(organisation)
    longest = max(folded(text).split(), key=len, default="")
    return rows.filter(folded__contains=longest[:LETTERS]) if is_long(rows) else rows


def beginning(model: Any, organisation: UUID, text: str) -> Any:
    """Return the cards whose words begin so, accents and capitals apart: their name comes first among them."""
    return model.objects.within(organisation).filter(folded__begins=folded(text))


def named(model: Any, organisation: UUID, name: str) -> Any:
    """Return the card that bears a name, capitals apart; None when there is none."""
    return next((each for each in beginning(model, organisation, name) if each.name.lower() == name.lower()), None)


def _pointed(target: type[Scoped], organisation: UUID) -> Any:
    first, *others = _questions(target, organisation)
    return first.union(*others) if others else first


def _questions(target: type[Scoped], organisation: UUID) -> list[Any]:
    return [model.objects.within(organisation).order_by().values(name) for model, name in _pointing[target]]
