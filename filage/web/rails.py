"""What web itself gives to the rail of pages: entries of the menu, the four blocks of a project, what moved there last."""

from filage.core.rails import pages
from filage.core.rails.types import MenuEntry, ProjectTab
from filage.web.pages import journal

pages.menu(MenuEntry(label="Aujourd’hui", url_name="web:today", rank=10))
pages.menu(MenuEntry(label="Spectacles", url_name="web:shows", rank=30))
pages.menu(MenuEntry(label="Contrôles", url_name="web:checks", rank=40))
pages.menu(MenuEntry(label="Documents", url_name="web:documents", rank=60))
pages.menu(MenuEntry(label="Barèmes", url_name="web:rates", rank=70))

pages.tab(ProjectTab(code="budget", label="Budget & ressources", url_name="web:show", rank=10))
pages.tab(ProjectTab(code="contrats", label="Contrats & règles", url_name="web:show_contracts", rank=20))
pages.tab(ProjectTab(code="organisation", label="Organisation", url_name="web:show_organisation", rank=30))
pages.tab(ProjectTab(code="promotion", label="Promotion", url_name="web:show_promotion", rank=40))

pages.panel("projet.budget.side", "journal", journal.panel)
