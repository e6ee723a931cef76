"""What a learner does in her own space: says that she read, what she thinks of herself, and of a module."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from filage.core import clock
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank
from filage.rules.schooling.quality.satisfaction import MARKS, QUESTIONS
from filage.rules.schooling.quality.self_marks import LEVELS
from filage.school.extranet.models import (
    Questionnaire,
    QuestionnaireAnswer,
    QuestionnaireDone,
    Reading,
    SelfMark,
    SharedDocument,
)
from filage.school.extranet.queries import quality, sharing
from filage.school.programmes.models import Learner


def read(learner: Learner, key: str) -> SharedDocument:
    """Note that a learner read one of her documents; a second time changes nothing."""
    document = hers(learner, key)
    rows = Reading.objects.within(learner.organisation_id)
    if not rows.filter(document=document, learner=learner).exists():
        made = Reading(
            organisation_id=learner.organisation_id,
            document=document,
            learner=learner,
            read_at=timezone.now(),
            rank=next_rank(rows.filter(document=document)),
        )
        ChangeSet.create(made).apply(by=None, why=f"lu par {learner.person.name} : {document}"[:300])
    return document


def hers(learner: Learner, key: str) -> SharedDocument:
    """Return one of the documents of a learner; Refusal for any other."""
    found = next((one for one, _ in sharing.for_learner(learner) if str(one.pk) == key), None)
    if found is None:
        raise Refusal("Ce document n’est pas ou plus partagé avec vous.")
    return found


def assess(learner: Learner, marks: Mapping[str, str], known: set[str]) -> int:
    """Keep what a learner thinks of herself today on the competences she marked; return how many."""
    here, today = learner.organisation_id, clock.today(learner.organisation_id)
    rows = SelfMark.objects.within(here).filter(learner=learner, on=today)
    held = {one.competence: one for one in rows}
    changes, rank = ChangeSet(), next_rank(SelfMark.objects.within(here))
    said = {code: int(mark) for code, mark in marks.items() if code in known and mark.isdecimal() and int(mark) in LEVELS}
    for place, (code, mark) in enumerate(said.items()):
        if code in held:
            changes += ChangeSet.on(held[code], mark=mark)
        else:
            row = SelfMark(organisation_id=here, learner=learner, competence=code, on=today, mark=mark, rank=rank + place)
            changes += ChangeSet.create(row)
    if not said:
        raise Refusal("Dites au moins une compétence.")
    changes.apply(by=None, why=f"auto-évaluation de {learner.person.name}")
    return len(said)


def answer(learner: Learner, key: str, said: Mapping[str, Any]) -> Questionnaire:
    """Keep what a learner says of a module, apart from who said it; Refusal when it is closed or told already."""
    waiting = quality.to_answer(learner, clock.today(learner.organisation_id))
    asked = next((one for one in waiting if str(one.pk) == key), None)
    if asked is None:
        raise Refusal("Ce questionnaire est clos, ou vous y avez déjà répondu.")
    marks = {code: int(said[code]) for code in QUESTIONS if str(said.get(code, "")).isdecimal() and int(said[code]) in MARKS}
    if not marks:
        raise Refusal("Cochez au moins une réponse.")
    here = learner.organisation_id
    try:
        with transaction.atomic():  # neither goes through the journal, where one would read next to the other
            QuestionnaireDone.objects.create(organisation_id=here, questionnaire=asked, learner=learner)
            QuestionnaireAnswer.objects.create(
                id=uuid4(),  # drawn: an id that holds the time would tell who answered
                organisation_id=here,
                questionnaire=asked,
                remark=str(said.get("remark", ""))[:2000],
                **marks,
            )
    except IntegrityError:
        raise Refusal("Vous avez déjà répondu.") from None
    return asked
