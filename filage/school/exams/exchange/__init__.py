"""What of the exams travels in the Filage file, one module a part."""

from filage.school.exams.exchange import candidates

__all__ = ["candidates"]
