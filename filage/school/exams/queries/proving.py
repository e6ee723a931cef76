"""What exams and juries show an auditor of quality, counted from what they hold."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse

from filage.core.rails.proofs import Proof
from filage.school.exams.models import Candidate, Verdict


def proofs_held(organisation: Any) -> Iterator[Proof]:
    """Yield what the exams show; two queries."""
    url = reverse("exams:exams")
    closed = Verdict.objects.within(organisation).exclude(deliberation__closed_at=None).order_by()
    jury = closed.aggregate(
        people=Count("candidate", distinct=True),
        juries=Count("deliberation__exam", distinct=True),
        last=Max("deliberation__closed_at__date"),
    )
    yield Proof(3, "décisions de jury, dont se comptent les taux d’obtention", jury["people"], url, jury["last"])
    yield Proof(11, "jurys clos, grilles par compétence et procès-verbal", jury["juries"], url, jury["last"])
    kept = {
        "convened": "convened_on",
        "granted": "arrangements__granted_on",
        "noted": "appeals__on",
        "told": "inquiries__answered_on",
    }
    counted = {name: Count(_of(day), filter=Q(**{f"{day}__isnull": False}), distinct=True) for name, day in kept.items()}
    found = (
        Candidate.objects.within(organisation)
        .order_by()
        .aggregate(**counted, **{f"last_{name}": Max(day) for name, day in kept.items()})
    )
    for number, name, label in (
        (2, "told", "réponses aux enquêtes d’insertion"),
        (16, "convened", "personnes convoquées, leur droit de se présenter vérifié"),
        (26, "granted", "aménagements d’épreuves accordés"),
        (31, "noted", "recours notés"),
    ):
        yield Proof(number, label, found[name], url, found[f"last_{name}"])


def _of(day: str) -> str:
    """Return what a day is the day of: the row that it belongs to, else the candidate herself."""
    return day.rpartition("__")[0] or "id"
