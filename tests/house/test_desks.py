"""Every desk has the same file names, and foreign keys only go down the order of the import contracts."""

import tomllib
from functools import cache

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from filage.core.rails import exchange
from tests.house.repository import ROOT, files

ROOMS = {"enums", "models", "permissions", "queries", "operations", "exchange", "rails", "tasks", "forms", "views", "urls"}
BESIDE = {"__init__", "apps", "migrations", "templates", "templatetags"}
MONEY_IS_NEVER = (models.DecimalField, models.FloatField)


@cache
def contract(code):
    """Return the layers of an import contract, top first, each as the set of its room names."""
    written = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in written if one["id"] == code)
    return [{name.strip(" ()") for name in layer.split("|")} for layer in layers]


def height(label):
    """Return how high an app stands in the house, from 0 (the ground): pairs compare floor first, then desk."""
    floor, *room = label
    level = next(place for place, names in enumerate(contract("floors")[::-1]) if floor in names)
    return (level, next(place for place, names in enumerate(contract(floor)[::-1]) if room[0] in names) if room else 0)


def own_apps():
    """Return {app label: path inside the package}, such as {"budget": ("desks", "budget")}."""
    return {
        config.label: tuple(config.name.split(".")[1:]) for config in apps.get_app_configs() if config.name.startswith("filage.")
    }


OWN_MODELS = [model for model in apps.get_models() if model._meta.app_label in own_apps()]


def foreign_keys():
    """Return every relation from a model of ours to another model of ours."""
    ours = own_apps()
    fields = [field for model in OWN_MODELS for field in model._meta.get_fields() if field.is_relation and not field.auto_created]
    return [field for field in fields if field.related_model is not None and field.related_model._meta.app_label in ours]


def test_a_desk_has_only_the_file_names_of_a_desk():
    floors = ("filage/desks", "filage/school")
    inside = [path.relative_to(ROOT / floor).parts[1:] for floor in floors for path in files(".py", ".html", under=floor)]
    seen = {parts[0].removesuffix(".py") for parts in inside if parts}
    assert seen - ROOMS - BESIDE == set()


@pytest.mark.parametrize("field", foreign_keys(), ids=str)
def test_a_foreign_key_goes_down_the_order_of_the_house(field):
    ours = own_apps()
    source, target = ours[field.model._meta.app_label], ours[field.related_model._meta.app_label]
    assert source == target or height(target) < height(source), f"{field} remonte la maison"


def test_the_order_is_read_from_the_contracts():
    assert height(("core",)) < height(("productions",)) < height(("desks", "directory")) < height(("desks", "budget"))
    assert height(("desks", "funding")) == height(("desks", "promotion")) < height(("school", "programmes"))


def test_there_are_foreign_keys_to_look_at():
    assert len(foreign_keys()) > 10


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_no_amount_is_kept_in_a_decimal_or_float_column(model):
    refused = [field.name for field in model._meta.get_fields() if isinstance(field, MONEY_IS_NEVER)]
    assert refused == [], "MoneyField et RateField gardent des entiers : sur SQLite, un DecimalField est un flottant."


def told(model):
    """Return the attributes of a model that the Filage file answers for, or None when the whole model stays out with a reason."""
    label = model._meta.label
    if exchange.left_out().get(label, "").strip():
        return None
    return next((table.covered for table in exchange.tables() if table.model is model), frozenset())


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_every_field_travels_in_the_filage_file_or_says_why_not(model):
    covered = told(model)
    if covered is not None:
        written = {field.name for field in model._meta.get_fields() if not field.auto_created or field.concrete}
        assert written - covered == set(), "dites-le dans exchange.py : une clé du fichier, ou une raison de rester dehors"


def test_no_reason_to_stay_out_is_empty():
    reasons = [*exchange.left_out().values(), *(reason for table in exchange.tables() for reason in table.left_out.values())]
    assert reasons and all(reason.strip() for reason in reasons)


@pytest.mark.django_db
@pytest.mark.one_database
def test_the_tables_are_those_of_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # exits when a migration is missing
