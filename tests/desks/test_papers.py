"""The two commands on every example, and papers that say the same figures as the pages, the same bytes each time."""

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from filage.__main__ import main
from filage.core import archive
from tests.house import empty_database
from tests.house.repository import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.filage.yaml"))
SOUND = [
    path for path in EXAMPLES
    if "contradictions" not in path.name  # the theatre season again, with its plants
    and "ecole" not in path.name  # no production
]  # fmt: skip
ISSUED = date(2026, 11, 21)
scratch = pytest.mark.sqlite  # what these commands open is a database of their own, in memory: PostgreSQL has no say in it


def filage(*arguments, data):
    """Run the command as a user does, with its own data folder."""
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")  # the settings of the tests keep no data folder
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    environment = kept | {"FILAGE_DATA": str(data), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "filage", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300)


@dataclass(frozen=True)
class Done:
    """What a command ended on: its exit code, and what it said on each of its outputs."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="module")
def here(django_db_setup, django_db_blocker):
    """Return what runs a command on a file where Django is already awake: the command makes a database of its own in memory."""

    def run(*arguments):
        out, err = StringIO(), StringIO()
        with django_db_blocker.unblock(), redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            main([*map(str, arguments)])
        return Done(ended.value.code or 0, out.getvalue(), err.getvalue())

    return run


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return empty_database.prepare(tmp_path_factory.mktemp("donnees"))


@pytest.fixture(scope="module")
def papers_of(here, tmp_path_factory):
    """Return what gives the folder where the command wrote the papers of an example, run once for each."""

    @cache
    def write(example):
        folder = tmp_path_factory.mktemp("papiers")
        done = here("dossier", example, "--sortie", folder, "--date", "2026-11-21")
        assert done.returncode == 0, done.stderr
        return folder

    return write


@scratch
@pytest.mark.parametrize("example", SOUND, ids=lambda path: path.name)
def test_the_dossier_command_writes_three_papers_a_production(example, papers_of):
    folder = papers_of(example)
    written = sorted(path.name for path in folder.iterdir())
    slugs = {name.removesuffix("-dossier.pdf") for name in written if name.endswith("-dossier.pdf")}
    assert slugs and set(written) == {
        f"{slug}-{end}" for slug in slugs for end in ("dossier.pdf", "budget.xlsx", "calendrier.ics")
    }
    for slug in slugs:
        assert PdfReader(folder / f"{slug}-dossier.pdf").pages[1].extract_text()
        assert CalamineWorkbook.from_path(folder / f"{slug}-budget.xlsx").sheet_names[0] == "Lisez-moi"
        assert Calendar.from_ical((folder / f"{slug}-calendrier.ics").read_bytes())


@scratch
def test_the_same_file_on_the_same_day_gives_the_same_bytes_in_another_process(papers_of, data, tmp_path):
    example = ROOT / "examples/les-marees.filage.yaml"
    assert filage("dossier", example, "--sortie", tmp_path, "--date", "2026-11-21", data=data).returncode == 0
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in (papers_of(example), tmp_path))
    assert first == second


@scratch
def test_the_dossier_of_les_marees_says_the_figures_of_case_1(papers_of):
    (paper,) = papers_of(ROOT / "examples/les-marees.filage.yaml").glob("*-dossier.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(paper).pages).replace("\xa0", " ").replace("\u202f", " ")
    for figure in ("78 400,00", "12 000,00", "2 500,00", "3 545,80", "195,02", "3 740,82", "20 représentations"):
        assert figure in text, figure


@scratch
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("dossier", "absent.filage.yaml"), 2, "absent.filage.yaml"),
        (("dossier", EXAMPLES[0], "--date", "21/11/2026"), 2, "AAAA-MM-JJ"),
        (("controler", "absent.filage.yaml"), 2, "absent.filage.yaml"),
        (("dossier",), 2, "FICHIER|SPECTACLE"),
    ],
)
def test_a_mistake_gets_one_french_sentence(arguments, code, said, here):
    done = here(*arguments)
    assert done.returncode == code and said in done.stderr and "Traceback" not in done.stderr


@pytest.mark.django_db
def test_a_spectacle_that_nobody_has_gets_one_french_sentence(here):
    done = here("dossier", "inconnu")
    assert done.returncode == 1 and "Ni fichier ni spectacle « inconnu »" in done.stderr and "Traceback" not in done.stderr


@scratch
def test_a_bad_file_writes_nothing(here, tmp_path):
    bad = tmp_path / "mauvais.filage.yaml"
    bad.write_text("filage: 1\ninconnue: 3\n")
    done = here("dossier", bad, "--sortie", tmp_path / "sortie")
    assert done.returncode == 2 and "inconnue" in done.stderr and not (tmp_path / "sortie").exists()


@scratch
def test_controls_are_read_as_text_or_as_json(here):
    example = ROOT / "examples/tresorerie-creation.filage.yaml"
    text, machine = here("controler", example), here("controler", example, "--json")
    assert text.returncode == machine.returncode == 0
    assert "TRE-001" in text.stdout and "14 610,00" in text.stdout.replace("\xa0", " ").replace("\u202f", " ")
    findings = json.loads(machine.stdout)["constats"]
    keys = {"code", "gravite", "sujet", "message", "remede", "citation", "confiance"}
    assert findings and all(set(finding) == keys for finding in findings)
    assert "TRE-001" in {finding["code"] for finding in findings}


def test_an_issued_paper_is_kept_and_says_when_its_facts_have_moved(marees):
    from filage.core import rails

    rails.refresh([marees.production.pk], marees.organisation)
    issued = archive.issue("calendrier", marees.production, by=None, on=ISSUED)
    assert issued.status == "émis" and archive.issue("calendrier", marees.production, by=None, on=ISSUED) == issued
    marees.line("charge", "Masques", 500)
    rails.refresh([marees.production.pk], marees.organisation)
    assert archive.documents(marees.organisation, marees.production)[0].status == "émis"
    marees.play(date(2027, 3, 12), marees.venue("Môle"))
    rails.refresh([marees.production.pk], marees.organisation)
    assert archive.documents(marees.organisation, marees.production)[0].status == "périmé"


def test_a_calendar_without_date_has_no_event(marees):
    kind = next(kind for kind in archive.kinds("production") if kind.code == "calendrier")
    made = kind.produce(marees.organisation, marees.production, on=ISSUED, by=None)
    assert made.filename == "estran-calendrier.ics" and not Calendar.from_ical(made.content).walk("VEVENT")
    marees.play(date(2027, 3, 12), marees.venue("Môle"))
    assert (
        len(Calendar.from_ical(kind.produce(marees.organisation, marees.production, on=ISSUED, by=None).content).walk("VEVENT"))
        == 1
    )


def test_other_papers_are_written_when_they_are_named(here, tmp_path):
    example = ROOT / "examples/plateau-cinq-interpretes.filage.yaml"
    done = here("dossier", example, "--sortie", tmp_path, "--papier", "financement", "--papier", "textes", "--langue", "en")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"piece-a-cinq-financement-en.pdf", "piece-a-cinq-textes-en.docx"}
    for option, value in (("--papier", "roman"), ("--langue", "de")):
        refused = here("dossier", example, "--sortie", tmp_path, option, value)
        assert refused.returncode == 2 and value in refused.stderr and "Traceback" not in refused.stderr
