"""The jury on screen and on paper: the office deliberates, a juror grades by her link, the papers say what was frozen."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from filage.core import archive
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.outbox import Mail
from filage.core.refusal import Refusal
from filage.school.exams.models import Deliberation, Grid, GridEntry
from filage.school.exams.operations import deliberations, jury
from filage.school.exams.queries import deliberating
from tests.keeping import kept_rows
from tests.school.jury_cases import CODES, school_with_a_jury

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@kept_rows
def school():
    """Return a school whose jury of four may sit."""
    return school_with_a_jury()


@pytest.fixture
def ana(client, school):
    client.force_login(school.ana)
    return client


def address(school):
    return f"/formation/examens/{school.exam.pk}/deliberation/"


def plain(page):
    return re.sub(r"\s+", " ", page.content.decode().replace("\xa0", " "))


def decided(school, *, but=()):
    """Open the deliberation and let it acquire everything, save `but` for Bruno."""
    deliberations.open_(school.exam, by=school.ana)
    for one in school.candidates:
        said = {
            code: deliberations.Decided("non_acquis" if one is school.candidates[1] and code in but else "acquis")
            for code in CODES
        }
        deliberations.decide(school.exam, one.pk, said, by=school.ana)


def test_the_office_opens_decides_closes_and_prints(ana, school):
    act = f"{address(school)}actes/"
    assert "France compétences, fiche RNCP39624" in plain(ana.get(f"/formation/examens/{school.exam.pk}/jury/"))
    ana.post(act, {"ouvrir": "1"})
    one = f"/formation/candidats/{school.candidates[1].pk}/deliberation/"
    assert "grilles à finir" in plain(ana.get(one))
    for candidate in school.candidates:
        posted = {f"d-{code}": "acquis" for code in CODES}
        if candidate is school.candidates[1]:
            posted |= {"d-BC02-C4": "non_acquis", "reasons": "Rien sur la retenue à la source.", "advice": "La reprendre."}
        ana.post(f"/formation/candidats/{candidate.pk}/deliberation/", posted)
    assert "Validation partielle" in plain(ana.get(one))
    ana.post(act, {"clore": "1", "incidents": "Panne de dix minutes."})
    page = plain(ana.get(address(school)))
    assert "intacte" in page and "Pas encore transmis" in page
    assert ana.post(act, {"pv": "1"}).url.startswith("/documents/")
    assert ana.post(act, {"lettre": str(school.candidates[1].pk)}).url.startswith("/documents/")
    ana.post(act, {"notifier": "1"})
    assert Mail.objects.filter(organisation=school.organisation).count() == 3
    ana.post(act, {"transmettre": "1"})
    ana.post(act, {"accuser": "1", "le": "01/01/2099", "accuse": "Institut, réf. 12"})
    assert "réf. 12" in plain(ana.get(address(school)))


def test_an_invalid_jury_is_told_why_it_does_not_open(ana, school):
    jury.attend(school.jurors[0], False, by=school.ana)
    page = plain(ana.post(f"{address(school)}actes/", {"ouvrir": "1"}, follow=True))
    assert "Direction de l’école ou son représentant : 0 sur 1" in page and "Aucune présidence" in page
    assert not Deliberation.objects.within(school.organisation).exists()


def test_a_juror_declares_then_grades_by_her_link_and_reads_nothing_of_the_others(client, school):
    ines, awa = school.jurors[2], school.candidates[0]
    ines.declared_at = None
    ines.save()
    theirs = {"organisation": school.organisation, "juror": school.jurors[0], "candidate": awa}
    Grid.objects.create(**theirs, competence="BC01-C1", marks="3333333", comment="Vu par Diane")
    link = f"/formation/jury/{jury.invite(ines, by=school.ana)}/"
    assert "Vos liens avec les candidats" in plain(client.get(link))
    assert client.get(f"{link}{awa.pk}/").status_code == 410
    client.post(f"{link}declaration/", {"nom": "Inès Kaci", f"lien-{school.candidates[2].pk}": "famille"})
    page = plain(client.get(link))
    assert "0 critères sur" in page and "vous êtes mis·e de côté" in page
    grid = plain(client.get(f"{link}{awa.pk}/"))
    assert "Marge d’aléas affichée" in grid and "Vu par Diane" not in grid
    assert client.get(f"{link}{school.candidates[2].pk}/").status_code == 410
    sent = {"cle": "1", "candidat": str(awa.pk), "competence": "BC01-C1", "critere": 2, "valeur": "2", "avant": "-"}
    body = {"appareil": "tablette", "saisies": [sent | {"quand": timezone.now().isoformat()}]}
    answer = client.post(f"{link}notes/", json.dumps(body), content_type="application/json")
    assert answer.json() == {"gardees": ["1"], "refusees": {}, "litiges": []}
    assert Grid.objects.within(school.organisation).get(juror=ines).marks[:3] == "--2"


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"appareil": "a", "saisies": [{}]}', '{"appareil": "a", "saisies": 3}', "x" * 1_000_001]
)
def test_what_is_no_sending_of_marks_is_refused_and_writes_nothing(client, school, body):
    link = f"/formation/jury/{jury.invite(school.jurors[2], by=school.ana)}/"
    assert client.post(f"{link}notes/", body, content_type="application/json").status_code == 400
    assert not GridEntry.objects.within(school.organisation).exists()


def test_the_grids_kept_from_the_list_all_send_under_its_one_cookie(school):
    tablet = Client(enforce_csrf_checks=True)
    link = f"/formation/jury/{jury.invite(school.jurors[2], by=school.ana)}/"
    tablet.get(link)
    held = tablet.cookies["filage_csrf"].value
    kept = [Client() for _ in school.candidates]  # read at once, as the tablet keeps them
    for one, asked in zip(school.candidates, kept, strict=True):
        asked.cookies["filage_csrf"] = held
        token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', asked.get(f"{link}{one.pk}/").content.decode())[1]
        body = json.dumps({"appareil": "tablette", "saisies": []})
        sent = tablet.post(f"{link}notes/", body, content_type="application/json", headers={"X-CSRFToken": token})
        assert sent.status_code == 200


def test_a_link_is_told_once_in_a_cookie_of_plain_letters(ana, school):  # one accent, and a server drops every cookie
    jury_page = f"/formation/examens/{school.exam.pk}/jury/"
    answer = ana.post(f"{jury_page}actes/", {"donner": str(school.jurors[2].pk)})
    assert answer.cookies["lien_jury"].value.isascii() and answer.cookies["lien_jury"].OutputString().isascii()
    assert "Déclarez d’abord vos liens" in plain(ana.get(jury_page)) and "Bonjour Inès" not in plain(ana.get(jury_page))


def path_in(mail):
    return str(mail.secret).partition("testserver")[2]


def test_a_decision_and_a_convocation_open_as_sealed_papers_without_account(ana, client, school):
    ana.post(f"/formation/examens/{school.exam.pk}/jury/actes/", {"convoquer": "1"})
    decided(school)
    deliberations.close(school.exam, by=school.ana)
    ana.post(f"{address(school)}actes/", {"notifier": "1"})
    ana.logout()
    juror, told = (Mail.objects.filter(to=[to]).get() for to in ("inès@exemple.fr", "bruno@exemple.fr"))
    assert "votre convocation (PDF)" in plain(client.get(path_in(juror)))
    letter = client.get(path_in(told))
    for paper in (client.get(f"{path_in(juror)}convocation/"), letter):
        assert paper.content.startswith(b"%PDF") and "no-store" in paper.headers["Cache-Control"]
    assert client.get("/decision/nimporte/").status_code == 410
    assert client.get("/formation/jury/nimporte/convocation/").status_code == 410


def test_the_hour_of_a_closing_is_that_of_here(ana, school):
    decided(school)
    closed = deliberations.close(school.exam, by=school.ana)
    closed.closed_at = datetime(2026, 6, 30, 15, 20, tzinfo=UTC)
    closed.save()
    assert "Close le 30 juin 2026 à 17 h 20" in plain(ana.get(address(school)))


def test_a_link_taken_back_opens_nothing(client, school):
    old = jury.invite(school.jurors[2], by=school.ana)
    jury.invite(school.jurors[2], by=school.ana)
    assert client.get(f"/formation/jury/{old}/").status_code == 410
    assert client.post(f"/formation/jury/{old}/notes/", "{}", content_type="application/json").status_code in (400, 409, 410)


def test_a_reader_reads_the_deliberation_and_changes_nothing(client, school):
    reader = User.objects.create_user("ines-lit@exemple.fr", name="Inès")
    Membership.objects.create(user=reader, organisation=school.organisation, role=Role.INVITE)
    client.force_login(reader)
    assert "Ouvrir la délibération" not in plain(client.get(address(school)))
    assert client.post(f"{address(school)}actes/", {"ouvrir": "1"}).status_code == 403


def test_the_pages_of_a_jury_ask_few_questions_whatever_the_candidates(ana, school, django_assert_max_num_queries):
    decided(school)
    one = school.candidates[0]
    for url in (address(school), f"/formation/examens/{school.exam.pk}/jury/", f"/formation/candidats/{one.pk}/deliberation/"):
        with django_assert_max_num_queries(20):
            assert ana.get(url).status_code == 200


def test_the_minutes_print_only_what_was_frozen(school):
    decided(school, but=("BC04-C1",))
    closed = deliberations.close(school.exam, by=school.ana)
    issue = {
        "organisation": school.organisation,
        "by": school.ana,
        "on": date(2026, 6, 30),
        "about": (f"deliberation:{closed.pk}",),
    }
    made = archive.issue("pv-jury", **issue)
    assert made.read().startswith(b"%PDF") and made.status == "émis"
    assert archive.issue("pv-jury", **issue).pk == made.pk  # the same minutes again are the same document
    deliberations.reopen(school.exam, reason="Erreur de saisie.", by=school.ana)
    assert archive.documents_about(school.organisation, None, kinds=["pv-jury"])[0].status == "périmé"
    frozen = Deliberation.objects.within(school.organisation).get(pk=closed.pk)
    frozen.minutes["candidats"][1]["decision_dite"] = "certification validée"
    frozen.save()
    with pytest.raises(Refusal, match="empreinte"):
        archive.issue("pv-jury", **issue)


def test_an_exemption_typed_without_the_opinion_is_refused_in_the_form(ana, school):
    deliberations.open_(school.exam, by=school.ana)
    url = f"/formation/candidats/{school.candidates[0].pk}/exemption/"
    typed = {"where": "BC03-C3/1", "whole": "on", "unused": "on", "granted": "on"}
    answer = ana.post(url, typed)
    assert answer.status_code == 422 and "avis motivé du référent handicap manque" in plain(answer)
    typed |= {"opinion": "Sans objet dans son poste.", "opined_by": "Référente", "opined_on": "20/06/2026"}
    assert ana.post(url, typed).status_code == 302
    cell = next(one for one in deliberating.bench(school.exam).sheets[0].cells if one.competence.code == "BC03-C3")
    assert cell.exempt == {1}
