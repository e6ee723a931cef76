"""What the directory gives to the rails: what the search box may find of people, structures and venues."""

from filage.core.rails import search
from filage.desks.directory import queries
from filage.desks.directory.rails import panels


def plug() -> None:
    """Give the search rows of the directory."""
    search.provide("directory", queries.search_rows)
    panels.plug()
