"""What the exercises read: what a production answers, how it differs from the solved one, what that is worth."""

from filage.school.exercises.queries.given import Result, marks_of
from filage.school.exercises.queries.marking import Corrected, corrected
from filage.school.exercises.queries.measures import answers, figures

__all__ = ["Corrected", "Result", "answers", "corrected", "figures", "marks_of"]
