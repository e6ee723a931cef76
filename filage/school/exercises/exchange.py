"""What of the exercises travels in the Filage file."""

from filage.core.rails.exchange import Table, fields, provide
from filage.productions.exchange import in_order
from filage.school.exercises import models

RECORDS = Table(
    model=models.ExerciseRecord,
    key="exercices",
    noun="un exercice importé",
    unique=(("code", "version"),),
    fields=fields(code="code", version="version", texte="text"),
)
ASSIGNMENTS = Table(
    model=models.Assignment,
    key="exercices_donnes",
    noun="un exercice donné",
    fields=fields(
        session="session",
        exercice="exercise",
        version="version",
        ouvre_le="opens_at",
        a_rendre_le="due_at",
        minutes="minutes",
        variantes="varied",
        notes_le="released_at",
    ),
    checks=(in_order(("ouvre_le", "opens_at"), ("a_rendre_le", "due_at")),),
)
HAND_INS = Table(
    model=models.HandIn,
    key="copies",
    noun="une copie",
    parent="assignment",
    unique=(("assignment", "stagiaire"),),
    fields=fields(
        stagiaire="learner",
        minutes_en_plus="more_minutes",
        ouverte_le="opened_at",
        rendue_le="handed_in_at",
        par_l_horloge="by_clock",
        empreinte="sha256",
        production="production",
        lecture="reading",
        remarque="remark",
    ),
)
ANSWERS = Table(
    model=models.TypedAnswer,
    key="reponses",
    noun="une réponse",
    parent="hand_in",
    unique=(("hand_in", "question"),),
    fields=fields(question="question", texte="text"),
)
MARKS = Table(
    model=models.GridMark,
    key="appreciations",
    noun="une appréciation",
    parent="hand_in",
    unique=(("hand_in", "critere"),),
    fields=fields(critere="criterion", points="points", remarque="remark"),
)

provide(RECORDS, ASSIGNMENTS, HAND_INS, ANSWERS, MARKS)
