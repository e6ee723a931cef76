"""What the shared nouns say in issued documents: when one of these facts moves, the documents that read it are périmés."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import models

from filage.core.fields import SealedTextField
from filage.core.prepared import Prepared
from filage.core.rails import facts
from filage.productions.models import Credit
from filage.productions.season import Season

CREDITS = Prepared(lambda organisation, ids: Credit.objects.within(organisation).filter(production__in=ids))

type Facts = Mapping[UUID | None, Any]


def show(season: Season) -> Facts:
    """Return what is printed of each show: its own fields, its générique, and the structure that carries it."""
    credits: dict[UUID, list[Any]] = {}
    for credit in CREDITS(season.organisation_id, [one.pk for one in season.productions]):
        credits.setdefault(credit.production_id, []).append(_values(credit))
    return {
        production.pk: [_values(production), _values(production.structure), credits.get(production.pk, [])]
        for production in season.productions
    }


def dates(season: Season) -> Facts:
    """Return the dates of each show with the place they happen in."""
    return {
        production.pk: [
            [_values(activity), _values(activity.venue), activity.room and activity.room.name]
            for activity in season.activities_of(production.pk)
        ]
        for production in season.productions
    }


def team(season: Season) -> Facts:
    """Return who works on each show, by name and function; what they earn is in the cost lines."""
    return {
        production.pk: [
            [engagement.function, engagement.placeholder, engagement.person and engagement.person.name]
            for engagement in season.engagements_of(production.pk)
        ]
        for production in season.productions
    }


def deals(season: Season) -> Facts:
    """Return the terms agreed for each show, with the name of the partner."""
    return {
        production.pk: [[_values(deal), deal.partner and deal.partner.name] for deal in season.deals_of(production.pk)]
        for production in season.productions
    }


def plug() -> None:
    """Give the four sources to the rail."""
    for code, source in (("spectacle", show), ("dates", dates), ("equipe", team), ("contrats", deals)):
        facts.provide(code, source)


def _values(obj: models.Model | None) -> Iterable[Any]:
    if obj is None:
        return []
    return [field.value_from_object(obj) for field in obj._meta.concrete_fields if not isinstance(field, SealedTextField)]
