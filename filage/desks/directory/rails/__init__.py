"""What the directory gives to the rails: its controls, its duties, and what the search box may find."""

from filage.core.rails import checks, deadlines, search
from filage.desks.directory import queries
from filage.desks.directory.models import NextGesture
from filage.desks.directory.operations import words
from filage.desks.directory.rails import controls, controls_labels, controls_licence, duties, panels


def plug() -> None:
    """Give the search rows, the duties and the controls of the directory."""
    words.plug()
    search.provide("directory", queries.search_rows)
    search.live.provide("directory", queries.looked_for)
    checks.declare(*controls.CHECKS, *controls_licence.CHECKS, *controls_labels.CHECKS)
    deadlines.provide("directory", duties.deadlines)
    deadlines.provide_house("directory", duties.house, NextGesture)
    panels.plug()
