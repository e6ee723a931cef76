"""What the programmes add to the menu."""

from filage.core.rails import pages
from filage.core.rails.types import MenuEntry


def plug() -> None:
    """Give an entry of the menu."""
    pages.menu(MenuEntry(label="Formation", url_name="programmes:house", rank=65))
