"""What a person reads when an act is refused: what, why, and the next gesture."""


class Refusal(Exception):
    """An operation says no; `str()` is one or more French sentences meant for the screen, `url` leads to what mends it."""

    def __init__(self, *said: object, url: str = "") -> None:
        super().__init__(*said)
        self.url = url
