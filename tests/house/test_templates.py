"""Templates are used, hold no clock, and keep scripts and styles where the content policy lets them run."""

import re
from functools import cache
from pathlib import Path

import allauth
import django
import pytest

from tests.house.repository import ROOT, files, shown

TEMPLATES = [path for path in files(".html", ".txt", ".xml", under="filage") if "templates" in path.parts]
FRAMEWORK = [Path(module.__file__).parent for module in (allauth, django)]
ERROR_PAGES = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
CLOCK_IN_A_TEMPLATE = re.compile(r"{%-?\s*now\b|{{-?\s*now\b|\bnow\(\)")
CLOCK_IN_TYPST = re.compile(r"datetime\.today\(")
CLOCK_IN_PYTHON = re.compile(r"\b(date\.today|datetime\.(now|utcnow|today)|timezone\.(now|localdate|localtime)|time\.time)\(")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)|<style\b|\sstyle=\"|\son[a-z]+=\"|javascript:", re.IGNORECASE
)


def name_of(template):
    """Return the name by which Django finds a template."""
    parts = template.parts
    return "/".join(parts[parts.index("templates") + 1 :])


def overrides_the_framework(name):
    """Tell whether a library calls this template by itself."""
    return name in ERROR_PAGES or any(next(home.glob(f"**/templates/{name}"), None) for home in FRAMEWORK)


@cache
def everything_that_calls():
    """Return the text of the Python modules and templates of the product, by path."""
    return {path: path.read_text() for path in [*files(".py", under="filage"), *TEMPLATES]}


@pytest.mark.parametrize("template", TEMPLATES, ids=shown)
def test_a_template_is_used(template):
    name = name_of(template)
    called = any(
        re.search(rf"[\"']{re.escape(name)}[#\"']", text) for path, text in everything_that_calls().items() if path != template
    )
    assert called or overrides_the_framework(name), f"personne n’appelle {name}"


@pytest.mark.parametrize("template", TEMPLATES, ids=shown)
def test_a_template_reads_no_clock_and_holds_no_inline_script_or_style(template):
    text = template.read_text()
    assert not CLOCK_IN_A_TEMPLATE.search(text)
    assert not INLINE.search(text), INLINE.search(text)


@pytest.mark.parametrize(
    "path",
    [*files(".typ", under="filage"), *files(".py", under="filage/documents"), *files(".py", under="filage/rules")],
    ids=shown,
)
def test_rules_and_documents_take_their_dates_from_outside(path):
    text = path.read_text()
    assert not CLOCK_IN_TYPST.search(text)
    assert not CLOCK_IN_PYTHON.search(text)


def test_the_search_for_clocks_and_inline_code_finds_them():
    assert CLOCK_IN_A_TEMPLATE.search('{% now "Y" %}') and CLOCK_IN_TYPST.search("#datetime.today()")
    assert CLOCK_IN_PYTHON.search("on = date.today()") and CLOCK_IN_PYTHON.search("timezone.now()")
    for bad in ('<p style="color:red">', "<script>1</script>", '<a onclick="x">', "<style>", '<a href="javascript:x">'):
        assert INLINE.search(bad)
    for good in ('<script src="/a.js"></script>', '<script type="application/json" id="x">', '<p class="style">'):
        assert not INLINE.search(good)


def test_there_are_templates_to_look_at():
    assert (ROOT / "filage/web/templates").is_dir()
    assert TEMPLATES
