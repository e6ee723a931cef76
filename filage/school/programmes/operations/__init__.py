"""What may be done to the programmes: sessions, learners, référentiels; one module a gesture."""

from filage.school.programmes.operations.learners import enter, enter_refusal
from filage.school.programmes.operations.sessions import attach, remove, write

__all__ = ["attach", "enter", "enter_refusal", "remove", "write"]
