"""What the exams keep: a session of exam, its candidates, how it is held, its jury, what each grades and what it decides."""

from filage.school.exams.models.candidates import Candidate, ExamSession
from filage.school.exams.models.deliberations import Appeal, CompetenceDecision, CriterionExemption, Deliberation, Verdict
from filage.school.exams.models.evidence import CandidateWork, Proof, SelfLevel
from filage.school.exams.models.following import Inquiry, PublishedResults
from filage.school.exams.models.grids import Grid, GridEntry
from filage.school.exams.models.holding import Arrangement, Incident, Trial
from filage.school.exams.models.jury import Juror, JurorTie, JuryRules

__all__ = [
    "Arrangement",
    "Appeal",
    "Candidate",
    "CandidateWork",
    "CompetenceDecision",
    "CriterionExemption",
    "Deliberation",
    "ExamSession",
    "Grid",
    "GridEntry",
    "Incident",
    "Juror",
    "JurorTie",
    "JuryRules",
    "Proof",
    "PublishedResults",
    "SelfLevel",
    "Inquiry",
    "Trial",
    "Verdict",
]
