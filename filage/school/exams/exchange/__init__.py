"""What of the exams travels in the Filage file, one module a part."""

from filage.school.exams.exchange import candidates  # isort: skip  # sessions and candidates come before what names them
from filage.school.exams.exchange import evidence, following, holding, jury

__all__ = ["candidates", "evidence", "following", "holding", "jury"]
