"""What the programmes keep: certifications that were imported, programmes, sessions, who learns, who teaches, and when."""

from filage.school.programmes.models.bodies import TrainingBody
from filage.school.programmes.models.papers import TrainerPaper
from filage.school.programmes.models.people import Learner, Trainer
from filage.school.programmes.models.planning import Slot, Track
from filage.school.programmes.models.records import CertificationRecord, Habilitation
from filage.school.programmes.models.sessions import SchoolSession, SessionClosure, SessionPeriod
from filage.school.programmes.models.sharing import SharedAct
from filage.school.programmes.models.teaching import Module, Programme, Referent

__all__ = [
    "CertificationRecord",
    "Habilitation",
    "Learner",
    "Module",
    "Programme",
    "Referent",
    "SchoolSession",
    "SessionClosure",
    "SessionPeriod",
    "SharedAct",
    "Slot",
    "Track",
    "Trainer",
    "TrainerPaper",
    "TrainingBody",
]
