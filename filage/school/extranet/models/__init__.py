"""What the extranet keeps: what is shared and read, what is lent, what is said of learners and by them, and what gets better."""

from filage.school.extranet.models.following import LearnerNeed, SelfMark, Talk
from filage.school.extranet.models.quality import IndicatorReview, LogEntry, Questionnaire, QuestionnaireAnswer, QuestionnaireDone
from filage.school.extranet.models.sharing import LibraryItem, Loan, Reading, SharedDocument

__all__ = [
    "LearnerNeed",
    "IndicatorReview",
    "LibraryItem",
    "Loan",
    "LogEntry",
    "Questionnaire",
    "QuestionnaireAnswer",
    "QuestionnaireDone",
    "Reading",
    "SelfMark",
    "SharedDocument",
    "Talk",
]
