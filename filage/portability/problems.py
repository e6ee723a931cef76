"""How a file is refused: where the fault is, in which field, and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass

from filage.core.refusal import Refusal

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file: its line (0 when the whole file is at fault), the field, a French message."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"ligne {self.line}" if self.line else "", self.field) if part)
        return f"{place} : {self.message}" if place else self.message


class BadFile(Refusal):
    """A file that cannot be read as a Filage file; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__(self._text())

    @classmethod
    def at(cls, line: int, message: str, field: str = "") -> "BadFile":
        """Return the refusal of a file for one reason."""
        return cls([Problem(line, field, message)])

    def _text(self) -> str:
        shown = "\n".join(f"  {problem}" for problem in self.problems[:SHOWN])
        more = len(self.problems) - SHOWN
        return f"{shown}\n  … et {more} autre{'s' if more > 1 else ''}." if more > 0 else shown
