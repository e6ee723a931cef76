"""Whatever the value, the YAML we write is read back as the same value."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filage.portability import tree
from filage.portability.emitter import Noted, emit
from filage.productions.models import Production  # noqa: F401 the app is loaded

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "oui",
        "no",
        "1e5",
        "007",
        "~",
        "- a",
        "a: b",
        "a #b",
        "#x",
        " bord ",
        "a\nb",
        "a\n\nb\n",
        "\n",
        "2027-04-08",
        "=SOMME(A1)",
        "“”…",
    ]
)
values = st.recursive(
    words | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "clé", "n°", "on"]), inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first draw reads the tables of Unicode: long on a busy machine
@given(st.dictionaries(st.sampled_from(["nom", "note", "liste", "bloc"]), values, min_size=1))
def test_texts_and_blocks_come_back(data):
    assert tree.parse(emit(data).encode()).value == data


@given(words)
def test_a_comment_after_a_reference_never_spills_into_the_file(text):
    from filage.portability.exporting import _note

    id = "01a1fd5d-0000-7000-8000-000000000001"
    assert tree.parse(emit({"lieu": Noted(id, _note(text)), "suite": "ici"}).encode()).value == {"lieu": id, "suite": "ici"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2027, 4, 8), "2027-04-08"),
        (dt.datetime(2027, 4, 8, 18, 30, tzinfo=dt.UTC), "2027-04-08T18:30:00Z"),
        (None, "null"),
        (True, "true"),
        ("2500.00", '"2500.00"'),
        ("La Digue", "La Digue"),
    ],
)
def test_each_kind_of_value_has_one_form(value, text):
    assert emit({"x": value}) == f"x: {text}\n"


def test_a_paragraph_stays_readable():
    assert emit({"intention": "Un.\n\nDeux."}) == "intention: |-\n  Un.\n\n  Deux.\n"
