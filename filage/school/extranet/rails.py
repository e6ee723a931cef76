"""What the extranet gives to the rails: loans and actions due as deadlines of the house, and the proofs that it holds."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from filage.core import clock
from filage.core.rails import deadlines, proofs
from filage.core.rails.types import Deadline
from filage.school.extranet.models import Loan, LogEntry, Talk
from filage.school.extranet.queries import quality, sharing


def of_loans(organisation: UUID) -> Iterator[Deadline]:
    """Yield the copies that should come back; one query."""
    today = clock.today(organisation)
    for loan in sharing.loans_out(organisation):
        late = "en retard" if sharing.is_late(loan, today) else "à rendre"
        title = f"Rendre « {loan.item} » ({loan.learner.person.name})"
        yield Deadline(key=f"pret:{loan.pk}", on=loan.due_on, title=title, state=late, url=reverse("extranet:library"))


def of_the_log(organisation: UUID) -> Iterator[Deadline]:
    """Yield the actions decided; one query."""
    today = clock.today(organisation)
    for entry in LogEntry.objects.within(organisation).filter(done_on=None):
        if entry.due_on is None:
            continue
        late = "en retard" if entry.due_on < today else "à faire"
        url = reverse("extranet:edit_log", args=[entry.pk])
        title = f"Amélioration : {entry.action or entry.text}"[:160]
        yield Deadline(key=f"amelioration:{entry.pk}", on=entry.due_on, title=title, owner=entry.owner, state=late, url=url)


def of_talks(organisation: UUID) -> Iterator[Deadline]:
    """Yield the meetings agreed; one query."""
    today = clock.today(organisation)
    rows = Talk.objects.within(organisation).filter(next_on__gte=today).select_related("learner__person")
    for talk in rows:
        if talk.next_on is None:
            continue
        url = reverse("extranet:learner", args=[talk.learner_id])
        title = f"Entretien avec {talk.learner.person.name}"
        yield Deadline(key=f"entretien:{talk.pk}", on=talk.next_on, title=title, state="à faire", url=url)


def plug() -> None:
    """Give what the extranet knows to whoever reads the rails."""
    deadlines.provide_house("extranet", of_loans, Loan)
    deadlines.provide_house("extranet", of_the_log, LogEntry)
    deadlines.provide_house("extranet", of_talks, Talk)
    proofs.holders.provide("extranet", quality.proofs_held)
    proofs.holders.provide("programmes", quality.proofs_of_programmes)
