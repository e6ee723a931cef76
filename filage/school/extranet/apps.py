"""What the extranet does when Django starts: it gives its part to the rails, to the Filage file and to the page of a session."""

from django.apps import AppConfig


class ExtranetConfig(AppConfig):
    name = "filage.school.extranet"
    label = "extranet"
    verbose_name = "Extranet"

    def ready(self) -> None:
        """Plug the extranet in."""
        from filage.productions import pointing
        from filage.school.extranet import exchange, models, rails  # noqa: F401 its lists are provided when it is read
        from filage.school.programmes.queries import SessionPage, house_pages, session_pages

        rails.plug()
        pointing.declare(models.Talk, "held_by")
        house_pages.provide("quality", SessionPage("Qualité", "extranet:indicators", 80))
        house_pages.provide("library", SessionPage("Documentation", "extranet:library", 90))
        session_pages.provide("extranet", SessionPage("Extranet", "extranet:session", 60))
