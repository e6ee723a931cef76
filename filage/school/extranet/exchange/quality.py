"""Questionnaires, the log of improvement and the reviews of indicators, in the Filage file."""

from collections.abc import Iterator

from filage.core.rails.exchange import Problem, Row, Table, fields, provide
from filage.productions.exchange import in_order
from filage.rules.schooling.quality.satisfaction import MARKS, QUESTIONS
from filage.school.extranet import models

KEYS = dict(zip(("objectifs", "contenu", "rythme", "animation", "moyens", "ensemble"), QUESTIONS, strict=True))


def _on_the_scale(row: Row) -> Iterator[Problem]:
    for key, name in KEYS.items():
        if row[name] is not None and row[name] not in MARKS:
            yield key, f"va de {min(MARKS)} à {max(MARKS)}"


def _known(row: Row) -> Iterator[Problem]:
    if not 1 <= row["number"] <= 32:
        yield "indicateur", "va de 1 à 32"


QUESTIONNAIRES = Table(
    model=models.Questionnaire,
    key="questionnaires",
    noun="un questionnaire de satisfaction",
    fields=fields(session="session", module="module", ouvert_le="opened_on", jusqu_au="closes_on"),
    checks=(in_order(("ouvert_le", "opened_on"), ("jusqu_au", "closes_on")),),
)
ANSWERS = Table(
    model=models.QuestionnaireAnswer,
    key="reponses_anonymes",
    noun="une réponse à un questionnaire",
    parent="questionnaire",
    fields=fields(**KEYS, remarque="remark"),
    checks=(_on_the_scale,),
)
DONE = Table(
    model=models.QuestionnaireDone,
    key="ont_repondu",
    noun="une personne qui a répondu",
    parent="questionnaire",
    unique=(("questionnaire", "stagiaire"),),
    fields=fields(stagiaire="learner"),
)
LOG = Table(
    model=models.LogEntry,
    key="ameliorations",
    noun="une ligne du journal d’amélioration",
    fields=fields(
        session="session",
        type="kind",
        date="on",
        dit_par="said_by",
        texte="text",
        action="action",
        responsable="owner",
        pour_le="due_on",
        fait_le="done_on",
        resultat="outcome",
    ),
)
REVIEWS = Table(
    model=models.IndicatorReview,
    key="indicateurs_qualite",
    noun="un indicateur de qualité",
    unique=(("indicateur",),),
    fields=fields(indicateur="number", etat="state", note="note", revu_le="reviewed_on"),
    checks=(_known,),
)

provide(QUESTIONNAIRES, ANSWERS, DONE, LOG, REVIEWS)
