"""The examples of the guide page on `calculer` answer what the page says."""

import json
import re
from importlib import import_module

import pytest

from filage.cli.rules import RULES
from tests.house.repository import ROOT

PAGE = (ROOT / "docs/guide/calculer.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
JSON = re.compile(r"```json\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("rule", RULES)
def test_the_example_of_a_rule_is_true(rule):
    given, told = (json.loads(block) for block in JSON.findall(SECTIONS[rule]))
    module = import_module(f"filage.cli.rules.{RULES[rule][0]}")
    answer = module.answer(module.ENTREE.model_validate(given)).sortie.model_dump(mode="json")
    assert {key: answer[key] for key in told} == told
