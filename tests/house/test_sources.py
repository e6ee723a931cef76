"""Every module says what it decides, and no file tells which machine or registry it came from."""

import ast
import re

import pytest

from tests.house.repository import ROOT, files, kept_files, shown

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
OPENING_COMMENT = re.compile(r"(/\*\*?|//)\s*\S.*?[.?:]", re.DOTALL)


def own_modules():
    """Return the Python modules that people read: migrations are written by the framework."""
    return [path for path in files(".py") if "migrations" not in path.parts and path.stat().st_size]


def opening_of(source):
    """Return the first paragraph of a module's docstring."""
    return (ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0]


@pytest.mark.parametrize("path", own_modules(), ids=shown)
def test_a_module_opens_with_one_sentence(path):
    opening = opening_of(path.read_text())
    assert opening.endswith((".", "?")), f"{shown(path)} doit commencer par une phrase qui dit ce qu’il décide."


@pytest.mark.parametrize("path", [*files(".ts", ".mjs", under="filage"), *files(".typ", under="filage")], ids=shown)
def test_a_script_opens_with_one_sentence(path):
    assert OPENING_COMMENT.match(path.read_text()), f"{shown(path)} doit commencer par un commentaire qui dit ce qu’il décide."


@pytest.mark.parametrize("word", [*REGISTRIES, *MACHINE_PATHS])
def test_no_file_names_a_registry_or_a_machine(word):
    texts = [path for path in kept_files() if path.suffix in READ_AS_TEXT]
    assert len(texts) > 20
    assert [shown(path) for path in texts if word in path.read_text(errors="replace")] == []


def test_what_git_keeps_is_small_and_made_by_people():
    heavy = [shown(path) for path in kept_files() if path.stat().st_size > 600_000]
    built = [shown(path) for path in kept_files() if {"dist", "node_modules"} & set(path.relative_to(ROOT).parts)]
    assert heavy == built == []
