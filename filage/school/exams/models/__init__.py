"""What the exams keep: a session of exam, its candidates, its jury with what each juror grades, and what the jury decides."""

from filage.school.exams.models.candidates import Candidate, ExamSession
from filage.school.exams.models.deliberations import Appeal, CompetenceDecision, CriterionExemption, Deliberation, Verdict
from filage.school.exams.models.grids import Grid, GridEntry
from filage.school.exams.models.jury import Juror, JurorTie, JuryRules

__all__ = [
    "Appeal",
    "Candidate",
    "CompetenceDecision",
    "CriterionExemption",
    "Deliberation",
    "ExamSession",
    "Grid",
    "GridEntry",
    "Juror",
    "JurorTie",
    "JuryRules",
    "Verdict",
]
