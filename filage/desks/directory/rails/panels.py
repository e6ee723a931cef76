"""What the directory adds to the menu."""

from filage.core.rails import pages
from filage.core.rails.types import MenuEntry


def plug() -> None:
    """Give an entry of the menu."""
    pages.menu(MenuEntry(label="Carnet", url_name="directory:book", rank=35))
