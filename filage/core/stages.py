"""Every pipeline of the office is declared once; going from one stage to the next is an operation that may refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from filage.core import blocking
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.rails.registry import Registry
from filage.core.rails.types import Act
from filage.core.refusal import Refusal

type Guard = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class Transition:
    """A step allowed from one stage to another; `guard(obj)` returns why it is refused, or None.

    `act` is what the step does to the world: a finding that blocks may hold it back.
    """

    source: str
    target: str
    guard: Guard | None = None
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A stage as the screen shows it: done, current or todo."""

    code: str
    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The stages of one field of one model, in order, and the steps between them."""

    code: str
    model: str
    field: str
    states: tuple[tuple[str, str], ...]
    transitions: tuple[Transition, ...]

    def label(self, code: str) -> str:
        """Return the French label of a stage."""
        return dict(self.states).get(code, code)


registry: Registry[Pipeline] = Registry("stages")


def declare(code: str, *, on: str, states: Iterable[tuple[str, str]], transitions: Iterable[Transition]) -> Pipeline:
    """Declare the pipeline of `on` ("app.Model.field"); each transition joins two of its states."""
    model, _, field = on.rpartition(".")
    pipeline = Pipeline(code, model, field, tuple(states), tuple(transitions))
    known = dict(pipeline.states)
    if stray := [step for step in pipeline.transitions if step.source not in known or step.target not in known]:
        raise ValueError(f"filière {code} : étape inconnue dans {stray[0]}")
    return registry.provide(code, pipeline)


def pipeline_of(obj: models.Model, field: str | None = None) -> Pipeline:
    """Return the pipeline of an object; `field` chooses when it has several."""
    found = [one for _, one in registry.items() if one.model == obj._meta.label and field in (None, one.field)]
    if len(found) != 1:
        raise LookupError(f"{obj._meta.label} a {len(found)} filières{f' sur {field}' if field else ''}")
    return found[0]


def step(obj: models.Model, to: str, *, field: str | None = None) -> ChangeSet:
    """Return the change that brings `obj` to a stage.

    Refusal when no step leads there, when its guard refuses, or when a finding holds its act back.
    """
    pipeline = pipeline_of(obj, field)
    now = getattr(obj, pipeline.field)
    found = next((one for one in pipeline.transitions if (one.source, one.target) == (now, to)), None)
    if found is None:
        targets = [pipeline.label(one.target) for one in pipeline.transitions if one.source == now]
        possible = f"depuis cette étape : {', '.join(targets)}" if targets else "cette étape est la dernière"
        raise Refusal(f"« {obj} » ne passe pas de « {pipeline.label(now)} » à « {pipeline.label(to)} » ; {possible}.")
    if found.guard is not None and (reason := found.guard(obj)):
        raise Refusal(reason)
    if found.act is not None:
        blocking.refuse_if_held(found.act, obj)
    return ChangeSet.on(obj, **{pipeline.field: to})


def move(obj: models.Model, to: str, *, by: Any, why: str = "", field: str | None = None) -> JournalEntry | None:
    """Bring `obj` to a stage, in the journal; Refusal as `step` says."""
    return step(obj, to, field=field).apply(by=by, why=why)


def targets(obj: models.Model, field: str | None = None) -> tuple[str, ...]:
    """Return the stages to which a step leads from where `obj` stands, whatever its guard says."""
    pipeline = pipeline_of(obj, field)
    now = getattr(obj, pipeline.field)
    return tuple(one.target for one in pipeline.transitions if one.source == now)


def steps(obj: models.Model, field: str | None = None) -> tuple[Step, ...]:
    """Return the stages of an object in order, each done, current or todo."""
    pipeline = pipeline_of(obj, field)
    codes = [code for code, _ in pipeline.states]
    place = codes.index(getattr(obj, pipeline.field))
    said = ["done" if rank < place else "current" if rank == place else "todo" for rank in range(len(codes))]
    return tuple(Step(code, label, state) for (code, label), state in zip(pipeline.states, said, strict=True))
