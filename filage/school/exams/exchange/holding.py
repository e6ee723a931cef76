"""The timetable of an exam, what is arranged for whom and what happened, in the Filage file: a need never leaves."""

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.school.exams import models

TRIALS = Table(
    model=models.Trial,
    key="epreuves",
    noun="une épreuve d’un examen",
    parent="exam",
    fields=fields(
        candidat=Field(attribute="candidate", same="exam"),
        bloc="block",
        epreuve="title",
        debut="starts_at",
        minutes="minutes",
        preparation="preparation",
        temps_majore="extra",
        salle="room",
        devant="panel",
    ),
)
ARRANGEMENTS = Table(
    model=models.Arrangement,
    key="amenagements_epreuves",
    noun="un aménagement d’épreuve",
    parent="candidate",
    unique=(("candidate",),),
    fields=fields(
        temps_majore="extra",
        aide="helper",
        materiel="material",
        demande_le="asked_on",
        accorde_le="granted_on",
        accorde_par="granted_by",
    ),
    sealed={"besoin": "need"},
)
INCIDENTS = Table(
    model=models.Incident,
    key="incidents",
    noun="un incident d’épreuve",
    parent="exam",
    fields=fields(candidat=Field(attribute="candidate", same="exam"), nature="kind", moment="at", recit="text"),
)

provide(TRIALS, ARRANGEMENTS, INCIDENTS)
