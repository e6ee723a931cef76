"""Every module says what it decides, and no file tells which machine or registry it came from."""

import ast
import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import pytest

from tests.house.repository import ROOT, files, kept_files, parsed, read, shown

REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "deb.debian" + ".org",
    "yarn" + "pkg.com",
]
MACHINE_PATHS = ["/ro" + "ot/", "/wo" + "rk/", "/home/" + "runner", "../sha" + "red"]
READ_AS_TEXT = {
    ".py",
    ".toml",
    ".md",
    ".yaml",
    ".yml",
    ".json",
    ".lock",
    ".html",
    ".ts",
    ".mjs",
    ".js",
    ".css",
    ".typ",
    ".svg",
    ".txt",
    "",
}
OPENING_TEXT = re.compile(r'(\s|#[^\n]*\n)*""".*?"""', re.DOTALL)
OPENING_COMMENT = re.compile(r"(/\*\*?|//)\s*\S.*?[.?:]", re.DOTALL)


def own_modules():
    """Return the Python modules that people read: migrations are written by the framework."""
    return [path for path in files(".py") if "migrations" not in path.parts and path.stat().st_size]


def opening_of(path):
    """Return the first paragraph of a module's docstring, of which the rest of the module is not read."""
    start = OPENING_TEXT.match(read(path))
    return (ast.get_docstring(ast.parse(start.group())) or "").split("\n\n")[0] if start else ""


def test_a_module_opens_with_one_sentence():
    modules = own_modules()
    assert len(modules) > 200
    mute = [shown(path) for path in modules if not opening_of(path).endswith((".", "?"))]
    assert mute == [], "un module commence par une phrase qui dit ce qu’il décide"


def test_a_script_opens_with_one_sentence():
    scripts = files(".ts", ".mjs", ".typ", under="filage")
    assert len(scripts) > 20
    mute = [shown(path) for path in scripts if not OPENING_COMMENT.match(read(path))]
    assert mute == [], "un script commence par un commentaire qui dit ce qu’il décide"


@cache
def texts():
    """Return the text of every file that git keeps, by path."""
    return {shown(path): path.read_text(errors="replace") for path in kept_files() if path.suffix in READ_AS_TEXT}


@pytest.mark.parametrize("word", [*REGISTRIES, *MACHINE_PATHS])
def test_no_file_names_a_registry_or_a_machine(word):
    assert len(texts()) > 20
    assert [path for path, text in texts().items() if word in text] == []


def test_what_git_keeps_is_small_and_made_by_people():
    heavy = [shown(path) for path in kept_files() if path.stat().st_size > 600_000]
    built = [shown(path) for path in kept_files() if {"dist", "node_modules"} & set(path.relative_to(ROOT).parts)]
    assert heavy == built == []


def test_the_measures_call_what_exists():
    """Nobody runs them at each change: what they import only when they measure is looked for here."""
    asked = [
        (node.module or "", each.name)
        for path in files(".py", under="bench")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("filage", "tests"))
        for each in node.names
    ]
    assert len(asked) > 50
    assert [one for one in asked if not _exists(*one)] == []


def _exists(module: str, name: str) -> bool:
    found = import_module(module)
    return hasattr(found, name) or (hasattr(found, "__path__") and find_spec(f"{module}.{name}") is not None)
