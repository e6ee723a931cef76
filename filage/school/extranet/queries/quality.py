"""What the school learns: the answers to questionnaires, the log, and each indicator with its proofs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse

from filage.core.rails import proofs
from filage.core.rails.proofs import Proof, Rows
from filage.rules.schooling.quality.indicators import Indicator, reference
from filage.rules.schooling.quality.satisfaction import QUESTIONS, WHOLE, Summary, summed
from filage.school.extranet.enums import EntryKind, IndicatorState
from filage.school.extranet.models import (
    IndicatorReview,
    LearnerNeed,
    LogEntry,
    Questionnaire,
    QuestionnaireAnswer,
    QuestionnaireDone,
    SelfMark,
    SharedDocument,
    Talk,
)
from filage.school.programmes.models import Learner, Module, Programme, Referent, SchoolSession, Slot, Trainer

WATCHES = {23: EntryKind.LAW, 24: EntryKind.TRADE, 25: EntryKind.TEACHING}


@dataclass(frozen=True, slots=True)
class Asked:
    """A questionnaire and the sum of what was answered."""

    questionnaire: Questionnaire
    summary: Summary
    remarks: Sequence[str]

    @property
    def said(self) -> list[tuple[str, Decimal]]:
        """Return each question with the mean of its marks."""
        return [(question, self.summary.means[code]) for code, question in QUESTIONS.items() if code in self.summary.means]


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator, what the house says of it, and what Filage already holds that shows it."""

    indicator: Indicator
    review: IndicatorReview | None
    proofs: Sequence[Proof]

    @property
    def state(self) -> IndicatorState:
        """Return where the house stands; what nobody reviewed is to prepare."""
        return IndicatorState(self.review.state) if self.review else IndicatorState.TO_PREPARE

    @property
    def lacks(self) -> bool:
        """Tell whether nothing shows an indicator that the house answers for."""
        answers = self.review.state != IndicatorState.NOT_APPLICABLE if self.review else self.indicator.common
        return answers and not self.proofs


def questionnaires(session: SchoolSession, asked: int) -> list[Asked]:
    """Return the questionnaires of a session, the latest first, each asked of so many learners; two queries."""
    rows = Questionnaire.objects.within(session.organisation_id).filter(session=session).select_related("module")
    return [_asked(one, asked) for one in rows.prefetch_related("answers").order_by("-opened_on", "-id")]


def satisfied(session: SchoolSession) -> Decimal | None:
    """Return the share of the answers of a session that are of the satisfied, in percent; None while too few answered."""
    rows = QuestionnaireAnswer.objects.within(session.organisation_id).filter(questionnaire__session=session)
    marks = rows.values_list("overall", flat=True)
    return summed([{WHOLE: mark} for mark in marks if mark is not None], 0).satisfied


def to_answer(learner: Learner, today: date) -> list[Questionnaire]:
    """Return the questionnaires that wait for a learner; two queries."""
    done = QuestionnaireDone.objects.within(learner.organisation_id).filter(learner=learner).values("questionnaire")
    rows = Questionnaire.objects.within(learner.organisation_id).filter(session=learner.session_id).select_related("module")
    return [
        one
        for one in rows.filter(opened_on__lte=today, closes_on__gte=today).exclude(pk__in=done).order_by("closes_on", "id")
        if not (one.module and one.module.track and (learner.track is None or learner.track.name != one.module.track))
    ]


def log(organisation: Any) -> list[LogEntry]:
    """Return the log, what is still open first, then the latest; one query."""
    rows = LogEntry.objects.within(organisation).select_related("session").order_by("-on", "-id")
    return sorted(rows, key=lambda one: one.done_on is not None)


def indicators(organisation: Any) -> list[Line]:
    """Return the 32 indicators with their reviews and proofs."""
    held = {one.number: one for one in IndicatorReview.objects.within(organisation)}
    shown = proofs.of(organisation)
    return [Line(one, held.get(one.number), shown.get(one.number, ())) for one in reference().indicators]


def proofs_held(organisation: Any) -> Iterator[Proof]:
    """Yield what the extranet itself shows an auditor."""
    quality, house = reverse("extranet:log"), reverse("programmes:house")
    shared, needs = SharedDocument.objects.within(organisation), LearnerNeed.objects.within(organisation)
    asked = (
        Rows(9, "documents remis aux stagiaires", shared, "shared_on", house),
        Rows(19, "ressources mises à disposition", shared, "shared_on", house),
        Rows(10, "entretiens individuels", Talk.objects.within(organisation), "on", house),
        Rows(11, "auto-évaluations par compétence", SelfMark.objects.within(organisation), "on", house),
        Rows(30, "questionnaires de satisfaction", Questionnaire.objects.within(organisation), "opened_on", house),
        Rows(26, "aménagements tenus par la personne référente", needs, "since", house),
    )
    yield from proofs.counted(organisation, asked)
    by_kind = LogEntry.objects.within(organisation).order_by().values("kind").annotate(count=Count("id"), last=Max("on"))
    kinds = {row["kind"]: row for row in by_kind}
    named = {31: (EntryKind.COMPLAINT, EntryKind.HAZARD), 32: (EntryKind.IDEA,), **{n: (kind,) for n, kind in WATCHES.items()}}
    for number, wanted in named.items():
        rows = [kinds[kind] for kind in wanted if kind in kinds]
        if rows:
            label = ", ".join(EntryKind(row["kind"]).label for row in rows)
            yield Proof(number, label, sum(row["count"] for row in rows), quality, max(row["last"] for row in rows))
    yield Proof(26, "référents handicap nommés", Referent.objects.within(organisation).filter(role="handicap").count(), house)


def proofs_of_programmes(organisation: Any) -> Iterator[Proof]:
    """Yield what programmes, half-days and trainers show an auditor."""
    house, modules = reverse("programmes:house"), Module.objects.within(organisation).order_by()
    slots, programmes = Slot.objects.within(organisation).order_by(), Programme.objects.within(organisation).order_by()
    published = programmes.exclude(revised_on=None).aggregate(count=Count("id"), last=Max("revised_on"))
    yield Proof(1, "programmes publiés et datés", published["count"], house, published["last"])
    told = modules.aggregate(
        goals=Count("id", filter=~Q(objectives="")), covered=Count("id", filter=~Q(competences="")), whole=Count("id")
    )
    yield Proof(5, "modules dont les objectifs sont écrits", told["goals"], house)
    yield Proof(6, "modules et sous-modules du programme", told["whole"], house)
    yield Proof(7, "modules reliés aux compétences de la certification", told["covered"], house)
    laid = slots.aggregate(rooms=Count("room", distinct=True), led=Count("id", filter=Q(trainer__isnull=False)), last=Max("on"))
    yield Proof(17, "salles du planning", laid["rooms"], house)
    yield Proof(18, "demi-journées confiées à un formateur", laid["led"], house, laid["last"])
    titled = Trainer.objects.within(organisation).exclude(titles="").count()
    yield Proof(21, "intervenants dont les titres sont tenus", titled, house)


def _asked(questionnaire: Questionnaire, asked: int) -> Asked:
    rows = list(questionnaire.answers.all())
    answers = [{code: getattr(row, code) for code in QUESTIONS if getattr(row, code) is not None} for row in rows]
    found = summed(answers, asked)
    return Asked(questionnaire, found, [row.remark for row in rows if row.remark] if found.means else [])
