"""What the payroll desk does when Django starts: it gives its part to the rails."""

from django.apps import AppConfig


class PayrollConfig(AppConfig):
    name = "filage.desks.payroll"
    label = "payroll"
    verbose_name = "Embauches"

    def ready(self) -> None:
        """Plug the desk into the rails."""
        from filage.desks.payroll import rails

        rails.plug()
