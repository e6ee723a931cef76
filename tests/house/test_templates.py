"""Templates are used, hold no clock, and keep scripts and styles where the content policy lets them run."""

import re
from functools import cache
from pathlib import Path

import allauth
import django

from tests.house.repository import ROOT, files, read, shown

TEMPLATES = [path for path in files(".html", ".txt", ".xml", under="filage") if "templates" in path.parts]
FRAMEWORK = [Path(module.__file__).parent for module in (allauth, django)]
QUOTED = re.compile(r"""["']([\w./-]+\.(?:html|txt|xml))(?=[#"'])""")
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
def callers():
    """Return, for every name between quotation marks in a module or a template of the product, the files that hold it."""
    found = {}
    for path in [*files(".py", under="filage"), *TEMPLATES]:
        for name in set(QUOTED.findall(read(path))):
            found.setdefault(name, set()).add(path)
    return found


def nobody_calls(template):
    name = name_of(template)
    return not callers().get(name, set()) - {template} and not overrides_the_framework(name)


def test_a_template_is_used():
    assert len(TEMPLATES) > 100
    assert [shown(template) for template in TEMPLATES if nobody_calls(template)] == [], "personne ne les appelle"


def test_a_template_reads_no_clock():
    assert [shown(template) for template in TEMPLATES if CLOCK_IN_A_TEMPLATE.search(read(template))] == []


def test_a_template_holds_no_inline_script_or_style():
    assert [(shown(template), found[0]) for template in TEMPLATES if (found := INLINE.search(read(template)))] == []


def test_rules_and_documents_take_their_dates_from_outside():
    paths = [*files(".typ", under="filage"), *files(".py", under="filage/documents"), *files(".py", under="filage/rules")]
    assert len(paths) > 100
    clocks = (CLOCK_IN_TYPST, CLOCK_IN_PYTHON)
    assert [shown(path) for path in paths for clock in clocks if clock.search(read(path))] == []


def test_the_search_for_calls_finds_them():
    assert QUOTED.findall("""render("a/b.html#part") {% include 'c.html' %} "d.html" """) == ["a/b.html", "c.html", "d.html"]


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
