"""The documents of a show made again, beside LibreOffice recalculating and printing the same workbook."""

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from bench.sample import sample
from bench.timing import Row, median_seconds, milliseconds, times

RUNS = 7
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
OFFICE_RUNS = 3
ON = date(2026, 11, 21)


def rows() -> list[Row]:
    """Measure every kind of document of a show, data gathered and file written, then LibreOffice on the workbook."""
    from filage.core import archive

    with sample() as season:
        made, seconds = {}, {}
        for kind in archive.kinds(per="production"):
            act = lambda kind=kind: kind.produce(season.organisation, season.production, on=ON, by=season.user)  # noqa: E731
            made[kind.suffix], seconds[kind.label] = act().content, median_seconds(act, runs=RUNS)
    office = _office(made.get(".xlsx", made.get("xlsx", b"")))
    beside = "" if office is None else f"LibreOffice recalcule et imprime le classeur : {milliseconds(office)}"
    return [
        Row(label, milliseconds(value), "< 500 ms", beside and f"{beside} ({times(office / value)})")
        for label, value in seconds.items()
    ]


def _office(workbook: bytes) -> float | None:
    """Return the seconds that LibreOffice takes to open, recalculate and print a workbook; None without LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None or not workbook:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "budget.xlsx").write_bytes(workbook)
        (folder / "profil/user").mkdir(parents=True)
        (folder / "profil/user/registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profil",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            name,
        ]

        def convert() -> None:
            subprocess.run(
                [*command, str(folder / "budget.xlsx")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
            )

        return median_seconds(convert, runs=OFFICE_RUNS)
