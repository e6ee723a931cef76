"""What admissions show an auditor of quality: counts and days, and no name."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from filage.core.archive import IssuedDocument
from filage.core.rails.proofs import Proof, Rows, counted
from filage.school.admissions.enums import Stage
from filage.school.admissions.models import Application, Assessment, InfoMeeting, Intake
from filage.school.admissions.rails.papers import CONTRACT, CONVENTION, QUOTE

CHECKED = (Stage.CHECKED, Stage.SHORTLIST, Stage.INTERVIEW, Stage.DECISION, Stage.FUNDING, Stage.ENROLLED)


def held(organisation: Any) -> Iterator[Proof]:
    """Yield the proofs of a house; one query."""
    url = reverse("programmes:house")
    return counted(organisation, (Rows(*said, url) for said in _asked(organisation)))


def _asked(organisation: Any) -> Iterator[tuple[int, str, QuerySet[Any], str]]:
    """Yield what proves each indicator, and which of its days is told."""
    filed = Application.objects.within(organisation)
    papers = IssuedDocument.objects.within(organisation).filter(kind__in=(QUOTE, CONTRACT, CONVENTION))
    grids = Assessment.objects.within(organisation).exclude(done_on=None)
    public = Intake.objects.within(organisation).filter(published=True)
    yield 1, "appels à candidatures publiés, avec prix, voies et délais", public, "opens_at"
    yield 1, "réunions d’information", InfoMeeting.objects.within(organisation), "starts_at"
    yield 4, "projets professionnels recueillis", filed.filter(~Q(project="") & Q(filed_at__isnull=False)), "filed_at"
    yield 4, "entretiens d’admission", filed.exclude(interview_at=None), "interview_at"
    yield 8, "grilles d’entretien à l’entrée", grids, "done_on"
    yield 8, "positionnements à l’entrée, par compétence", filed.filter(levels__isnull=False), "filed_at"
    yield 9, "devis, contrats et conventions remis", papers, "issued_on"
    yield (
        16,
        "dossiers dont les conditions d’entrée ont été vérifiées",
        filed.filter(state__in=CHECKED).exclude(filed_at=None),
        "filed_at",
    )
