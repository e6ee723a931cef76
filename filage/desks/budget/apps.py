"""What the budget desk does when Django starts: it gives its part to the rails and to the Filage file."""

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "filage.desks.budget"
    label = "budget"
    verbose_name = "Budget, trésorerie"

    def ready(self) -> None:
        """Plug the desk into the rails."""
        from filage.desks.budget import exchange, rails  # noqa: F401 the lists of exchange are provided when it is read

        rails.plug()
