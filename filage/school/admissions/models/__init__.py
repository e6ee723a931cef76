"""What admissions keep: calls for applications with their rules, meetings, applications with their pieces, marks and money."""

from filage.school.admissions.models.applications import Application, ApplicationPiece, Assessment, Mark, PlaceFunding, SelfLevel
from filage.school.admissions.models.calls import (
    InfoMeeting,
    Intake,
    IntakeAssessor,
    IntakeCriterion,
    IntakeEntry,
    IntakePiece,
    IntakeQuota,
    MeetingGuest,
)

__all__ = [
    "Application",
    "ApplicationPiece",
    "Assessment",
    "InfoMeeting",
    "Intake",
    "IntakeAssessor",
    "IntakeCriterion",
    "IntakeEntry",
    "IntakePiece",
    "IntakeQuota",
    "Mark",
    "MeetingGuest",
    "PlaceFunding",
    "SelfLevel",
]
