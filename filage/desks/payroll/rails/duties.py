"""The dated duties of embauches: declare, hand a contract, pay, declare the pay, and ask the numéro d'objet of a show."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from filage.core.rails.types import Deadline
from filage.desks.payroll.queries.duties import Duty, duties_of
from filage.desks.payroll.queries.period import period_in
from filage.productions.enums import INTERMITTENT
from filage.productions.models import Engagement, Production

OWNER = "administration"
NAMED = 2  # people named in the title of a duty; the others are counted
OBJECT_DAYS = timedelta(days=15)  # before the first hour of work: France Travail answers in some days


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield what is to be done of the embauches, those of one show and one day together; what is done leaves."""
    for production in season.productions:
        held: dict[tuple[str, str, date], list[tuple[Engagement, Duty]]] = defaultdict(list)
        for engagement in season.engagements_of(production.pk):
            for duty in duties_of(season, engagement):
                held[duty.track, duty.to, duty.due].append((engagement, duty))
        for (track, to, due), several in held.items():
            yield Deadline(
                key=f"embauche:{track}:{to}:{production.pk}:{due:%Y%m%d}",
                on=due,
                title=f"{several[0][1].act} : {people([engagement for engagement, _ in several])}",
                owner=OWNER,
                state=_state(several, season.today),
                url=_url(production, [engagement for engagement, _ in several]),
                production=production.pk,
            )
        yield from _object_number(season, production)


def people(engagements: Sequence[Engagement]) -> str:
    """Name the people of some embauches: « Camille Roux, Lou Ferré et 4 autres »."""
    names = list(dict.fromkeys(one.person.name for one in engagements if one.person))
    if len(names) <= NAMED + 1:
        return " et ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"{', '.join(names[:NAMED])} et {len(names) - NAMED} autres"


def _object_number(season: Any, production: Production) -> Iterator[Deadline]:
    if production.object_number:
        return
    hired = [one for one in season.engagements_of(production.pk) if one.status in INTERMITTENT and one.person_id]
    starts = [period[0] for one in hired if (period := period_in(season, one))]
    if starts:
        yield Deadline(
            key=f"numero-objet:{production.pk}",
            on=min(starts) - OBJECT_DAYS,
            title="Numéro d’objet à demander à France Travail",
            owner=OWNER,
            state="à faire",
            url=f"/spectacles/{production.slug}/embauches/#numero-objet",
            production=production.pk,
        )


def _state(several: Sequence[tuple[Engagement, Duty]], today: date) -> str:
    return several[0][1].state(today)


def _url(production: Production, engagements: Sequence[Engagement]) -> str:
    page = f"/spectacles/{production.slug}/embauches/"
    return f"{page}#e-{engagements[0].pk}" if len(engagements) == 1 else page
