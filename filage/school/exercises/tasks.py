"""What the exercises do apart: the database where productions are read is made before anybody hands one in."""

from django.tasks import task

from filage.core.scratch import empty_database


@task()
def get_ready() -> None:
    """Make the empty database that readings copy, when this release has none yet."""
    empty_database()
