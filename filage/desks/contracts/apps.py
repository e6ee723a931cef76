"""What the contracts desk does when Django starts: it gives its part to the rails and to the Filage file."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "filage.desks.contracts"
    label = "contracts"
    verbose_name = "Contrats"

    def ready(self) -> None:
        """Plug the desk into the rails."""
        from filage.desks.contracts import exchange, rails  # noqa: F401 the lists of exchange are provided when it is read

        rails.plug()
