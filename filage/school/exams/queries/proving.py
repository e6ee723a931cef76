"""What exams and juries show an auditor of quality, counted from what they hold."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse

from filage.core.rails.proofs import Proof
from filage.school.exams.models import Candidate

SHOWN = (  # indicator, what is counted, what it is called
    (2, "told", "réponses aux enquêtes d’insertion"),
    (3, "people", "décisions de jury, dont se comptent les taux d’obtention"),
    (11, "juries", "jurys clos, grilles par compétence et procès-verbal"),
    (16, "convened", "personnes convoquées, leur droit de se présenter vérifié"),
    (26, "granted", "aménagements d’épreuves accordés"),
    (31, "noted", "recours notés"),
)


def proofs_held(organisation: Any) -> Iterator[Proof]:
    """Yield what the exams show; one query."""
    url, closed = reverse("exams:exams"), Q(verdicts__deliberation__closed_at__isnull=False)
    kept = {
        "convened": "convened_on",
        "granted": "arrangements__granted_on",
        "noted": "appeals__on",
        "told": "inquiries__answered_on",
    }
    counted = {name: Count(_of(day), filter=Q(**{f"{day}__isnull": False}), distinct=True) for name, day in kept.items()}
    counted["people"] = Count("id", filter=closed, distinct=True)
    counted["juries"] = Count("exam", filter=closed, distinct=True)
    days = {f"last_{name}": Max(day) for name, day in kept.items()}
    days["last_people"] = days["last_juries"] = Max("verdicts__deliberation__closed_at__date")
    found = Candidate.objects.within(organisation).order_by().aggregate(**counted, **days)
    for number, name, label in SHOWN:
        yield Proof(number, label, found[name], url, found[f"last_{name}"])


def _of(day: str) -> str:
    """Return what a day is the day of: the row that it belongs to, else the candidate herself."""
    return day.rpartition("__")[0] or "id"
