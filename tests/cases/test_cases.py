"""Published examples answer as published: each file of this folder names a rule of `calculer`, a source, and its cases."""

from functools import reduce
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from filage.cli.rules import RULES

FILES = sorted(Path(__file__).parent.glob("*.yaml"))


def cases():
    for path in FILES:
        sheet = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        assert set(sheet) == {"rule", "source", "cases"}, f"{path.name} : rule, source, cases"
        for case in sheet["cases"]:
            assert set(case) == {"name", "given", "expect"}, f"{path.name} : name, given, expect"
            yield pytest.param(sheet["rule"], case["given"], case["expect"], id=f"{sheet['rule']} · {case['name']}")


def at(answer, path):
    return reduce(lambda found, key: found[int(key)] if isinstance(found, list) else found[key], path.split("."), answer)


@pytest.mark.parametrize(("rule", "given", "expect"), list(cases()))
def test_the_rule_answers_what_was_published(rule, given, expect):
    module = import_module(f"filage.cli.rules.{RULES[rule][0]}")
    answer = module.answer(module.ENTREE.model_validate(given)).sortie.model_dump(mode="json")
    assert {path: at(answer, path) for path in expect} == expect


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_amount_of_a_case_is_a_float(path):
    def floats(node):
        children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        return [node] if isinstance(node, float) else [found for child in children for found in floats(child)]

    assert not floats(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
