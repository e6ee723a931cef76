"""What the exams keep: a session of exam, and its candidates."""

from filage.school.exams.models.candidates import Candidate, ExamSession

__all__ = ["Candidate", "ExamSession"]
