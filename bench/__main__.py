"""Which parts are measured, and the table that `bin/bench` prints."""

import argparse
import importlib
import os
import platform
import tempfile

from rich.console import Console
from rich.table import Table

PARTS = {
    "chiffres": "figures",
    "saison": "whole",
    "pages": "pages",
    "commande": "commands",
    "documents": "documents",
    "grille": "grid",
    "aperçu": "previews",
    "gestes": "gestures",
    "paie": "payroll",
    "contrats": "contracts",
    "annuaire": "directory",
    "agenda": "calendar",
    "route": "road",
    "flux": "feeds",
    "communes": "towns",
    "ecole": "admissions",
    "émargement": "attendance",
    "jury": "jury",
}
COLUMNS = ("Mesure", "Filage (médiane)", "Demandé", "À côté")


def main() -> None:
    """Measure the parts asked for (all by default) on a data folder of their own, and print one table."""
    parser = argparse.ArgumentParser(prog="bin/bench", description="Mesure Filage à côté de ce à quoi on le compare.")
    parser.add_argument("parties", nargs="*", choices=[[], *PARTS], default=[], help="par défaut toutes : " + ", ".join(PARTS))
    asked = parser.parse_args().parties or list(PARTS)
    with tempfile.TemporaryDirectory(prefix="filage-mesure-") as data:
        _prepare(data)
        table = Table(*COLUMNS, title=f"Python {platform.python_version()}, {os.cpu_count()} cœurs")
        for part in asked:
            for row in importlib.import_module(f"bench.{PARTS[part]}").rows():
                table.add_row(*row.cells)
            table.add_section()
    Console(width=None if os.isatty(1) else 150).print(table)


def _prepare(data: str) -> None:
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {"FILAGE_DATA": data, "DJANGO_SETTINGS_MODULE": "filage.config.settings"}
    importlib.import_module("filage.config.wsgi")  # started as the server is, its garbage collector included


if __name__ == "__main__":
    main()
