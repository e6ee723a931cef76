"""The contradictions planted in the theatre season: every kind that a control knows, each said and made by one gesture.

`python -m tests.cases.write_contradictions` writes examples/saison-contradictions.filage.yaml from the healthy season, and
beside it everything the controls then find, plant by plant (`plante: null`, the healthy season says it too), to be read again by
eye.
"""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from filage.core.rails import checks
from filage.core.rails import season as seasons
from filage.core.scratch import scratch_database
from filage.portability import operations
from filage.portability.exporting import export
from tests.cases.planting import Plant, Season
from tests.cases.plants import PLANTS
from tests.cases.plants.stage import set_the_stage

EXAMPLES = Path(__file__).parents[2] / "examples"
HEALTHY, SPOILT = (EXAMPLES / f"saison-{name}.filage.yaml" for name in ("theatre", "contradictions"))
EXPECTED = EXAMPLES / "saison-contradictions.attendus.yaml"
OWN_ID = re.compile(r"\b01a2(?=[0-9a-f]{4}-[0-9a-f]{4}-7)")
KEYS = ("code", "gravite", "sujet", "message", "plante")


def plant(organisation: Any, *, after: Callable[[Plant | None], None] = lambda _: None) -> None:
    """Plant every contradiction in the season; `after` is told each plant once it is in, None once the stage is set."""
    organisation.name, organisation.slug = "Compagnie Les Marées, saison contredite", "saison-contradictions"
    organisation.save()
    season = Season(organisation)
    set_the_stage(season)
    after(None)
    for each in PLANTS:
        each.spoil(season)
        after(each)


def planted_text(organisation: Any) -> str:
    """Return the file of a planted organisation, whose objects have ids of their own: both seasons may be opened side by side."""
    return OWN_ID.sub("01a3", export(organisation))


def found_in(organisation: Any) -> Counter[tuple[str, str, str, str]]:
    """Return how often each (code, severity, subject, message) is found in an organisation."""
    season = seasons.load(organisation.pk)
    return Counter((each.code, str(each.severity), each.subject, each.message) for each in checks.of(season))


def write() -> None:
    """Write both files."""
    with scratch_database():
        organisation = operations.import_file(HEALTHY)
        healthy = found_in(organisation)
        known, rows = set(healthy), []

        def told(each: Plant | None) -> None:
            found = set(found_in(organisation))
            rows.extend((*one, each.said if each else "la scène des contradictions") for one in found - known)
            known.update(found)

        plant(organisation, after=told)
        last = set(found_in(organisation))
        SPOILT.write_text(planted_text(organisation), encoding="utf-8")
    rows.extend((*one, None) for one in healthy)  # what the healthy season says already: never above a piece of information
    said = [dict(zip(KEYS, row, strict=True)) for row in sorted(rows, key=lambda row: row[:4]) if tuple(row[:4]) in last]
    sheet = {"date": date(2026, 11, 2), "fichier": SPOILT.name, "constats": said}
    EXPECTED.write_text(yaml.safe_dump(sheet, allow_unicode=True, sort_keys=False, width=140), encoding="utf-8")
