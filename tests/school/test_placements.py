"""The period in a company: 350 hours with no margin, said week by week, signed by two, agreed by three."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.core.refusal import Refusal
from filage.productions.models import Person, Structure
from filage.rules.schooling import chain
from filage.rules.schooling.placement import lasts, months_later
from filage.rules.schooling.signing import PARIS
from filage.school.attendance.enums import Means
from filage.school.attendance.models import Placement, PlacementDayOff
from filage.school.attendance.operations import doors
from filage.school.attendance.operations import placements as operations
from filage.school.attendance.operations.register import Author, Signature
from filage.school.attendance.queries import agreement, placements
from filage.school.attendance.queries.doors import LEARNER, TUTOR
from filage.school.programmes.models import Learner, SchoolSession
from tests.keeping import kept_rows

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 4, 7), date(2026, 6, 19)  # the placement of the real session: 50 working days
WEEK = date(2026, 4, 7)


@kept_rows
def stay():
    """Return Awa's period at the Théâtre de la Digue under Bruno, of the real session, on its second Monday."""
    organisation = Organisation.objects.create(name="École Ouverte", slug="ecole-ouverte", pinned_on=date(2026, 4, 13))
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=organisation, role=Role.ADMINISTRATION)
    given = {"organisation": organisation}
    Structure.objects.create(name="École", ours=True, representative="Hélène Marsouin", **given)
    session = SchoolSession.objects.create(
        name="Session", certification="RNCP39624", hours_a_day=Decimal(7), company_hours=Decimal(350), **given
    )
    learner = Learner.objects.create(
        session=session, person=Person.objects.create(name="Awa Diop", **given), route="continue", **given
    )
    return Placement.objects.create(
        learner=learner,
        structure=Structure.objects.create(name="Théâtre de la Digue", **given),
        tutor=Person.objects.create(name="Bruno Lem", **given),
        state="signe",
        first=FIRST,
        last=LAST,
        **given,
    )


def followed(stay):
    return placements.followed(stay.learner.session, pk=stay.pk)[0]


def days(*hours, monday=date(2026, 4, 6)):
    return {monday + timedelta(days=rank): Decimal(str(each)) for rank, each in enumerate(hours) if each}


def said(stay, hours, *, monday=date(2026, 4, 6), at=datetime(2026, 4, 13, 9, tzinfo=PARIS), reason=""):
    by = Author("Awa Diop", "stagiaire", Means.LINK)
    signature = Signature("nom", "Awa Diop")
    return operations.say_week(followed(stay), monday, hours, signature=signature, by=by, at=at, reason=reason)


def test_fifty_days_are_exactly_350_hours_and_a_bridge_puts_them_out_of_reach(stay):
    held = followed(stay)
    assert (held.progress.left, held.progress.margin, held.progress.out_of_reach) == (350, 0, False)
    PlacementDayOff.objects.create(organisation=stay.organisation, placement=stay, on=date(2026, 5, 15))
    held = followed(stay)
    assert (held.progress.left, held.progress.margin, held.progress.out_of_reach) == (343, -7, True)


def test_a_day_missed_in_a_week_that_was_said_is_an_alert_and_a_saturday_mends_it(stay):
    said(stay, days(0, 7, 7, 0, 7))
    assert (followed(stay).progress.done, followed(stay).progress.margin) == (21, -7)
    with pytest.raises(Refusal, match="redire est une correction"):
        said(stay, days(0, 7, 7, 0, 7, 7))
    record = said(stay, days(0, 7, 7, 0, 7, 7), reason="samedi de montage")
    assert followed(stay).progress.margin == 0 and chain.read(record.text)["corrige"] == 1


def test_a_week_is_signed_by_both_and_what_is_said_again_is_signed_again(stay):
    said(stay, days(0, 7, 7, 7, 7))
    held, by = followed(stay), Author("Bruno Lem", "tuteur", Means.LINK)
    at = datetime(2026, 4, 13, 10, tzinfo=PARIS)
    operations.sign_week(held, held.to_sign[0], signature=Signature("nom", "Bruno Lem"), by=by, at=at)
    assert followed(stay).signed == 28
    said(stay, days(0, 7, 7, 7, 6), reason="une heure de trop")
    assert (followed(stay).signed, followed(stay).progress.done) == (0, 27)


@pytest.mark.parametrize(("hours", "monday"), [
    (days(7), date(2026, 4, 6)),  # Easter Monday, before the first day
    (days(0, 25), date(2026, 4, 6)),
    (days(0, 7, monday=date(2026, 4, 13)), date(2026, 4, 13)),  # tomorrow
    (days(0, 7, monday=date(2026, 6, 22)), date(2026, 6, 22)),  # after the last day
])  # fmt: skip
def test_a_day_that_cannot_have_been_worked_is_refused(stay, hours, monday):
    with pytest.raises(Refusal):
        said(stay, hours, monday=monday)


def test_350_hours_in_ten_weeks_last_two_months_as_the_exam_asks_by_this_route(stay):
    session, learner = stay.learner.session, stay.learner
    assert placements.too_short(session, learner, [followed(stay)]) == ""
    stay.last = date(2026, 6, 5)
    stay.save()
    assert "moins de 2 mois" in placements.too_short(session, learner, [followed(stay)])
    learner.route = "alternance"  # the company stands for it
    assert placements.too_short(session, learner, []) == ""


def test_months_are_those_of_the_calendar():
    assert months_later(date(2025, 12, 31), 2) == date(2026, 2, 28)
    assert lasts([(FIRST, date(2026, 6, 6))], (2, 6)) == ""
    assert "moins de 2 mois" in lasts([(FIRST, date(2026, 6, 5))], (2, 6))
    assert "plus de 6 mois" in lasts([(FIRST, date(2026, 10, 8))], (2, 6))


def test_an_agreement_is_signed_once_the_place_is_approved_and_says_its_regime(stay):
    Placement.objects.within(stay.organisation_id).update(state="propose")
    stay.state = "propose"
    with pytest.raises(Refusal, match="pas encore signée"):
        said(stay, days(0, 7))
    with pytest.raises(Refusal, match="Approuvez d’abord"):
        operations.agree(stay, on=FIRST, by=ana())
    operations.decide(stay, state="approuve", reason="missions de production, tutrice en poste", on=FIRST, by=ana())
    operations.agree(stay, on=FIRST, by=ana())
    told = agreement.agreement(stay.learner.session, followed(stay), on=FIRST)
    words = " ".join(text for article in told.articles for text in article.paragraphs)
    for citation in ("L124-1 du code de l’éducation", "L6313-1", "L1153-1", "L1153-5"):
        assert citation in words
    assert [one.side for one in told.signatories] == ["Pour l’organisme", "Pour la structure", "Stagiaire"]


def test_a_learner_and_her_tutor_do_a_week_from_their_links(client, stay):
    mine = doors.invite(LEARNER, stay.learner, stay.learner.person, address="/emargement/{}/".format, by=ana())
    hers = doors.invite(TUTOR, stay, stay.tutor, address="/emargement/tuteur/{}/".format, by=ana())
    told = {"geste": "semaine", "stage": stay.pk, "semaine": "2026-04-06", "nom": "Awa Diop"}
    told |= {f"h-2026-04-{day:02d}": "7" for day in (7, 8, 9, 10)}
    assert client.post(mine, told).status_code == 302
    page = client.get(hers).content.decode()
    page = page.replace("\u202f", " ").replace("\xa0", " ")
    assert "Signer 28 h" in page and "mar. 7 avr. : 7 h" in page and "2026-04-07 :" not in page
    number = followed(stay).to_sign[0].number
    assert client.post(hers, {"geste": "signer", "numero": number, "nom": "Bruno Lem"}).status_code == 302
    assert followed(stay).signed == 28
    judged = {"geste": "evaluer", "moment": "bilan", "note-BC01-C2": "3", "mot-BC01-C2": "autonome"}
    assert client.post(hers, judged).status_code == 302
    assert stay.marks.get().competence == "BC01-C2"


def test_the_office_prepares_a_period_from_its_page(client, stay):
    client.force_login(ana())
    here = f"/formation/sessions/{stay.learner.session_id}/entreprise/"
    assert "marge nulle" in client.get(here).content.decode()
    mine = f"{here}{stay.learner_id}/"
    assert client.post(mine, {"place": "Studio Bleu", "on": "2026-03-02", "outcome": "refus"}).status_code == 302
    missions = "Monter le budget : BC01-C2, BC01-C5\nSuivre les contrats"
    typed = {"structure": stay.structure_id, "tutor": stay.tutor_id, "first": "2026-04-07", "last": "2026-06-19"}
    typed |= {"hours_a_day": "7", "standing": "stagiaire_fp", "missions": missions, "off": "15/05/2026"}
    page = f"{here}stage/{stay.pk}/"
    assert client.post(f"{page}modifier/", typed).status_code == 302
    assert [(one.text, one.competences) for one in stay.missions.all()] == [
        ("Monter le budget", "BC01-C2, BC01-C5"),
        ("Suivre les contrats", ""),
    ]
    assert "ne sont plus atteignables" in client.get(page).content.decode()
    assert client.get(f"{page}papier/convention/").content.startswith(b"%PDF")
    assert "Studio Bleu" in client.get(mine).content.decode()


def ana():
    return User.objects.get(email="ana@exemple.fr")
