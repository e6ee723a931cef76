"""The attendance of a session: signed half-day by half-day in a register that only grows, and says where it was broken."""

from datetime import date
from decimal import Decimal

import pytest

from filage.core import rails as rails_of_all
from filage.core.models import Organisation, User
from filage.core.outbox import Mail
from filage.core.rails import deadlines
from filage.core.rails import read as kept_rails
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.portability import operations as files
from filage.portability.exporting import export
from filage.productions.models import Person, Structure
from filage.rules.schooling import chain, declaration
from filage.rules.schooling.chain import Break
from filage.school.attendance.enums import Means
from filage.school.attendance.models import AttendanceRecord
from filage.school.attendance.operations import doors, signing
from filage.school.attendance.operations.register import Author, Signature, append
from filage.school.attendance.queries import book, papers, signed_by_learner, signed_hours, watching
from filage.school.attendance.queries.declared import declared
from filage.school.attendance.queries.doors import LEARNER, TRAINER
from filage.school.attendance.queries.register import MOVED, checked
from filage.school.programmes.models import Learner, SchoolSession, Slot, Trainer
from tests.keeping import kept_rows
from tests.school.register_cases import (
    MONDAY,
    TOLD,
    TRACES,
    ana,
    at,
    decided,
    hand,
    opened,
    phone,
    read,
    said,
    signed,
    unset_hours,
)

pytestmark = pytest.mark.django_db


@kept_rows
def school():
    """Return a school on its first day: Awa and Bilal learn, Chloé teaches, Ana edits, Inès reads."""
    return opened("ecole-ouverte", editor="ana", reader="ines")


def test_each_record_holds_the_imprint_of_the_former(school):
    first, second = signed(school), signed(school, who=1)
    assert (first.number, second.number) == (1, 2)
    assert chain.read(first.text)["precedent"] == chain.beginning(school.pk)
    assert chain.read(second.text)["precedent"] == first.imprint
    assert checked(school).broken is None


@pytest.mark.parametrize(("change", "number"), [
    ({"text": '{"statut":"present"}'}, 1),
    ({"imprint": "0" * 64}, 1),
    ({"status": "absent"}, 1),
    ({"number": 7}, 1),
])  # fmt: skip
def test_a_record_that_was_changed_in_the_database_is_named(school, change, number):
    signed(school), signed(school, who=1)
    AttendanceRecord.objects.within(school.organisation_id).filter(number=1).update(**change)
    assert checked(school).broken.number == number


def test_a_record_taken_away_is_missed_by_the_next_one(school):
    for who, half, when in ((0, 0, at(12)), (1, 0, at(12)), (0, 1, at(16, 50))):
        signed(school, who=who, half=half, when=when)
    AttendanceRecord.objects.within(school.organisation_id).filter(number=2).delete()
    assert checked(school).broken == Break(2, "le n° 2 manque, ou le n° 3 est en double")
    with pytest.raises(Refusal, match="ne se change ni ne s’efface"):
        AttendanceRecord.objects.within(school.organisation_id).first().delete()


def test_a_register_travels_whole_says_what_was_changed_in_its_file_and_is_never_written_over(school, tmp_path):
    signed(school), signed(school, who=1)
    file, organisation = tmp_path / "ecole.filage.yaml", school.organisation
    file.write_text(export(organisation))
    altered = tmp_path / "altere.filage.yaml"
    altered.write_text(
        file.read_text()
        .replace('\\"nom\\":\\"Awa Diop\\"', '\\"nom\\":\\"Zoé Diop\\"')
        .replace('"nom":"Awa Diop"', '"nom":"Zoé Diop"')
    )
    assert altered.read_text() != file.read_text()
    with pytest.raises(Refusal, match="ne se change ni ne s’efface"):
        files.import_file(altered)
    organisation.delete()
    whole = files.import_file(file)
    assert export(whole) == file.read_text()
    assert checked(SchoolSession.objects.within(whole).get()).broken is None
    whole.delete()
    broken = checked(SchoolSession.objects.within(files.import_file(altered)).get()).broken
    assert broken == Break(1, "son texte n’est plus celui qui a été signé")


def test_a_session_that_was_signed_is_not_taken_away(client, school):
    signed(school)
    client.force_login(ana())
    client.post(f"/formation/sessions/{school.pk}/supprimer/")
    assert SchoolSession.objects.within(school.organisation_id).exists()


def test_a_half_day_is_signed_neither_before_it_nor_late_without_a_reason(school):
    with pytest.raises(Refusal, match=r"Trop tôt.*14:00"):
        signed(school, half=1, when=at(13, 59))
    with pytest.raises(Refusal, match=r"tardive.*15:00"):
        signed(school, when=at(15, 1))
    record = signed(school, when=at(15, 1), reason="panne de réseau")
    assert chain.read(record.text)["motif"] == "panne de réseau" and chain.read(record.text)["tardive"] is True
    assert "tardive" not in chain.read(signed(school, who=1, when=at(15)).text)


def test_a_half_day_is_signed_once_by_whom_it_is_planned_for(school):
    signed(school)
    with pytest.raises(Refusal, match="Déjà signé"):
        signed(school)
    Learner.objects.within(school.organisation_id).filter(person__name="Bilal Karam").update(left_on=date(2025, 11, 30))
    with pytest.raises(Refusal, match="pas au planning"):
        signed(school, who=1)


def test_a_signature_is_ones_own(school):
    trace = next(TRACES)
    signed(school, signature=hand(trace))
    with pytest.raises(Refusal, match="copie exacte"):
        signed(school, who=1, signature=hand(trace))
    for wrong in (Signature("nom", "Awa Diop"), hand("M1 1"), hand("M700 1L2 2L3 3L4 4"), hand('M1 1"/><script>')):
        with pytest.raises(Refusal):
            signed(school, who=1, signature=wrong)
    assert signed(school, who=1, signature=Signature("nom", "bilal karam")).number == 2


def test_what_contradicts_the_register_is_a_correction_with_its_reason(school):
    signed(school)
    with pytest.raises(Refusal, match="c’est une correction, dites pourquoi"):
        said(school, "absent")
    record = said(school, "absent", reason="a signé pour une autre")
    assert record.gesture == "correction" and chain.read(record.text)["corrige"] == 1
    assert AttendanceRecord.objects.within(school.organisation_id).count() == 2
    assert book(school).tally(book(school).learners[0]).attended.known() == 0


def test_a_presence_is_signed_and_never_ticked(school):
    with pytest.raises(Refusal, match="se signe"):
        said(school, "present")
    said(school, "absent")
    with pytest.raises(Refusal, match="dit·e absent·e"):
        signed(school)


def test_hours_are_those_that_were_signed(school):
    signed(school)
    said(school, "retard", minutes=30)
    signed(school, who=1)
    hours = signed_hours(school)
    assert [one.hours for one in hours] == [Decimal("3.5"), Decimal(4)]
    assert sorted(signed_by_learner(school).values()) == [Decimal("3.5"), Decimal(4)]
    assert [book(school).tally(one).planned.known() for one in book(school).learners] == [4, 4]  # the afternoon is not over
    held = book(school, today=date(2025, 12, 2))
    assert [held.tally(one).planned.known() for one in held.learners] == [7, 7]


def test_what_is_done_alone_is_never_counted(school):
    Slot.objects.within(school.organisation_id).filter(moment="apres_midi").update(kind="autonome")
    held = book(school, today=date(2025, 12, 2))
    assert held.tally(held.learners[0]).planned.known() == 4
    with pytest.raises(Refusal, match="pas au planning"):
        signed(school, half=1, when=at(16))


def test_what_is_shown_of_hours_and_rates_is_rounded(school):
    signed(school)
    said(school, "retard", minutes=25)
    held = book(school)
    tally = held.tally(held.learners[0])
    assert (tally.hours, tally.percent) == (Decimal("3.58"), Decimal("89.6"))


def test_two_half_days_missed_in_a_row_are_an_alert(school):
    said(school, "absent")
    said(school, "absent_injustifie", half=1)
    held = book(school)
    assert held.tally(held.learners[0]).alerts == (
        "2 demi-journées d’absence de suite, du lundi 01/12/2025 matin au lundi 01/12/2025 après-midi.",
        "Absences : 7 h sur 7 h, soit 100,00 % (alerte à 5 %).",
    )


def test_a_learner_signs_on_her_phone_and_sees_nobody_else(client, school):
    learner = school.learners.get(person__name="Awa Diop")
    opened = doors.invite(LEARNER, learner, learner.person, address=lambda token: f"/emargement/{token}/", by=ana())
    unset_hours(school)
    page = client.get(opened).content.decode()
    assert "Bilal" not in page and "Signer" in page
    half = school.slots.get(moment="matin")
    answer = client.post(opened, {"demi_journee": half.pk, "nom": "Awa Diop"})
    assert answer.status_code == 302, answer.content.decode()
    assert chain.read(AttendanceRecord.objects.within(school.organisation_id).get().text)["par"] == {
        "nom": "Awa Diop", "qualite": "stagiaire", "moyen": "lien",
    }  # fmt: skip
    doors.withdraw(LEARNER, learner, by=ana())
    assert client.get(opened).status_code == 410


def test_the_tablet_takes_a_code_each_names_nobody_and_rests_after_wrong_ones(client, school):
    unset_hours(school)
    codes = dict(doors.give_codes(school, by=ana()))
    slot = school.slots.get(moment="matin")
    address = f"/emargement/tablette/{doors.pass_round(slot, by=ana())}/"
    assert not {"Awa", "Bilal"} & set(client.get(address).content.decode().replace("<", " ").split())
    code = next(code for learner, code in codes.items() if str(learner) == "Awa Diop")
    wrong = next(f"{n:06d}" for n in range(10) if f"{n:06d}" not in codes.values())
    assert client.post(address, {"code": code, "nom": "Awa Diop"}).status_code == 302
    for _ in range(doors.MISSES):
        assert "n’est celui de personne" in client.post(address, {"code": wrong}).content.decode()
    assert "se repose dix minutes" in client.post(address, {"code": code}).content.decode()


def test_a_trainer_calls_the_roll_and_signs_her_half_days_only(client, school):
    unset_hours(school)
    trainer = Trainer.objects.within(school.organisation_id).select_related("person", "organisation").get()
    opened = doors.invite(TRAINER, trainer, trainer.person, address=lambda token: f"/emargement/intervenant/{token}/", by=ana())
    half, bilal = school.slots.get(moment="matin"), school.learners.get(person__name="Bilal Karam")
    told = {"geste": "appel", "demi_journee": half.pk, f"etat-{bilal.pk}": "absent"}
    assert client.post(opened, told).status_code == 302
    assert client.post(opened, {"geste": "signer", "demi_journee": half.pk, "nom": "Chloé Petit"}).status_code == 302
    gestures = AttendanceRecord.objects.within(school.organisation_id).order_by("number").values_list("gesture", flat=True)
    assert list(gestures) == ["etat", "contreseing"]
    half.trainer = None
    half.save()
    assert client.post(opened, {"geste": "signer", "demi_journee": half.pk, "nom": "Chloé Petit"}).status_code == 422


def test_a_certificate_says_what_the_ministry_asks_and_the_hours_signed_only(school):
    signed(school)
    Structure.objects.create(
        organisation=school.organisation, name="École", ours=True, siret="00078900000018", representative="Hélène Marsouin"
    )
    held = book(school)
    told = papers.certificate(held, held.learners[0], on=MONDAY)
    for fact in ("Organisme École", "Bénéficiaire Awa Diop", "Nature de l’action Action de formation", "Durée réalisée 4 h"):
        assert fact in read(told)
    assert "du 01/12/2025 au 01/12/2025" in read(told) and told.signatories[0].name == "Hélène Marsouin"
    assert "chaîne entière" in read(told)


def test_the_sheet_of_a_week_shows_who_signed_when_and_why_late(school):
    Structure.objects.create(organisation=school.organisation, name="École", ours=True)
    signed(school, signature=Signature("nom", "Awa Diop"))
    signed(school, who=1, when=at(17), reason="panne de réseau")
    said(school, "absent", half=1)
    words = read(papers.week(book(school), MONDAY, on=MONDAY))
    for told in ("Awa Diop 01/12 12:50, lien", "01/12 17:00, lien ; panne de réseau", "absent·e", "non signé"):
        assert told in words


def test_the_papers_and_pages_are_read_by_the_house(client, school):
    Structure.objects.create(organisation=school.organisation, name="École", ours=True)
    signed(school)
    client.force_login(User.objects.get(email="ines@exemple.fr"))
    here, learner = f"/formation/sessions/{school.pk}/emargement/", school.learners.get(person__name="Awa Diop").pk
    for paper in (
        "semaine/?semaine=2025-12-01",
        f"{learner}/presence/",
        f"{learner}/certificat/",
        f"{learner}/assiduite/?mois=2025-12",
    ):
        assert client.get(f"{here}papier/{paper}").content.startswith(b"%PDF")
    rows = client.get(f"{here}emargement.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1] == "Awa Diop;01/12/2025;matin;;4;présent·e;;4;1;"
    assert "Heures-stagiaires" in client.get(f"{here}heures/").content.decode()
    last = checked(school).last
    assert "C’est l’empreinte du n° 1" in client.get(f"{here}verification/?empreinte={last}").content.decode()
    assert "n’est pas dans le registre" in client.get(f"{here}verification/?empreinte={'0' * 64}").content.decode()


def test_hours_are_declared_by_who_pays_each_learner_once(school):
    signed(school), signed(school, half=1, when=at(16)), signed(school, who=1)
    (line,) = declared(book(school))
    assert (line.label, line.learners, line.hours) == ("financement non dit", 2, 11)


def test_a_training_falls_on_the_lines_of_the_form():
    assert declaration.objectives("RNCP39624", 5, "continue") == ("a", "a5")
    assert declaration.objectives("RNCP1", 7, "") == ("a", "a6")
    assert declaration.objectives("RS123", None, "") == ("b",)
    assert declaration.objectives("", None, "") == ("d",)
    assert declaration.objectives("RNCP39624", 5, "vae") == ("f",)
    told = {("alternance", "afdas"): "apprenti", ("", "france_travail"): "recherche_emploi", ("", "ptp"): "salarie"}
    for (route, funder), kind in told.items():
        assert declaration.deduced(route, funder) == kind
    assert declaration.deduced("continue", "afdas") is None  # employed, or looking for work between two contracts


def test_the_accounts_of_a_year_are_what_was_signed_and_say_what_nobody_said(client, school):
    SchoolSession.objects.within(school.organisation_id).update(certification="RNCP39624")
    school.learners.filter(person__name="Awa Diop").update(route="alternance")
    signed(school), signed(school, half=1, when=at(16)), signed(school, who=1)
    held, trainer = book(school), Trainer.objects.within(school.organisation_id).get()
    by = Author("Chloé Petit", "intervenant", Means.LINK)
    signing.countersign(held, held.halves[0], trainer=trainer, signature=hand(), by=by, at=at(12, 30))
    client.force_login(ana())
    page = "/formation/bilan/?du=2025-01-01&au=2025-12-31"
    bilal = school.learners.get(person__name="Bilal Karam")
    assert "À dire" in client.get(page).content.decode()
    assert client.post(page, {f"statut-{bilal.pk}": "particulier"}).status_code == 302
    rows = client.get(page.replace("bilan/?", "bilan/bilan.csv?")).content.decode("utf-8-sig").splitlines()
    for row in (
        "F-1;b;Apprentis;1;7;;;0",
        "F-1;d;Particuliers à leurs propres frais;1;4;;;0",
        "F-1;a;Salariés d’employeurs privés hors apprentis;0;0;;;0",
        "F-3;;dont de niveau 5;2;11;;;0",
        "F-4;323;;2;11;;;0",
        "E;;Personnes dispensant des heures, internes ou non;1;4;;;0",
    ):
        assert row in rows, rows
    assert rows.count("F-1;;Total;2;11;;;0") == 1
    assert "F-1;;Total;0;0;;;0" in client.get("/formation/bilan/bilan.csv?du=2024-01-01&au=2024-12-31").content.decode()


def test_links_are_sent_in_one_gesture_to_whoever_has_none(client, school):
    Person.objects.within(school.organisation_id).filter(name="Awa Diop").update(email="awa@exemple.fr")
    client.force_login(ana())
    here = f"/formation/sessions/{school.pk}/emargement/liens/"
    page = client.post(here, {"geste": "tous", "pour": LEARNER}, follow=True).content.decode().replace("\xa0", " ")
    assert "1 lien envoyé. Sans adresse : Bilal Karam." in page
    assert "0 lien envoyé" in client.post(here, {"geste": "tous", "pour": LEARNER}, follow=True).content.decode().replace(
        "\xa0", " "
    )
    (mail,) = Mail.objects.filter(organisation=school.organisation)
    assert mail.to == ["awa@exemple.fr"]


def duties(session):
    """Return the duties of the house, by the word before their identifier, with their day and state."""
    return {
        one.key.split(":")[0]: (one.on, one.state, one.title.replace("\xa0", " "))
        for desk, one in deadlines.of_the_house(seasons.load(session.organisation_id))
        if desk == "attendance"
    }


def test_what_waits_is_a_duty_until_it_is_done(client, school):
    assert duties(school) == {"certificats": (MONDAY, "à faire", "Remettre les certificats de réalisation : Session")}
    Organisation.objects.filter(pk=school.organisation_id).update(pinned_on=date(2025, 12, 2))
    client.post(phone(school), TOLD)
    rails_of_all.refresh(None, school.organisation_id)  # at night, after an import: what the rooms give alone is kept too
    assert {"emargement", "justificatifs"} <= {one.key.split(":")[0] for one in kept_rails.deadlines(school.organisation)}
    found = duties(school)
    assert found["emargement"] == (MONDAY, "en retard", "Faire signer 2 demi-journées : Session")
    assert found["justificatifs"][1:] == ("à faire", "1 justificatif à lire : Session")
    held, trainer = book(school), Trainer.objects.within(school.organisation_id).get()
    for rank, half in enumerate(held.halves):
        by = Author("Chloé Petit", "intervenant", Means.LINK)
        signing.countersign(held, half, trainer=trainer, signature=hand(), by=by, at=at(12, 30, 1) if not rank else at(17))
    decided(school, "refuse", reason="illisible")
    assert "emargement" not in duties(school) and "justificatifs" not in duties(school)


def test_the_day_opens_on_what_is_taught_and_who_signed(client, school):
    Learner.objects.within(school.organisation_id).filter(person__name="Bilal Karam").update(left_on=date(2025, 11, 30))
    signed(school)
    client.force_login(User.objects.get(name="ines"))
    page = client.get("/").content.decode()
    assert "Cours du jour" in page and "Chloé Petit" in page
    assert page.count("1 sur 1 a signé") == page.count("personne n’a signé") == 1
    Organisation.objects.filter(pk=school.organisation_id).update(pinned_on=date(2025, 12, 2))
    assert "Cours du jour" not in client.get("/").content.decode()


def test_what_does_not_hold_is_told_as_facts(school):
    assert list(watching.wrong(school.organisation_id)) == []
    said(school, "absent"), said(school, "absent", half=1)
    by = Author("Bilal Karam", "stagiaire", Means.LINK)
    half, bilal = book(school).halves[0], book(school).learners[1]
    append(school, gesture="presence", by=by, at=at(20), said={}, slot_id=half.pk, learner=bilal)  # as a file may bring it
    (found,) = watching.wrong(school.organisation_id)
    assert [(str(learner), text.split(",")[0]) for learner, text in found.absences] == [
        ("Awa Diop", "2 demi-journées d’absence de suite"), ("Awa Diop", "Absences : 7 h sur 7 h"),
    ]  # fmt: skip
    assert [(number, str(who)) for number, who in found.late] == [(3, "Bilal Karam")]
    assert found.broken.number == 3 and found.broken.reason == MOVED  # its text says no half-day
