"""How an admitted applicant becomes a learner, typed once; and the money of her place, funder by funder."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from filage.core import stages
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.models import Person
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.reading.folding import folded
from filage.school.admissions.enums import Outcome, Stage
from filage.school.admissions.models import Application, Intake, PlaceFunding
from filage.school.admissions.models.calls import BY_HAND
from filage.school.admissions.queries import calls
from filage.school.programmes.models import Learner
from filage.school.programmes.operations import learners

CARRIED = {
    "email": "email",
    "phone": "phone",
    "born_on": "born_on",
    "address": "address",
    "postal_code": "postal_code",
    "city": "city",
}


def known(application: Application) -> list[Person]:
    """Return the people of the carnet whom an applicant may be: the same name, and no other day of birth; two queries at most."""
    last = folded(application.last_name)
    rows = Person.objects.within(application.organisation_id).filter(folded__contains=last) if last else Person.objects.none()
    name = folded(application.name)
    found = [one for one in rows.order_by("rank", "id")[:200] if folded(one.name) == name]
    return [one for one in found if one.born_on in (None, application.born_on)]


@transaction.atomic
def open_file(learner: Learner, *, by: Any) -> Application:
    """Return the file of a learner: the one she filed, else one made to hold the money of who came by no application."""
    refuse_unless_editor(by, learner)
    rows = Application.objects.within(learner.organisation_id)
    held: Application | None = rows.filter(learner=learner).first()
    if held is not None:
        return held
    intake, at = _outside(learner, by), calls.now(learner.organisation)
    last = rows.filter(intake=intake).exclude(number=None).order_by("-number").values_list("number", flat=True).first()
    first_name, _, last_name = learner.person.name.partition(" ")
    made = Application(
        organisation_id=learner.organisation_id,
        intake=intake,
        learner=learner,
        number=1 + (last or 0),
        state=Stage.ENROLLED,
        outcome=Outcome.ADMITTED,
        first_name=first_name[:80],
        last_name=last_name[:80],
        route=learner.route,
        track=learner.track.name[:40] if learner.track else "",
        begun_at=at,
        decided_on=learner.entered_on or at.date(),
        **{field: getattr(learner.person, name) for field, name in CARRIED.items()},
    )
    ChangeSet.create(made).apply(by=by, why=f"entrée hors appel : {learner.person.name}"[:300])
    return made


def _outside(learner: Learner, by: Any) -> Intake:
    """Return what gathers the files of those who entered a session without applying: a call that is closed and not published."""
    session, at = learner.session, calls.now(learner.organisation) - timedelta(seconds=1)
    slug = f"{BY_HAND}{session.pk}"
    held: Intake | None = Intake.objects.within(learner.organisation_id).filter(slug=slug).first()
    if held is not None:
        return held
    rank = next_rank(Intake.objects.within(learner.organisation_id))
    made = Intake(organisation_id=learner.organisation_id, session=session, name="Entrées hors appel", slug=slug, rank=rank)
    made.opens_at = made.closes_at = at
    ChangeSet.create(made).apply(by=by, why=f"entrées hors appel : {session.name}"[:300])
    return made


@transaction.atomic
def enrol(application: Application, *, person: Person | None, by: Any) -> Learner:
    """Make a learner of an admitted applicant, and a person of the carnet when she is not in it, in one set of changes.

    Refusal after the expiry of the certification, with its citation, and for a person who is in the session already.
    """
    refuse_unless_editor(by, application)
    intake = application.intake
    if application.state != Stage.FUNDING or application.outcome != Outcome.ADMITTED:
        raise Refusal("L’inscription suit l’admission et le financement.")
    rules = calls.rules(intake)
    if rules.enters_on is None:
        raise Refusal("La session n’a pas de premier jour : complétez son calendrier, puis revenez ici.")
    if refusal := learners.enter_refusal(intake.session, rules.enters_on):
        raise Refusal(f"{refusal} {learners.GESTURE}")
    rows = Learner.objects.within(application.organisation_id).filter(session=intake.session)
    if person is not None and rows.filter(person=person).exists():
        raise Refusal(f"{person.name} est déjà dans cette session.")
    entering, changes = _person(application, person)
    made = Learner(
        organisation_id=application.organisation_id,
        session=intake.session,
        person=entering,
        track=intake.session.tracks.filter(name=application.track).first() if application.track else None,
        route=application.route,
        entered_on=rules.enters_on,
        rank=next_rank(rows),
    )
    changes += ChangeSet.create(made) + stages.step(application, Stage.ENROLLED) + ChangeSet.on(application, learner=made)
    changes.apply(by=by, why=f"{application} : inscription")
    return made


def _person(application: Application, person: Person | None) -> tuple[Person, ChangeSet]:
    said = {name: getattr(application, of) for name, of in CARRIED.items()}
    if person is None:
        rows = Person.objects.within(application.organisation_id)
        made = Person(organisation_id=application.organisation_id, name=application.name, rank=next_rank(rows), **said)
        return made, ChangeSet.create(made)
    if person.organisation_id != application.organisation_id:
        raise Refusal("Cette personne n’est pas de votre carnet.")
    return person, ChangeSet.on(person, **{name: value for name, value in said.items() if value and not getattr(person, name)})


def fund(funding: PlaceFunding, *, by: Any, **fields: Any) -> PlaceFunding:
    """Write what a funder gives towards a place; Refusal before the admission, or when more is paid than invoiced."""
    refuse_unless_editor(by, funding.application)
    if funding.application.outcome != Outcome.ADMITTED:
        raise Refusal("Un financement se note une fois la personne admise.")
    invoiced, paid = fields.get("invoiced", funding.invoiced), fields.get("paid", funding.paid)
    if paid is not None and paid > (invoiced or 0):
        raise Refusal("Ce qui est payé dépasse ce qui est facturé.")
    if funding._state.adding:
        for name, value in fields.items():
            setattr(funding, name, value)
        funding.rank = next_rank(PlaceFunding.objects.within(funding.organisation_id).filter(application=funding.application))
        changes = ChangeSet.create(funding)
    else:
        changes = ChangeSet.on(funding, **fields)
    changes.apply(by=by, why=f"{funding.application} : {funding}")
    return funding
