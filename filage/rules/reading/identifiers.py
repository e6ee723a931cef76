"""What a text names a thing by: the identifier it was given at birth."""

from uuid import UUID


def identifier(text: str) -> UUID | None:
    """Return the identifier that a text is, None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
