"""`bin/test` names what it could not run, refuses it in continuous integration, and ends on pytest's own words."""

import os
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest

from tests.house import everything, lane
from tests.house.everything import Run

SUMMARY = "2 passed, 1 skipped in 0.12s"


def run(name="SQLite", code=0, passed=(), skipped=None):
    return Run(name, code, SUMMARY, 0.12, set(passed), skipped or {})


@pytest.fixture(autouse=True)
def at_home(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("FILAGE_BASES", raising=False)


def test_a_test_that_ran_on_one_of_the_databases_has_run():
    assert everything._never_ran([run(passed={"a"}), run(skipped={"a": "SQLite seulement"})]) == []


def test_what_never_ran_is_counted_by_reason():
    skipped = {"a": "chromium est absent", "b": "chromium est absent", "c": "soffice est absent"}
    assert everything._never_ran([run(skipped=skipped)]) == ["2 tests : chromium est absent", "1 test : soffice est absent"]


def test_what_could_not_run_is_told_at_home_and_refused_in_ci(monkeypatch, capsys):
    assert everything._close([run()], ["2 tests : chromium est absent"], {}) == 0
    assert "  - 2 tests : chromium est absent\n" in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    assert everything._close([run()], ["2 tests : chromium est absent"], {}) == 1
    assert everything._close([run()], [], {}) == 0


def test_a_failure_or_a_crash_on_either_database_fails():
    assert everything._close([run(), run(code=1)], [], {}) == 1
    assert everything._close([run(code=4), run()], [], {}) == 1


def test_a_choice_without_database_tests_is_no_failure_but_nothing_at_all_is():
    assert everything._close([run(), run(code=5)], [], {}) == 0
    assert everything._close([run(code=5), run(code=5)], [], {}) == 1


def test_the_last_line_is_pytest_s_own_of_the_runs_together(capsys):
    both = [
        run("SQLite", passed="ab", skipped={"c": "PostgreSQL seulement"}),
        run("PostgreSQL", passed="ac", skipped={"d": "absent"}),
    ]
    everything._close(both, [], {"mise en place": 3.2, "SQLite": 61.0, "tests": 64.2})
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "3 passed, 1 skipped in 64.20s"
    assert lines.count(SUMMARY) == 2
    assert "mise en place 3 s · SQLite 61 s · tests 64 s" in lines


def test_what_failed_on_either_database_is_in_the_last_line(capsys):
    failed = Run("SQLite", 1, "1 failed, 1 passed, 2 errors in 0.12s", 0.12, {"a"}), Run("pages", 1, "2 failed in 0.12s", 0.12)
    assert everything._close([*failed], [], {}) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "3 failed, 1 passed, 2 errors in 0.00s"


def item(path, *fixtures, marks=(), case=None):
    return SimpleNamespace(
        path=PurePosixPath("/tests", path),
        name=f"test_a_case[{case}]",
        callspec=case,
        fixturenames=fixtures,
        get_closest_marker=lambda mark: mark if mark in marks else None,
    )


@pytest.mark.parametrize(
    ("test", "lanes"),
    [
        (item("rules/test_price.py"), ["sans base"]),
        (item("documents/test_workbook_recalculated.py", marks=["libreoffice"]), ["sans base"]),
        (item("core/test_changes.py", "db"), ["PostgreSQL", "SQLite"]),
        (item("core/test_scope.py", marks=["django_db"]), ["PostgreSQL", "SQLite"]),
        (item("core/test_wal.py", "db", marks=["sqlite"]), ["SQLite"]),
        (item("desks/test_example_workbooks.py", "db", marks=["libreoffice"]), ["SQLite"]),
        (item("desks/test_every_address.py", "db", marks=["one_database"]), ["PostgreSQL", "SQLite"]),
        (item("desks/test_pages.py", "db", "client"), ["PostgreSQL", "SQLite"]),
        (item("browser/test_every_page.py", "visitor"), ["pages"]),
        (item("browser/test_budget_grid.py", "visitor"), ["grille"]),
    ],
    ids=["pure", "computed", "database", "marked", "of SQLite", "of LibreOffice", "papers", "answer", "page", "grid"],
)
def test_each_test_has_its_lanes(test, lanes):
    assert [name for name, each in lane.LANES.items() if each.belongs(test)] == lanes


@pytest.mark.parametrize("path", ["desks/test_pages.py", "desks/test_carnet.py", "web/test_screens.py", "web/test_creating.py"])
def test_what_is_proved_once_has_one_database_when_two_are_there_and_both_have_some(path, monkeypatch):
    monkeypatch.setenv("FILAGE_BASES", "une chacun")
    for test in (item(path, "db", "client"), item(path, "db", marks=["one_database"])):
        assert len([name for name in lane.BASES if lane.LANES[name].belongs(test)]) == 1
    assert all(lane.LANES[name].belongs(item(path, "db")) for name in lane.BASES)
    assert {lane._bases(item(f"web/test_{rank}.py", "db", "client")) for rank in range(20)} == {("SQLite",), ("PostgreSQL",)}


def test_the_cases_of_one_rule_are_shared_between_the_databases(monkeypatch):
    cases = [item("desks/test_controls.py", "db", marks=["one_database"], case=f"CAL-{rank}") for rank in range(40)]
    assert {lane._bases(case) for case in cases} == {("SQLite", "PostgreSQL")}
    monkeypatch.setenv("FILAGE_BASES", "une chacun")
    assert {lane._bases(case) for case in cases} == {("SQLite",), ("PostgreSQL",)}


def test_lanes_part_from_what_was_collected_once_each_with_what_it_takes_along(monkeypatch):
    together = [name for group in lane.TOGETHER for name in group]
    assert sorted(together) == sorted(lane.LANES)
    taken = {name: lane.Departure(rank, f"/reports/{rank}.xml", {"FILAGE_DATA": name}) for rank, name in enumerate(together)}
    monkeypatch.setenv("FILAGE_VOIES", lane.departing(taken)["FILAGE_VOIES"])
    assert lane._departures() == taken
    assert taken["SQLite"].code == Path(taken["SQLite"].report).with_suffix(".code")


def test_what_could_not_be_collected_is_said_by_each_lane(tmp_path, capsys):
    read, output = os.pipe()
    os.close(output)
    said = tmp_path / "said"
    said.write_text("ModuleNotFoundError\n1 error in 1.27s\n")
    stopped = everything._follow(
        "SQLite", read, lane.Departure(0, str(tmp_path / "report.xml")), SimpleNamespace(wait=lambda: 2), said, everything.show
    )
    assert (stopped.code, stopped.summary) == (2, "1 error in 1.27s")
    assert "ModuleNotFoundError" in capsys.readouterr().out


def test_a_folder_that_a_lane_does_not_read_holds_nothing_for_it():
    folders = {path.name for path in (lane.ROOT / "tests").iterdir() if path.is_dir()}
    unread = {name: {folder for folder in folders if each.unread(folder)} for name, each in lane.LANES.items()}
    assert "browser" not in unread["grille"] | unread["pages"]
    assert unread["SQLite"] == unread["PostgreSQL"] == {"browser"} | lane.PURE
    assert unread["sans base"] == {"browser"}
