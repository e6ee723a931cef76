"""What may be done to a piste: say it in a line, change it, move it by hand before its dates do, remove it."""

from datetime import date
from typing import Any
from uuid import UUID

from filage.core import stages
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.booking.enums import BY_HAND, ProspectStage
from filage.desks.booking.models import Prospect
from filage.desks.booking.queries import pipeline, places
from filage.desks.directory.enums import InteractionKind
from filage.desks.directory.operations import contacts
from filage.desks.directory.queries import contacts as directory
from filage.productions.enums import StructureKind
from filage.productions.models import Person, Production, Structure, Venue
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.booking import line
from filage.rules.booking.line import Said
from filage.rules.geography import find
from filage.rules.reading import Unreadable

FALLEN = (ProspectStage.REPORTE, ProspectStage.ANNULE)


def add(production: Production, text: str, *, by: Any, as_new: bool = False) -> Prospect:
    """Add a piste said in one line; a place or a contact that the directory does not know is written with it, in one gesture.

    Refusal when the line cannot be read, when its place may be several, or when the show already has that piste.
    """
    refuse_unless_editor(by, production)
    try:
        said = line.read(text)
    except Unreadable as reason:
        raise Refusal(str(reason)) from reason
    changes, structure, venue = _place(production.organisation_id, said, as_new)
    _refuse_twice(production, structure, venue, said.season)
    met, contact = _contact(production.organisation_id, said.contact)
    made = Prospect(
        organisation_id=production.organisation_id,
        rank=next_rank(Prospect.objects.within(production.organisation_id)),
        production=production,
        structure=structure,
        venue=venue,
        contact=contact,
        season=said.season,
        segment=said.segment,
        dates_wanted=said.dates,
        amount=said.amount,
        probability=said.probability,
    )
    changes += met + ChangeSet.create(made)
    changes.apply(by=by, why=f"piste « {venue or structure} » pour {production.title}"[:300])
    return made


def change(prospect: Prospect, *, by: Any, **fields: Any) -> JournalEntry | None:
    """Change the facts of a piste that no date says."""
    refuse_unless_editor(by, prospect.production)
    venue = fields.get("venue", prospect.venue)
    if venue is not None and venue.structure_id not in (None, prospect.structure_id):
        raise Refusal(f"« {venue} » n’est pas un lieu de « {prospect.structure} ».")
    season = fields.get("season", "")
    if season and line.season_of(season) is None:
        raise Refusal(f"« {season} » : une saison va d’une année à la suivante, comme 2027-2028.")
    return ChangeSet.on(prospect, **fields).apply(by=by, why=f"piste « {prospect.structure} » précisée"[:300])


def move(prospect: Prospect, to: str, *, by: Any, reason: str = "") -> JournalEntry | None:
    """Bring a piste to a stage that the office writes; Refusal once its dates say the stage, which says the gesture instead."""
    refuse_unless_editor(by, prospect.production)
    piste = pipeline.as_it_stands(prospect)
    if to == piste.stage:
        return None
    if piste.follows:
        said = piste.stage.label.lower()
        raise Refusal(f"Ses dates la disent « {said} » : c’est l’état d’une date qui se change, pas celui de la piste.")
    if to not in (*BY_HAND, ProspectStage.OPTION, *FALLEN):
        raise Refusal(f"« {ProspectStage(to).label} » se lit des dates : posez d’abord une option, puis confirmez-la.")
    changes = stages.step(prospect, to) if to != prospect.stage else ChangeSet()
    if to in FALLEN and reason.strip():
        changes += ChangeSet.on(prospect, lost_reason=reason.strip()[:200])
    elif to in BY_HAND and prospect.lost_reason:
        changes += ChangeSet.on(prospect, lost_reason="")
    return changes.apply(by=by, why=f"piste « {prospect.structure} » : {ProspectStage(to).label.lower()}"[:300])


def remove(prospect: Prospect, *, by: Any) -> JournalEntry | None:
    """Remove a piste; its dates and its place stay."""
    refuse_unless_editor(by, prospect.production)
    return ChangeSet.delete(prospect).apply(by=by, why=f"piste « {prospect.structure} » retirée"[:300])


def plan(prospect: Prospect, *, what: str, on: date, owner: str = "", by: Any) -> JournalEntry | None:
    """Plan what to do next about a piste, and when."""
    refuse_unless_editor(by, prospect.production)
    about: dict[str, Any] = {
        "structure": prospect.structure,
        "person": prospect.contact,
        "production": prospect.production,
        "owner": owner[:120],
    }
    changes = contacts.gesture(prospect.organisation_id, what, on, **about)
    return changes.apply(by=by, why=f"à faire avec « {prospect.structure} » : {what}"[:300])


def note(prospect: Prospect, *, kind: str, on: date, words: str = "", by: Any) -> JournalEntry | None:
    """Note that one was in touch about a piste; a first touch brings a target to « contacté », with it."""
    refuse_unless_editor(by, prospect.production)
    about: dict[str, Any] = {
        "structure": prospect.structure,
        "person": prospect.contact,
        "production": prospect.production,
        "note": words,
    }
    changes = contacts.interaction(prospect.organisation_id, kind, on, **about)
    if prospect.stage == ProspectStage.CIBLE and not pipeline.as_it_stands(prospect).follows:
        changes += stages.step(prospect, ProspectStage.CONTACTE)
    return changes.apply(by=by, why=f"{InteractionKind(kind).label} : {prospect.structure}"[:300])


def finish(prospect: Prospect, key: UUID, *, on: date, by: Any) -> JournalEntry | None:
    """Say that what was planned about a piste is done."""
    refuse_unless_editor(by, prospect.production)
    rows = directory.next_gestures(prospect.organisation_id)
    found = next((one for one in rows if one.pk == key and one.structure_id in (None, prospect.structure_id)), None)
    if found is None:
        raise Refusal("Ce geste n’est plus à faire.")
    return contacts.done(found, on, by=by)


def _place(organisation: Any, said: Said, as_new: bool) -> tuple[ChangeSet, Structure, Venue | None]:
    """Return the place of a line and what must be written for it to exist."""
    found = places.place_named(organisation, said.place, said.town, as_new=as_new)
    if found is not None and found.structure is not None:
        return ChangeSet(), found.structure, found.venue
    name, city = (found.name, found.city) if found else (said.place, said.town)
    structure = Structure(
        organisation_id=organisation,
        name=name,
        kind=StructureKind.LIEU,
        city=city,
        rank=next_rank(Structure.objects.within(organisation)),
    )
    changes = ChangeSet.create(structure)
    if found is not None and found.venue is not None:  # a venue that nobody is said to run
        return changes + ChangeSet.on(found.venue, structure=structure), structure, found.venue
    towns = find(city) if city else ()
    venue = Venue(
        organisation_id=organisation,
        structure=structure,
        name=name,
        city=city,
        country=towns[0].country if len(towns) == 1 and len(towns[0].country) == 2 else "FR",
        insee=towns[0].insee if len(towns) == 1 else "",
        rank=next_rank(Venue.objects.within(organisation)),
    )
    return changes + ChangeSet.create(venue), structure, venue


def _contact(organisation: Any, name: str) -> tuple[ChangeSet, Person | None]:
    if not name:
        return ChangeSet(), None
    found = places.person_named(organisation, name)
    if found is not None:
        return ChangeSet(), found
    person = Person(organisation_id=organisation, name=name, rank=next_rank(Person.objects.within(organisation)))
    return ChangeSet.create(person), person


def _refuse_twice(production: Production, structure: Structure, venue: Venue | None, season: str) -> None:
    rows = Prospect.objects.within(production.organisation_id).filter(production=production, season=season)
    if any(one.structure_id == structure.pk and one.venue_id == (venue.pk if venue else None) for one in rows):
        raise Refusal(f"« {venue or structure} » est déjà une piste de {production.title} : elle se retrouve par la recherche.")
