"""What the production dossier says: the house, the work, the team, then the sections that the other desks give."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from filage.core.rails import sections
from filage.core.rails.types import Section
from filage.desks.directory.queries import house
from filage.desks.schedule.queries.dates import opens
from filage.documents import codec
from filage.documents.shapes import (
    Budget,
    Credit,
    Document,
    DossierData,
    KeyFact,
    Lang,
    Member,
    Schedule,
    Terms,
    Treasury,
    Work,
)
from filage.documents.text import MONTHS
from filage.documents.vocabulary import say
from filage.productions.enums import FIRM, PerformanceType, Phase
from filage.productions.models import Production

KIND = "Dossier de production"
NBSP = "\u00a0"


def dossier_data(season: Any, production: Production, *, on: date, lang: Lang = "fr", version: str = "") -> DossierData:
    """Return the dossier of a production, as true on a day, assembled from the sections rail."""
    told = {section.code: section for section in sections.of(season.organisation_id, production.pk)}
    budget = _shape(Budget, told.get("budget"))
    schedule = _shape(Schedule, told.get("calendrier"))
    planned = budget.threshold.planned if budget and budget.threshold else None
    return DossierData(
        company=house.company(production.structure),
        document=Document(kind=KIND, issued=on, version=version),
        work=_work(season, production, lang),
        lang=lang,
        team=tuple(_team(season, production)),
        schedule=replace(schedule, goal=planned) if schedule else None,
        budget=budget,
        terms=_shape(Terms, told.get("conditions")),
        treasury=_shape(Treasury, told.get("tresorerie")),
        contacts=tuple(house.contacts(season, production)),
    )


def _shape[Shape](shape: type[Shape], section: Section | None) -> Shape | None:
    return None if section is None else codec.from_json(shape, section.data["shape"])


def _work(season: Any, production: Production, lang: Lang) -> Work:
    performances = season.performances_of(production.pk)
    first = next((each for each in performances if each.type != PerformanceType.GENERALE and opens(each)), None)
    place = first.venue if first else None
    premiere = day_text(first.on, lang) if first else ""
    if first is None and production.creation_end:
        premiere = str(production.creation_end.year)  # created long before these dates
    if first and first.status not in FIRM:
        premiere = f"{premiere} ({say('en option', lang)})"
    return Work(
        title=production.title,
        genre=production.genre,
        author=production.creators,
        creation=premiere,
        creation_place=", ".join(part for part in (place.name, place.city) if part) if place else "",
        pitch=production.pitch,
        facts=tuple(_facts(production)),
        credits=tuple(Credit(role=each.role, names=each.who) for each in production.credits.order_by("rank", "id")),
        mentions=production.mentions,
        intention=tuple(part.strip() for part in production.intention.split("\n\n") if part.strip()),
    )


def _facts(production: Production) -> Iterator[KeyFact]:
    """Yield what a venue asks first; nothing when too little is known, so that the dossier chooses its own."""
    facts = [
        KeyFact(name="Durée", value=duration_text(production.duration_minutes)),
        KeyFact(name="Public", value=production.audience),
        KeyFact(name="Jauge", value=f"{production.capacity}{NBSP}places" if production.capacity else ""),
        KeyFact(name="En tournée", value=_people(production.touring_party)),
        KeyFact(name="Espace scénique", value=production.stage_size),
        KeyFact(name="Genre", value=production.genre),
    ]
    if sum(bool(fact.value) for fact in facts) >= 3:
        yield from (fact for fact in facts if fact.value)


def duration_text(minutes: int | None) -> str:
    """Return a duration in French: 1 h 20, 55 min; an empty text when unknown."""
    if not minutes:
        return ""
    hours, left = divmod(minutes, 60)
    if not hours:
        return f"{left}{NBSP}min"
    return f"{hours}{NBSP}h" + (f"{NBSP}{left:02d}" if left else "")


def day_text(day: date, lang: Lang = "fr") -> str:
    """Return a day: 12 mars 2027, 1er avril 2027, 1 April 2027."""
    number = "1er" if day.day == 1 and lang == "fr" else str(day.day)
    return f"{number}{NBSP}{MONTHS[lang][day.month - 1]}{NBSP}{day.year}"


def _people(count: int | None) -> str:
    if not count:
        return ""
    return f"{count}{NBSP}personne{'s' if count > 1 else ''}"


def _team(season: Any, production: Production) -> Iterator[Member]:
    """Yield the people engaged, each once, in file order, with what the générique says she does."""
    credits = [(each.role, each.who) for each in production.credits.order_by("rank", "id")]
    engaged: dict[str, list[Any]] = {}
    for engagement in season.engagements_of(production.pk):
        if engagement.person is not None:
            engaged.setdefault(engagement.person.name, []).append(engagement)
    for name, held in engaged.items():
        roles = [role for role, who in credits if name in who] or _functions(held)
        yield Member(name=name, role=" · ".join(dict.fromkeys(roles)), bio=held[0].person.bio)


def _functions(engagements: list[Any]) -> list[str]:
    """Return what a person does on stage, or while creating when she does not tour."""
    touring = [each.function for each in engagements if each.phase == Phase.EXPLOITATION]
    return touring or [each.function for each in engagements]
