"""What attendance keeps: the register of signatures, its rules, codes, proofs of absence, and the periods in a company."""

from filage.school.attendance.models.placements import (
    Canvass,
    Placement,
    PlacementDayOff,
    PlacementMark,
    PlacementMission,
    PlacementVisit,
)
from filage.school.attendance.models.register import (
    AttendanceRecord,
    AttendanceRules,
    DeclaredAs,
    Justification,
    SigningCode,
    Tablet,
)

__all__ = [
    "AttendanceRecord",
    "AttendanceRules",
    "Canvass",
    "DeclaredAs",
    "Justification",
    "Placement",
    "PlacementDayOff",
    "PlacementMark",
    "PlacementMission",
    "PlacementVisit",
    "SigningCode",
    "Tablet",
]
