"""What admissions show an auditor of quality: counts and days, and no name."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse

from filage.core.archive import IssuedDocument
from filage.core.rails.proofs import Proof
from filage.school.admissions.enums import Stage
from filage.school.admissions.models import Application, Assessment, InfoMeeting, Intake
from filage.school.admissions.rails.papers import CONTRACT, CONVENTION, QUOTE

MET = Q(interview_at__isnull=False)
CHECKED = Q(state__in=(Stage.CHECKED, Stage.SHORTLIST, Stage.INTERVIEW, Stage.DECISION, Stage.FUNDING, Stage.ENROLLED))


def held(organisation: Any) -> Iterator[Proof]:
    """Yield the proofs of a house; six queries."""
    url = reverse("programmes:house")
    public = Intake.objects.within(organisation).order_by().filter(published=True)
    said = public.aggregate(count=Count("id"), last=Max("opens_at"))
    yield Proof(1, "appels à candidatures publiés, avec prix, voies et délais", said["count"], url, _day(said["last"]))
    meetings = InfoMeeting.objects.within(organisation).order_by().aggregate(count=Count("id"), last=Max("starts_at"))
    yield Proof(1, "réunions d’information", meetings["count"], url, _day(meetings["last"]))
    filed = Application.objects.within(organisation).order_by().aggregate(
        told=Count("id", filter=~Q(project="") & Q(filed_at__isnull=False)),
        last=Max("filed_at"),
        met=Count("id", filter=MET),
        met_last=Max("interview_at"),
        checked=Count("id", filter=CHECKED),
    )  # fmt: skip
    yield Proof(4, "projets professionnels recueillis", filed["told"], url, _day(filed["last"]))
    yield Proof(4, "entretiens d’admission", filed["met"], url, _day(filed["met_last"]))
    yield Proof(16, "dossiers dont les conditions d’entrée ont été vérifiées", filed["checked"], url)
    graded = (
        Assessment.objects.within(organisation).order_by().exclude(done_on=None).aggregate(count=Count("id"), last=Max("done_on"))
    )
    yield Proof(8, "grilles d’entretien à l’entrée", graded["count"], url, graded["last"])
    placed = Application.objects.within(organisation).order_by().filter(levels__isnull=False)
    yield Proof(8, "positionnements à l’entrée, par compétence", placed.aggregate(count=Count("id", distinct=True))["count"], url)
    papers = IssuedDocument.objects.within(organisation).filter(kind__in=(QUOTE, CONTRACT, CONVENTION)).order_by()
    bound = papers.aggregate(count=Count("id"), last=Max("issued_on"))
    yield Proof(9, "devis, contrats et conventions remis", bound["count"], url, bound["last"])


def _day(at: Any) -> Any:
    return at.date() if at else None
