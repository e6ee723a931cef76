"""What an issued document froze is read back unchanged."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from filage.documents.codec import from_json, to_json
from filage.documents.shapes import CalendarData, DossierData, Event, WorkbookData
from tests.documents import samples


@pytest.mark.parametrize("data", [samples.dossier(), samples.bare(), samples.workbook()], ids=["dossier", "bare", "workbook"])
def test_a_document_comes_back_from_json_as_it_went(data):
    assert from_json(type(data), json.loads(json.dumps(to_json(data)))) == data


def test_a_day_and_an_instant_are_told_apart():
    events = (
        Event(uid="a", title="Jour", start=date(2027, 1, 1)),
        Event(uid="b", title="Heure", start=datetime(2027, 1, 1, 20, 30)),
    )
    data = CalendarData(name="T", stamp=datetime(2026, 11, 21, tzinfo=UTC), events=events)
    assert from_json(CalendarData, json.loads(json.dumps(to_json(data)))) == data


def test_an_amount_keeps_its_decimals_as_text():
    frozen = to_json(samples.workbook())
    assert frozen["hypotheses"]["km_price"] == "0.60"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"price": 2500.5}, "hypotheses.price"), ({"prix": "1"}, "prix"), ({"dates": "vingt"}, "hypotheses.dates")],
)
def test_a_wrong_field_is_named(change, field):
    frozen = to_json(samples.workbook())
    frozen["hypotheses"] |= change
    with pytest.raises(ValueError, match=field):
        from_json(WorkbookData, frozen)


def test_a_missing_field_is_named():
    with pytest.raises(ValueError, match=r"DossierData\.work"):
        from_json(DossierData, {"company": {"name": "X"}, "document": {"kind": "D", "issued": "2026-01-01"}})


def test_a_float_is_never_frozen():
    with pytest.raises(TypeError):
        to_json((Decimal(1), 0.5))
