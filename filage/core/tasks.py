"""The work that core does apart: refreshing many productions, every night, and after an update."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID

from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from filage.core import outbox, tracing
from filage.core.kept import FactsRow
from filage.core.models import Organisation
from filage.core.outbox import Mail
from filage.core.rails import nights, refresh
from filage.core.rails.refreshing import reread_house
from filage.core.release import release

NIGHT = time(4)
A_MOMENT = timedelta(seconds=5)  # several edits in a row are read again once


@task()
def refresh_organisation(organisation_id: str, production_ids: list[str] | None) -> None:
    """Compute again the kept rows of some productions of an organisation, or of all of it."""
    refresh(None if production_ids is None else [UUID(id) for id in production_ids], UUID(organisation_id))


@task()
def nightly() -> None:
    """Compute again every kept row, since a new day moves what depends on the date, and ask for the next night."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        for act in dict(nights.nights.items()).values():
            act(organisation_id)
        refresh(None, organisation_id)
    tracing.forget()
    plan_night()


def on_start() -> None:
    """Ask for what a server owes when it starts: the rows that another release computed, and the next night."""
    refresh_after_update()
    plan_night()


def refresh_later(organisation_id: UUID, production_ids: Iterable[UUID] | None) -> None:
    """Ask the task worker for a refresh."""
    ids = None if production_ids is None else [str(id) for id in production_ids]
    refresh_organisation.enqueue(str(organisation_id), ids)


@task()
def read_house_again(organisation_id: str) -> None:
    """Find again what concerns no single production of an organisation: its own papers, people shared by two shows."""
    reread_house(UUID(organisation_id))


def read_house_later(organisation_id: UUID) -> None:
    """Ask for a new reading of what concerns the whole house, in a moment, unless it is asked for already."""
    backend, asked = read_house_again.get_backend(), {"args": [str(organisation_id)], "kwargs": {}}
    waiting = DBTaskResult.objects.filter(task_path=read_house_again.module_path, status="READY", args_kwargs=asked)
    if backend.supports_defer and not waiting.exists():
        read_house_again.using(run_after=timezone.now() + A_MOMENT).enqueue(str(organisation_id))


def plan_night() -> None:
    """Ask for the next nightly refresh, unless it is already asked for."""
    backend = nightly.get_backend()
    if not backend.supports_defer or DBTaskResult.objects.filter(task_path=nightly.module_path, status="READY").exists():
        return
    tomorrow = timezone.localdate() + timedelta(days=1)
    nightly.using(run_after=timezone.make_aware(datetime.combine(tomorrow, NIGHT))).enqueue()


def refresh_after_update() -> int:
    """Ask for a refresh of each organisation whose rows another release computed; return how many."""
    current = FactsRow.objects.across_organisations(reason="après une mise à jour").filter(version=release(), production=None)
    behind = list(Organisation.objects.exclude(pk__in=current.values("organisation")).values_list("pk", flat=True))
    for organisation_id in behind:
        refresh_later(organisation_id, None)
    return len(behind)


@task()
def send_mail(mail_id: str) -> None:
    """Send a mail of the outbox."""
    outbox.send(Mail.objects.get(pk=mail_id))
