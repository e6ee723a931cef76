"""One concept, one word: the glossary's codes are the names of the code, and its banned synonyms are nowhere."""

import ast
import re
from functools import cache

import pytest
import yaml

from tests.house.repository import ROOT, files, shown

GLOSSARY = yaml.safe_load((ROOT / "docs/glossary.yaml").read_text())
KEYS = {"code", "label_fr", "meaning", "source", "never"}
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def snake(name):
    """Return a name in lower case with one underscore between words: VatRegime gives vat_regime."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower().strip("_")


def names_in(source):
    """Return every name that a module gives: modules, classes, functions, arguments, variables, attributes, keywords."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name
            case ast.arg() | ast.keyword():
                yield node.arg or ""
            case ast.Name():
                yield node.id
            case ast.Attribute():
                yield node.attr


@cache
def names_of_the_product():
    """Return {snake-cased name: a file that holds it}, for every Python name and module of the product."""
    found = {}
    for path in files(".py", under="filage"):
        if "migrations" not in path.parts:
            for name in {path.stem, path.parent.name, *names_in(path.read_text())}:
                found.setdefault(snake(name), shown(path))
    return found


def holds(name, words):
    """Tell whether the words, or their plural, stand in a name: `vat_rates` holds `vat` and `vat_rate`."""
    return re.search(rf"(^|_){words}(s|es)?(_|$)", name) is not None


def test_the_glossary_has_the_words_of_the_trade_once_each():
    codes = [entry["code"] for entry in GLOSSARY]
    assert len(codes) == len(set(codes)) >= 60
    for entry in GLOSSARY:
        assert set(entry) == KEYS and CODE.fullmatch(entry["code"]), entry
        assert all(isinstance(entry[key], str) and entry[key] for key in KEYS - {"never"}), entry
        assert all(CODE.fullmatch(word) for word in entry["never"]), entry


def test_no_word_is_both_wanted_and_banned():
    assert {entry["code"] for entry in GLOSSARY} & {word for entry in GLOSSARY for word in entry["never"]} == set()


@pytest.mark.parametrize("entry", GLOSSARY, ids=lambda entry: entry["code"])
def test_a_word_of_the_glossary_is_a_name_of_the_code(entry):
    assert any(holds(name, entry["code"]) for name in names_of_the_product()), "aucun nom n’emploie ce mot"


@pytest.mark.parametrize("entry", [entry for entry in GLOSSARY if entry["never"]], ids=lambda entry: entry["code"])
def test_no_name_uses_a_banned_synonym(entry):
    found = {f"{path}: {name}" for name, path in names_of_the_product().items() for word in entry["never"] if holds(name, word)}
    assert found == set(), f"dites « {entry['code']} »"


def test_names_are_written_without_accents():
    assert [f"{path}: {name}" for name, path in names_of_the_product().items() if not name.isascii()] == []


def test_the_reading_of_names_finds_them():
    names = {snake(name) for name in names_in("class VatRegime:\n  def gigList(self, fee=1): self.tour_bus = fee")}
    assert names >= {"vat_regime", "gig_list", "fee", "tour_bus", "self"}
    assert holds("gig_list", "gig") and holds("our_gigs", "gig") and not holds("gigantic", "gig")
