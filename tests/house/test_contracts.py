"""The import contracts bite: each is broken here on purpose, on a small house built for the test."""

import re
import subprocess
import sys
import tomllib

import pytest
from grimp import ImportGraph

from tests.house.contracts import DeskDoors
from tests.house.repository import ROOT


def doors():
    return DeskDoors("doors", {}, {"desks": "filage.desks", "doors": ["queries", "operations", "enums"]})


def graph(*imports):
    """Return an import graph made of pairs (importer, imported)."""
    made = ImportGraph()
    made.add_module("filage.desks")
    for pair in imports:
        for module in pair:
            made.add_module(module)
        made.add_import(importer=pair[0], imported=pair[1], line_number=1, line_contents="")
    return made


@pytest.mark.parametrize("door", ["queries", "operations", "enums", "queries.lines"])
def test_a_desk_may_be_entered_by_its_doors(door):
    assert doors().check(graph(("filage.web.today", f"filage.desks.budget.{door}")), False).kept


@pytest.mark.parametrize("room", [".models", ".rails", ".views", ".permissions", ""])
@pytest.mark.parametrize("stranger", ["filage.web.today", "filage.desks.payroll.views", "filage.cli.dossier"])
def test_a_desk_may_not_be_entered_by_the_window(stranger, room):
    assert not doors().check(graph((stranger, f"filage.desks.budget{room}")), False).kept


def test_a_desk_is_at_home_in_its_own_rooms():
    assert doors().check(graph(("filage.desks.budget.views", "filage.desks.budget.models")), False).kept


def test_a_desk_whose_name_begins_like_another_is_still_a_stranger():
    assert not doors().check(graph(("filage.desks.budget_two.views", "filage.desks.budget.models")), False).kept


SMALL_HOUSE = {
    "config": "",
    "cli": "",
    "portability": "",
    "documents": "",
    "web": "",
    "productions": "",
    "core": "",
    "rules": "",
    "desks": "",
    "desks.budget": "",
    "desks.budget.models": "",
    "desks.budget.views": "",
    "desks.directory": "",
    "desks.directory.models": "",
    "school": "",
    "school.admissions": "",
    "school.attendance": "",
    "school.exams": "",
    "school.exercises": "",
    "school.extranet": "",
    "school.programmes": "",
    "school.programmes.models": "",
}
FAULTS = {
    "floors": ("core", "from filage import web"),
    "desks": ("desks.directory.models", "import filage.desks.budget"),
    "school": ("school.programmes", "import filage.school.admissions"),
    "inside-a-desk": ("desks.budget.models", "from filage.desks.budget import views"),
    "doors": ("web", "import filage.desks.budget.models"),
    "documents": ("documents", "import django.db"),
    "rules": ("rules", "import socket"),
}


CHECKER = """
import os, sys
from importlinter.cli import lint_imports_command
for folder, contract in zip(sys.argv[1::2], sys.argv[2::2]):
    child = os.fork()
    if not child:
        os.chdir(folder)
        sys.path.insert(0, folder)
        lint_imports_command(["--no-cache", *(["--contract", contract] if contract else [])])
    print("", os.path.basename(folder), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), sep="\\n", flush=True)
"""


def build(folder, modules):
    """Write a small house under our contracts; return its folder."""
    packages = {name for name in modules if any(other.startswith(f"{name}.") for other in modules)}
    (folder / "filage").mkdir(parents=True)
    (folder / "filage/__init__.py").touch()
    for name, body in modules.items():
        path = folder / "filage" / name.replace(".", "/")
        (path.mkdir() if name in packages else None)
        (path / "__init__.py" if name in packages else path.with_suffix(".py")).write_text(body)
    (folder / "tests").symlink_to(ROOT / "tests")
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    return str(folder)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """Return the exit code of the checker: on a sound house under all the contracts, on each faulty one under its own."""
    street = tmp_path_factory.mktemp("rue")
    asked = [build(street / "sound", SMALL_HOUSE), ""]
    for contract, (module, fault) in FAULTS.items():
        asked += [build(street / contract, SMALL_HOUSE | {module: fault}), contract]
    done = subprocess.run([sys.executable, "-c", CHECKER, *asked], capture_output=True, text=True, check=True)
    assert done.stdout.count("Contracts: ") == 1 + len(FAULTS), done.stdout + done.stderr
    assert f"Contracts: {len(FAULTS)} kept, 0 broken." in done.stdout, done.stdout
    return {house: int(code) for house, code in re.findall(r"^([\w-]+)\n(\d+)$", done.stdout, re.MULTILINE)}


def test_a_sound_house_is_kept_by_every_contract(verdicts):
    assert verdicts["sound"] == 0


@pytest.mark.parametrize("contract", FAULTS)
def test_each_contract_refuses_one_fault(contract, verdicts):
    assert verdicts[contract] == 1


def test_every_contract_of_the_house_is_tried_here():
    written = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["id"] for contract in written} == set(FAULTS)
