"""What the booking desk gives to the rails."""

from filage.desks.booking.operations import stages


def plug() -> None:
    """Give what booking knows to whoever reads the rails."""
    stages.plug()
