"""Two organisations: what a habilitation covers of a session, who does what, and who is let in."""

from datetime import date

import pytest

from filage.core import rails
from filage.core.enums import Role
from filage.core.kept import FindingRow
from filage.core.models import Membership, User
from filage.core.rails.types import Severity
from filage.portability import operations as files
from filage.productions.models import Person, Structure
from filage.rules.schooling.bodies import activity_number_fault, mention
from filage.rules.schooling.feasibility import Nature, Period
from filage.rules.schooling.sharing import ACTS, BODY, CERTIFIER, Scope, training_faults, trial_faults
from filage.school.exams.models import ExamSession
from filage.school.programmes import operations, queries
from filage.school.programmes.models import Habilitation, Learner, SchoolSession, SharedAct, TrainingBody
from filage.school.programmes.queries import bodies, sharing
from tests.house.repository import ROOT
from tests.keeping import kept_rows

TRACKS = ("Musiques actuelles", "Théâtre")
WHOLE = Scope(trains=True, assesses=True, since=date(2025, 12, 1), until=date(2026, 6, 30))


def codes(faults):
    return [one.code for one in faults]


@pytest.mark.parametrize(("scope", "found"), [
    (WHOLE, []),  # on both edges: the first and the last day
    (None, ["habilitation_absente"]),
    (Scope(trains=False, assesses=True, since=WHOLE.since, until=WHOLE.until), ["habilitation_sans_formation"]),
    (Scope(trains=True, assesses=True, since=date(2025, 12, 2), until=WHOLE.until), ["habilitation_pas_encore"]),
    (Scope(trains=True, assesses=True, since=WHOLE.since, until=date(2026, 6, 29)), ["habilitation_finie"]),
    (Scope(trains=True, assesses=True, since=None, until=None), ["habilitation_sans_dates"]),
])  # fmt: skip
def test_a_training_outside_its_habilitation_is_told(scope, found):
    assert codes(training_faults(scope, date(2025, 12, 1), date(2026, 6, 30))) == found


def test_a_trial_is_not_covered_by_a_habilitation_to_teach():
    teaching = Scope(trains=True, assesses=False, since=WHOLE.since, until=WHOLE.until)
    assert codes(trial_faults(teaching, date(2026, 6, 29), date(2026, 6, 30))) == ["habilitation_sans_examen"]
    assert codes(trial_faults(WHOLE, date(2026, 6, 30), date(2026, 7, 1))) == ["habilitation_finie"]


def test_the_certifier_alone_decides_whoever_organises():  # certification_jury, § 4.0
    held = {one.code: (one.held_by(CERTIFIER), one.held_by(BODY)) for one in ACTS}
    assert len(held) == 8 and held["habilitation"] == ("le certificateur", "le certificateur")
    assert held["convocation"] == ("le certificateur", "l’organisme, au nom du certificateur")
    assert all("le certificateur" in who for who in held["decision"])


@pytest.mark.parametrize(
    ("number", "held"), [("11 75 12345 75", True), ("942A023452A", True), ("1175123457", False), ("", False)]
)
def test_a_number_of_declaration_has_eleven_digits(number, held):
    assert (activity_number_fault(number) == "") is held


def test_the_number_is_never_said_without_what_it_is_not():  # Code du travail, art. R6351-6 and L6352-12
    said = "Déclaration d’activité enregistrée sous le numéro 11 75 12345 75 auprès du préfet de région Île-de-France."
    assert mention("11751234575", "Île-de-France") == f"{said} Cet enregistrement ne vaut pas agrément de l’État."
    assert mention("") == ""


@kept_rows
def ana():
    """Return who edits the school of the examples."""
    organisation = files.import_file(ROOT / "examples/ecole.filage.yaml")
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=organisation, role=Role.ADMINISTRATION)
    return user


@pytest.fixture
def session(ana):
    return SchoolSession.objects.within(ana.memberships.get().organisation).get()


@pytest.mark.django_db
@pytest.mark.one_database
class TestTheSessionOfTheExamples:
    def test_says_what_its_habilitation_does_not_say_and_then_does_not_cover(self, session):
        (said,) = [one for one in queries.told(session).findings if one.code.startswith("habilitation")]
        assert (said.code, said.severity) == ("habilitation_sans_dates", Severity.INCONNU)
        Habilitation.objects.within(session.organisation_id).update(since=date(2025, 1, 1), until=date(2026, 6, 29))
        (said,) = [one for one in queries.told(session).findings if one.code.startswith("habilitation")]
        assert (said.code, said.severity) == ("habilitation_finie", Severity.ALERTE)
        assert sharing.trials(session, date(2026, 7, 1), date(2026, 7, 1)) == []  # the certifier holds them
        Habilitation.objects.within(session.organisation_id).update(organiser="organisme")
        assert codes(sharing.trials(session, date(2026, 7, 1), date(2026, 7, 1))) == ["habilitation_finie"]

    def test_settles_who_does_what_and_keeps_only_what_was_said(self, client, ana, session):
        client.force_login(ana)
        url = f"/formation/sessions/{session.pk}/qui-fait-quoi/"
        assert "le certificateur" in client.get(url).content.decode()
        given = {"sujets-qui": "l’organisme, accord écrit", "sujets-le": "2026-05-04", "sujets-trace": "courriel"}
        assert client.post(url, given).status_code == 302
        (kept,) = SharedAct.objects.within(session.organisation_id)
        assert (kept.act, kept.held_by, kept.done_on) == ("sujets", "l’organisme, accord écrit", date(2026, 5, 4))
        assert client.post(url, {}).status_code == 302
        assert not SharedAct.objects.within(session.organisation_id).exists()

    def test_lets_somebody_in_by_her_name_and_once(self, client, ana, session):
        client.force_login(ana)
        url = f"/formation/sessions/{session.pk}/stagiaires/"
        given = {"person": "", "person-nom": "Lola Verdier", "route": "continue", "on": "2025-12-01"}
        assert client.post(url, given).status_code == 302
        assert Learner.objects.within(session.organisation_id).filter(person__name="Lola Verdier").exists()
        assert client.post(url, given).status_code == 422
        assert client.post(url, given | {"person-nom": "Paul Vasse", "on": "2026-10-02"}).status_code == 422
        assert not Person.objects.within(session.organisation_id).filter(name="Paul Vasse").exists()

    def test_says_who_teaches_and_what_that_body_lacks_to_sign(self, client, ana, session):
        held = bodies.body_of(session)
        assert (held.activity_number, held.signature) == ("99 00 00001 00", "Hélène Marsouin, directrice")
        assert held.lacks(date(2027, 9, 15)) == []
        assert held.lacks(date(2027, 9, 16)) == ["un certificat Qualiopi en cours (échu le 15/09/2027)"]
        client.force_login(ana)
        assert "99 00 00001 00, préfet de région Ancrie" in client.get("/formation/organismes/").content.decode()

    def test_keeps_the_siret_of_a_body_on_its_card_and_refuses_a_number_that_is_none(self, client, ana, session):
        client.force_login(ana)
        given = {"structure": "", "structure-nom": "Atelier du Quai", "activity_number": "11 75 12345 7", "siret": "1"}
        page = client.post("/formation/organismes/nouveau/", given)
        assert page.status_code == 422 and set(page.context["form"].errors) == {"activity_number", "siret"}
        given |= {"activity_number": "11 75 12345 75", "siret": "000 789 000 00015", "representative": "Jo Berne"}
        assert client.post("/formation/organismes/nouveau/", given).status_code == 302
        made = Structure.objects.within(session.organisation_id).get(name="Atelier du Quai")
        assert (made.siret, made.representative) == ("00078900000015", "Jo Berne")
        assert TrainingBody.objects.within(session.organisation_id).get(structure=made).activity_number == "11751234575"

    def test_what_the_controls_say_follows_the_session_at_once_and_never_a_spectacle(self, client, ana, session):
        def told(code):
            return list(FindingRow.objects.within(session.organisation_id).filter(code=code))

        rails.refresh(None, session.organisation_id)
        assert "10 au plus" in told("FOR-004")[0].message
        client.force_login(ana)
        page = client.get("/controles/").content.decode()
        assert "La période en entreprise touche 11 semaines" in page and "marge nulle" in page
        operations.write(session, by=ana, periods=queries.told(session).periods, closures=[], tracks=TRACKS, most_weeks=11)
        assert told("FOR-004") == []

    def test_an_entry_after_the_expiry_is_told_and_nobody_sets_it_aside(self, client, ana, session):
        after = [Period(date(2026, 10, 2), date(2026, 12, 18), Nature.CENTRE)]
        operations.write(session, by=ana, periods=after, closures=[], tracks=TRACKS)
        (found,) = FindingRow.objects.within(session.organisation_id).filter(code="FOR-001")
        assert (found.severity, found.act, found.key) == ("bloquant", "inscrire", "")
        client.force_login(ana)
        assert "RNCP39624 est échue" in client.get("/").content.decode()

    def test_trials_held_by_a_body_that_may_only_teach_are_told_on_their_timetable(self, client, ana, session):
        given = {
            "organisation": session.organisation,
            "certification": "RNCP39624",
            "first": date(2026, 6, 29),
            "last": date(2026, 6, 30),
        }
        exam = ExamSession.objects.create(
            name="Juin 2026", certifier=session.certifier, body=session.body, organiser="organisme", **given
        )
        Habilitation.objects.within(session.organisation_id).update(
            assesses=False, since=date(2025, 1, 1), until=date(2027, 1, 1)
        )
        assert codes(sharing.trials(exam, exam.first, exam.last, exam.organiser)) == [
            "epreuves_au_certificateur",
            "habilitation_sans_examen",
        ]
        client.force_login(ana)
        page = client.get(f"/formation/examens/{exam.pk}/horaires/").content.decode()
        assert "L’habilitation ne porte pas sur les épreuves." in page and "0 épreuve<" in page
        ExamSession.objects.within(session.organisation_id).update(organiser="certificateur")
        assert "ne porte pas sur les épreuves" not in client.get(f"/formation/examens/{exam.pk}/horaires/").content.decode()
        assert "/formation/examens/" in client.get("/formation/").content.decode()

    def test_the_half_days_of_the_week_are_on_the_page_of_the_day(self, client, ana, session):
        client.force_login(ana)
        assert "Cours des jours qui suivent" in client.get("/").content.decode()
