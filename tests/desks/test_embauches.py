"""Contract, DPAE and pay of each embauche advance in one gesture; a distribution is engaged in one; a post open is given."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from filage.core import rails
from filage.core.changes import undo
from filage.core.models import JournalEntry, Membership, Organisation, User
from filage.core.rails import deadlines
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.payroll.operations import naming, tracks
from filage.desks.schedule.operations import gestures
from filage.productions.models import Engagement, Person
from filage.rules.planning.working_days import after_working_days
from tests.desks.sound import TODAY, sound

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
PAGE = "/spectacles/estran/embauches/"


@pytest.fixture
def company():
    """Return a sound company, its embauche with nothing done yet, and its administrator."""
    company = sound()
    company.set(company.embauche, contract="a_etablir", dpae="a_faire", pay="a_faire")
    company.admin = User.objects.create_user("ada@exemple.fr", name="Ada")
    Membership.objects.create(user=company.admin, organisation=company.organisation, role="administration")
    return company


def test_one_gesture_makes_a_step_with_its_day_and_one_takes_it_back(client, company):
    client.force_login(company.admin)
    one = company.embauche
    company.set(one, starts_on=date(2026, 11, 6))
    client.post(PAGE, {"geste": f"{one.pk}:dpae:deposee", "le": "2026-10-30"})
    one.refresh_from_db()
    assert (one.dpae, one.dpae_on) == ("deposee", date(2026, 10, 30))
    client.post(PAGE, {"geste": f"{one.pk}:dpae:a_faire"})
    one.refresh_from_db()
    assert (one.dpae, one.dpae_on) == ("a_faire", None)
    undo(JournalEntry.objects.within(company.organisation).first(), by=company.admin)
    one.refresh_from_db()
    assert (one.dpae, one.dpae_on) == ("deposee", date(2026, 10, 30))


def test_those_that_are_ticked_advance_together_and_the_others_stay(company):
    other = company.add(Engagement, production=company.show, function="Son", status="technicien", person=company.ana)
    tracks.move(company.embauche, "contract", "envoye", on=TODAY, by=company.admin)
    both = [company.embauche, other]
    assert tracks.move_all(both, "contract", "envoye", on=TODAY, by=company.admin) == 1
    with pytest.raises(Refusal, match="Rien à avancer"):
        tracks.move_all(both, "contract", "envoye", on=TODAY, by=company.admin)


@pytest.mark.parametrize(
    ("status", "step", "why"),
    [
        ("artiste", ("dpae", "deposee", date(2026, 11, 3)), "pas encore venu"),
        ("intervention", ("pay", "certificat", TODAY), "intermittents"),
    ],
)
def test_a_step_that_cannot_be_is_refused(company, status, step, why):
    company.set(company.embauche, status=status)
    field, to, on = step
    with pytest.raises(Refusal, match=why):
        tracks.move(company.embauche, field, to, on=on, by=company.admin)


@pytest.mark.parametrize(("before", "accepted"), [(9, False), (8, True)])
def test_a_dpae_is_filed_from_eight_days_before_the_first_day_and_never_the_ninth(company, before, accepted):
    company.set(company.embauche, starts_on=TODAY + timedelta(days=before))  # « E » : a day of travel, not the performance
    if accepted:
        tracks.move(company.embauche, "dpae", "deposee", on=TODAY, by=company.admin)
        company.embauche.refresh_from_db()
        assert company.embauche.dpae_on == TODAY
    else:
        with pytest.raises(Refusal, match="trop tôt"):
            tracks.move(company.embauche, "dpae", "deposee", on=TODAY, by=company.admin)


def test_whoever_may_not_read_pay_sees_the_tracks_and_no_gesture(client, company):
    leo = User.objects.create_user("leo@exemple.fr", name="Léo")
    Membership.objects.create(user=leo, organisation=company.organisation, role="regie_generale")
    client.force_login(leo)
    page = client.get(PAGE).content.decode()
    assert "à établir" in page and 'name="geste"' not in page and "Nommer" not in page
    for address in (f"{PAGE}distribution/", f"{PAGE}numero-objet/"):
        assert client.post(address).status_code == 403
    assert client.post(PAGE, {"geste": f"{company.embauche.pk}:dpae:deposee"}).status_code == 403


def test_somebody_elses_embauches_are_not_found(client, company):
    stranger = User.objects.create_user("eve@exemple.fr", name="Ève")
    Membership.objects.create(
        user=stranger, organisation=Organisation.objects.create(name="Autre", slug="autre"), role="administration"
    )
    client.force_login(stranger)
    assert client.get(PAGE).status_code == client.get(f"{PAGE}distribution/").status_code == 404


def test_the_whole_house_tells_what_is_left_until_all_is_done(client, company):
    client.force_login(company.admin)
    assert "Ana Kerrien" in client.get("/embauches/").content.decode()
    assert "Ana Kerrien" in client.get("/embauches/?voie=dpae&spectacle=estran").content.decode()
    company.set(company.embauche, contract="signe", dpae="deposee", pay="certificat")
    assert "Tout est fait" in client.get("/embauches/").content.decode()


LINES = "Camille Roux, comédienne\nAna Kerrien, comédienne\nRégie lumière, 8 h à 22"


def rows_of(page, count):
    """Return the table of a page as a browser would post it."""
    shown = {"d-TOTAL_FORMS": count, "d-INITIAL_FORMS": count}
    for rank, row in enumerate(page.context["rows"]):
        shown |= {f"d-{rank}-{name}": row[name].value() for name in row.fields if row[name].value() not in (None, False)}
    return shown


def test_a_distribution_is_pasted_adjusted_and_engaged_in_one_gesture(client, company):
    client.force_login(company.admin)
    page = client.post(f"{PAGE}distribution/", {"lines": LINES, "common": "1 cachet par date à 185"})
    table = rows_of(page, 3)
    assert page.context["new"] == 1, "Ana est au répertoire, le poste de régie n’a pas de nom"
    page = client.post(f"{PAGE}distribution/", table | {"common": "1 cachet par date à 200", "tous": "1"})
    table = rows_of(page, 3)
    assert [table[f"d-{rank}-gross"] for rank in range(3)] == ["200", "200", "22"]
    before = JournalEntry.objects.within(company.organisation).count()
    answer = client.post(f"{PAGE}distribution/", table | {"d-0-gross": "210", "repertoire": "on", "engager": "1"})
    assert answer.status_code == 302 and answer.url == PAGE
    made = Engagement.objects.within(company.organisation).exclude(pk=company.embauche.pk).select_related("person")
    assert [(one.function, one.person and one.person.name, one.gross) for one in made] == [
        ("Comédienne", "Camille Roux", Decimal(210)),
        ("Comédienne", "Ana Kerrien", Decimal(200)),
        ("Régie lumière", None, Decimal(22)),
    ]
    assert JournalEntry.objects.within(company.organisation).count() == before + 1
    undo(JournalEntry.objects.within(company.organisation).first(), by=company.admin)
    assert not made.all().exists() and not Person.objects.within(company.organisation).filter(name="Camille Roux").exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"lines": "=CMD(), comédienne"}, "formule"),
        ({"lines": "Camille Roux, comédienne", "common": "Tous à 180"}, "ne se lit pas"),
        ({"lines": "\n".join(["Régie"] * 61)}, "60 au plus"),
        ({"lines": "Camille Roux, comédienne, 1 cachet à -3"}, "négatif|ne se lit pas"),
    ],
)
def test_a_distribution_that_cannot_be_read_is_said(client, company, typed, says):
    client.force_login(company.admin)
    page = client.post(f"{PAGE}distribution/", typed)
    assert page.status_code == 422
    assert any(word in str(page.context["form"].errors) for word in says.split("|"))


def test_more_than_three_cachets_a_date_are_refused_on_their_row(client, company):
    client.force_login(company.admin)
    table = rows_of(client.post(f"{PAGE}distribution/", {"lines": "Camille Roux, comédienne, 1 cachet par date à 185"}), 1)
    page = client.post(f"{PAGE}distribution/", table | {"d-0-quantity": "4", "engager": "1"})
    assert page.status_code == 422 and "Plus de 3 cachets" in page.content.decode()


def test_a_post_given_to_somebody_keeps_its_cost_and_its_tracks(company):
    post = company.set(company.embauche, person=None, placeholder="un régisseur", contract="envoye", contract_sent_on=TODAY)
    rails.refresh(None, company.organisation)
    before = costs_of(company, post)
    naming.name(post, "Joris Vandamme", by=company.admin)
    post.refresh_from_db()
    assert (post.person.name, post.placeholder, post.contract, post.contract_sent_on) == ("Joris Vandamme", "", "envoye", TODAY)
    assert costs_of(company, post) == before
    with pytest.raises(Refusal, match="déjà"):
        naming.name(post, "Lou Ferré", by=company.admin)


def test_naming_somebody_leads_back_to_a_page_of_ours_only(client, company):
    client.force_login(company.admin)
    post = company.embauche.pk
    led = [
        client.post(f"{PAGE}{post}/nommer/", {"qui": "Lou Ferré", "retour": back}).url
        for back in ("/embauches/", "//ailleurs.example/", "https://ailleurs.example/", "")
    ]
    assert led == [f"/embauches/#e-{post}", *[f"{PAGE}#e-{post}"] * 3]


def test_one_of_several_posts_is_taken_out_for_somebody(company):
    post = company.set(company.embauche, person=None, placeholder="interprètes", headcount=5)
    naming.name(post, "Ana Kerrien", by=company.admin)
    mine = Engagement.objects.within(company.organisation).get(person=company.ana)
    post.refresh_from_db()
    assert (post.headcount, mine.headcount, mine.gross, mine.function) == (4, 1, post.gross, post.function)


def costs_of(company, engagement):
    from filage.core.rails import read

    return sorted(
        (row.key, row.amount) for row in read.costs(company.organisation) if row.origin == f"engagement:{engagement.pk}"
    )


def test_who_is_not_declared_holds_the_dates_she_works_at_and_no_other(company):
    lou = company.add(Person, name="Lou Ferré")
    hers = company.set(company.date, on=TODAY, status="signe")
    hers.participants.set([company.ana])
    other = company.play(TODAY)
    other.participants.set([lou])
    rails.refresh(None, company.organisation)
    with pytest.raises(Refusal, match="déclaration préalable") as refused:
        gestures.carry_out(hers, gestures.GESTURES["jouer"], by=company.admin)
    assert refused.value.url == f"{PAGE}{company.embauche.pk}/#id_dpae", "the refusal leads to what mends it"
    gestures.carry_out(other, gestures.GESTURES["jouer"], by=company.admin)
    other.refresh_from_db()
    assert other.status == "joue"


def duties(company):
    return [
        (one.title, one.on, one.state) for one in deadlines.of(seasons.load(company.organisation.pk)) if "embauche:" in one.key
    ]


def test_the_duties_of_an_embauche_follow_one_another_and_leave_when_done(company):
    company.set(company.date, on=date(2026, 12, 11))
    assert duties(company) == [
        ("DPAE à déposer : Ana Kerrien", date(2026, 12, 11), "à venir"),
        ("Contrat à remettre : Ana Kerrien", date(2026, 12, 14), "à venir"),
        ("Heures à relever : Ana Kerrien", date(2026, 12, 31), "à venir"),
    ]
    company.set(company.embauche, dpae="deposee", contract="signe", pay="paye", paid_on=date(2027, 1, 5))
    assert duties(company) == [("AEM ou DSN à transmettre : Ana Kerrien", date(2027, 2, 15), "à venir")]
    company.set(company.embauche, pay="certificat")
    assert duties(company) == []


def test_the_numero_d_objet_is_asked_until_it_is_known(company):
    asked = [one.title for one in deadlines.of(seasons.load(company.organisation.pk)) if one.key.startswith("numero-objet")]
    assert asked == ["Numéro d’objet à demander à France Travail"]
    company.set(company.show, object_number="ABC123")
    assert not [one for one in deadlines.of(seasons.load(company.organisation.pk)) if one.key.startswith("numero-objet")]


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 11, 9), date(2026, 11, 12)),  # the 11th is a jour férié
        (date(2026, 11, 13), date(2026, 11, 16)),  # Friday: Saturday counts, Sunday does not
        (date(2026, 12, 24), date(2026, 12, 28)),
    ],
)
def test_two_working_days_leave_out_sundays_and_holidays(day, after):
    assert after_working_days(day, 2) == after


@pytest.mark.parametrize(("before", "offered"), [(9, False), (8, True)])
def test_a_dpae_that_would_be_refused_is_not_offered(client, company, before, offered):
    company.set(company.embauche, starts_on=TODAY + timedelta(days=before))
    client.force_login(company.admin)
    page = client.get(PAGE).content.decode()
    assert (f"{company.embauche.pk}:dpae:deposee" in page) == offered
