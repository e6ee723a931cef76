"""A date that falls: one page, one decision, one set of changes; the case is number 5 A, cancelled at J-20."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from filage.core import changes, rails
from filage.core.models import JournalEntry, Membership, User
from filage.core.rails import costs
from filage.core.rails import season as seasons
from filage.desks.contracts.models import Cancellation, CancelledDate, LooseEnd, Term
from filage.productions.models import Engagement
from tests.desks.sound import TODAY, sound

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SCALE = "30:60;15:100"  # 60 % of the price between thirty and fifteen days


@pytest.fixture
def office():
    """Return case 5 A, place 3: 2 800 €, four players at 165 € × 1.56, nine hours at 22 € × 1.64, all signed, at J-20."""
    company = sound()
    company.set(company.deal, base_price=Decimal(2800))
    company.add(Term, deal=company.deal, code="bareme_annulation", value=SCALE)
    company.set(company.date, on=TODAY + timedelta(days=20), starts_at=None, ends_at=None)
    company.set(company.embauche, gross=Decimal(165), headcount=4, coefficient=Decimal("1.56"), contract="signe")
    company.add(
        Engagement,
        production=company.show,
        function="Régie",
        status="technicien",
        unit="heure",
        gross=Decimal(22),
        quantity=Decimal(9),
        coefficient=Decimal("1.64"),
        per_performance=True,
        contract="signe",
    )
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=company.organisation, role="administration")
    rails.refresh(None, company.organisation)
    client = Client()
    client.force_login(user)
    return company, user, client


def asked(**said):
    return {"kind": "annulation", "cause": "acheteur", "scale": SCALE, "spent": "156", "moved_to": "", "reason": "", **said}


def page_of(client, company, **said):
    return client.post(f"/dates/{company.date.pk}/annuler/", asked(voir="1", **said))


def lines(company):
    season = seasons.load(company.organisation.pk, (company.show.pk,))
    return {line.label: (line.side, line.amount.value) for line in costs.of(season) if line.origin.startswith("annulation:")}


def again(thing):
    return type(thing).objects.within(thing.organisation_id).get(pk=thing.pk)


def test_the_page_says_what_the_date_leaves_and_writes_nothing(office):
    company, _, client = office
    assert client.get(f"/dates/{company.date.pk}/annuler/").context["form"].initial["scale"] == SCALE
    seen = page_of(client, company).context
    reading = seen["seen"]
    assert (reading.owed.value, reading.wages.value, reading.loss.value) == (
        Decimal("1680"),
        Decimal("1354.32"),
        Decimal("-169.68"),
    )
    assert any("L1243-1" in text for text in reading.alerts) and any("TVA du dédit" in text for text in reading.alerts)
    assert [whom for whom, _ in seen["texts"]] == ["À l’équipe", "Au lieu", "Au public"]
    assert "60 % du prix" in seen["texts"][1][1] and "1 680,00" in seen["texts"][1][1].replace("\u202f", " ").replace("\xa0", " ")
    assert not any("DPAE" in label for _, label, _ in seen["ends"])  # at J-20 none could be filed
    assert again(company.date).status == "signe" and not Cancellation.objects.within(company.organisation).exists()


def test_one_decision_moves_everything_and_one_gesture_takes_it_back(office):
    company, user, client = office
    before = lines(company)
    answer = client.post(f"/dates/{company.date.pk}/annuler/", asked(reason="travaux"))
    assert answer.status_code == 302
    assert (again(company.date).status, again(company.deal).stage) == ("annule", "rompu")
    kept = CancelledDate.objects.within(company.organisation).get()
    assert (kept.price, kept.owed, kept.wages, kept.spent) == (Decimal(2800), Decimal(1680), Decimal("1354.32"), Decimal(156))
    assert sorted(amount for _, amount in lines(company).values()) == [Decimal(156), Decimal("1354.32"), Decimal(1680)]
    ends = [end.label for end in LooseEnd.objects.within(company.organisation)]
    assert any("Facturer le dédit" in label for label in ends) and any("CDDU signé" in label for label in ends)
    entry = JournalEntry.objects.within(company.organisation).order_by("-at", "-id").first()
    assert "travaux" in entry.why
    changes.undo(entry, by=user)
    assert (again(company.date).status, again(company.deal).stage) == ("signe", "signe")
    assert not CancelledDate.objects.within(company.organisation).exists() and lines(company) == before == {}


def test_force_majeure_leaves_the_contracts_of_employment_due(office):
    company, _, client = office
    reading = page_of(client, company, cause="force_majeure", spent="").context["seen"]
    assert (reading.owed.value, reading.wages.value) == (Decimal(0), Decimal("1354.32"))
    assert any("Même en cas de force majeure" in text for text in reading.alerts)


def test_an_illness_is_no_force_majeure_and_owes_nothing_by_the_scale(office):
    company, _, client = office
    reading = page_of(client, company, cause="maladie").context["seen"]
    assert reading.owed.value == 0 and any("n’est pas un cas de force majeure" in text for text in reading.alerts)


def test_a_contract_that_is_only_promised_is_told_and_not_counted(office):
    company, _, client = office
    company.set(company.embauche, contract="envoye")
    seen = page_of(client, company).context
    assert seen["seen"].wages.value == Decimal("324.72")
    assert any("contrat non signé" in label.lower() for _, label, _ in seen["ends"])


def test_a_declared_hire_is_to_be_undone_near_the_date(office):
    company, _, client = office
    company.set(company.date, on=TODAY + timedelta(days=7))
    company.set(company.embauche, dpae="deposee")
    seen = page_of(client, company).context
    assert seen["seen"].owed.value == Decimal(2800)
    assert any("annuler la DPAE" in label for _, label, _ in seen["ends"])


def test_a_postponed_date_becomes_an_option_and_keeps_its_contract(office):
    company, _, client = office
    said = asked(kind="report", moved_to="2027-03-05", spent="")
    assert client.post(f"/dates/{company.date.pk}/annuler/", said).status_code == 302
    kept = CancelledDate.objects.within(company.organisation).get()
    moved = kept.moved_to
    assert (again(company.date).status, moved.status, moved.on, moved.deal_id) == (
        "reporte",
        "option",
        date(2027, 3, 5),
        company.deal.pk,
    )
    assert again(company.deal).stage == "signe" and again(company.deal).agreement.stage == "reporte"
    assert lines(company) == {} and (kept.owed, kept.wages) == (0, 0)


def test_only_the_chosen_dates_fall_and_the_contract_stands_for_the_others(office):
    company, _, client = office
    second = company.play(TODAY + timedelta(days=21))
    third = company.play(TODAY + timedelta(days=40))
    answer = client.post(f"/dates/{company.date.pk}/annuler/", asked(others=[str(second.pk)]))
    assert answer.status_code == 302
    assert [again(one).status for one in (company.date, second, third)] == ["annule", "annule", "signe"]
    assert again(company.deal).stage == "signe"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"scale": "trente jours"}, "Un palier s’écrit"),
        ({"kind": "report", "moved_to": "2026-10-01"}, "Le nouveau jour est passé"),
        ({"kind": "report", "moved_to": "2026-11-22"}, "celui de la date qui tombe"),
        ({"spent": "-3"}, "supérieure ou égale"),
    ],
)
def test_nonsense_is_refused_where_it_is_typed(office, said, told):
    company, _, client = office
    answer = page_of(client, company, **said)
    assert answer.status_code == 422 and told in answer.content.decode()


def test_a_played_date_does_not_fall(office):
    company, _, client = office
    company.set(company.date, status="joue", on=TODAY - timedelta(days=1))
    assert client.post(f"/dates/{company.date.pk}/annuler/", asked()).status_code == 422


def test_who_may_not_read_pay_reads_no_wage_and_a_guest_decides_nothing(office):
    company, _, _ = office
    for role, status in (("diffusion", 200), ("invite", 403)):
        user = User.objects.create_user(f"{role}@exemple.fr", name=role)
        Membership.objects.create(user=user, organisation=company.organisation, role=role)
        client = Client()
        client.force_login(user)
        answer = page_of(client, company)
        assert answer.status_code == status and "Dû aux salariés" not in answer.content.decode()


def test_the_page_of_the_date_keeps_what_is_left_to_undo(office):
    company, _, client = office
    client.post(f"/dates/{company.date.pk}/annuler/", asked())
    page = client.get(f"/dates/{company.date.pk}/").content.decode()
    assert "Date tombée" in page and "Facturer le dédit" in page
    end = LooseEnd.objects.within(company.organisation).first()
    assert client.post(f"/suites/{end.pk}/").status_code == 302
    assert again(end).done_on == TODAY
    season = seasons.load(company.organisation.pk)
    titles = [each.title for each in rails.deadlines.rail.of(season)]
    assert any("Facturer le dédit" in title for title in titles) and not any(end.label in title for title in titles)


def hired_for_the_show(company, **fields):
    """Hire an administrator for the show: 1 000 € gross × 1.50 over the month of the date, signed."""
    terms = {"function": "Administration de tournée", "status": "technicien", "unit": "mois", "gross": Decimal(1000)}
    terms |= {"coefficient": Decimal("1.5"), "contract": "signe", "per_performance": False, "destination": "I"}
    terms |= {"starts_on": company.date.on - timedelta(days=5), "ends_on": company.date.on + timedelta(days=2)}
    return company.add(Engagement, production=company.show, **(terms | fields))


def test_an_embauche_of_the_show_is_due_to_its_term_when_no_other_date_keeps_it(office):
    company, _, client = office
    hired_for_the_show(company)
    reading = page_of(client, company).context["seen"]
    assert reading.wages.value == Decimal("1354.32") + 1500  # case 5 A, and 1 000 × 1.50 until its term
    assert {one.engagement.function for one in reading.engaged} >= {"Régie", "Administration de tournée"}
    shown = page_of(client, company).content.decode()
    assert "Qui était embauché" in shown and "déjà au budget" in shown
    client.post(f"/dates/{company.date.pk}/annuler/", asked())
    kept = CancelledDate.objects.within(company.organisation).get()
    assert kept.wages == Decimal("1354.32"), "what the budget counts already is not counted again"


def test_an_embauche_of_the_show_that_plays_on_loses_nothing(office):
    company, _, client = office
    hired_for_the_show(company)
    company.play(company.date.on + timedelta(days=1), hour=None)
    reading = page_of(client, company, dates=[str(company.date.pk)]).context["seen"]
    assert reading.wages.value == Decimal("1354.32")
    assert [one.still_works for one in reading.engaged if one.of_the_show] == [True]
    assert "d’autres dates de son contrat se jouent" in page_of(client, company).content.decode()


def test_who_may_not_read_pay_sees_who_was_hired_and_no_amount(office):
    company, *_ = office
    hired_for_the_show(company)
    user = User.objects.create_user("dif@exemple.fr", name="Dif")
    Membership.objects.create(user=user, organisation=company.organisation, role="diffusion")
    client = Client()
    client.force_login(user)
    shown = page_of(client, company).content.decode().replace("\u202f", " ").replace("\xa0", " ")
    listed = shown.partition('id="embauches"')[2].partition("</section>")[0]
    assert "Administration de tournée" in listed and "€" not in listed
