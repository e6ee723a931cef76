"""The guide and the decisions point to pages, files and images that exist."""

import re

import pytest

from bench.gestures import GESTURES, keys
from filage.cli.app import COMMANDS
from filage.core.rails import exchange
from tests.house.repository import ROOT, files, shown

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)[^)]*\)")
PAGES = files(".md")


def anchors(page):
    """Return the anchors of a Markdown page, made from its headings."""
    titles = re.findall(r"^#+ +(.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_a_link_leads_somewhere(page):
    for link in LINK.findall(page.read_text()):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        assert path.exists() and path.is_relative_to(ROOT), f"{shown(page)} : {link}"
        assert not anchor or anchor in anchors(path), f"{shown(page)} : {link}"


def test_every_guide_and_decision_page_is_reached_from_its_contents():
    for folder in ("docs/guide", "docs/decisions"):
        contents = ROOT / folder / "README.md"
        told = {(contents.parent / link.split("#")[0]).resolve() for link in LINK.findall(contents.read_text())}
        assert set(files(".md", under=folder)) - {contents} <= told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told_in_the_guide(command):
    guide = "\n".join(page.read_text() for page in files(".md", under="docs/guide"))
    assert re.search(rf"`filage {command}\b|^filage {command}\b", guide, re.MULTILINE), (
        f"le guide ne dit rien de « filage {command} »"
    )


def test_every_list_of_the_filage_file_is_told_in_its_page():
    page = (ROOT / "docs/guide/fichier-filage.md").read_text()
    assert [table.key for table in exchange.tables() if f"`{table.key}`" not in page] == []


def test_the_keys_of_the_sheet_in_the_guide_are_those_that_the_bench_writes():
    page = (ROOT / "docs/guide/touches.md").read_text()
    told = dict(re.findall(r"^\| ([^|]+?) \| \d+ \| (\d+) \|$", page, re.MULTILINE))
    assert told == {gesture.name: str(keys(gesture.beside)) for gesture in GESTURES}
