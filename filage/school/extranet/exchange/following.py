"""Meetings, self-assessments and needs of learners, in the Filage file; what is needed stays sealed behind."""

from collections.abc import Iterator

from filage.core.rails.exchange import Problem, Row, Table, fields, provide
from filage.productions.exchange import in_order
from filage.rules.schooling.quality.self_marks import LEVELS
from filage.school.extranet import models


def _on_the_scale(row: Row) -> Iterator[Problem]:
    if row["mark"] not in LEVELS:
        yield "niveau", f"va de {min(LEVELS)} à {max(LEVELS)}"


TALKS = Table(
    model=models.Talk,
    key="entretiens_stagiaires",
    noun="un entretien individuel",
    fields=fields(
        stagiaire="learner",
        date="on",
        type="kind",
        mene_par="held_by",
        notes="notes",
        convenu="agreed",
        prochain="next_on",
    ),
)
SELF_MARKS = Table(
    model=models.SelfMark,
    key="auto_evaluations",
    noun="une auto-évaluation",
    unique=(("stagiaire", "competence", "date"),),
    fields=fields(stagiaire="learner", competence="competence", date="on", niveau="mark"),
    checks=(_on_the_scale,),
)
NEEDS = Table(
    model=models.LearnerNeed,
    key="amenagements",
    noun="un aménagement d’une personne en formation",
    fields=fields(stagiaire="learner", depuis="since", jusqu_au="until"),
    sealed={"besoin": "need", "amenagement": "arrangement", "qui_sait": "who_knows"},
    checks=(in_order(("depuis", "since"), ("jusqu_au", "until")),),
)

provide(TALKS, SELF_MARKS, NEEDS)
