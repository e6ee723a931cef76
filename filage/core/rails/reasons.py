"""Amounts that a desk explains on its own pages: « Pourquoi ce montant ? » asks here what no kept row answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from filage.core.rails.registry import Registry
from filage.rules.engine import Explained


@dataclass(frozen=True, slots=True)
class Reason:
    """An amount with its tree, and the production that it tells of: who may not read pay there does not open it."""

    amount: Explained
    production: UUID | None


type Explain = Callable[[str, UUID], Reason | None]  # a key, an organisation; None when the amount is gone

rail: Registry[Explain] = Registry("reasons")
provide = rail.provide


def explain(kind: str, key: str, organisation: Any) -> Reason | None:
    """Return what a desk says of one of its amounts; None when no desk knows the kind, or the key."""
    return rail[kind](key, getattr(organisation, "pk", organisation)) if kind in rail else None
