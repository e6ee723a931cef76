"""What `bin/test` runs, in which order, and how it names what this machine could not run."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser import chromium
from tests.house.lane import LANES
from tests.house.repository import ROOT
from tests.house.throwaway_postgres import MODEL, prepare_server, throwaway_postgres

TOOLS = {  # what Debian names each, its program, then those that stand in for it
    "chromium-headless-shell": chromium.NAMES,
    "libreoffice-calc-nogui": ("soffice", "libreoffice"),
}
LEFT_BEHIND = (
    "DATABASE_URL",
    "FILAGE_MODELE",
    "PORT",
    "FILAGE_CLE",
    "PYTHONDONTWRITEBYTECODE",
)  # compiled once, not in each process
INSTALLER = ("apt-get", "-qq", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1")
NOTHING_COLLECTED = 5
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
SUMMARY = re.compile(r"\b\d+ (passed|failed|error|errors|skipped|deselected)\b.* in [\d.]+s|no tests ran in")

WRONG = re.compile(r"\b(\d+) (failed|errors?)\b")


@dataclass
class Run:
    """One run of pytest: its name, exit code, closing line, and the tests that it passed or skipped (with the reason)."""

    name: str
    code: int
    summary: str
    seconds: float
    passed: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)


def show(text: str) -> None:
    """Print a text at once, as it is."""
    print(text, end="", flush=True)


def main() -> int:
    """Run everything and return the exit code: 1 if a test failed, or if something could not run and CI=true."""
    options, chosen = _arguments()
    timings = {"mise en place": options.setup_seconds}
    with _timed(timings, "outils"):
        absent = _install_missing_tools()
    with tempfile.TemporaryDirectory(prefix="filage-tests-") as folder:
        with _timed(timings, "bases"):
            _migrate_both(Path(folder))
        with _timed(timings, "tests"):
            runs, without = _lanes(chosen, Path(folder), wide=options.tout)
    timings |= {run.name: run.seconds for run in runs}
    return _close(runs, absent + without + _never_ran(runs), timings)


def _lanes(chosen: list[str], folder: Path, *, wide: bool) -> tuple[list[Run], list[str]]:
    """Run every lane at once, each with its share of the cores (see `lane.py`); return the runs and what is absent.

    The output of the first is shown line by line, that of each other when it ends.
    """
    with ThreadPoolExecutor(max_workers=len(LANES)) as cores, throwaway_postgres() as url:
        names = [name for name in LANES if url or name != "PostgreSQL"]
        kept: dict[str, list[str]] = {name: [] for name in names}
        say = {name: kept[name].append for name in names} | {names[0]: show}
        address, shared = {"PostgreSQL": url}, bool(url) and not wide
        later = [
            cores.submit(_lane, name, chosen, folder, wide=wide, shared=shared, url=address.get(name), say=say[name])
            for name in names
        ]
        runs = []
        for name, run in zip(names, later, strict=True):
            runs.append(run.result())
            show("".join(kept[name]))
    return runs, [] if url else ["les tests de base de données sur PostgreSQL : aucun serveur n’a pu démarrer"]


def _migrate_both(folder: Path) -> None:
    """Migrate an empty database of each kind if a migration has changed: a set-up, which the next run finds made."""
    with ThreadPoolExecutor(max_workers=2) as cores:
        servers, ours = cores.submit(prepare_server), cores.submit(_make_the_empty_database, folder)
        for made in (servers, ours):
            made.result()


def _make_the_empty_database(folder: Path) -> None:
    """Make once what every lane copies; its first imports compile the modules that all of them read."""
    command = [sys.executable, "-m", "tests.house.empty_database"]
    subprocess.run(command, cwd=ROOT, env=_environment(folder / "base"), stdin=subprocess.DEVNULL, check=True)


def _lane(
    name: str,
    chosen: list[str],
    folder: Path,
    *,
    wide: bool,
    shared: bool,
    url: str | None = None,
    say: Callable[[str], object] = show,
) -> Run:
    environment = (
        _environment(folder / name, wide=wide)
        | {"FILAGE_VOIE": name, "FILAGE_BASES": "une chacun" if shared else ""}
        | ({"DATABASE_URL": url, "FILAGE_MODELE": MODEL} if url else {})
    )
    return _pytest(name, ["-p", "tests.house.lane", *chosen], environment, say=say)


def _arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="bin/test", description="Lance tous les tests ; le reste des mots va à pytest.")
    parser.add_argument("--tout", action="store_true", help="chaque page à chaque largeur, en sombre, sur les deux bases")
    parser.add_argument("--setup-seconds", type=float, default=0.0, help=argparse.SUPPRESS)
    return parser.parse_known_args()


@contextmanager
def _timed(timings: dict[str, float], name: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    timings[name] = time.monotonic() - start


def _install_missing_tools() -> list[str]:
    """Install Debian's browser and spreadsheet when they are missing and we may; return what nothing stands in for."""
    missing = [package for package, (program, *_) in TOOLS.items() if not shutil.which(program)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
            subprocess.run([*INSTALLER, *step], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return [f"{package} est absent" for package in missing if not any(map(shutil.which, TOOLS[package]))]


def _environment(data: Path, *, wide: bool = False) -> dict[str, str]:
    data.mkdir()
    ours = {"FILAGE_DATA": str(data), "FILAGE_TOUT": "oui" if wide else ""}
    return {name: value for name, value in os.environ.items() if name not in LEFT_BEHIND} | ours


def _pytest(name: str, arguments: list[str], environment: Mapping[str, str], *, say: Callable[[str], object] = show) -> Run:
    """Run pytest, hand its output over line by line, and read back its closing line and its report."""
    report = Path(environment["FILAGE_DATA"]).with_suffix(".xml")
    colour = "yes" if sys.stdout.isatty() else "no"
    command = [sys.executable, "-m", "pytest", "-q", f"--color={colour}", f"--junitxml={report}", *arguments]
    say(f"\n── Tests sur {name}\n")
    start, summary = time.monotonic(), "no tests ran in 0.00s"
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            say(line)
            plain = COLOURS.sub("", line).strip()
            summary = plain if SUMMARY.search(plain) else summary
    run = Run(name, process.returncode, summary, time.monotonic() - start)
    _read_report(report, run)
    return run


def _read_report(report: Path, run: Run) -> None:
    if not report.exists():
        return
    for case in ElementTree.parse(report).iter("testcase"):
        test, skip = f"{case.get('classname')}::{case.get('name')}", case.find("skipped")
        if skip is not None:
            run.skipped[test] = skip.get("message") or "sans raison donnée"
        elif case.find("failure") is None and case.find("error") is None:
            run.passed.add(test)


def _never_ran(runs: list[Run]) -> list[str]:
    """Name, reason by reason, the tests that no run has carried out."""
    passed = set().union(*(run.passed for run in runs))
    reasons = Counter(reason for run in runs for test, reason in run.skipped.items() if test not in passed)
    return [f"{count} test{'s' if count > 1 else ''} : {reason}" for reason, count in reasons.items()]


def _whole(runs: list[Run], seconds: float) -> str:
    """Return the closing line of the runs together: a test that passed on both databases is one test."""
    wrong = Counter()
    for count, what in (found for run in runs for found in WRONG.findall(run.summary)):
        wrong[what.removesuffix("s")] += int(count)
    passed = set().union(*(run.passed for run in runs))
    skipped = set().union(*(run.skipped for run in runs)) - passed
    errors = wrong["error"]
    counts = {
        "failed": wrong["failed"],
        "passed": len(passed),
        "skipped": len(skipped),
        "errors" if errors > 1 else "error": errors,
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count or what == "passed") + f" in {seconds:.2f}s"


def _close(runs: list[Run], not_run: list[str], timings: Mapping[str, float]) -> int:
    """Print the timings, what could not run, what pytest concluded of each run, and last of all the whole in its words."""
    failed = any(run.code not in (0, NOTHING_COLLECTED) for run in runs) or all(run.code == NOTHING_COLLECTED for run in runs)
    in_ci = os.environ.get("CI") == "true"
    print("\n" + " · ".join(f"{name} {seconds:.0f} s" for name, seconds in timings.items()))
    if not_run:
        print("N’ont pas pu tourner ici" + (" (refusé en intégration continue)" if in_ci else "") + " :")
        print("\n".join(f"  - {what}" for what in not_run))
    for run in runs:
        print(f"{run.name} :\n{run.summary}")
    print(f"en tout :\n{_whole(runs, timings.get('tests', 0.0))}", flush=True)
    return int(failed or bool(not_run and in_ci))


if __name__ == "__main__":
    sys.exit(main())
