"""Brings a list of contacts in: the file kept, read again as it was corrected, then written in one act or not at all."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import transaction

from filage.core import clock, data_folder, files, tasks
from filage.core.changes import ChangeSet
from filage.core.files import StoredFile
from filage.core.identity import uuid7
from filage.core.journal import JournalEntry
from filage.core.pouring import Pouring, count_again, fill
from filage.core.refusal import Refusal
from filage.desks.directory.enums import ImportState, LegalBasis
from filage.desks.directory.models import Affiliation, Consent, ContactImport, ContactWords, Label
from filage.desks.directory.operations import words
from filage.desks.directory.queries import importing
from filage.desks.directory.queries.importing import KNOWN, NEW, REFUSED, TO_CHECK, TWICE, Cards, Line, Matched
from filage.productions import operations
from filage.productions.enums import StructureKind
from filage.productions.models import Person, Room, Structure, Venue
from filage.rules.directory import alike, columns
from filage.rules.reading import Unreadable

AT_ONCE = 400  # lines: beyond, a task writes them and the journal keeps the counts alone
MEDIA_TYPE = "application/octet-stream"
FESTIVALS = {"FESTIVAL"}
FILLED = ("siret", "vat_number", "address", "postal_code", "city", "email", "phone", "website", "networks", "disciplines", "note")
NO_HEADINGS = "Aucune ligne de titres reconnue : dites ce que contient chaque colonne."
NOT_TWICE = "Cet import est déjà écrit, ou laissé."

SOME = 2_000
ORDER: tuple[Any, ...] = (Structure, Venue, Room, Label, Person, Consent, Affiliation)

type Filled = tuple[Structure, dict[str, Any]]  # a card that is there, and what it lacked
type Told = Callable[[str, int, int], None]  # what is being done, how far, out of how many


@dataclass(frozen=True, slots=True)
class New:
    """A row to create: what is said of it, by column; the rest is as usual."""

    model: Any
    pk: UUID
    said: dict[str, Any]


def bring(organisation: Any, name: str, content: bytes, *, by: Any) -> ContactImport:
    """Keep a file and what it seems to say; Refusal or Unreadable when it is none that we read, and then nothing is kept."""
    operations.refuse_unless_editor(by, organisation)
    if not content:
        raise Refusal("Ce fichier est vide.")
    first = next((grid for grid in importing.grids(content) if grid.rows), None)
    if first is None:
        raise Refusal("Ce fichier est vide.")
    header, roles = columns.guess(importing.texts(first.rows[: columns.LOOKED_AT]))
    width = max(len(row) for row in first.rows[:50])
    kept = files.store(organisation, name, content, MEDIA_TYPE)
    held = [*roles, *[""] * max(0, width - len(roles))]
    return ContactImport.objects.create(
        organisation=organisation, name=kept.name, sha256=kept.sha256, by=by, header=header, roles=held
    )


def read(held: ContactImport) -> tuple[list[list[str]], list[Line]]:
    """Return the rows of a kept file, and what they say with the roles that were chosen."""
    rows = importing.texts(next(grid for grid in importing.grids(_stored(held).read()) if grid.rows).rows)
    return rows, list(importing.lines(rows, held.header, held.roles))


def matched(held: ContactImport, told: Told | None = None) -> list[Matched]:
    """Return what becomes of each line."""
    step = (lambda done, whole: told("Rapprochement", done, whole)) if told else None
    return importing.matched(read(held)[1], Cards(held.organisation_id).read(), held.decisions, step)


def correct(held: ContactImport, header: int, roles: Sequence[str], decisions: dict[str, str]) -> None:
    """Keep how the file is to be read, and what was decided of the lines to check."""
    _refuse_written(held)
    held.header, held.roles, held.decisions = header, list(roles), decisions
    held.save(update_fields=["header", "roles", "decisions"])


def leave(held: ContactImport, *, by: Any) -> None:
    """Leave a list without writing anything of it; its bytes go."""
    operations.refuse_unless_editor(by, held)
    _refuse_written(held)
    _close(held, ImportState.LAISSE)


def start(held: ContactImport, *, by: Any) -> None:
    """Say that a list is about to be written; Refusal when it says nothing, or was written already."""
    operations.refuse_unless_editor(by, held)
    _refuse_written(held)
    if not {"name", "person", "first_name", "last_name"} & set(held.roles):
        raise Refusal(NO_HEADINGS)
    held.state = ImportState.ECRITURE
    held.save(update_fields=["state"])


def write(held: ContactImport, *, by: Any) -> None:
    """Write a list: every card at once, or none when something goes wrong."""
    told = _teller(held)
    try:
        found = matched(held, told)
        _write(held, found, by, told)
    except (Refusal, Unreadable) as refusal:
        held.refused = str(refusal)[:300]
        _close(held, ImportState.REFUSE)
    except Exception:
        held.refused = "L’écriture s’est interrompue : rien n’a été écrit."
        _close(held, ImportState.REFUSE)
        raise


def progress(held: ContactImport) -> dict[str, Any]:
    """Return how far the writing of a list is: `what`, `done`, `whole`."""
    with suppress(OSError, ValueError):
        told: dict[str, Any] = json.loads(_place(held).read_text(encoding="utf-8"))
        return told
    return {"what": "En attente", "done": 0, "whole": 1}


def _write(held: ContactImport, found: Sequence[Matched], by: Any, told: Told) -> None:
    news, filled = _Builder(held, clock.today(held.organisation_id)).built(found, told)
    counts = Counter(one.model for one in news)
    why = f"import de contacts « {held.name} »"
    with transaction.atomic():
        if len(found) <= AT_ONCE:
            _journal(held, news, filled).apply(by=by, why=why)
        else:
            _pour(held, news, filled, told)
            why = f"{why}, {len(news)} fiches"
            JournalEntry.objects.create(organisation_id=held.organisation_id, by=by, why=why, changes=[])
        tally = importing.tally(found)
        held.counts = {
            "structures": counts[Structure],
            "personnes": counts[Person],
            "completees": len(filled),
            **{state: tally[state] for state in (NEW, KNOWN, TO_CHECK, TWICE, REFUSED)},
        }
        _close(held, ImportState.ECRIT)
    tasks.read_house_later(held.organisation_id)


def _journal(held: ContactImport, news: Sequence[New], filled: Sequence[Filled]) -> ChangeSet:
    """Return a short list as one set of changes, that can be undone."""
    changes, ranks = ChangeSet(), _ranks(held)
    for one in news:
        changes += ChangeSet.create(one.model(pk=one.pk, organisation_id=held.organisation_id, rank=ranks[one.model], **one.said))
        ranks[one.model] += 1
    return changes + sum((ChangeSet.on(one, **fields) for one, fields in filled), ChangeSet())


def _pour(held: ContactImport, news: Sequence[New], filled: Sequence[Filled], told: Told) -> None:
    """Write a long list in plain statements, parents first, and tell how far it is."""
    sheaves = {model: Pouring(model, held.organisation_id, rank) for model, rank in _ranks(held).items()}
    for one in news:
        sheaves[one.model].add(one.pk, one.said)
    done, whole = 0, len(news)
    for sheaf in sheaves.values():
        for count in sheaf.write():
            done += count
            told("Écriture", done, whole)
    fill(Structure, {one.pk: fields | _words(one, fields) for one, fields in filled})
    told("Mots à chercher", whole, whole)
    words.keep({one.said["person_id"] for one in news if one.model is Affiliation} | words.of([one for one, _ in filled]))
    count_again(*ORDER, ContactWords)


def _words(one: Structure, fields: dict[str, Any]) -> dict[str, str]:
    """Return the words by which a card is found, with what it lacked."""
    for name, value in fields.items():
        setattr(one, name, value)
    words: Any = Structure._meta.get_field("folded")
    return {"folded": words.pre_save(one, add=False)}


def _ranks(held: ContactImport) -> dict[Any, int]:
    """Return the models that a list makes, parents first, with the first free rank of each."""
    return {model: operations.next_rank(model.objects.within(held.organisation_id)) for model in ORDER}


class _Builder:
    """Says which rows the lines of a list ask for, and what known cards lack."""

    def __init__(self, held: ContactImport, today: date) -> None:
        self.held, self.today = held, today
        self.organisation = held.organisation_id
        self.structures: dict[int, UUID] = {}  # by line
        self.people: dict[str, UUID] = {}
        self.news: list[New] = []
        self.known: dict[UUID, Structure] = {}
        self.roles: set[tuple[UUID, UUID]] = set()

    def built(self, found: Sequence[Matched], told: Told) -> tuple[list[New], list[Filled]]:
        """Return the rows to create, and the fields to fill on cards that are there."""
        for some in batched({each.structure for each in found if each.structure}, SOME, strict=False):
            self.known |= Structure.objects.within(self.organisation).filter(ours=False).in_bulk(some)
        self.roles = set(Affiliation.objects.within(self.organisation).order_by().values_list("person", "structure"))
        filled: dict[UUID, dict[str, Any]] = {}
        for rank, each in enumerate(found):
            if each.state in (REFUSED, TO_CHECK):
                continue
            structure = self._structure(each, filled)
            self._person(each, structure)
            if rank % SOME == 0:
                told("Préparation", rank, len(found))
        return self.news, [(self.known[pk], fields) for pk, fields in filled.items() if fields]

    def _structure(self, each: Matched, filled: dict[UUID, dict[str, Any]]) -> UUID | None:
        line = each.line
        if not line["name"]:
            return None
        if each.first is not None and each.first in self.structures:
            return self.structures[each.first]
        fields = line.some("siret", "vat_number", "address", "postal_code", "city", "phone", "website", "note") | {
            "email": "" if line["person"] else line["email"],
            "networks": line["network"],
            "disciplines": ", ".join(line.disciplines)[:200],
        }
        if each.structure in self.known:
            card = self.known[each.structure]
            missing = {name: fields[name] for name in FILLED if fields[name] and not getattr(card, name)}
            filled.setdefault(card.pk, {}).update(missing)
            self.structures[line.number] = card.pk
            return card.pk
        kind = StructureKind.FESTIVAL if not FESTIVALS.isdisjoint(line.labels) else StructureKind.LIEU
        said = {"name": line["name"], "kind": kind, "country": line["country"], "source_on": self.today, **fields}
        made = self._made(Structure, source=(line["source"] or self.held.name)[:200], **said)
        self.structures[line.number] = made
        self._place(line, made, is_festival=kind == StructureKind.FESTIVAL)
        return made

    def _place(self, line: Line, structure: UUID, *, is_festival: bool) -> None:
        for code in line.labels:
            self._made(Label, structure_id=structure, code=code)
        if is_festival:
            return
        where = line.some("address", "postal_code", "city", "country", "name")
        degrees = {name: Decimal(line[name]) for name in ("latitude", "longitude") if line[name]}
        venue = self._made(Venue, structure_id=structure, insee=line["insee"][:5], **where, **degrees)
        if line["capacity"]:
            self._made(Room, venue_id=venue, name="Salle", capacity=int(line["capacity"]))

    def _person(self, each: Matched, structure: UUID | None) -> None:
        line = each.line
        if not line["person"]:
            return
        key = line["email"].lower() or f"{alike.normalised(line['person'])}|{structure or ''}"
        person = self.people.get(key) or each.person
        if person is None:
            person = self._made(Person, name=line["person"], **({} if structure else line.some("email", "phone")))
            self._made(
                Consent,
                person_id=person,
                basis=LegalBasis.INTERET_LEGITIME,
                since=self.today,
                source=(line["source"] or self.held.name)[:200],
                opposed_on=self.today if importing.opposed(line) else None,
            )
        self.people[key] = person
        if structure is not None and (person, structure) not in self.roles:
            self.roles.add((person, structure))
            title = line["title"]
            said = {"function": importing.function_of(title), "title": title, **line.some("email", "phone")}
            self._made(Affiliation, person_id=person, structure_id=structure, **said)

    def _made(self, model: Any, **said: Any) -> UUID:
        made = New(model, uuid7(), said)
        self.news.append(made)
        return made.pk


def _close(held: ContactImport, state: ImportState) -> None:
    """End an import: its list of names leaves the disk, its counts stay."""
    held.state = state
    held.save(update_fields=["state", "counts", "refused"])
    rows = StoredFile.objects.within(held.organisation_id).filter(sha256=held.sha256, name=held.name)
    path = next((one.path for one in rows), None)
    rows.delete()
    if (
        path
        and not StoredFile.objects.across_organisations(reason="les mêmes octets servent-ils ailleurs")
        .filter(sha256=held.sha256)
        .exists()
    ):
        path.unlink(missing_ok=True)
    _place(held).unlink(missing_ok=True)


def _stored(held: ContactImport) -> StoredFile:
    found = StoredFile.objects.within(held.organisation_id).filter(sha256=held.sha256).first()
    if found is None:
        raise Refusal("Ce fichier n’est plus là : choisissez-le à nouveau.")
    return found


def _refuse_written(held: ContactImport) -> None:
    if held.state != ImportState.LU:
        raise Refusal(NOT_TWICE)


def _teller(held: ContactImport) -> Told:
    """Return what tells the page how far the work is: a small file, since nothing of a transaction is read before its end."""

    def tell(what: str, done: int, whole: int) -> None:
        with suppress(OSError):
            _place(held).write_text(json.dumps({"what": what, "done": done, "whole": whole}), encoding="utf-8")

    return tell


def _place(held: ContactImport) -> Any:
    return data_folder.within("avancement") / f"{held.pk}.json"
