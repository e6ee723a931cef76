"""What the attendance does when Django starts: it gives its part to the rails and to the Filage file."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "filage.school.attendance"
    label = "attendance"
    verbose_name = "Émargement"

    def ready(self) -> None:
        """Give the register to the Filage file, and say whom the periods in a company point at."""
        from filage.productions import pointing
        from filage.school.attendance import exchange, models, queries, rails  # noqa: F401 its lists are provided when it is read
        from filage.school.programmes import queries as programmes
        from filage.school.programmes.queries import planning

        rails.plug()
        programmes.session_pages.provide("attendance", programmes.SessionPage("Émargement", "attendance:sheet", 20))
        programmes.session_pages.provide("placements", programmes.SessionPage("Entreprise", "attendance:placements", 21))
        programmes.house_pages.provide("accounts", programmes.SessionPage("Bilan annuel", "attendance:accounts", 70))
        planning.signed_hours.provide("attendance", queries.signed_by_learner)
        planning.held_slots.provide("attendance", queries.why_held)
        pointing.declare(models.Canvass, "structure")
        pointing.declare(models.Placement, "structure", "tutor")
