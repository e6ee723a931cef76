"""The values that an organisation or one of its structures gives to the law's parameters, dated and sourced."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models

from filage.core.changes import ChangeSet
from filage.core.fields import RateField
from filage.core.prepared import Prepared
from filage.core.scope import Owned
from filage.rules.engine import DatedSetting as Setting
from filage.rules.engine import Law, load_law


class DatedSetting(Owned):
    """A value in force from a day on; `structure` is empty when it holds for the whole organisation."""

    structure = models.UUIDField(null=True, blank=True)
    code = models.CharField(max_length=120)
    since = models.DateField()
    value = RateField()
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=20, default="one_source")

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "structure", "code", "since"], name="dated_setting_once"),
            models.UniqueConstraint(
                fields=["organisation", "code", "since"], condition=models.Q(structure=None), name="organisation_setting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} au {self.since:%d/%m/%Y}"


SETTINGS = Prepared(lambda organisation, _: DatedSetting.objects.within(organisation))


def settings_of(organisation_id: UUID) -> list[DatedSetting]:
    """Return every setting of an organisation and of its structures; one query."""
    return SETTINGS(organisation_id)


def law_for(structure: Any = None, *, organisation: Any) -> Law:
    """Return the law with the settings of the organisation, then of one of its structures (objects or ids); one query."""
    return law_with(settings_of(getattr(organisation, "pk", organisation)), getattr(structure, "pk", structure))


def law_with(settings: Iterable[DatedSetting], structure_id: UUID | None) -> Law:
    """Return the law with the settings, among these, of the organisation, then of one of its structures.

    For one code and one day, the structure's setting wins over the organisation's, whichever is the latest.
    """
    rows = [row for row in settings if row.structure in (None, structure_id)]
    own = {row.code for row in rows if row.structure is not None}
    kept = [row for row in rows if row.structure is not None or row.code not in own]
    return _law_with(tuple(Setting(row.code, row.since, row.value, row.source, row.confidence) for row in kept))


def given(organisation_id: UUID, structure: UUID | None, code: str, since: date, **fields: Any) -> tuple[DatedSetting, ChangeSet]:
    """Return the setting of that code and day, and what gives it its value, source and confidence once applied."""
    known = DatedSetting.objects.within(organisation_id).filter(structure=structure, code=code, since=since).first()
    if known is not None:
        return known, ChangeSet.on(known, **fields)
    made = DatedSetting(organisation_id=organisation_id, structure=structure, code=code, since=since, **fields)
    return made, ChangeSet.create(made)


@lru_cache(maxsize=128)
def _law_with(settings: tuple[Setting, ...]) -> Law:
    """Return the law with these very settings, and what it has read of itself so far."""
    return load_law().with_settings(settings)
