"""What the payroll desk does when Django starts: it gives its part to the rails and to the Filage file."""

from django.apps import AppConfig


class PayrollConfig(AppConfig):
    name = "filage.desks.payroll"
    label = "payroll"
    verbose_name = "Embauches"

    def ready(self) -> None:
        """Plug the desk into the rails."""
        from filage.desks.payroll import exchange, rails  # noqa: F401 the lists of exchange are provided when it is read

        rails.plug()
