"""What the desks add to the shells: entries of the menu, tabs of the project page, panels of the other pages."""

from collections.abc import Callable
from typing import Any

from filage.core.rails.registry import Registry
from filage.core.rails.types import MenuEntry, Panel, ProjectTab

type PanelProvider = Callable[[Any, Any], Panel | None]

entries: Registry[MenuEntry] = Registry("menu")
project_tabs: Registry[ProjectTab] = Registry("tabs")
slots: Registry[tuple[str, PanelProvider]] = Registry("panels")


def menu(entry: MenuEntry) -> None:
    """Add an entry to the main menu."""
    entries.provide(entry.url_name, entry)


def tab(entry: ProjectTab) -> None:
    """Add a tab to the project page."""
    project_tabs.provide(entry.code, entry)


def panel(slot: str, code: str, provider: PanelProvider) -> None:
    """Give a panel to a slot: `provider(request, production)` returns it, or None when it has nothing to say.

    In the slots of a date (`date.…`) the provider is given the date rather than its production.
    """
    slots.provide(f"{slot}/{code}", (slot, provider))


def menu_entries() -> list[MenuEntry]:
    """Return the entries of the menu, in order."""
    return sorted((entry for _, entry in entries.items()), key=lambda entry: entry.rank)


def tabs() -> list[ProjectTab]:
    """Return the tabs of the project page, in order."""
    return sorted((entry for _, entry in project_tabs.items()), key=lambda entry: entry.rank)


def panels(slot: str, request: Any, production: Any = None) -> list[Panel]:
    """Return the panels that have something to say in a slot, in order."""
    given = (provider(request, production) for _, (where, provider) in slots.items() if where == slot)
    return sorted((panel for panel in given if panel is not None), key=lambda panel: panel.rank)
