"""After the closing: files are opened together, ranked by two grids, placed by quota, paid for, and gone at their term."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from filage.core import links, rails
from filage.core.archive import IssuedDocument
from filage.core.files import StoredFile
from filage.core.journal import JournalEntry
from filage.core.models import Link, Organisation, User
from filage.core.outbox import Mail
from filage.core.rails import read
from filage.core.refusal import Refusal
from filage.productions.models import Person, Structure
from filage.rules.schooling.record import certifications
from filage.school.admissions.enums import Funder, Known, Money, Outcome, Stage
from filage.school.admissions.models import Application, Intake, PlaceFunding
from filage.school.admissions.operations import deciding, entering, erasing
from filage.school.admissions.queries import calls, money, printed
from filage.school.admissions.rails import duties, proving
from filage.school.attendance.queries.doors import TRAINER
from filage.school.programmes.models import Learner, SessionPeriod, Slot, Trainer, TrainingBody
from tests.keeping import kept_rows
from tests.school.call_cases import AFTER, CLOSING, PARIS, SELECTION, begun, called, filed, filled, opened_school

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@kept_rows
def school():
    return opened_school()


@kept_rows
def intake(school):
    return called(school)


@pytest.fixture
def ana(client, school):
    client.force_login(User.objects.get(email="ana@exemple.fr"))
    return client


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the server."""

    def set_to(moment):
        monkeypatch.setattr(calls, "now", lambda organisation, received=None: moment)

    return set_to


@kept_rows
def candidates(intake, school):
    """Return three files of the same quota, complete and in time, and one that lacks its pieces."""
    pieces, made = list(intake.pieces.filter(required=True)), []
    for rank, name in enumerate(("Ava", "Bilal", "Chloé", "Dan"), start=1):
        said = {"first_name": name, "last_name": "Martin", "email": f"{name[0]}@exemple.fr", "born_on": date(1996, 2, rank)}
        said |= {"phone": "06 12 34 56 78", "city": "Toulouse", "route": "continue", "level": 4}
        state = {"number": rank, "state": Stage.FILED, "begun_at": CLOSING, "filed_at": CLOSING - timedelta(minutes=rank)}
        one = Application.objects.create(organisation=school, intake=intake, funder="region", project="Oui.", **said, **state)
        for piece in pieces if name != "Dan" else ():
            kept = {"name": "a.pdf", "media_type": "application/pdf", "size": 1, "sha256": "0" * 64, "received_at": CLOSING}
            one.joined.create(organisation=school, piece=piece, **kept)
        one.intake = intake
        made.append(one)
    return made


@pytest.fixture
def by(school):
    return User.objects.get(email="ana@exemple.fr")


def selected(intake, candidates, by, at, marks, places=1):
    """Bring the candidates to the decision, each with the same mark from two assessors, in a quota of few places."""
    intake.quotas.filter(name="Région").update(places=places)
    people = [Person.objects.create(organisation=intake.organisation, name=f"Jury {rank}") for rank in (1, 2)]
    assessors = [intake.assessors.create(organisation=intake.organisation, person=one) for one in people]
    at(AFTER)
    deciding.check(intake, by=by)
    for one, mark in zip(candidates, marks, strict=False):
        one.refresh_from_db(fields=["state", "outcome"])
        deciding.shortlist(one, by=by)
        deciding.convene(one, at=AFTER, place="", by=by)
        for assessor in assessors:
            deciding.mark(one, assessor, dict.fromkeys(intake.criteria.all(), mark), comment="", on=AFTER.date())
    at(SELECTION)
    return deciding.decide(intake, by=by)


def outcomes(intake):
    return dict(Application.objects.within(intake.organisation_id).order_by("number").values_list("first_name", "outcome"))


def named(intake, name):
    rows = Application.objects.within(intake.organisation_id).select_related("intake__session", "intake__organisation", "quota")
    return rows.get(first_name=name)


def test_nobody_opens_a_file_before_the_closing(client, intake, candidates, at, by):
    client.force_login(by)
    piece = candidates[0].joined.first()
    at(CLOSING)
    early = client.get(f"/formation/candidatures/{candidates[0].pk}/").content.decode()
    assert "ne s’ouvre pas encore" in early and "Ava" not in early
    assert client.get(f"/formation/candidatures/{candidates[0].pk}/fichier/{piece.pk}/").status_code == 404
    listed = client.get(f"/formation/appels/{intake.pk}/").content.decode()
    assert "1 · Ava Martin" in listed and str(candidates[0].pk) not in listed
    with pytest.raises(Refusal, match="après la clôture"):
        deciding.check(intake, by=by)
    at(CLOSING + timedelta(seconds=1))
    assert "Ava" in client.get(f"/formation/candidatures/{candidates[0].pk}/").content.decode()


def test_an_incomplete_file_is_not_processed_and_its_letter_names_the_pieces(intake, candidates, by, at):
    at(AFTER)
    assert deciding.check(intake, by=by) == (3, 1)
    assert outcomes(intake)["Dan"] == Outcome.INCOMPLETE
    assert deciding.tell(intake, by=by) == 1
    mail = Mail.objects.order_by("-written_at").first()
    assert mail.to == ["D@exemple.fr"] and "n’était pas complet" in mail.text and "CV, Diplôme" in mail.text


def test_places_go_by_rank_in_the_quota_and_a_freed_one_to_the_next_of_its_list(intake, candidates, by, at):
    assert selected(intake, candidates, by, at, (3, 5, 4)) == {Outcome.ADMITTED: 1, Outcome.WAITING: 2}
    assert outcomes(intake) == {"Ava": "attente", "Bilal": "admis", "Chloé": "attente", "Dan": "incomplet"}
    deciding.tell(intake, by=by)
    following = deciding.withdraw(named(intake, "Bilal"), by=None)
    assert following.first_name == "Chloé" and outcomes(intake)["Ava"] == Outcome.WAITING
    told = Mail.objects.order_by("-written_at").first().text.replace("\xa0", " ")
    assert "Vous êtes admis·e" in told and "1er décembre 2025" in told


def test_one_grid_is_not_enough_to_rank(intake, candidates, by, at):
    with pytest.raises(Refusal, match="noté par deux personnes"):
        selected(intake, candidates[:1], by, at, (None,))


def test_an_admitted_applicant_becomes_a_learner_without_typing_anything_twice(intake, candidates, by, at, school):
    same = Person.objects.create(organisation=school, name="Bilal MARTIN", born_on=date(1996, 2, 2), phone="01 00 00 00 00")
    Person.objects.create(organisation=school, name="Bilal Martin", born_on=date(1980, 1, 1))
    selected(intake, candidates, by, at, (3, 5, 4), places=2)
    deciding.tell(intake, by=by)
    for name, person, count in (("Bilal", same, 0), ("Chloé", None, 1)):
        one = named(intake, name)
        assert entering.known(one) == ([person] if person else [])
        deciding.accept(one, by=by)
        before = Person.objects.within(school).count()
        learner = entering.enrol(one, person=person, by=by)
        assert Person.objects.within(school).count() == before + count
        assert (learner.entered_on, learner.route, learner.person.city) == (date(2025, 12, 1), "continue", "Toulouse")
    same.refresh_from_db()
    assert (same.phone, same.email) == ("01 00 00 00 00", "B@exemple.fr"), "what was known is kept, what was not is filled"
    assert Learner.objects.within(school).count() == 2


def test_an_entry_after_the_expiry_is_blocked_with_its_citation(intake, candidates, by, at, school):
    selected(intake, candidates, by, at, (3, 5, 4))
    deciding.tell(intake, by=by)
    SessionPeriod.objects.within(school).update(first=date(2026, 12, 1), last=date(2027, 6, 30))
    one = named(intake, "Bilal")
    deciding.accept(one, by=by)
    with pytest.raises(Refusal, match=r"RNCP39624 est échue depuis le 01/10/2026.*L6113-9"):
        entering.enrol(one, person=None, by=by)


def test_the_money_of_a_place_leaves_what_nobody_granted(intake, candidates, by, at):
    selected(intake, candidates, by, at, (3, 5, 4))
    one = named(intake, "Bilal")
    for funder, state, amount in ((Funder.REGION, Money.AGREED, "6000"), (Funder.CPF, Money.ASKED, "1000")):
        made = PlaceFunding(organisation_id=one.organisation_id, application=one)
        entering.fund(made, by=by, funder=funder, state=state, amount=Decimal(amount))
    place = money.place(one)
    assert (place.granted, place.asked, place.left) == (Decimal(6000), Decimal(1000), Decimal(2176))
    with pytest.raises(Refusal, match="dépasse ce qui est facturé"):
        entering.fund(made, by=by, paid=Decimal(10))


def test_papers_bind_with_their_mentions_and_stay_as_they_left(client, intake, candidates, by, at, school):
    selected(intake, candidates, by, at, (3, 5, 4))
    deciding.tell(intake, by=by)
    ours = Structure.objects.create(organisation=school, name="École Ouverte", ours=True, siret="73282932000074")
    TrainingBody.objects.create(organisation=school, structure=ours, activity_number="11751234575", region="Île-de-France")
    client.force_login(by)
    page = f"/formation/candidatures/{named(intake, 'Bilal').pk}/"
    for code in ("devis-formation", "contrat-formation"):
        assert client.post(f"{page}papier/{code}/", {"distance": "1"}).status_code == 302
    contract = IssuedDocument.objects.within(intake.organisation_id).get(kind="contrat-formation")
    said = json.dumps(contract.data, ensure_ascii=False).replace("\xa0", " ").replace("\u202f", " ")
    for mention in (
        "L6353-4, 1°", "L6353-4, 2°", "L6353-4, 3°", "L6353-4, 4°", "L6353-4, 5°", "L6353-7", "L6353-8", "L6354-1", "14 jours",
        "L221-18", "L221-21", "Formulaire de rétractation", "11 75 12345 75", "ne vaut pas agrément", "2 452,80",
    ):  # fmt: skip
        assert mention in said, mention
    assert "ce que doit qui abandonne (sur l’appel)" in contract.data["missing"], "nobody invents what is owed"
    assert client.get(f"{page}papier/emis/{contract.pk}/").content.startswith(b"%PDF")
    assert client.get(f"{page}papier/lettre/").content.startswith(b"%PDF")
    assert client.post(f"/formation/candidatures/{named(intake, 'Ava').pk}/papier/contrat-formation/").status_code == 302
    assert IssuedDocument.objects.within(intake.organisation_id).count() == 2, "nothing binds who only waits"


def test_signed_face_to_face_it_leaves_ten_days_by_registered_letter_and_says_who_abandons_what(intake, candidates, by, at):
    selected(intake, candidates, by, at, (3, 5, 4))
    one = named(intake, "Bilal")
    one.intake.quitting = "les heures suivies, et rien de plus."
    paper = printed.contract(one, on=date(2025, 11, 3), distance=False)
    said = " ".join(text for part in paper.parts for text in part.texts)
    assert "10 jours pour se rétracter, sans motif ni frais, par lettre recommandée avec avis de réception (L6353-5)" in said
    assert "pour une autre raison : les heures suivies, et rien de plus." in said
    assert paper.apart == ()
    assert not any("abandonne" in each for each in paper.missing)


def test_a_convention_says_what_public_bodies_give(intake, candidates, by, at):
    selected(intake, candidates, by, at, (3, 5, 4))
    one = named(intake, "Bilal")
    for funder, amount in ((Funder.EMPLOYER, "2000"), (Funder.REGION, "6000")):
        made = PlaceFunding(organisation_id=one.organisation_id, application=one)
        entering.fund(made, by=by, funder=funder, state=Money.AGREED, amount=Decimal(amount))
    employer = one.fundings.get(funder=Funder.EMPLOYER)
    [price] = [part for part in printed.convention(one, employer, on=date(2025, 11, 3)).parts if "Prix" in part.title]
    assert [row[0] for row in price.rows][1:] == [
        "Prise en charge : employeur",
        "Contribution publique : Région",
        "Reste à la charge de la personne",
    ]


def test_the_report_of_entries_and_exits_opens_in_a_spreadsheet_without_a_formula(client, intake, candidates, by, at):
    selected(intake, candidates, by, at, (3, 5, 4))
    deciding.tell(intake, by=by)
    one = named(intake, "Bilal")
    Application.objects.within(intake.organisation_id).filter(pk=one.pk).update(last_name="=1+1")
    one.refresh_from_db()
    deciding.accept(one, by=by)
    entering.enrol(one, person=None, by=by)
    client.force_login(by)
    address = f"/formation/sessions/{intake.session_id}/fichier/entrees-sorties."
    lines = client.get(f"{address}csv").content.decode("utf-8-sig").splitlines()
    assert lines[1] == "Bilal =1+1;02/02/1996;Région;continue;;01/12/2025;;" and len(lines) == 2
    assert client.get(f"{address}csv?financeur=afdas").content.decode("utf-8-sig").splitlines()[1:] == []
    assert client.get(f"{address}pdf").content.startswith(b"%PDF")


def test_an_erased_application_leaves_nothing_of_itself(client, intake, candidates, by, at):
    at(CLOSING - timedelta(hours=1))
    door = begun(client, intake, email="zoe@exemple.fr", first_name="Zoé", last_name="Quintin")
    filled(client, door, intake)
    filed(client, door)
    at(AFTER)
    deciding.check(intake, by=by)
    one = Application.objects.within(intake.organisation_id).select_related("intake", "organisation").get(email="zoe@exemple.fr")
    deciding.refuse(one, reasons="Zoé manque d’expérience.", by=by)
    kept = StoredFile.objects.within(intake.organisation_id).filter(sha256=one.joined.first().sha256)
    path = kept.first().path
    erasing.erase(one, by=by)
    assert client.get(door).status_code == 410
    assert not kept.exists() and not path.exists()
    assert not Link.objects.filter(target=str(one.pk)).exists() and not Mail.objects.filter(to__icontains="zoe@").exists()
    assert not any("Zoé" in str(entry.changes) for entry in JournalEntry.objects.within(intake.organisation_id))


def test_a_positioning_is_asked_by_a_call_that_says_so_and_read_by_who_meets_her(client, ana, intake, at, school, by):
    assert "niveau/" not in client.get(f"{_early(client, intake, at)}vous/").content.decode()
    Intake.objects.within(school).update(positions=True)
    door = _early(client, intake, at, email="noa@exemple.fr")
    first, second = [one.code for one in certifications()["RNCP39624"].competences][:2]
    answer = client.post(f"{door}positionnement/", {first: "2", second: ""})
    assert answer.url == f"{door}pieces/" and client.post(f"{door}projet/", {}).url == f"{door}positionnement/"
    held = Application.objects.within(school).get(email="noa@exemple.fr")
    assert [(one.competence, one.level) for one in held.levels.all()] == [(first, Known.ALONE)]
    client.post(f"{door}positionnement/", {first: "", second: "0"})
    assert [(one.competence, one.level) for one in held.levels.all()] == [(second, Known.NEVER)]
    at(AFTER)
    client.force_login(by)
    assert "jamais fait" in client.get(f"/formation/candidatures/{held.pk}/").content.decode()
    learner = Learner.objects.create(
        organisation=school, session=intake.session, person=Person.objects.create(organisation=school, name="Noa")
    )
    Application.objects.within(school).filter(pk=held.pk).update(learner=learner)
    page = client.get(f"/formation/sessions/{intake.session_id}/candidatures/positionnement/").content.decode()
    assert page.count('<th scope="row">') == 1 and "Noa" not in page
    who = Trainer.objects.create(organisation=school, person=Person.objects.create(organisation=school, name="Odile Vantrelle"))
    Slot.objects.create(organisation=school, session=intake.session, on=AFTER + timedelta(days=30), moment="matin", trainer=who)
    hers = client.get(f"/emargement/intervenant/{links.create(school, TRAINER, who.pk)}/").content.decode()
    assert "Positionnement à l’entrée" in hers and hers.count('<th scope="row">') == 1 and "Noa" not in hers


def _early(client, intake, at, **said):
    at(CLOSING - timedelta(days=3))
    client.logout()
    return begun(client, intake, **said)


def test_who_came_by_no_application_has_a_file_that_holds_her_money(ana, intake, at, school, by):
    at(SELECTION)
    ana.force_login(by)
    session, person = intake.session, Person.objects.create(organisation=school, name="Inès Le Goff", email="ines@exemple.fr")
    learner = Learner.objects.create(organisation=school, session=session, person=person, entered_on=date(2025, 12, 1))
    for _ in range(2):
        assert ana.post(f"/formation/stagiaires/{learner.pk}/dossier/").status_code == 302
    held = Application.objects.within(school).select_related("intake__session").get(learner=learner)
    assert (held.first_name, held.last_name, held.state, held.intake.by_hand) == ("Inès", "Le Goff", Stage.ENROLLED, True)
    made = PlaceFunding(organisation_id=school.pk, application=held)
    entering.fund(made, by=by, funder=Funder.EMPLOYER, state=Money.AGREED, amount=Decimal(8176), name="Compagnie X")
    assert "Entrée hors appel" in ana.get(f"/formation/candidatures/{held.pk}/").content.decode()
    page = ana.get(f"/formation/sessions/{session.pk}/candidatures/").content.decode()
    assert "financée" in page and "Compagnie X, accord" in page and "Entrées hors appel" not in page
    rails.refresh(None, school)
    assert not any("hors appel" in row.title for row in read.deadlines(school)), "nobody answers it: it has no closing"
    with pytest.raises(Refusal, match="prouve son admission"):
        erasing.erase(held, by=by)


def test_what_has_passed_its_term_goes_at_night_and_a_learner_stays(intake, candidates, by, at, school):
    selected(intake, candidates, by, at, (3, 5, 4))
    deciding.tell(intake, by=by)
    bilal = named(intake, "Bilal")
    deciding.accept(bilal, by=by)
    entering.enrol(bilal, person=None, by=by)
    at(datetime(2027, 10, 1, 3, tzinfo=PARIS))
    assert erasing.at_term(school.pk) == 0
    at(datetime(2027, 10, 2, 3, tzinfo=PARIS))
    assert erasing.at_term(school.pk) == 3
    assert [one.first_name for one in Application.objects.within(school)] == ["Bilal"]


def test_admissions_prove_quality_by_counts_and_days_alone(intake, candidates, by, at, school):
    selected(intake, candidates, by, at, (3, 5, 4))
    found = {(one.indicator, one.label): (one.count, one.on) for one in proving.held(school)}
    assert found[1, "réunions d’information"] == (1, date(2025, 6, 16))
    assert found[4, "entretiens d’admission"] == (3, AFTER.date()) and found[8, "grilles d’entretien à l’entrée"][0] == 6
    assert not any("Martin" in label for _, label in found)


def test_what_nobody_filed_goes_a_month_after_the_closing_and_the_rest_at_its_term(intake, candidates, by, at):
    draft = Application.objects.create(organisation_id=intake.organisation_id, intake=intake, begun_at=CLOSING)
    assert erasing.due(intake, date(2025, 11, 15)) == []
    assert erasing.due(intake, date(2025, 11, 16)) == [draft]
    assert len(erasing.due(intake, date(2027, 10, 16))) == 5, "24 months after the closing: nobody was told anything"


def test_the_days_of_a_call_are_on_the_agenda(intake, school):
    rails.refresh(None, school)
    found = {row.title.split(" : ")[0]: row.on for row in read.deadlines(school) if row.key.startswith("appel:")}
    assert found == {
        "Clôture des candidatures": date(2025, 10, 15), "Réunion d’information": date(2025, 6, 16),
        "Entretiens": date(2025, 10, 23), "Sélection finale": date(2025, 10, 31),
    }  # fmt: skip


def test_a_day_that_came_is_done_and_a_selection_is_late_while_somebody_waits_for_it(intake, candidates, school):
    Organisation.objects.filter(pk=school.pk).update(pinned_on=date(2025, 11, 3))
    told = {one.title.split(" : ")[0]: one.state for one in duties.of_the_house(school.pk)}
    assert told == {
        "Clôture des candidatures": "fait", "Réunion d’information": "fait", "Entretiens": "fait",
        "Sélection finale": "en retard",
    }  # fmt: skip
    intake.applications.update(outcome="refuse")
    assert {one.state for one in duties.of_the_house(school.pk)} == {"fait"}
