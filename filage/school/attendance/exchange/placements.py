"""Periods in a company and what was done to find them, in the Filage file."""

from filage.core.rails.exchange import Table, fields, provide
from filage.productions.exchange import in_order
from filage.school.attendance import models
from filage.school.programmes.exchange.sessions import not_endless

CANVASSES = Table(
    model=models.Canvass,
    key="demarches",
    noun="une démarche auprès d’un lieu",
    parent="learner",
    fields=fields(
        structure="structure", lieu="place", date="on", contact="contact", suite="outcome", relance="follow_on", note="note"
    ),
)
PLACEMENTS = Table(
    model=models.Placement,
    key="stages",
    noun="une période en entreprise",
    parent="learner",
    fields=fields(
        structure="structure",
        tuteur="tutor",
        fonction_tuteur="tutor_function",
        etat="state",
        decide_le="decided_on",
        decision="decision",
        debut="first",
        fin="last",
        heures_par_jour="hours_a_day",
        horaires="timetable",
        lieux="places",
        statut="standing",
        frais="expenses",
        assurance="insurance",
        accidents="accidents",
        vhss="vhss",
        signe_stagiaire="learner_signed_on",
        signe_structure="host_signed_on",
        signe_organisme="body_signed_on",
        rompu_le="ended_on",
    ),
    checks=(in_order(("debut", "first"), ("fin", "last")), not_endless),
)
DAYS_OFF = Table(
    model=models.PlacementDayOff,
    key="jours_non_travailles",
    noun="un jour non travaillé d’une période en entreprise",
    parent="placement",
    unique=(("placement", "date"),),
    fields=fields(date="on", motif="why"),
)
MISSIONS = Table(
    model=models.PlacementMission,
    key="missions",
    noun="une mission en entreprise",
    parent="placement",
    fields=fields(texte="text", competences="competences"),
)
MARKS = Table(
    model=models.PlacementMark,
    key="evaluations",
    noun="une évaluation du tuteur",
    parent="placement",
    unique=(("placement", "moment", "competence"),),
    fields=fields(moment="stage", competence="competence", note="mark", commentaire="note"),
)
VISITS = Table(
    model=models.PlacementVisit,
    key="visites",
    noun="une visite en entreprise",
    parent="placement",
    fields=fields(date="on", genre="kind", qui="who", compte_rendu="note"),
)

provide(CANVASSES, PLACEMENTS, DAYS_OFF, MISSIONS, MARKS, VISITS)
