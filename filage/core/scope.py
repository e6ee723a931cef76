"""Nothing is read outside an organisation: a query that was not scoped raises when it is evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models

from filage.core.identity import Identified

if TYPE_CHECKING:
    from filage.core.models import Organisation

PRODUCTION = "productions.Production"  # core knows this noun by its name only

_checking_uniqueness: ContextVar[bool] = ContextVar("checking_uniqueness", default=False)


class ScopeError(RuntimeError):
    """A query was about to read every organisation: a mistake of ours, never shown as a refusal."""


class ScopedQuerySet[M: models.Model](models.QuerySet[M]):
    """A queryset that is evaluated only `within` an organisation, from an instance, or for a stated reason."""

    _scoped = False

    def within(self, organisation: Organisation | UUID) -> Self:
        """Keep the rows of one organisation, given as an object or as its id."""
        return self.filter(organisation=organisation)._allowed()

    def across_organisations(self, *, reason: str) -> Self:
        """Read every organisation, for a job that says why."""
        if not reason.strip():
            raise ScopeError(f"{self.model.__name__} : lire toutes les organisations demande une raison.")
        return self._allowed()

    def _allowed(self) -> Self:
        allowed = self.all()
        allowed._scoped = True
        return allowed

    def _clone(self) -> Self:
        copy: Self = super()._clone()  # type: ignore[misc]
        copy._scoped = self._scoped
        return copy

    def _check(self) -> None:
        if not self._scoped and not _checking_uniqueness.get():
            raise ScopeError(f"{self.model.__name__} : requête hors d’une organisation, il manque .within(organisation).")

    def _fetch_all(self) -> None:
        self._check()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Iterate without caching, scoped."""
        self._check()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        """Count, scoped."""
        self._check()
        return super().count()

    def exists(self) -> bool:
        """Tell whether there is a row, scoped."""
        self._check()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Aggregate, scoped."""
        self._check()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """Update, scoped."""
        self._check()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete, scoped."""
        self._check()
        return super().delete()

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """Serve as a subquery, scoped."""
        self._check()
        return super().resolve_expression(*args, **kwargs)


class ScopedManager[M: models.Model](models.Manager[M]):
    """The default manager of what belongs to an organisation; reached from an instance, it is already scoped."""

    def get_queryset(self) -> ScopedQuerySet[M]:
        """Return an unscoped queryset, or a scoped one when this manager hangs from an instance."""
        queryset: ScopedQuerySet[M] = ScopedQuerySet(self.model, using=self._db)
        return queryset._allowed() if getattr(self, "instance", None) is not None else queryset

    def within(self, organisation: Organisation | UUID) -> ScopedQuerySet[M]:
        """Return the rows of one organisation, given as an object or as its id."""
        return self.get_queryset().within(organisation)

    def across_organisations(self, *, reason: str) -> ScopedQuerySet[M]:
        """Return the rows of every organisation, for a job that says why."""
        return self.get_queryset().across_organisations(reason=reason)


class Scoped(models.Model):
    """Abstract: a row that belongs to an organisation and is read only within it."""

    organisation = models.ForeignKey("core.Organisation", on_delete=models.CASCADE, related_name="+", editable=False)

    objects = ScopedManager()

    class Meta:
        abstract = True

    def validate_unique(self, exclude: Any = None) -> None:
        """Check uniqueness, which is allowed to look at every organisation since it shows nothing of them."""
        with _uniqueness():
            super().validate_unique(exclude=exclude)

    def validate_constraints(self, exclude: Any = None) -> None:
        """Check the constraints of the model, in the same manner."""
        with _uniqueness():
            super().validate_constraints(exclude=exclude)


class Owned(Identified, Scoped):
    """Abstract: an object of the office, named at birth, owned by an organisation, in file order within its kind."""

    rank = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["rank", "id"]


class Aside(Owned):
    """Abstract: an object that moves no figure of any production, so that a change of it computes none again."""

    class Meta(Owned.Meta):
        abstract = True

    def touched_productions(self) -> set[UUID]:
        """Return none."""
        return set()


def production_of(obj: Any) -> UUID | None:
    """Return the id of the production that an object is or belongs to, or None."""
    return obj.pk if obj._meta.label == PRODUCTION else getattr(obj, "production_id", None)


@contextmanager
def _uniqueness() -> Iterator[None]:
    token = _checking_uniqueness.set(True)
    try:
        yield
    finally:
        _checking_uniqueness.reset(token)
