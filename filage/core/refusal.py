"""What a person reads when an act is refused: what, why, and the next gesture."""


class Refusal(Exception):
    """An operation says no; `str()` is one or more French sentences meant for the screen."""
