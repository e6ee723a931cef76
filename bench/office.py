"""The same edits in LibreOffice, by a macro of its own: cells are written, what depends on them is computed and read again."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from bench.timing import median_seconds

EDITS = 200
CONVERSIONS = 3
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
WAIT = 120  # seconds, with the start of LibreOffice
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:{kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{kind}.dtd">
"""
STANDARD = (
    LIBRARY.format(kind="library")
    + """<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""
)
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{code}</script:module>
"""
BUDGET = (
    """Sub Mesurer
 Dim args(0) As New com.sun.star.beans.PropertyValue
 args(0).Name = "Hidden" : args(0).Value = True
 doc = StarDesktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, args())
 Dim cles(0) As New com.sun.star.table.TableSortField
 cles(0).Field = 0
 Dim tri(0) As New com.sun.star.beans.PropertyValue
 tri(0).Name = "SortFields" : tri(0).Value = cles()
 feuille = doc.Sheets.getByIndex(0)
 For n = 0 To 20
  feuille.getCellByPosition(9, n).Value = 47186 + n
 Next n
 For n = 0 To {lines} - 1
  feuille.getCellByPosition(0, n).String = Chr(65 + (n Mod 9))
  feuille.getCellByPosition(1, n).Value = 3
  feuille.getCellByPosition(2, n).Value = 12.5
  feuille.getCellByPosition(3, n).Formula = "=B" & (n + 1) & "*C" & (n + 1)
 Next n
 For n = 0 To 8
  famille = Chr(65 + n)
  plages = "$A$1:$A${lines};"""
    + '""" & famille & """'
    + """;$D$1:$D${lines}"
  feuille.getCellByPosition(5, n).Formula = "=SUMIF(" & plages & ")"
 Next n
 feuille.getCellByPosition(5, 9).Formula = "=SUM(F1:F9)"
 total = feuille.getCellByPosition(5, 9).Value
 Open "{result}" For Output As #1
"""
)
END = """ Close #1
 doc.close(True)
 StarDesktop.terminate()
End Sub
"""
TIMED = """ debut = GetSystemTicks()
 For n = 1 To {edits}
{act}
  total = feuille.getCellByPosition(5, 9).Value
 Next n
 Print #1, "{name};" & (GetSystemTicks() - debut) & ";" & total
"""
PRICE = "  feuille.getCellByPosition(2, {lines} - 1).Value = n"
LINE = """  feuille.getCellByPosition(0, {lines} - 1).String = "A"
  feuille.getCellByPosition(1, {lines} - 1).Value = 12
  feuille.getCellByPosition(2, {lines} - 1).Value = n
  feuille.getCellByPosition(3, {lines} - 1).Formula = "=B{lines}*C{lines}*1.65\""""
ACTS = {
    # the row goes away again, so that the sheet keeps its size
    "ajouter une charge": """  feuille.Rows.insertByIndex({lines} - 2, 1)
  feuille.getCellRangeByPosition(3, {lines} - 3, 3, {lines} - 2).fillAuto(0, 1)
  feuille.Rows.removeByIndex({lines} - 2, 1)""",
    "coller un bloc de deux lignes": LINE
    + "\n"
    + LINE.replace("{lines} - 1", "{lines} - 2").replace("B{lines}*C{lines}", "B1*C1"),
    "changer un prix": PRICE,
    "changer un prix, l’annuler": PRICE + "\n" + PRICE.replace("= n", "= 12.5"),
    "poser 21 dates, relâche le lundi": """  feuille.getCellByPosition(7, 0).Value = 47186 + n
  feuille.getCellByPosition(7, 1).Formula = "=WORKDAY.INTL(H1;1;\"\"1000000\"\")"
  feuille.getCellRangeByPosition(7, 1, 7, 20).fillAuto(0, 1)
  jour = feuille.getCellByPosition(7, 20).Value""",
    "embaucher": LINE,
    "supposer 20 dates, lire le prix": """  feuille.getCellByPosition(8, 0).Value = n
  feuille.getCellByPosition(8, 1).Formula = "=F10/I1"
  prix = feuille.getCellByPosition(8, 1).Value""",
    "déplacer la première, avec ce qui bouge": """  feuille.getCellByPosition(9, 5).Value = 47180 - n
  feuille.getCellRangeByPosition(9, 0, 9, 20).sort(tri())""",
}


def recalculation(lines: int) -> float | None:
    """Return the seconds that one edit takes to reach the total of a sheet of `lines` lines; None without LibreOffice."""
    found = _timed({"changer un prix": PRICE}, lines)
    return found.get("changer un prix")


def gestures(lines: int = 300) -> dict[str, float]:
    """Return, by gesture, the seconds LibreOffice takes to write its cells and compute a sheet of `lines` lines again.

    Only what the program does: no key is pressed, nothing is drawn. Empty without LibreOffice; a gesture which is not there is
    one that computes nothing, or that a macro cannot do.
    """
    return _timed(ACTS, lines)


def _timed(acts: dict[str, str], lines: int) -> dict[str, float]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return {}
    timed = "".join(TIMED.replace("{act}", act).replace("{name}", name) for name, act in acts.items())
    with tempfile.TemporaryDirectory() as name:
        folder, result = Path(name), Path(name) / "duree.txt"
        code = (
            (BUDGET + timed + END).replace("{lines}", str(lines)).replace("{edits}", str(EDITS)).replace("{result}", str(result))
        )
        command = [program, f"-env:UserInstallation=file://{folder}/profil", "--headless", "--norestore"]
        _run([*command, "--terminate_after_init"])  # makes the profile, whose library of macros is then ours
        basic = folder / "profil/user/basic/Standard"
        if not basic.is_dir():
            return {}
        (basic / "script.xlb").write_text(STANDARD)
        (basic / "Module1.xba").write_text(MODULE.format(code=escape(code)))
        _run([*command, "macro:///Standard.Module1.Mesurer"])
        said = [line.split(";") for line in result.read_text().splitlines()] if result.exists() else []
    return {gesture: int(ticks) / 1000 / EDITS for gesture, ticks, _ in said}


def conversion(content: bytes, suffix: str, to: str) -> float | None:
    """Return the seconds that LibreOffice takes to open a file, recalculate it and write it as `to`; None without LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"papier{suffix}").write_bytes(content)
        (folder / "profil/user").mkdir(parents=True)
        (folder / "profil/user/registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
        command = [program, f"-env:UserInstallation=file://{folder}/profil", "--headless", "--convert-to", to]
        command += ["--outdir", f"{folder}/fait", f"{folder}/papier{suffix}"]
        return median_seconds(lambda: _run(command), runs=CONVERSIONS)


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=WAIT, check=False)
    except subprocess.TimeoutExpired:
        return  # the caller finds no result
