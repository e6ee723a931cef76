"""Whole processes of the `filage` command, beside a Python that does nothing."""

import json
import subprocess
import sys

from bench.timing import Row, median_seconds, milliseconds, times

RUNS = 9
PLATEAU = {
    "equipe": [
        {"fonction": "artiste", "nombre": 4, "brut": "160.00", "coefficient": "1.55"},
        {"fonction": "régie", "nombre": 1, "brut": "180.00", "coefficient": "1.60"},
    ],
    "consommables": "80.00",
}


def rows() -> list[Row]:
    """Measure `filage --help` and `filage calculer plateau`."""
    bare = _whole_process(["-c", "pass"])
    help_page = _whole_process(["-m", "filage", "--help"])
    plateau = _whole_process(["-m", "filage", "calculer", "plateau"], json.dumps(PLATEAU))
    beside = f"Python qui ne fait rien : {milliseconds(bare)}"
    return [
        Row("filage --help, processus entier", milliseconds(help_page), "< 400 ms", f"{beside} ({times(help_page / bare)})"),
        Row(
            "filage calculer plateau, processus entier", milliseconds(plateau), "< 600 ms", f"{beside} ({times(plateau / bare)})"
        ),
    ]


def _whole_process(arguments: list[str], given: str = "") -> float:
    def run() -> None:
        subprocess.run([sys.executable, *arguments], input=given.encode(), stdout=subprocess.DEVNULL, check=True)

    return median_seconds(run, runs=RUNS)
