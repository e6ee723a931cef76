"""Writes the season of contradictions and what the controls find in it, when the healthy season or a control has moved."""

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.cases import contradictions

    contradictions.write()
