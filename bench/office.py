"""The same edit in LibreOffice, by a macro of its own: one price changed, and the total of the sheet read again."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

EDITS = 200
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
CODE = (
    """Sub Mesurer
 Dim args(0) As New com.sun.star.beans.PropertyValue
 args(0).Name = "Hidden" : args(0).Value = True
 doc = StarDesktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, args())
 feuille = doc.Sheets.getByIndex(0)
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
 debut = GetSystemTicks()
 For n = 1 To {edits}
  feuille.getCellByPosition(2, {lines} - 1).Value = n
  total = feuille.getCellByPosition(5, 9).Value
 Next n
 duree = GetSystemTicks() - debut
 Open "{result}" For Output As #1
 Print #1, duree
 Print #1, total
 Close #1
 doc.close(True)
 StarDesktop.terminate()
End Sub
"""
)


def recalculation(lines: int) -> float | None:
    """Return the seconds that one edit takes to reach the total of a sheet of `lines` lines; None without LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder, result = Path(name), Path(name) / "duree.txt"
        code = CODE.replace("{lines}", str(lines)).replace("{edits}", str(EDITS)).replace("{result}", str(result))
        command = [program, f"-env:UserInstallation=file://{folder}/profil", "--headless", "--norestore"]
        _run([*command, "--terminate_after_init"])  # makes the profile, whose library of macros is then ours
        basic = folder / "profil/user/basic/Standard"
        if not basic.is_dir():
            return None
        (basic / "script.xlb").write_text(STANDARD)
        (basic / "Module1.xba").write_text(MODULE.format(code=escape(code)))
        _run([*command, "macro:///Standard.Module1.Mesurer"])
        return int(result.read_text().split()[0]) / 1000 / EDITS if result.exists() else None


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=WAIT, check=False)
    except subprocess.TimeoutExpired:
        return  # the caller finds no result
