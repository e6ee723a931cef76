"""Every address of diffusion, contracts, dates and the directory: closed to strangers, unwritable by readers, light to read.

The addresses are read from the URLconf: a new page is tried here without a word, and one whose identifier nobody knows is told.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Model
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from filage.core.enums import Role
from filage.core.identity import uuid7
from filage.core.models import Membership, Organisation, User
from filage.desks.booking.models import Estimate, Prospect, Slot
from filage.desks.contracts.models import Cancellation, LooseEnd, Piece
from filage.desks.directory.enums import ImportState
from filage.desks.directory.models import Affiliation, ContactImport, Label, NextGesture
from filage.desks.logistics.models import AccessService, Expense, Journey, Meal, Offer, RouteBook, Stay, Vehicle
from filage.desks.schedule.models import Announcement, Poll, Task, Unavailability
from filage.portability import operations
from filage.productions.models import Activity, Deal, Person, Production, Room, Structure, Venue
from filage.school.admissions.models import Application, Intake, PlaceFunding
from filage.school.attendance.models import Justification, Placement
from filage.school.exams.models import Candidate, ExamSession, Juror, Proof, Trial
from filage.school.exercises.models import Assignment, HandIn
from filage.school.extranet.models import LibraryItem, Loan, LogEntry, SharedDocument
from filage.school.programmes.models import (
    CertificationRecord,
    Habilitation,
    Learner,
    Programme,
    Referent,
    SchoolSession,
    Trainer,
    TrainerPaper,
    TrainingBody,
)
from filage.school.programmes.models import Slot as SchoolSlot
from tests.keeping import kept_rows
from tests.portability.test_examples import example

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MOST_QUERIES = 20
SCHOOL = ("admissions", "attendance", "exams", "exercises", "extranet", "programmes")
DESKS = ("booking", "contracts", "directory", *SCHOOL, "logistics", "schedule")
NAMED = (  # the start of an address, and what the identifier that follows it names
    (r"^dates/", Activity),
    (r"^taches/", Task),
    (r"^annonces/", Announcement),
    (r"^sondages/", Poll),
    (r"^indisponibilites/", Unavailability),
    (r"^pistes/", Prospect),
    (r"^devis/", Estimate),
    (r"^spectacles/.*/(conditions|contrats)/", Deal),
    (r"^spectacles/.*/carnet/", RouteBook),
    (r"^spectacles/.*/frais/justificatif/", Expense),
    (r"^spectacles/.*/frais/(rembourser|liens)/", Person),
    (r"^vehicules/", Vehicle),
    (r"^logistique/prix/", Structure),
    (r"^pieces/", Piece),
    (r"^suites/", LooseEnd),
    (r"^carnet/importer/", ContactImport),
    (r"^carnet/label/", Label),
    (r"^carnet/fonction/", Affiliation),
    (r"^carnet/gestes?/", NextGesture),
    (r"^(carnet/)?personnes/", Person),
    (r"^(carnet/)?structures?/|^coffre/", Structure),
    (r"^formation/examens/", ExamSession),
    (r"^formation/candidats/", Candidate),
    (r"^formation/jures/", Juror),
    (r"^formation/certifications/", CertificationRecord),
    (r"^formation/habilitations/", Habilitation),
    (r"^formation/organismes/", TrainingBody),
    (r"^formation/programmes/", Programme),
    (r"^formation/formateurs/", Trainer),
    (r"^formation/demi-journees/", SchoolSlot),
    (r"^formation/epreuves/", Trial),
    (r"^formation/copies/", HandIn),
    (r"^formation/exercices/donnes/", Assignment),
    (r"^formation/preuves/", Proof),
    (r"^formation/sessions/", SchoolSession),
    (r"^formation/stagiaires/", Learner),
    (r"^formation/documents/", SharedDocument),
    (r"^formation/documentation/", LibraryItem),
    (r"^formation/prets/", Loan),
    (r"^formation/ameliorations/", LogEntry),
    (r"^formation/appels/", Intake),
    (r"^formation/candidatures/", Application),
    (r"^lieux/", Venue),
    (r"^salles/", Room),
)
OPEN = {  # whoever holds the link needs no account: each has tests of its own
    "admissions:call",
    "admissions:file",
    "admissions:grid",
    "admissions:grid_piece",
    "admissions:grids",
    "admissions:own_piece",
    "admissions:step",
    "admissions:take_back",
    "attendance:own",
    "attendance:tablet",
    "attendance:trainer",
    "attendance:tutor",
    "booking:answer",
    "booking:answer_file",
    "contracts:drop",
    "directory:join",
    "exercises:opened",
    "exercises:start",
    "logistics:day_manifest",
    "logistics:day_opened",
    "logistics:day_opened_date",
    "exams:summons_opened",
    "exams:inquiry_opened",
    "exams:published",
    "exams:decision_opened",
    "exams:juror_letter",
    "schedule:announcement",
    "schedule:feed",
    "programmes:feed",
    "schedule:poll_opened",
    "logistics:own_expenses",
    "logistics:own_proof",
    "exams:juror",
    "exams:juror_declares",
    "exams:juror_grades",
    "exams:juror_marks",
    "exams:juror_settles",
    "extranet:own",
    "extranet:own_document",
}
FILES = re.compile(r"papier|\.csv|\.json|\.png|projet\.|/lot/|\.xml|/fichier/|/justificatif/")  # bytes, not pages
IN_THE_BODY = ["schedule:write_cells"]  # its cells name their dates: refused one by one, with tests of their own
PREVIEWS = {"booking:accept_estimate"}  # the act is done and taken back to show what it moves
ANYONE = {  # makes an organisation of one’s own; reads a published record: nothing of a house
    "directory:start",
    "exercises:exercise",
    "exercises:export",
    "programmes:certification",
    "programmes:export_record",
}
NUMBERED = {"extranet:review"}  # an indicator, by the number that every house gives it
WORDS = {"number": 1, "topic": "assurance", "suffix": "pdf", "code": "confirmer", "kind": "trajet", "key": "lsf"}
ROWS = {
    "trajet/": Journey,
    "nuits/": Stay,
    "repas/": Meal,
    "acces/": AccessService,
    "financement/": PlaceFunding,
}  # of a date: what the second identifier names


def _addresses():
    """Return each address of the desks: its name, its route, the names of its arguments."""
    for desk in get_resolver().url_patterns:
        if getattr(desk, "namespace", None) in DESKS:
            for each in desk.url_patterns:
                name = f"{desk.namespace}:{each.name}"
                if name not in OPEN | ANYONE:
                    yield name, str(each.pattern), each.pattern.converters


ADDRESSES = tuple(_addresses())


@kept_rows
def house():
    """Return the season of concerts, which Ana edits and Inès only reads; Lou is elsewhere."""
    organisation = operations.import_file(example("saison-musiques"))
    elsewhere = Organisation.objects.create(name="Bureau Ailleurs", slug="bureau-ailleurs")
    people = (
        ("ana", organisation, Role.ADMINISTRATION),
        ("ines", organisation, Role.INVITE),
        ("lou", elsewhere, Role.PRODUCTION),
    )
    for name, where, role in people:
        Membership.objects.create(user=User.objects.create_user(f"{name}@exemple.fr", name=name), organisation=where, role=role)
    return House(organisation, named(organisation))


@dataclass
class House:
    """A season, and what each identifier of an address names in it."""

    organisation: Organisation
    things: dict[type[Model], Model]

    def arguments(self, route, converters):
        """Return what fills a route: the identifiers that the address asks for, each of the same spectacle."""
        model = next((model for start, model in NAMED if re.search(start, route)), None)
        assert model or "pk" not in converters, f"à quoi mène l’identifiant de « {route} » ? Le dire dans NAMED"
        thing = self.things[Slot].activity if "slot" in converters else self.things.get(model)
        asked = {
            "pk": thing and thing.pk,
            "slug": getattr(getattr(thing, "production", None), "slug", self.things[Production].slug),
        }
        asked |= {"slot": self.things[Slot].pk, "link": uuid7(), **WORDS}
        asked["paper"] = self.things[TrainerPaper].pk
        asked["learner"] = self.things[Learner].pk
        asked["row"] = self.things[next((model for word, model in ROWS.items() if word in route), Journey)].pk
        asked["offer"] = self.things[Offer].pk
        asked["placement"] = self.things[Placement].pk
        asked["proof"] = self.things[Justification].pk
        asked["half"] = self.things[SchoolSlot].pk
        return {name: asked[name] for name in converters}


def named(organisation):
    """Return one thing of each kind, written when the season holds none."""
    found = {model: model.objects.within(organisation).order_by("rank", "id").first() for _, model in NAMED}
    deal = Deal.objects.within(organisation).filter(performances__settlement__isnull=False).select_related("production").get()
    evening = deal.performances.get(settlement__isnull=False)
    show, partner, person, today = deal.production, deal.partner, found[Person], timezone.localdate()
    found |= {Deal: deal, Activity: evening, Production: show, Structure: deal.production.structure}
    found[Slot] = Slot.objects.within(organisation).select_related("activity__production").order_by("rank", "id").first()
    decision = Cancellation(organisation=organisation, production=show, kind="annulation", cause="acheteur", decided_on=today)
    missing = {
        Label: {"structure": partner, "code": "SMAC"},
        Affiliation: {"person": person, "structure": partner},
        NextGesture: {"structure": partner, "what": "rappeler", "due_on": today},
        ContactImport: {"name": "liste.csv", "sha256": "0" * 64, "state": ImportState.ECRIT},
        Task: {"production": show, "label": "relire le contrat"},
        Poll: {"production": show, "title": "une reprise"},
        Unavailability: {"person": person, "since": today, "until": today},
        Announcement: {"production": show, "since": timezone.now(), "made_at": timezone.now()},
        CertificationRecord: {"code": "RNCP1", "version": "1"},
        SchoolSession: {"name": "Chargé de production", "hours_a_day": 7},
        ExamSession: {"name": "Jury", "certification": "RNCP39624", "first": today, "last": today},
        RouteBook: {"production": show, "dates": [str(evening.pk)], "on": today},
        LooseEnd: {"cancellation": decision, "kind": "contrat", "label": "défaire le contrat"},
    }
    decision.save()
    travel = {"organisation": organisation, "production": show, "activity": evening}
    found[Journey] = Journey.objects.create(on=evening.on, mode="van", from_place="Brest", to_place="Rennes", **travel)
    found[Stay] = Stay.objects.create(hotel="Hôtel", arrives_on=evening.on, leaves_on=evening.on, **travel)
    found[Meal] = Meal.objects.create(organisation=organisation, activity=evening, on=evening.on, moment="apres")
    found[Offer] = Offer.objects.create(organisation=organisation, production=show, journey=found[Journey], supplier="Autocars")
    found[AccessService] = AccessService.objects.create(organisation=organisation, activity=evening, kind="lsf")
    found[Vehicle] = found[Vehicle] or Vehicle.objects.create(organisation=organisation, name="Le Master")
    found[Expense] = Expense.objects.create(on=evening.on, kind="repas", amount=9, person=person, **travel)
    for model, fields in missing.items():
        found[model] = found[model] or model.objects.create(organisation=organisation, **fields)
    found |= of_an_exam(organisation, found[ExamSession], person)
    found |= of_the_school(organisation, found[SchoolSession], person, today)
    return found | taught(organisation, found[SchoolSession], person, deal.production.structure, partner)


def of_an_exam(organisation, exam, person):
    """Return a candidate of an exam, what proves, what she sits, and who judges."""
    candidate = Candidate.objects.create(organisation=organisation, exam=exam, person=person, route="vae")
    here = {"organisation": organisation}
    return {
        Candidate: candidate,
        Proof: Proof.objects.create(candidate=candidate, competence="BC04-C3", deliverable="affiche", **here),
        Trial: Trial.objects.create(
            block="BC01", title="oral", starts_at=timezone.now(), minutes=30, exam=exam, candidate=candidate, **here
        ),
        Juror: Juror.objects.create(exam=exam, person=person, quality="externe", **here),
    }


def of_the_school(organisation, session, person, today):
    """Return one thing of each kind of the school, about a session whose disability referent is Ana."""

    def made(model, **fields):
        return model.objects.create(organisation=organisation, **fields)

    session.programme = made(Programme, name="Chargé de production")
    session.save()
    ana = made(Person, name="Ana", account=User.objects.get(email="ana@exemple.fr"))
    made(Referent, programme=session.programme, person=ana, role="handicap")
    learner = made(Learner, session=session, person=person)
    item = made(LibraryItem, title="Guide de la paie")
    assignment = made(Assignment, session=session, exercise="cas-1-plateau-prix")
    before = timezone.now() - timedelta(days=1)
    intake = made(Intake, session=session, name="Appel", slug="appel", opens_at=before, closes_at=before)
    application = made(Application, intake=intake, number=1, state="depose", begun_at=before, filed_at=before)
    return {
        Learner: learner,
        Assignment: assignment,
        HandIn: made(HandIn, assignment=assignment, learner=learner),
        Intake: intake,
        Application: application,
        PlaceFunding: made(PlaceFunding, application=application, funder="afdas"),
        LibraryItem: item,
        Placement: made(Placement, learner=learner, structure=made(Structure, name="Théâtre"), first=today, last=today),
        Justification: made(Justification, learner=learner, first=today, last=today),
        Loan: made(Loan, item=item, learner=learner, lent_on=today, due_on=today),
        LogEntry: made(LogEntry, kind="amelioration", on=today, text="raccourcir le module"),
        SharedDocument: made(SharedDocument, session=session, title="Livret", shared_on=today, name="livret.pdf"),
    }


def taught(organisation, session, person, body, certifier):
    """Return what a session of the season is taught by: a programme, a half-day, who teaches, under which habilitation."""
    given = {"organisation": organisation}
    trainer = Trainer.objects.create(person=person, **given)
    return {
        Habilitation: Habilitation.objects.create(certifier=certifier, body=body, certification="RNCP39624", **given),
        TrainingBody: TrainingBody.objects.create(structure=body, **given),
        Programme: Programme.objects.create(name="Chargé de production", **given),
        Trainer: trainer,
        TrainerPaper: TrainerPaper.objects.create(trainer=trainer, kind="cv", **given),
        SchoolSlot: SchoolSlot.objects.create(session=session, on=timezone.localdate(), moment="matin", **given),
    }


@pytest.fixture
def bare(monkeypatch):
    """Answer a refusal by its number alone: its page is the same everywhere, and drawn by tests of its own."""
    monkeypatch.setattr(
        get_resolver(), "resolve_error_handler", lambda code: lambda request, exception: HttpResponse(status=code)
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_another_house_is_found_by_its_identifier(client, house, bare, method):
    client.force_login(User.objects.get(email="lou@exemple.fr"))
    found = {}
    for name, route, converters in ADDRESSES:
        if converters and name not in NUMBERED:
            status = getattr(client, method)(reverse(name, kwargs=house.arguments(route, converters))).status_code
            found.setdefault(status, []).append(name)
    assert set(found) <= {404, 405}, found


def test_a_reader_writes_nothing_anywhere(client, house, bare):
    client.force_login(User.objects.get(email="ines@exemple.fr"))
    found = {}
    for name, route, converters in ADDRESSES:
        status = client.post(reverse(name, kwargs=house.arguments(route, converters))).status_code
        found.setdefault(status, []).append(name)
    assert found.pop(422) == IN_THE_BODY
    assert set(found) <= {403, 405}, found


def test_each_page_opens_in_few_queries(client, house):
    client.force_login(User.objects.get(email="ana@exemple.fr"))
    found, greedy = {}, {}
    for name, route, converters in ADDRESSES:
        if FILES.search(route):
            continue
        address = reverse(name, kwargs=house.arguments(route, converters))
        with CaptureQueriesContext(connection) as asked:
            status = client.get(address).status_code
        found.setdefault(status, []).append(name)
        if status == 200 and len(asked) > MOST_QUERIES and name not in PREVIEWS:
            greedy[name] = len(asked)
    assert set(found) <= {200, 302, 405}, found
    assert greedy == {}
