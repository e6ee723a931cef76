"""What the directory adds to the menu and to Aujourd'hui."""

from typing import Any

from django.urls import reverse

from filage.core import access, clock
from filage.core.rails import pages
from filage.core.rails.types import MenuEntry, Panel
from filage.desks.directory.queries import privacy


def over(request: Any, production: Any) -> Panel | None:
    """Give how many cards have passed their term, to who keeps the carnet."""
    organisation = access.organisation_of(request)
    if not access.can_edit(request.user, organisation):
        return None
    count = privacy.count_to_purge(organisation, clock.today_for(request))
    if not count:
        return None
    many = f"{count} fiches et plus" if count >= privacy.MOST else "1 fiche" if count == 1 else f"{count} fiches"
    return Panel(
        slot="aujourdhui.side",
        title="Fiches à purger",
        count=count,
        more_label="Les voir",
        more_url=reverse("directory:purge"),
        template="directory/panel_purge.html",
        context={"said": many},
        rank=90,
    )


def plug() -> None:
    """Give an entry of the menu, and the panel."""
    pages.menu(MenuEntry(label="Carnet", url_name="directory:book", rank=35))
    pages.panel("aujourdhui.side", "purge", over)
