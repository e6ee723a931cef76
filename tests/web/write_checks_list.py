"""Writes the page of the guide that gives the reference list of controls with our codes."""

import os
from pathlib import Path

import django

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "liste-des-controles.md"

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from filage.web.pages import reference

    PAGE.write_text(reference.markdown(), encoding="utf-8")
