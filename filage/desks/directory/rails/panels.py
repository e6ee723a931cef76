"""What the directory adds to the menu."""

from filage.core.rails import pages
from filage.core.rails.types import MenuEntry


def plug() -> None:
    """Give an entry of the menu."""
    pages.menu(MenuEntry(label="Personnes", url_name="directory:people", rank=35))
