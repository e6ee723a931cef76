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
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser import chromium
from tests.house.lane import LANES, TOGETHER, Departure, departing
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
    with ThreadPoolExecutor(max_workers=len(LANES)) as cores, throwaway_postgres() as url, ExitStack() as started:
        names = [name for name in LANES if url or name != "PostgreSQL"]
        kept: dict[str, list[str]] = {name: [] for name in names}
        say = {name: kept[name].append for name in names} | {names[0]: show}
        common = _environment(folder / "ensemble", wide=wide) | {"FILAGE_BASES": "une chacun" if url and not wide else ""}
        later = {}
        for group in TOGETHER:
            outputs = {name: os.pipe() for name in group if name in names}
            departures = {name: _departure(name, output, folder, url) for name, (_, output) in outputs.items()}
            said = folder / f"{'-'.join(outputs)}.log"
            process = started.enter_context(_collecting(departures, chosen, common, said))
            for name, (read, output) in outputs.items():
                os.close(output)
                later[name] = cores.submit(_follow, name, read, departures[name], process, said, say[name])
        runs = []
        for name in names:
            runs.append(later[name].result())
            show("".join(kept[name]))
    return runs, [] if url else ["les tests de base de données sur PostgreSQL : aucun serveur n’a pu démarrer"]


def _departure(name: str, output: int, folder: Path, url: str | None) -> Departure:
    """Return what a lane takes along: a data folder of its own, and the address of its server if it has one."""
    (folder / name).mkdir()
    base = {"DATABASE_URL": url, "FILAGE_MODELE": MODEL} if url and name == "PostgreSQL" else {}
    return Departure(output, str(folder / f"{name}.xml"), {"FILAGE_DATA": str(folder / name)} | base)


def _collecting(
    departures: Mapping[str, Departure], chosen: list[str], environment: Mapping[str, str], said: Path
) -> subprocess.Popen[bytes]:
    """Start the run of pytest from which these lanes part; it speaks for itself only when it could not collect."""
    colour = "yes" if sys.stdout.isatty() else "no"
    command = [sys.executable, "-m", "pytest", "-q", f"--color={colour}", f"--junitxml={said}.xml", "-p", "tests.house.lane"]
    with said.open("wb") as output:
        return subprocess.Popen(
            [*command, *chosen],
            cwd=ROOT,
            env={**environment, **departing(departures)},
            pass_fds=[each.output for each in departures.values()],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


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


def _follow(
    name: str, read: int, departure: Departure, process: subprocess.Popen[bytes], said: Path, say: Callable[[str], object]
) -> Run:
    """Hand the output of a lane over line by line, and read back its closing line, its report and its exit code."""
    say(f"\n── Tests sur {name}\n")
    start, summary = time.monotonic(), "no tests ran in 0.00s"
    with open(read, encoding="utf-8", errors="replace") as output:
        for line in output:
            say(line)
            summary = _closing(line) or summary
    run = Run(name, process.wait() or 1, summary, time.monotonic() - start)
    if departure.code.exists():
        run.code = int(departure.code.read_text())
        _read_report(Path(departure.report), run)
    else:  # nothing could be collected
        lines = said.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        say("".join(lines))
        run.summary = next(filter(None, map(_closing, reversed(lines))), summary)
    return run


def _closing(line: str) -> str:
    """Return the closing line of pytest, nothing for another line."""
    plain = COLOURS.sub("", line).strip()
    return plain if SUMMARY.search(plain) else ""


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
