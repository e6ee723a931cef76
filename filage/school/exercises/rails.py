"""What the exercises give to the rails: the proofs of quality that hand-ins, marks and mock exams are."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone

from filage.core.rails import proofs
from filage.core.rails.proofs import Proof
from filage.school.exercises.models import GridMark, HandIn


def proofs_held(organisation: Any) -> Iterator[Proof]:
    """Yield what the exercises show an auditor; two queries."""
    url, handed_in = reverse("exercises:exercises"), Q(handed_in_at__isnull=False)
    out, mock = Q(assignment__released_at__isnull=False), Q(assignment__minutes__isnull=False)
    rows = HandIn.objects.within(organisation).order_by().filter(handed_in)
    found = rows.aggregate(
        all=Count("id"),
        told=Count("id", filter=~Q(remark="")),
        marked=Count("id", filter=out),
        mock=Count("id", filter=mock),
        last=Max("handed_in_at"),
    )
    last = timezone.localdate(found["last"]) if found["last"] else None
    yield Proof(10, "copies suivies d’une remarque à la personne", found["told"], url, last)
    yield Proof(11, "copies corrigées, notes montrées", found["marked"], url, last)
    yield Proof(11, "copies d’examen blanc", found["mock"], url, last)
    read = GridMark.objects.within(organisation).order_by().filter(points__isnull=False).count()
    yield Proof(11, "appréciations de grille, critère par critère", read, url, last)
    yield Proof(19, "exercices rendus par les stagiaires", found["all"], url, last)


def plug() -> None:
    """Give what the exercises know to whoever reads the rails."""
    proofs.holders.provide("exercises", proofs_held)
