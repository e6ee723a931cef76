"""Any organisation, whatever its facts, comes back byte for byte from its own file."""

import datetime as dt
import os
from decimal import Decimal
from random import Random
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints, is_typeddict

import pytest
from django.db import models
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from filage.core.fields import ExactField
from filage.core.identity import uuid7
from filage.core.models import Organisation
from filage.core.rails import exchange
from filage.desks.budget.enums import ExpenseStatus, IncomeStatus
from filage.portability import reading, storing
from filage.portability.exporting import export
from filage.portability.shape import column
from tests.portability.conftest import taken_back

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2098, 1, 1))
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
SLUGS = iter(range(10**9))
DRAWN = 12 if os.environ.get("FILAGE_BASES") else 25  # two databases draw as many as one alone


class Luck(Random):
    """Picks, by a seed, among a few texts and days that were drawn: an example may hold some draws, not one a value."""

    def __init__(self, seed, texts, days):
        super().__init__(seed)
        self.texts, self.days = texts, days

    def maybe(self):
        return self.random() < 0.5

    def number(self, smallest, largest, places):
        """Return a decimal between two bounds, which are worth a try themselves."""
        step = Decimal(1).scaleb(-places)
        within = Decimal(self.randint(int(smallest / step), int(largest / step))) * step
        return self.choice([within, within, smallest.quantize(step), largest.quantize(step)])


def like(luck, kind):
    """Return a value of a type that a JSON column declares."""
    origin, inside = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        return {name: like(luck, each) for name, each in get_type_hints(kind).items()}
    if origin is list:
        return [like(luck, inside[0])]
    if origin is dict:
        return {"cle": like(luck, inside[1])}
    if origin is UnionType:
        return like(luck, luck.choice(inside))
    moment = {dt.date: "2026-09-10", dt.datetime: "2026-09-10T09:12:00+00:00"}
    plain = {bool: True, int: 3, Decimal: "12.50", NoneType: None, **moment}
    return plain[kind] if kind in plain else luck.choice(luck.texts)


def scalar(found, spec, luck):
    """Draw a value that the column and the file accept."""
    if isinstance(found, ExactField):
        largest = min(spec.largest or Decimal(10**6), Decimal(10**6))
        smallest = -largest if spec.signed else Decimal(0)
        return luck.number(smallest, largest, found.places)
    if isinstance(found, models.JSONField):
        free = [] if spec.decimals else {"lignes": [luck.choice(luck.texts), {"montant": "12.50"}]}
        return like(luck, spec.like) if spec.like else free
    if isinstance(found, models.BooleanField):
        return luck.maybe()
    if isinstance(found, models.IntegerField):
        return luck.randint(1950, 2100) if "year" in found.name and "start" not in found.name else luck.randint(1, 12)
    if isinstance(found, models.EmailField):
        return luck.choice(["", "ana@exemple.fr"])
    if isinstance(found, models.SlugField):
        return f"projet-{next(SLUGS)}"
    if found.name in ("zone", "arrival_zone"):
        return luck.choice(["Europe/Paris", "America/Martinique"])
    if found.name == "destination":
        return luck.choice("ABCZ")
    if found.choices:
        return luck.choice([str(code) for code, _ in found.flatchoices])
    return luck.choice(luck.texts)[: found.max_length]


def drawn(table, organisation, made, luck):
    """Return an unsaved object of a table; dates go up in the order of its fields, as periods ask."""
    first, step = luck.choice(luck.days), luck.choice([0, 1, 40])
    days = iter([first + dt.timedelta(days=step * rank) for rank in range(20)])
    values = {"id": uuid7(), "organisation": organisation, "rank": luck.randint(0, 3)}
    if table.parent:
        values[table.parent] = luck.choice(made[table.model._meta.get_field(table.parent).related_model])
    for key, spec in table.fields.items():
        found = column(table, key)
        if isinstance(found, models.ManyToManyField):
            continue
        if found.is_relation:
            choices = made.get(found.related_model, [])  # of its own kind: none is made yet
            wanted = not found.null or spec.attribute in ("person", "journey") or luck.maybe()  # with somebody, for it
            values[found.name] = choices[0] if choices and wanted else None
        elif isinstance(found, models.DateField) and not isinstance(found, models.DateTimeField):
            values[found.name] = next(days)
        elif isinstance(found, models.DateTimeField):
            values[found.name] = dt.datetime.combine(next(days), dt.time(19, 30), dt.UTC)
        elif spec.to:
            values[found.name] = made[table_of(spec.to).model][0].pk
        else:
            values[found.name] = None if found.null and luck.maybe() else scalar(found, spec, luck)
    return table.model(**coherent(values))


def table_of(label):
    return next(table for table in exchange.tables() if table.model._meta.label == label)


def coherent(values):
    """Bend the drawn values so that they agree with one another."""
    if "status" in values and "side" in values:
        values["status"] = (ExpenseStatus if values["side"] == "charge" else IncomeStatus).values[0]
    if {"journey", "stay"} <= set(values):  # an offer is of one of the two
        values["journey"] = None if values["stay"] else values["journey"]
    if {"room", "venue"} <= set(values):
        values["venue"] = values["room"].venue if values["room"] else values["venue"]
    if {"session", "track"} <= set(values):  # a track of the same session
        values["session"] = values["track"].session if values["track"] else values["session"]
    if {"session", "slot", "learner"} <= set(values):  # a signature is of one session
        if one := values["learner"] or values["slot"]:
            values["session"] = one.session
        if values["slot"] and values["slot"].session != values["session"]:
            values["slot"] = None
    if {"exam", "candidate"} <= set(values) and values["candidate"]:  # somebody who sits for this exam
        values["exam"] = values["candidate"].exam
    if "month" in values:
        values["month"] = values["month"].replace(day=1)
    for name in {"goals", "content", "pace", "teaching", "means", "overall", "mark", "level"} & set(values):  # of a scale
        values[name] = min(values[name], 3) if isinstance(values[name], int) else values[name]
    if "done_cachets" in values:  # a day of work
        for name, most in {"planned_cachets": 3, "done_cachets": 3, "meals": 2, "nights": 1}.items():
            values[name] = values[name] and min(values[name], most)
    if {"structure", "code", "note"} <= set(values):
        values["code"] = "SMAC"  # of a label: one of the catalogue
    for name in {"latitude", "longitude"} & set(values):
        values[name] = values[name] and max(min(values[name], Decimal(80)), Decimal(-80))
    if "blocker" in values:  # said in words, not in blanks
        values["blocker"] = f"!{values['blocker']}"[:20]
    coded = {"disciplines": "danse, cirque", "seen_by": "production", "usual_halves": "lu-m,ma-a"}
    values |= {name: text for name, text in coded.items() if name in values}
    for name in {"starts", "due"} & set(values):  # of a task of a template: how far from its anchor
        values[name] = "P-6M"
    if "share" in values:
        values["share"] = None if values["amount"] is not None else Decimal("12.5000")
    return values


def alone(table):
    """Tell whether an organisation is drawn with one of these only: two might say the same thing of the same object."""
    return table.key == "versions" or (bool(table.unique) and table.key != "productions")  # each of which has a slug of its own


@st.composite
def seasons(draw):
    """Return a function that saves a small drawn organisation and gives it."""
    texts = draw(st.lists(TEXTS, min_size=24, max_size=24))
    days = draw(st.lists(DAYS, min_size=12, max_size=12))
    luck = Luck(draw(st.integers(0, 2**32 - 1)), texts, days)

    def save(organisation):
        made = {}
        for table in exchange.tables():
            count = 1 if alone(table) else luck.randint(1, 2)
            made[table.model] = [drawn(table, organisation, made, luck) for _ in range(count)]
            table.objects.bulk_create(made[table.model])
            for found in table.model._meta.many_to_many:
                for obj in made[table.model]:
                    getattr(obj, found.name).set(made[found.related_model])

    return save


@pytest.mark.django_db
@settings(
    max_examples=DRAWN,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # to make a season smaller takes minutes, and its error already names the line
)
@given(season=seasons())
def test_any_organisation_comes_back_byte_for_byte(season):
    with taken_back():
        organisation = Organisation.objects.create(name="Compagnie", slug="compagnie")
        season(organisation)
        written = export(organisation)
    with taken_back():  # nothing is left of it
        plan = storing.plan(reading.read(written.encode()))
        plan.organisation.save(force_insert=True)
        storing._create_at_once(plan)  # the figures are not the matter here
        assert export(plan.organisation) == written
