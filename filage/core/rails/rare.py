"""Rows that most organisations have none of: one query a season tells which there are, and only those are read."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import models

from filage.core.accounts import Organisation
from filage.core.prepared import PreparedColumns
from filage.core.rails.season import once
from filage.core.scope import Scoped

type Rare = type[Scoped]

_models: list[Rare] = []
_asked: list[PreparedColumns] = []  # one, prepared for the models declared so far


def declare(*rare: Rare) -> None:
    """Say that the rows of these models are asked for only where an organisation holds some."""
    _models.extend(model for model in rare if model not in _models)
    _asked[:] = [PreparedColumns(_question)]


def held(season: Any, *among: Rare) -> bool:
    """Tell whether the organisation of a season holds any row of one of these models, declared rare."""
    told = _held(season)
    return any(told.get(model, True) for model in among)


def _question(organisation: UUID, _: Sequence[UUID]) -> Any:
    told = [models.Exists(model.objects.within(organisation)) for model in _models]
    return Organisation.objects.filter(pk=organisation).order_by().values_list(*told)


@once
def _held(season: Any) -> dict[Rare, bool]:
    """Return which models hold a row of the organisation; one query."""
    rows = _asked[0](season.organisation_id)
    return dict(zip(_models, rows[0], strict=True)) if rows else dict.fromkeys(_models, False)
