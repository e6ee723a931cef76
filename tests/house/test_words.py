"""One concept, one word: the glossary's codes are the names of the code, and its banned synonyms are nowhere."""

import ast
import re
from functools import cache

import yaml

from tests.house.repository import ROOT, files, parsed, shown

GLOSSARY = yaml.safe_load((ROOT / "docs/glossary.yaml").read_text())
KEYS = {"code", "label_fr", "meaning", "source", "never"}
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@cache
def snake(name):
    """Return a name in lower case with one underscore between words: VatRegime gives vat_regime."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower().strip("_")


def names_in(tree):
    """Return every name that a module gives: modules, classes, functions, arguments, variables, attributes, keywords."""
    for node in ast.walk(tree):
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
            place = shown(path)
            for name in {path.stem, path.parent.name, *names_in(parsed(path))}:
                found.setdefault(snake(name), place)
    return found


def pieces(name):
    """Return every run of whole words of a name, and its singular: `vat_rates` gives `vat`, `vat_rate`, `vat_rates`, `rate`…"""
    words = name.split("_")
    ends = range(1, len(words) + 1)
    runs = {"_".join(words[start:end]) for end in ends for start in range(end)}
    return runs | {run.removesuffix(ending) for run in runs for ending in ("s", "es")}


@cache
def holders():
    """Return, for every piece of a name of the product, the names that hold it."""
    found = {}
    for name in names_of_the_product():
        for piece in pieces(name):
            found.setdefault(piece, []).append(name)
    return found


def test_the_glossary_has_the_words_of_the_trade_once_each():
    codes = [entry["code"] for entry in GLOSSARY]
    assert len(codes) == len(set(codes)) >= 60
    for entry in GLOSSARY:
        assert set(entry) == KEYS and CODE.fullmatch(entry["code"]), entry
        assert all(isinstance(entry[key], str) and entry[key] for key in KEYS - {"never"}), entry
        assert all(CODE.fullmatch(word) for word in entry["never"]), entry


def test_no_word_is_both_wanted_and_banned():
    assert {entry["code"] for entry in GLOSSARY} & {word for entry in GLOSSARY for word in entry["never"]} == set()


def test_a_word_of_the_glossary_is_a_name_of_the_code():
    assert [entry["code"] for entry in GLOSSARY if entry["code"] not in holders()] == [], "aucun nom n’emploie ces mots"


def test_no_name_uses_a_banned_synonym():
    paths = names_of_the_product()
    found = [
        f"{paths[name]}: {name}, dites « {entry['code']} »"
        for entry in GLOSSARY for word in entry["never"] for name in holders().get(word, ())
    ]  # fmt: skip
    assert found == []


def test_names_are_written_without_accents():
    assert [f"{path}: {name}" for name, path in names_of_the_product().items() if not name.isascii()] == []


def test_the_reading_of_names_finds_them():
    names = {snake(name) for name in names_in(ast.parse("class VatRegime:\n  def gigList(self, fee=1): self.tour_bus = fee"))}
    assert names >= {"vat_regime", "gig_list", "fee", "tour_bus", "self"}
    assert all("gig" in pieces(name) for name in ("gig_list", "our_gigs", "giges")) and "gig" not in pieces("gigantic")
    assert {"vat", "vat_rate", "rate_of"} <= pieces("vat_rates") | pieces("vat_rate_of")
