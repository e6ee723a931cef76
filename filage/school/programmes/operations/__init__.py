"""What may be done to the programmes: sessions, learners, référentiels; one module a gesture."""

from filage.school.programmes.operations.learners import enter, enter_refusal
from filage.school.programmes.operations.sessions import remove, write

__all__ = ["enter", "enter_refusal", "remove", "write"]
