"""The tableau de tournée: one line a date, cells that are written one by one, sums that follow, refusals on the spot."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filage.core import rails
from filage.core.changes import last_of, undo
from filage.core.enums import Role
from filage.core.kept import CostRow
from filage.core.models import Membership, User
from filage.productions.models import Activity, Deal
from tests.keeping import kept_rows

pytestmark = pytest.mark.usefixtures("in_november")

SEASON = {"saison": "2026"}


@kept_rows
def ana(marees):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.ADMINISTRATION)
    return user


@kept_rows
def tour(marees):
    """Return three dates: Lorient signed, Nantes in option, Vitré cancelled; the first two sold 2 500 €."""
    structure = marees.partner("Théâtre du Môle")
    lorient = marees.venue("Théâtre du Môle")
    lorient.city, lorient.structure = "Lorient", structure
    lorient.save()
    dates = [
        marees.play(date(2027, 3, 12), lorient, marees.deal("2500", partner=structure), "signe"),
        marees.play(date(2027, 4, 20), marees.venue("Deux Rives"), marees.deal("2500"), "option", option_rank=1),
        marees.play(date(2027, 4, 22), marees.venue("Vitré"), None, "annule"),
    ]
    rails.refresh(None, marees.organisation)
    return dates


def write(client, activity, field, text, before, **more):
    typed = {"champ": field, "texte": text, "avant": before, "spectacle": "estran", **SEASON, **more}
    return client.post(f"/dates/{activity.pk}/cellule/", typed)


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def test_the_table_holds_a_line_a_date_with_its_sums(client, tour, ana):
    client.force_login(ana)
    page = text_of(client.get("/spectacles/estran/tournee/", SEASON))
    for said in ("ven. 12 mars", "Théâtre du Môle, Lorient", "mar. 20 avr.", "5 000,00", "1 223,36", "3 dates", "1 ferme"):
        assert said in page, said


def test_the_table_of_the_office_names_the_works(client, tour, ana):
    client.force_login(ana)
    assert "L’Estran" in text_of(client.get("/tournee/", SEASON))


def test_the_table_is_read_by_state_and_by_season(client, tour, ana):
    client.force_login(ana)
    options = text_of(client.get("/spectacles/estran/tournee/", {**SEASON, "etat": "options"}))
    assert "mar. 20 avr." in options and "ven. 12 mars" not in options
    assert "Aucune date cette saison" in text_of(client.get("/spectacles/estran/tournee/", {"saison": "2031"}))
    assert client.get("/tournee/", {"saison": "hier", "etat": "rien"}).status_code == 200


def test_a_price_is_written_and_says_what_it_moves(client, tour, ana):
    client.force_login(ana)
    answer = write(client, tour[0], "price", "2 700,50 €", "2500").json()
    assert Deal.objects.within(tour[0].organisation_id).get(pk=tour[0].deal_id).base_price == Decimal("2700.50")
    row = answer["rows"][str(tour[0].pk)].replace("\u00a0", " ")
    assert "2 700,50" in row
    assert "5 200,50" in answer["totals"].replace("\u00a0", " ")
    assert "Marge des dates fermes +200,50" in answer["toast"].replace("\u00a0", " ")
    assert f"/annuler/{last_of(ana, tour[0].organisation_id).pk}/" in answer["toast"]


def test_a_date_without_terms_gets_them_with_its_price(client, marees, tour, ana):
    bare = marees.play(date(2027, 5, 4), tour[0].venue, None, "confirme")
    client.force_login(ana)
    write(client, bare, "price", "1800", "")
    bare.refresh_from_db()
    assert (bare.deal.kind, bare.deal.base_price, bare.deal.partner_id) == (
        "cession",
        Decimal("1800.00"),
        tour[0].venue.structure_id,
    )


def test_who_bears_what_is_written_by_its_first_letters(client, tour, ana):
    client.force_login(ana)
    write(client, tour[0], "travel", "refacturé au r", "")
    write(client, tour[0], "rights_payer", "le lieu", "")
    held = Activity.objects.within(tour[0].organisation_id).get(pk=tour[0].pk)
    assert (held.travel, held.rights_payer) == ("reel", "lieu")


def test_a_venue_is_written_by_its_name_or_its_town(client, tour, ana):
    client.force_login(ana)
    assert write(client, tour[1], "venue", "lorient", "Deux Rives").status_code == 200
    assert Activity.objects.within(tour[1].organisation_id).get(pk=tour[1].pk).venue_id == tour[0].venue_id


def test_how_far_the_contract_is_follows_its_stages(client, tour, ana):
    client.force_login(ana)
    assert write(client, tour[0], "stage", "envoyé", "proposé").status_code == 200
    refused = write(client, tour[0], "stage", "proposé", "envoyé")
    assert refused.status_code == 422
    assert "ne passe pas de « envoyé » à « proposé »" in refused.json()["refused"]


def test_a_status_asks_for_its_gesture_rather_than_be_written(client, tour, ana):
    client.force_login(ana)
    answer = write(client, tour[1], "status", "conf", "Option").json()
    assert answer == {"gesture": f"/dates/{tour[1].pk}/geste/confirmer/"}
    assert Activity.objects.within(tour[1].organisation_id).get(pk=tour[1].pk).status == "option"


@pytest.mark.parametrize(
    ("field", "text", "before", "said"),
    [
        ("price", "douze", "2500", "un montant"),
        ("price", "-3", "2500", "négatif"),
        ("price", "=2+2", "2500", "formule"),
        ("travel", "🚐", "", "Un emoji"),
        ("venue", "Nulle part", "Théâtre du Môle", "aucun lieu"),
        ("status", "joué", "Signé", "à venir"),
        ("status", "", "Signé", "toujours un état"),
        ("stage", "", "proposé", "toujours une étape"),
        ("price", "2600", "2400", "quelqu’un l’a changée"),
    ],
)
def test_what_cannot_be_written_is_refused_where_it_was_typed(client, tour, ana, field, text, before, said):
    client.force_login(ana)
    answer = write(client, tour[0], field, text, before)
    assert answer.status_code == 422
    assert said in answer.json()["refused"]
    assert last_of(ana, tour[0].organisation_id) is None


def block(client, *cells, **more):
    names = ("date", "champ", "texte", "avant")
    posted = [dict(zip(names, (str(one.pk), *rest), strict=True)) for one, *rest in cells]
    return client.post("/tournee/cellules/", {"cellules": json.dumps(posted), "spectacle": "estran", **SEASON, **more})


def test_a_pasted_block_keeps_what_is_understood_and_says_why_the_rest_is_not(client, tour, ana):
    client.force_login(ana)
    answer = block(
        client,
        (tour[0], "price", "2 700,50 €", "2500"),
        (tour[0], "travel", "fourni par le lieu", ""),
        (tour[0], "status", "Signé", "Signé"),
        (tour[1], "price", "douze", "2500"),
        (tour[1], "status", "confirmé", "Option"),
        (tour[1], "venue", "lorient", "Deux Rives"),
    ).json()
    first, second = (
        Activity.objects.within(one.organisation_id).select_related("deal", "venue").get(pk=one.pk) for one in tour[:2]
    )
    assert (first.deal.base_price, first.travel, second.venue.city) == (Decimal("2700.50"), "fourni", "Lorient")
    assert {name.split("|")[1] for name in answer["cells"]} == {"price", "status"}
    assert "un montant" in answer["cells"][f"{tour[1].pk}|price"] and second.status == "option"
    assert "5 200,50" in answer["totals"].replace("\u00a0", " ") and set(answer["rows"]) == {str(one.pk) for one in tour[:2]}
    undo(last_of(ana, tour[0].organisation_id), by=ana)
    first.refresh_from_db()
    first.deal.refresh_from_db()
    assert (first.deal.base_price, first.travel) == (2500, "")


def test_a_block_gives_terms_to_several_dates_with_the_structure_of_the_venue_pasted_beside(client, marees, tour, ana):
    bare = [marees.play(date(2027, 5, day), None, None, "option") for day in (4, 5)]
    rails.refresh(None, marees.organisation)
    client.force_login(ana)
    cells = [(one, field, text, "") for one in bare for field, text in (("price", "1800"), ("venue", "Lorient"))]
    assert block(client, *cells).json()["cells"] == {}
    held = Activity.objects.within(marees.organisation).filter(pk__in=[one.pk for one in bare]).select_related("deal")
    assert {(one.deal.base_price, one.deal.partner_id) for one in held} == {(Decimal(1800), tour[0].venue.structure_id)}
    assert len({one.deal.rank for one in held}) == 2


def test_two_prices_of_one_contract_in_a_block_keep_the_first(client, marees, tour, ana):
    deal = marees.deal("2000")
    dates = [marees.play(date(2027, 6, day), tour[0].venue, deal, "confirme") for day in (1, 2)]
    rails.refresh(None, marees.organisation)
    client.force_login(ana)
    answer = block(client, *((one, "price", text, "2000") for one, text in zip(dates, ("2100", "2200"), strict=True))).json()
    deal.refresh_from_db()
    assert deal.base_price == 2100 and "même contrat" in answer["cells"][f"{dates[1].pk}|price"]


@pytest.mark.parametrize("text", ["", "[]", "{}", "[1]", '[{"date": "x"}]', "x"])
def test_a_block_that_cannot_be_read_is_refused_whole(client, tour, ana, text):
    client.force_login(ana)
    answer = client.post("/tournee/cellules/", {"cellules": text, "spectacle": "estran", **SEASON})
    assert answer.status_code == 422 and answer.json()["refused"]


def test_a_block_of_somebody_from_elsewhere_or_who_only_reads_writes_nothing(client, marees, company, tour):
    karim = User.objects.create_user("karima@exemple.fr", name="Karim")
    Membership.objects.create(user=karim, organisation=marees.organisation, role=Role.EQUIPE)
    client.force_login(company.lou)
    assert "plus dans ce tableau" in str(block(client, (tour[0], "price", "1", "2500"), spectacle="").json()["cells"])
    client.force_login(karim)
    assert "sans pouvoir" in str(block(client, (tour[0], "price", "1", "2500")).json()["cells"])
    assert Deal.objects.within(marees.organisation).get(pk=tour[0].deal_id).base_price == 2500


def test_the_table_keeps_the_dates_that_lack_something(client, marees, tour, ana):
    marees.play(date(2027, 5, 4), tour[0].venue, None, "option")
    rails.refresh(None, marees.organisation)
    client.force_login(ana)
    priced = text_of(client.get("/spectacles/estran/tournee/", {**SEASON, "manque": "prix"}))
    assert "mar. 4 mai" in priced and "ven. 12 mars" not in priced and "jeu. 22 avr." not in priced
    assert "ven. 12 mars" in text_of(client.get("/spectacles/estran/tournee/", {**SEASON, "manque": "accueil"}))


def test_the_price_of_a_following_date_of_a_series_belongs_to_its_contract(client, marees, tour, ana):
    series = marees.deal("2800", coefficients=["1", "0.9"])
    first, second = (marees.play(date(2027, 6, day), tour[0].venue, series, "confirme") for day in (1, 2))
    rails.refresh(None, marees.organisation)
    client.force_login(ana)
    assert "série du contrat" in write(client, second, "price", "2700", "2520").json()["refused"]
    answer = write(client, first, "price", "3000", "2800").json()
    assert "2 700,00" in answer["rows"][str(second.pk)].replace("\u00a0", " ")


def test_what_was_invoiced_and_paid_is_told_as_soon_as_a_desk_says_it(client, marees, tour, ana):
    here = {"organisation": marees.organisation, "provider": "essai", "production": marees.production.pk, "side": "income"}
    origin = f"deal:{tour[0].deal_id}"
    for stage, amount in (("invoiced", "2500.00"), ("paid", "750.00")):
        CostRow.objects.create(
            key=stage, origin=origin, label="Facture", stage=stage, amount=Decimal(amount), activity=tour[0].pk, **here
        )
    client.force_login(ana)
    page = text_of(client.get("/spectacles/estran/tournee/", SEASON))
    assert "750,00" in page
    assert "5 000,00" in page  # what is invoiced is not sold twice


def test_margins_stay_out_of_the_table_of_whoever_may_not_read_pay(client, marees, tour):
    lea = User.objects.create_user("lea@exemple.fr", name="Léa")
    Membership.objects.create(user=lea, organisation=marees.organisation, role=Role.DIFFUSION)
    client.force_login(lea)
    page = text_of(client.get("/spectacles/estran/tournee/", SEASON))
    assert "Marge" not in page and "1 223,36" not in page
    assert 'data-f="price"' in page


def test_whoever_only_reads_gets_cells_that_do_not_open(client, marees, tour):
    karim = User.objects.create_user("karim@exemple.fr", name="Karim")
    Membership.objects.create(user=karim, organisation=marees.organisation, role=Role.EQUIPE)
    client.force_login(karim)
    assert "data-f=" not in text_of(client.get("/spectacles/estran/tournee/", SEASON))
    assert write(client, tour[0], "price", "1", "2500").status_code == 403


def test_somebody_from_elsewhere_reads_nothing_of_the_tour(client, company, tour):
    client.force_login(company.lou)
    assert client.get("/spectacles/estran/tournee/").status_code == 404
    assert "Lorient" not in text_of(client.get("/tournee/", SEASON))
    assert write(client, tour[0], "price", "1", "2500").status_code == 404


def test_a_long_tour_asks_no_more_questions(client, marees, tour, ana):
    client.force_login(ana)

    def asked(address):
        client.get(address, SEASON)
        with CaptureQueriesContext(connection) as queries:
            client.get(address, SEASON)
        return len(queries)

    few = [asked(address) for address in ("/tournee/", "/spectacles/estran/tournee/")]
    for day in range(1, 29):
        marees.play(date(2027, 5, day), tour[0].venue, tour[0].deal, "signe")
    rails.refresh(None, marees.organisation)
    assert few == [asked(address) for address in ("/tournee/", "/spectacles/estran/tournee/")]
    assert max(few) <= 20
