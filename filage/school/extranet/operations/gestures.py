"""What the school writes: a document shared, a copy lent, a meeting told, a need kept, the log, a review of an indicator."""

from datetime import date
from typing import Any

from filage.core import clock, files, uploads
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.school.extranet.models import (
    IndicatorReview,
    LearnerNeed,
    LibraryItem,
    Loan,
    LogEntry,
    Questionnaire,
    SharedDocument,
    Talk,
)
from filage.school.extranet.queries.following import is_referent
from filage.school.programmes.models import Learner, Module, SchoolSession

ACCEPTED = (uploads.PDF, uploads.PNG, uploads.JPEG, uploads.DOCX, uploads.ODT, uploads.TEXT)


def share(session: SchoolSession, *, file: tuple[str, bytes], by: Any, **said: Any) -> SharedDocument:
    """Hand a document (its name and its bytes) to the learners of a session; Refusal for what is no document."""
    refuse_unless_editor(by, session)
    name, content = file
    found = uploads.recognised(name, content)
    if found not in ACCEPTED:
        raise Refusal(f"« {name} » ne se partage pas : {uploads.ALLOWED}.")
    kept = files.store(session.organisation, name, content, found.media_type)
    today = clock.today(session.organisation_id)
    made = SharedDocument(session=session, shared_on=today, **said, **kept.facts)
    return _created(made, session, by=by, why=f"document partagé : {made}")


def unshare(document: SharedDocument, *, by: Any) -> None:
    """Take a document back, with what was said of its reading."""
    refuse_unless_editor(by, document)
    ChangeSet.delete(document).apply(by=by, why=f"document retiré : {document}"[:300])


def ask(session: SchoolSession, *, module: Module | None, opened_on: date, closes_on: date, by: Any) -> Questionnaire:
    """Ask the learners of a session what they thought of a module."""
    refuse_unless_editor(by, session)
    rows = Questionnaire.objects.within(session.organisation_id)
    if rows.filter(session=session, module=module, closes_on__gte=opened_on, opened_on__lte=closes_on).exists():
        raise Refusal("Ce questionnaire est déjà ouvert sur ces jours.")
    made = Questionnaire(session=session, module=module, opened_on=opened_on, closes_on=closes_on)
    return _created(made, session, by=by, why="questionnaire de satisfaction ouvert")


def tell(learner: Learner, *, by: Any, **said: Any) -> Talk:
    """Keep what came of a meeting with a learner."""
    refuse_unless_editor(by, learner)
    return _created(Talk(learner=learner, **said), learner, by=by, why=f"entretien avec {learner}")


def need(learner: Learner, *, by: Any, **said: Any) -> LearnerNeed:
    """Keep, sealed, what a learner needs; only the disability referent may."""
    if not is_referent(by, learner):
        raise Refusal("Seule la personne référente handicap du programme tient les aménagements.")
    return _created(LearnerNeed(learner=learner, **said), learner, by=by, why="aménagement tenu par la personne référente")


def stock(organisation: Any, *, by: Any, **said: Any) -> LibraryItem:
    """Put a title in the documentation."""
    made = LibraryItem(organisation=organisation, **said)
    refuse_unless_editor(by, made)
    return _created(made, made, by=by, why=f"documentation : {made}")


def lend(item: LibraryItem, *, learner: Learner, due_on: date, by: Any) -> Loan:
    """Lend a copy until a day; Refusal when none is left."""
    refuse_unless_editor(by, item)
    out = Loan.objects.within(item.organisation_id).filter(item=item, returned_on=None).count()
    if out >= item.copies:
        raise Refusal(f"« {item} » est déjà sorti : {out} sur {item.copies}.")
    today = clock.today(item.organisation_id)
    if due_on < today:
        raise Refusal("Le retour ne peut pas être demandé pour un jour passé.")
    return _created(Loan(item=item, learner=learner, lent_on=today, due_on=due_on), item, by=by, why=f"prêt : {item}")


def give_back(loan: Loan, *, by: Any) -> None:
    """Note that a copy came back today."""
    refuse_unless_editor(by, loan)
    ChangeSet.on(loan, returned_on=clock.today(loan.organisation_id)).apply(by=by, why=f"rendu : {loan.item}"[:300])


def write(entry: LogEntry, *, by: Any, **said: Any) -> LogEntry:
    """Write a line of the log, new or held."""
    refuse_unless_editor(by, entry)
    if entry._state.adding:
        for name, value in said.items():
            setattr(entry, name, value)
        return _created(entry, entry, by=by, why=f"journal d’amélioration : {entry}")
    ChangeSet.on(entry, **said).apply(by=by, why=f"journal d’amélioration : {entry}"[:300])
    return entry


def review(organisation: Any, number: int, *, state: str, note: str, by: Any) -> IndicatorReview:
    """Say where the house stands with an indicator, today."""
    today = clock.today(organisation)
    held = IndicatorReview.objects.within(organisation).filter(number=number).first()
    made = held or IndicatorReview(organisation=organisation, number=number, state=state, note=note, reviewed_on=today)
    refuse_unless_editor(by, made)
    if held is None:
        return _created(made, made, by=by, why=f"indicateur {number}")
    ChangeSet.on(held, state=state, note=note, reviewed_on=today).apply(by=by, why=f"indicateur {number}")
    return held


def _created[Made: Any](made: Made, beside: Any, *, by: Any, why: str) -> Made:
    made.organisation_id = beside.organisation_id
    made.rank = next_rank(type(made).objects.within(beside.organisation_id))
    ChangeSet.create(made).apply(by=by, why=why[:300])
    return made
