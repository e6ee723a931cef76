"""What the booking desk gives to the rails."""


def plug() -> None:
    """Give what booking knows to whoever reads the rails."""
