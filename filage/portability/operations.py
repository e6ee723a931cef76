"""What brings a Filage file in: read and checked whole, compared, then written once."""

from pathlib import Path
from typing import Any

from filage.core.models import Organisation
from filage.portability import container, reading, storing
from filage.portability.storing import Plan


def prepare(path: Path, *, organisation: str = "") -> Plan:
    """Return what importing a file would do, into the organisation of that slug (empty: the file's own); BadFile when refused."""
    return storing.plan(reading.read(container.read(path).text), organisation)


def import_file(path: Path, *, organisation: str = "", by: Any = None) -> Organisation:
    """Import a file and return its organisation, made when there is none; BadFile or Refusal, and then nothing is written."""
    return carry_out(prepare(path, organisation=organisation), path, by=by)


def carry_out(plan: Plan, path: Path, *, by: Any = None) -> Organisation:
    """Write what `prepare` found, with its line in the journal."""
    return storing.carry_out(plan, by=by, why=f"import du fichier « {path.name[:200]} »")
