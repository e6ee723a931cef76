"""The public engines that payslips are measured beside: installed apart, for the measure only, and never part of Filage."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
APART = HERE.parents[1] / ".tools" / "bench"  # kept out of the repository
MODELE_SOCIAL = ("modele-social@11.1.0", "publicodes@1.8.2")
OPENFISCA = "openfisca-france==176.1.8"
PATIENCE = 600  # seconds


@dataclass(frozen=True, slots=True)
class Told:
    """What a public engine made of the cases: seconds to load, seconds a payslip, then for many at once; megabytes; answers."""

    name: str
    load: float
    each: float
    memory: float
    found: Sequence[dict[str, Any]]
    many: float | None = None


def asked(cases: Sequence[dict[str, Any]]) -> tuple[list[Told], list[str]]:
    """Return what each public engine answered, and one French sentence for each that could not be installed or run here."""
    told, missing = [], []
    for name, ready in (("modele-social", _modele_social), ("openfisca-france", _openfisca)):
        try:
            command = ready()
            answer = subprocess.run(command, input=json.dumps(cases).encode(), capture_output=True, check=True, timeout=PATIENCE)
            told.append(Told(name, **json.loads(answer.stdout)))
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            missing.append(f"{name} : ni installé ni mesuré ici ({_reason(error)}).")
    return told, missing


def _modele_social() -> list[str]:
    node, npm, place = shutil.which("node"), shutil.which("npm"), APART / "modele-social"
    if node is None or npm is None:
        raise OSError("il faut Node.js et npm")
    if not (place / "node_modules" / "publicodes").is_dir():
        place.mkdir(parents=True, exist_ok=True)
        (place / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        _run(npm, "install", "--prefix", place, "--no-audit", "--no-fund", "--silent", "--ignore-scripts", *MODELE_SOCIAL)
    return [node, str(HERE / "modele_social_payslips.mjs"), str(place / "package.json")]


def _openfisca() -> list[str]:
    place = APART / "openfisca"
    python = place / "bin" / "python"
    if not (place / "installed").is_file():
        _run(sys.executable, "-m", "venv", "--clear", place)
        _run(python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", OPENFISCA)
        (place / "installed").write_text(OPENFISCA + "\n", encoding="utf-8")
    return [str(python), str(HERE / "openfisca_payslips.py")]


def _run(*command: str | os.PathLike[str]) -> None:
    subprocess.run([os.fspath(part) for part in command], capture_output=True, check=True, timeout=PATIENCE)


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return "trop long"
    if isinstance(error, subprocess.CalledProcessError):
        return "l’installation ou la mesure a échoué : pas de réseau ?"
    return str(error) or type(error).__name__
