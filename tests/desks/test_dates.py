"""From pencil to ink: what may be done to a date, what is refused and why, and what it moves before it is done."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filage.core import rails
from filage.core.changes import history, last_of, undo
from filage.core.enums import Role
from filage.core.models import JournalEntry, Membership, User
from filage.core.rails import read
from filage.core.refusal import Refusal
from filage.desks.schedule.operations import gestures
from filage.desks.schedule.operations.gestures import GESTURES
from filage.desks.schedule.queries.dates import next_month
from filage.productions.models import Activity
from tests.keeping import kept_rows

PARIS = ZoneInfo("Europe/Paris")


@kept_rows
def ana(marees):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.ADMINISTRATION)
    return user


@kept_rows
def karim(marees):
    user = User.objects.create_user("karim@exemple.fr", name="Karim")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.EQUIPE)
    return user


@kept_rows
def nantes(marees):
    """Return an option of rank 1 in Nantes on 20 April 2027, sold 2 500 € before tax, the rows of the rails kept."""
    deal = marees.deal("2500", partner=marees.partner("Deux Rives"), kind="cession")
    option = marees.play(date(2027, 4, 20), marees.venue("Deux Rives"), deal, "option", option_rank=1)
    rails.refresh(None, marees.organisation)
    return option


def again(activity):
    return (
        Activity.objects.within(activity.organisation_id)
        .select_related("venue", "deal__partner", "production")
        .get(pk=activity.pk)
    )


def do(activity, code, by, **asked):
    return gestures.carry_out(again(activity), GESTURES[code], by=by, **asked)


def test_confirming_an_option_says_before_that_it_leaves_611_euros_68(nantes, ana):
    """The margin of one more date of case 1: 2 500,00 − 1 686,00 − 12 % of management = 611,68 €."""
    moved = gestures.rehearse(again(nantes), GESTURES["confirmer"], by=ana)
    figures = {row["code"]: row for row in moved["figures"]}
    assert figures["marge.fermes"]["difference"] == Decimal("611.68")
    assert (figures["dates.fermes"]["before"], figures["dates.fermes"]["after"]) == (0, 1)
    assert (figures["dates.reste_a_vendre"]["before"], figures["dates.reste_a_vendre"]["after"]) == (20, 19)
    assert again(nantes).status == "option"
    assert not JournalEntry.objects.within(nantes.organisation_id).exists()


def test_an_option_is_confirmed_signed_and_played_with_its_contract(nantes, ana):
    do(nantes, "confirmer", ana)
    assert (again(nantes).status, again(nantes).deal.stage) == ("confirme", "accord")
    do(nantes, "signer", ana)
    assert (again(nantes).status, again(nantes).deal.stage) == ("signe", "signe")
    with pytest.raises(Refusal, match="Date à venir"):
        do(nantes, "jouer", ana)
    assert history(again(nantes))[0].why == "contrat signé : Deux Rives, 20\u00a0avr.\u00a02027"


def test_one_undo_takes_back_the_date_and_its_contract_together(marees, nantes, ana):
    do(nantes, "confirmer", ana)
    undo(last_of(ana, marees.organisation), by=ana)
    assert (again(nantes).status, again(nantes).deal.stage) == ("option", "propose")


def test_signing_a_contract_signs_its_other_confirmed_dates(marees, nantes, ana):
    other = marees.play(date(2027, 4, 21), nantes.venue, nantes.deal, "confirme")
    third = marees.play(date(2027, 4, 22), nantes.venue, nantes.deal, "option")
    do(nantes, "confirmer", ana)
    do(nantes, "signer", ana)
    assert [again(one).status for one in (other, third)] == ["signe", "option"]


def test_a_date_without_place_is_not_confirmed(marees, ana):
    nowhere = marees.play(date(2027, 4, 20), None, None, "option")
    with pytest.raises(Refusal, match="dites d’abord dans quel lieu"):
        do(nowhere, "confirmer", ana)


def test_a_second_option_waits_for_the_first(marees, nantes, ana):
    second = marees.play(date(2027, 4, 20), marees.venue("Auray"), None, "option", option_rank=2)
    with pytest.raises(Refusal, match="une option de rang 1 tient ce jour-là"):
        do(second, "confirmer", ana)
    do(nantes, "annuler", ana, reason="le lieu ferme")
    do(second, "confirmer", ana)
    assert again(second).status == "confirme"


def test_a_date_without_terms_is_not_signed(marees, ana):
    bare = marees.play(date(2027, 4, 20), marees.venue("Vitré"), None, "confirme")
    with pytest.raises(Refusal, match="aucune condition de vente"):
        do(bare, "signer", ana)


def test_a_moved_date_keeps_its_hour_across_the_change_of_clocks(marees, ana):
    starts = datetime(2027, 3, 26, 20, 30, tzinfo=PARIS)
    held = marees.play(date(2027, 3, 26), marees.venue("Redon"), None, "option", starts_at=starts)
    do(held, "deplacer", ana, on=date(2027, 4, 2))
    moved = again(held)
    assert moved.on == date(2027, 4, 2)
    assert moved.starts_at == datetime(2027, 4, 2, 18, 30, tzinfo=UTC)
    assert moved.starts_at.astimezone(PARIS).hour == 20


def test_a_postponed_date_leaves_an_option_with_the_same_terms(nantes, ana):
    do(nantes, "confirmer", ana)
    do(nantes, "reporter", ana, on=date(2027, 10, 5), reason="grève")
    new = Activity.objects.within(nantes.organisation_id).get(on=date(2027, 10, 5))
    assert (again(nantes).status, new.status, new.deal_id, new.venue_id) == ("reporte", "option", nantes.deal_id, nantes.venue_id)
    undo(last_of(ana, nantes.organisation_id), by=ana)
    assert again(nantes).status == "confirme"
    assert not Activity.objects.within(nantes.organisation_id).filter(pk=new.pk).exists()


def test_what_is_over_does_not_move(nantes, ana):
    do(nantes, "annuler", ana)
    with pytest.raises(Refusal, match="ne se déplace pas"):
        do(nantes, "deplacer", ana, on=date(2027, 4, 22))
    assert [gesture.code for gesture in gestures.possible(again(nantes))] == ["rouvrir"]


def test_whoever_only_reads_does_nothing_to_a_date(client, nantes, karim):
    with pytest.raises(Refusal, match="sans pouvoir"):
        do(nantes, "confirmer", karim)
    client.force_login(karim)
    page = client.get(f"/dates/{nantes.pk}/").content.decode()
    assert "Confirmer" not in page
    assert client.post(f"/dates/{nantes.pk}/geste/confirmer/").status_code == 403
    assert again(nantes).status == "option"


def test_the_page_of_a_date_says_its_money_its_team_and_its_effect_on_the_treasury(client, nantes, ana):
    client.force_login(ana)
    page = client.get(f"/dates/{nantes.pk}/").content.decode().replace("\u00a0", " ")
    assert "Mardi 20 avril 2027" in page
    for said in ("2 500,00", "137,50", "2 637,50", "611,68", "Interprètes", "Mai 2027", "si elle se confirme", "à préciser"):
        assert said in page, said


def test_pay_stays_out_of_the_page_of_whoever_may_not_read_it(client, nantes, karim):
    client.force_login(karim)
    page = client.get(f"/dates/{nantes.pk}/").content.decode()
    assert "Ce qu’elle laisse" not in page
    assert "611,68" not in page


def test_a_gesture_is_shown_before_it_is_done_then_offered_back(client, nantes, ana):
    client.force_login(ana)
    address = f"/dates/{nantes.pk}/geste/confirmer/"
    bar = client.get(address, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/saison/"}).content.decode()
    assert "<html" not in bar
    assert "+611,68" in bar
    assert 'name="retour" value="/saison/"' in bar
    assert again(nantes).status == "option"
    done = client.post(address, {"retour": "/saison/"})
    assert (done.status_code, done.url) == (302, "/saison/")
    page = client.get("/saison/").content.decode()
    assert "Date confirmée : Deux Rives" in page
    assert "Marge des dates fermes +611,68" in page
    assert ">Annuler</button>" in page


def test_a_refused_gesture_says_why_in_place_of_the_figures(client, marees, ana):
    bare = marees.play(date(2027, 4, 20), marees.venue("Vitré"), None, "confirme")
    client.force_login(ana)
    bar = client.get(f"/dates/{bare.pk}/geste/signer/", headers={"HX-Request": "true"}).content.decode()
    assert 'role="alert"' in bar and "aucune condition de vente" in bar
    client.post(f"/dates/{bare.pk}/geste/signer/")
    assert "aucune condition de vente" in client.get(f"/dates/{bare.pk}/").content.decode()


def test_a_gesture_never_leads_out_of_filage(client, nantes, ana):
    client.force_login(ana)
    done = client.post(f"/dates/{nantes.pk}/geste/confirmer/", {"retour": "https://ailleurs.example/"})
    assert done.url == f"/dates/{nantes.pk}/"


def test_the_facts_of_a_date_are_written_in_a_form(client, nantes, ana):
    client.force_login(ana)
    address = f"/dates/{nantes.pk}/modifier/"
    assert client.get(address).status_code == 200
    typed = {
        "venue": nantes.venue_id,
        "deal": nantes.deal_id,
        "capacity": "240",
        "travel": "reel",
        "rights_payer": "lieu",
        "option_rank": "1",
    }
    assert client.post(address, typed).status_code == 302
    held = again(nantes)
    assert (held.capacity, held.travel, held.rights_payer, held.option_rank) == (240, "reel", "lieu", 1)
    page = client.get(f"/dates/{nantes.pk}/").content.decode()
    assert "Refacturé au réel" in page and "Le lieu" in page


def test_somebody_from_elsewhere_finds_no_date(client, company, nantes):
    client.force_login(company.lou)
    for tail in ("", "modifier/", "geste/confirmer/"):
        assert client.get(f"/dates/{nantes.pk}/{tail}").status_code == 404


def test_the_page_of_a_date_asks_the_same_few_questions_however_long_the_tour(client, marees, nantes, ana):
    client.force_login(ana)
    client.get(f"/dates/{nantes.pk}/")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/dates/{nantes.pk}/")
        return len(queries)

    few = asked()
    for day in range(1, 29):
        marees.play(date(2027, 5, day), nantes.venue, nantes.deal)
    rails.refresh(None, marees.organisation)
    assert few == asked() <= 20


def test_a_change_of_team_is_shown_before_it_is_made(client, marees, nantes, ana):
    """One interpreter more at 160,00 × 1,58 (usage since 2023) = 252,80 € a date: the coût plateau of case 1 was 1 686,00 €."""
    nantes.status = "confirme"
    nantes.save()
    rails.refresh(None, marees.organisation)
    client.force_login(ana)
    typed = {
        "function": "Interprète", "status": "artiste", "phase": "exploitation", "destination": "A", "unit": "cachet",
        "gross": "160", "headcount": "1", "quantity": "1", "per_performance": "on", "placeholder": "à trouver",
    }  # fmt: skip
    address = "/spectacles/estran/embauches/nouvelle/"
    seen = client.post(address, {**typed, "voir": "1"}).content.decode().replace("\u00a0", " ")
    assert "1 686,00 € →" in seen and "1 938,80 €" in seen
    assert marees.production.engagements.count() == 2
    assert client.post(address, {**typed, "confirme": "1"}).status_code == 302
    assert marees.production.engagements.count() == 3


def test_adding_dates_says_what_they_move_in_the_same_words(client, nantes, ana):
    client.force_login(ana)
    typed = {
        "kind": "representation",
        "first": "2027-05-04",
        "status": "confirme",
        "place": nantes.venue_id,
        "deal": nantes.deal_id,
    }
    seen = client.post("/spectacles/estran/dates/nouvelles/", {**typed, "geste": "voir"}).content.decode().replace("\u00a0", " ")
    assert "+611,68 €" in seen
    assert "20 dates →</span> 19 dates" in seen


def test_a_gesture_asked_in_the_drawer_opens_it_again(client, nantes, ana):
    client.force_login(ana)
    address = f"/dates/{nantes.pk}/geste/confirmer/"
    page = {"HX-Request": "true", "HX-Current-URL": "http://testserver/saison/?mois=2027-04"}
    bar = client.get(address, {"tiroir": "1"}, headers=page).content.decode()
    assert 'name="tiroir" value="1"' in bar
    done = client.post(address, {"retour": "/saison/?mois=2027-04", "tiroir": "1"})
    assert done.url == f"/saison/?mois=2027-04#tiroir-{nantes.pk}"


def test_a_gesture_on_a_date_without_price_says_what_it_costs_and_where_its_price_goes(client, marees, nantes, ana):
    """A date of case 1 without its price leaves its plateau and the management: −1 686,00 × 1,12 = −1 888,32 €."""
    bare = marees.play(date(2027, 4, 27), marees.venue("Le Quai"), None, "option")
    rails.refresh(None, marees.organisation)
    client.force_login(ana)
    bar = client.get(f"/dates/{bare.pk}/geste/deplacer/", {"le": "2027-04-28"}, headers={"HX-Request": "true"}).content.decode()
    assert "Aucun chiffre ne bouge. Sans prix, cette date ne rapporte rien : elle laisse −1 888,32 €" in bar.replace(
        "\u00a0", " "
    ).replace("\u202f", " ")
    sold = client.get(
        f"/dates/{nantes.pk}/geste/deplacer/", {"le": "2027-04-21"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Le prix et les coûts restent les mêmes" in sold


@pytest.mark.parametrize(("status", "awaited"), [("confirme", True), ("joue", False)])
def test_a_premiere_is_awaited_until_it_is_played(marees, status, awaited):
    marees.play(date(2027, 3, 12), marees.venue("Môle"), None, status)
    rails.refresh([marees.production.pk], marees.organisation)
    told = [duty.title for duty in read.deadlines(marees.organisation, marees.production)]
    assert any(title.startswith("Première") for title in told) is awaited


def test_the_first_date_of_a_season_is_no_premiere_of_a_spectacle_created_long_before(marees, nantes, ana, client):
    rails.refresh([marees.production.pk], marees.organisation)
    client.force_login(ana)
    address = f"/spectacles/{marees.production.slug}/calendrier/"
    assert "· première" in client.get(address).content.decode()
    marees.production.creation_start, marees.production.creation_end = date(2023, 9, 4), date(2024, 3, 14)
    marees.production.save()
    rails.refresh([marees.production.pk], marees.organisation)
    assert "première" not in client.get(address).content.decode().lower()
    assert not [each for each in read.deadlines(marees.organisation) if each.state == "premiere"]


def test_the_hours_of_a_date_are_typed_where_it_happens(client, marees, ana):
    held = marees.play(date(2027, 3, 26), marees.venue("Redon"), None, "confirme")
    client.force_login(ana)
    typed = {"venue": held.venue_id, "starts_at": "20 h 30", "ends_at": "0 h 15", "fill_rate": "72,5", "average_price": "14"}
    assert client.post(f"/dates/{held.pk}/modifier/", typed).status_code == 302
    held.refresh_from_db()
    assert held.starts_at.astimezone(PARIS) == datetime(2027, 3, 26, 20, 30, tzinfo=PARIS)
    assert held.ends_at.astimezone(PARIS) == datetime(2027, 3, 27, 0, 15, tzinfo=PARIS)
    assert (held.fill_rate, held.average_price, held.reserved_seats) == (Decimal("72.5"), 14, 0)
    assert 'value="20\u00a0h\u00a030"' in client.get(f"/dates/{held.pk}/modifier/").content.decode()
    assert client.post(f"/dates/{held.pk}/modifier/", typed | {"starts_at": "vingt heures"}).status_code == 422


def test_a_date_abroad_is_placed_and_moved_on_the_clock_of_its_place(client, marees, ana):
    client.force_login(ana)
    london = marees.venue("The Place")
    london.city, london.country = "London", "GB"
    london.save()
    asked = {"kind": "representation", "phrase": "1 date à 20 h 30 le 3 mars 2027", "place": str(london.pk), "status": "confirme"}
    seen = client.post(f"/spectacles/{marees.production.slug}/dates/nouvelles/", asked | {"geste": "voir"})
    kept = re.findall(r'name="kept" value="([^"]+)"', seen.content.decode())
    client.post(f"/spectacles/{marees.production.slug}/dates/nouvelles/", asked | {"kept": kept, "confirme": "1"})
    made = Activity.objects.within(marees.organisation).get(venue=london)
    assert (made.zone, made.starts_at) == ("Europe/London", datetime(2027, 3, 3, 20, 30, tzinfo=UTC))
    written = {"venue": str(london.pk), "starts_at": "20 h 30", "zone": "America/Toronto"}
    client.post(f"/dates/{made.pk}/modifier/", written)
    made.refresh_from_db()
    assert (made.zone, made.starts_at) == ("America/Toronto", datetime(2027, 3, 4, 1, 30, tzinfo=UTC))
    assert client.post(f"/dates/{made.pk}/modifier/", written | {"zone": "Mars/Olympus"}).status_code == 422


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("today", "opened"),
    [
        (date(2027, 4, 1), date(2027, 4, 1)),  # what comes
        (date(2027, 4, 24), date(2027, 4, 1)),  # what is under way, and not what follows in June
        (date(2027, 5, 3), date(2027, 5, 1)),  # it lasts: the month is that of today
        (date(2027, 5, 10), date(2027, 6, 1)),
        (date(2027, 8, 1), date(2027, 6, 1)),  # over: the last one
    ],
)
def test_a_season_opens_on_the_month_of_what_is_under_way(marees, nantes, today, opened):
    Activity.objects.within(marees.organisation).update(until=date(2027, 5, 5))
    marees.play(date(2027, 6, 2), marees.venue("Deux Rives"), None, "option")
    assert next_month(marees.organisation, None, today) == opened
