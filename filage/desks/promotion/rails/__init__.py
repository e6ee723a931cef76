"""What the promotion desk gives to the rails."""


def plug() -> None:
    """Nothing yet."""
