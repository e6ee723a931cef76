"""What the directory gives to the rails: its controls, and what the search box may find of people, structures and venues."""

from filage.core.rails import checks, search
from filage.desks.directory import queries
from filage.desks.directory.rails import controls, controls_licence, panels


def plug() -> None:
    """Give the search rows and the controls of the directory."""
    search.provide("directory", queries.search_rows)
    checks.declare(*controls.CHECKS, *controls_licence.CHECKS)
    panels.plug()
