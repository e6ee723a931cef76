"""What the programmes give to the rails, and the pages that they hang on the school and on a session."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from filage.core import clock
from filage.core.rails import checks, deadlines, pages, search
from filage.core.rails.types import Deadline, MenuEntry, SearchRow
from filage.rules.reading.folding import folded
from filage.school.programmes.models import Habilitation, Programme, SchoolSession, Trainer, TrainerPaper
from filage.school.programmes.queries import SessionPage, convening, house_pages, known, session_pages, trainers
from filage.school.programmes.rails import controls, controls_teaching, panels

PAGES = (
    SessionPage("Planning", "programmes:planning", 1),
    SessionPage("Heures", "programmes:hours", 2),
    SessionPage("Stagiaires", "programmes:learners", 5),
    SessionPage("Convocations et agendas", "programmes:convening", 7),
    SessionPage("Qui fait quoi", "programmes:acts", 60),
)
LAPSES = timedelta(days=90)  # before a habilitation ends


def of_trainers(organisation: UUID) -> Iterator[Deadline]:
    """Yield the papers of trainers that are awaited or lapse; one query."""
    today = clock.today(organisation)
    for paper, on, state in trainers.papers_due(organisation, today):
        who, url = paper.trainer.person.name, reverse("programmes:trainer", args=[paper.trainer_id])
        title = f"{paper.get_kind_display().capitalize()} : {who}"
        yield Deadline(key=f"piece_formateur:{paper.pk}", on=on, title=title, state=state, url=url)


def of_sessions(organisation: UUID) -> Iterator[Deadline]:
    """Yield the convocations to send; a few queries."""
    today = clock.today(organisation)
    waiting = SchoolSession.objects.within(organisation).filter(learners__left_on=None, learners__convened_on=None)
    for session in waiting.filter(learners__isnull=False).distinct().prefetch_related("periods"):
        first = convening.first_day(session)
        if first is None or first <= today:
            continue
        on, url = first - convening.BEFORE, reverse("programmes:convening", args=[session.pk])
        state = "en retard" if on < today else "à faire"
        title = f"Convoquer les stagiaires : {session.name}"[:160]
        yield Deadline(key=f"convoquer:{session.pk}", on=on, title=title, state=state, url=url)


def of_habilitations(organisation: UUID) -> Iterator[Deadline]:
    """Yield the habilitations that end; one query."""
    today = clock.today(organisation)
    for one in Habilitation.objects.within(organisation).filter(until__isnull=False).select_related("body"):
        if one.until is not None and one.until - LAPSES <= today <= one.until:
            url = reverse("programmes:habilitation", args=[one.pk])
            title = f"Fin de l’habilitation {one.certification} : {one.body}"
            yield Deadline(key=f"habilitation:{one.pk}", on=one.until, title=title[:160], state="à renouveler", url=url)


def looked_for(organisation: UUID, words: Sequence[str], limit: int, edits: bool) -> Iterator[SearchRow]:
    """Yield the sessions, programmes, certifications and trainers that answer; four queries."""
    rows: list[tuple[Any, str, str, str, str]] = [
        *(
            (one.pk, one.name, one.certification, "programmes:session", "session de formation")
            for one in SchoolSession.objects.within(organisation).only("name", "certification")
        ),
        *(
            (one.pk, one.name, one.certification, "programmes:programme", "programme de formation")
            for one in Programme.objects.within(organisation).only("name", "certification")
        ),
        *(
            (code, f"{code}, {held[-1].certification.title}", "", "programmes:certification", "certification")
            for code, held in known(organisation).items()
        ),
        *(
            (one.pk, one.person.name, one.trades, "programmes:trainer", "intervenant·e")
            for one in Trainer.objects.within(organisation).select_related("person")
        ),
    ]
    found = (row for row in rows if all(word in folded(f"{row[1]} {row[2]}") for word in words))
    for _, (pk, title, text, url_name, kind) in zip(range(limit), found, strict=False):
        yield SearchRow(key=f"{url_name}:{pk}", title=title, text=text, url=reverse(url_name, args=[pk]), kind=kind)


def plug() -> None:
    """Give the programmes to whoever reads the rails, and hang their pages."""
    pages.menu(MenuEntry(label="Formation", url_name="programmes:house", rank=50))
    panels.plug()
    checks.declare(*controls.CHECKS, *controls_teaching.CHECKS)
    deadlines.provide_house("programmes", of_trainers, TrainerPaper)
    deadlines.provide_house("programmes", of_sessions, SchoolSession)
    deadlines.provide_house("programmes", of_habilitations, Habilitation)
    search.live.provide("programmes", looked_for)
    house_pages.provide("bodies", SessionPage("Organisme de formation", "programmes:bodies", 5))
    house_pages.provide("trainers", SessionPage("Intervenant·es", "programmes:trainers", 10))
    for page in PAGES:
        session_pages.provide(page.url_name, page)
