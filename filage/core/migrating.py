"""A database is brought up to date without drawing every model again at each operation: only the one that moved.

Django draws anew, at each operation, every model that is tied to the one that moved; all of ours are, by their organisation.
What creates or changes a table needs its own model and those it points at, which are there: the rest is drawn again before
whatever else (a key that changes, a Python function) comes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS
from django.db.migrations.migration import Migration
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelOptions,
    AlterUniqueTogether,
    CreateModel,
    RemoveField,
    RemoveIndex,
)
from django.db.migrations.state import ProjectState
from django.db.migrations.utils import field_is_referenced

LIGHT = (CreateModel, AddField, RemoveField, AddIndex, RemoveIndex, AddConstraint, AlterModelOptions, AlterUniqueTogether)
_CLEAR = "clear_delayed_apps_cache"
_apply, _reload_model = Migration.apply, ProjectState.reload_model


def migrate(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Apply to a database the migrations that it lacks."""
    with _lightly():
        call_command("migrate", database=alias, verbosity=0, interactive=False)


@contextmanager
def _lightly() -> Iterator[None]:
    ours = ((Migration, "apply", _apply_lightly), (ProjectState, "reload_model", _draw), (ProjectState, _CLEAR, _settle))
    theirs = [(owner, name, getattr(owner, name)) for owner, name, _ in ours]
    for owner, name, function in ours:
        setattr(owner, name, function)
    try:
        yield
    finally:
        for owner, name, function in theirs:
            setattr(owner, name, function)


def _apply_lightly(migration: Any, state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
    """Apply the operations of a migration one by one, each with the drawing that it needs."""
    operations = migration.operations
    try:
        for operation in operations:
            state.light = _is_light(operation, migration.app_label, state)
            if not state.light:
                _settle(state)
            migration.operations = [operation]
            state = _apply(migration, state, schema_editor, collect_sql)
    finally:
        migration.operations = operations
    return state


def _is_light(operation: Any, app_label: str, state: Any) -> bool:
    """Tell what touches one table alone; a field that others point at, a key, moves theirs when it changes."""
    if type(operation) is AlterField:
        model = (app_label, operation.model_name_lower)
        before = state.models[model].fields[operation.name]
        if before.primary_key or operation.field.primary_key:
            return False
        return not (before.unique or operation.field.unique) or not field_is_referenced(state, model, (operation.name, before))
    return type(operation) in LIGHT


def _draw(state: Any, app_label: str, model_name: str, delay: bool = False) -> None:
    """Draw one model again during a light operation, and as Django does during another."""
    if not getattr(state, "light", False):
        _reload_model(state, app_label, model_name, delay)
    elif "apps" in state.__dict__:
        state.loose = getattr(state, "loose", False) or _is_pointed_at(state, app_label, model_name)
        with state.apps.bulk_update():
            state.apps.unregister_model(app_label, model_name)
        state.apps.render_multiple([state.models[app_label, model_name]])


def _is_pointed_at(state: Any, app_label: str, model_name: str) -> bool:
    """Tell whether another model holds the former drawing of this one: by a link, or because it comes from it."""
    target = f"{app_label}.{model_name}"

    def names_it(model: Any, other: Any) -> bool:
        name = other if isinstance(other, str) else getattr(getattr(other, "_meta", None), "label_lower", "")
        return (name if "." in name else f"{model.app_label}.{name}").lower() == target

    return any(
        names_it(model, other)
        for key, model in state.models.items()
        if key != (app_label, model_name)
        for other in (*model.bases, *(end for field in model.fields.values() for end in _ends(field)))
    )


def _ends(field: Any) -> tuple[Any, ...]:
    """Return the models that a field points at."""
    link = field.remote_field
    return () if link is None else (link.model, getattr(link, "through", None))


def _settle(state: Any) -> None:
    """Draw every model anew where some wait for it, once: Django makes its copies of a state from what is drawn there."""
    if getattr(state, "loose", False) or state.is_delayed:
        state.loose = state.is_delayed = False
        state.__dict__.pop("apps", None)
        _ = state.apps
