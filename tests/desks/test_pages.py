"""The pages of the desks: what each shows, hides from elsewhere and from who may not read pay, and asks of the database."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filage.core import rails
from filage.core.enums import Role
from filage.core.models import DatedSetting, Membership, Organisation, User
from filage.productions.models import Person, Recepisse, Room, Structure, Venue
from tests.keeping import kept_rows

MOST_QUERIES = 20
PROJECT = "/spectacles/estran/"
PAGES = [
    f"{PROJECT}budget/",
    f"{PROJECT}budget/?phase=exploitation",
    f"{PROJECT}budget/?phase=structure",
    f"{PROJECT}budget/?phase=action_culturelle",
    f"{PROJECT}budget/?phase=action_culturelle&lecture=compte",
    *(f"{PROJECT}budget/?lecture={axis}" for axis in ("destination", "compte", "financeur", "mois", "exercice")),
    f"{PROJECT}prix/",
    f"{PROJECT}tresorerie/",
    f"{PROJECT}calendrier/",
    f"{PROJECT}calendrier/?voir=representations",
    PROJECT,
    f"{PROJECT}contrats/",
    f"{PROJECT}embauches/",
    "/embauches/",
    f"{PROJECT}organisation/",
    f"{PROJECT}promotion/",
    "/saison/?mois=2027-03",
    "/saison/?mois=2027-03&vue=liste",
    "/saison/?mois=2027-03&vue=carte",
    "/personnes/",
    "/lieux/",
    "/structures/",
    "/structure/",
]
FIRST = date(2027, 3, 12)


def member(organisation, name, role):
    user = User.objects.create_user(f"{name}@exemple.fr", name=name.title())
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def play(office, first, dates):
    """Add dates in a row at one theatre, under one deal of 2 500 € a date."""
    theatre = office.venue("Théâtre du Môle")
    deal = office.deal("2500", partner=office.partner("Le Môle"), stage="signe")
    for day in range(dates):
        office.play(first + timedelta(days=day), venue=theatre, deal=deal)


@kept_rows
def estran(marees):
    """Return case 1 with two dates, a named actress, a room, and the accounts of the pages' readers."""
    play(marees, FIRST, 2)
    actress = marees.add(Person, name="Awa Diarra", trades="Interprète", email="awa@exemple.fr")
    marees.engage("Reprise", "artiste", "173.57", "1.55", person=actress, phase="action_culturelle", per_performance=False)
    marees.add(Room, venue=marees.venue("Le Préau"), name="Grande salle", capacity=240)
    marees.add(Recepisse, structure=marees.structure, number="PLATESV-D-2024-000042", category=2, until=date(2020, 1, 1))
    marees.add(
        DatedSetting,
        structure=marees.structure.pk,
        code="employer.coefficient_permanent",
        since=date(2026, 1, 1),
        value=Decimal("1.48"),
        source="bulletins de 2025",
    )
    rails.refresh(None, marees.organisation)
    return marees


@kept_rows
def ana(estran):
    return member(estran.organisation, "ana", Role.ADMINISTRATION)


def read(client, user, address):
    client.force_login(user)
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    return page.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_member_reads_every_page(client, estran, ana):
    for address in PAGES:
        assert "<h1" in read(client, ana, address)


def test_somebody_from_elsewhere_reads_nothing_of_it(client, estran):
    elsewhere = Organisation.objects.create(name="Bureau Ailleurs", slug="bureau-ailleurs")
    client.force_login(member(elsewhere, "lou", Role.ADMINISTRATION))
    for address in PAGES:
        page = client.get(address)
        text = page.content.decode()
        assert page.status_code == (404 if address.startswith(PROJECT) else 200), address
        assert "Estran" not in text and "Môle" not in text and "Awa" not in text, address


def test_whoever_has_no_account_is_led_to_the_door(client, estran):
    assert {client.get(address).status_code for address in PAGES} == {302}


def test_sixty_dates_ask_the_database_no_more_than_two(client, estran, ana):
    client.force_login(ana)
    client.get(PROJECT)
    few = {address: queries(client, address) for address in PAGES}
    play(estran, FIRST + timedelta(days=10), 58)
    rails.refresh(None, estran.organisation)
    many = {address: queries(client, address) for address in PAGES}
    assert many == few
    assert max(few.values()) <= MOST_QUERIES, few


@pytest.mark.parametrize("role", [Role.EQUIPE, Role.EXPERT_COMPTABLE, Role.DIRECTION_ARTISTIQUE])
def test_what_a_person_earns_is_read_by_administration_and_production_only(client, estran, role):
    reader = member(estran.organisation, "karim", role)
    for address in PAGES:
        text = read(client, reader, address)
        assert "173,57" not in text and "160,00" not in text and "20,00 €" not in text, address


def test_administration_reads_what_each_embauche_earns(client, estran, ana):
    assert "173,57" in read(client, ana, f"{PROJECT}contrats/")
    assert "173,57" in read(client, ana, f"{PROJECT}budget/?phase=action_culturelle")


def test_others_read_the_pay_of_a_family_as_one_line(client, estran):
    text = read(client, member(estran.organisation, "zoe", Role.EXPERT_COMPTABLE), f"{PROJECT}budget/?phase=exploitation")
    assert "Rémunérations et cotisations" in text and "Interprètes" not in text
    assert "2 480,00" in text  # 2 dates × 5 × 160,00 × 1,55, the total of the family


def test_an_embauche_over_several_dates_is_one_line(client, estran, ana):
    text = read(client, ana, f"{PROJECT}budget/?phase=exploitation")
    assert text.count("Interprètes") == 1
    assert "160,00 € × 1,55" in text


def test_the_price_page_says_the_figures_of_the_published_case(client, estran, ana):
    text = read(client, ana, f"{PROJECT}prix/")
    for figure in ("1 686,00", "1 888,32", "2 488,32", "2 340,48", "4 828,80", "611,68", "20 dates"):
        assert figure in text, figure
    assert "Le seuil est à 20 dates." in text  # the drawing, for whoever does not see it


def test_a_date_sold_under_its_plateau_says_so_with_its_reason(client, estran, ana):
    deal = estran.deal("900", vitrine_reason="festival repéré")
    estran.play(date(2027, 7, 10), deal=deal)
    rails.refresh(None, estran.organisation)
    assert "date vitrine : festival repéré" in read(client, ana, f"{PROJECT}prix/")


def test_the_treasury_page_says_the_low_point_of_the_published_case(client, treasury):
    rails.refresh(None, treasury.organisation)
    text = read(client, member(treasury.organisation, "ana", Role.ADMINISTRATION), f"{PROJECT}tresorerie/")
    assert "Creux −14 610,00 € fin mars 2027. Trois mois sous zéro, de février à avril." in text
    for balance in ("7 820,00", "9 790,00", "2 510,00", "26 030,00", "21 050,00", "−2 030,00", "−590,00", "6 130,00"):
        assert balance in text, balance
    assert "4 800,00" in text and "Après le plan" in text  # the balance of the Région, in July


def test_a_late_funder_moves_december_and_january_only(client, treasury):
    rails.refresh(None, treasury.organisation)
    ana = member(treasury.organisation, "ana", Role.ADMINISTRATION)
    drac = next(row.funder for row in treasury.production.budget_lines.all() if row.label == "DRAC")
    text = read(client, ana, f"{PROJECT}tresorerie/?financeur={drac.pk}&retard=2")
    assert "11 030,00" in text and "6 050,00" in text  # question 4 of the case
    assert "Deux soldes changent, de décembre 2026 à janvier 2027." in text


@pytest.mark.parametrize("asked", ["financeur=x&retard=2", "financeur=&retard=", "retard=-3", "retard=99999999999999999999"])
def test_a_scenario_that_makes_no_sense_is_no_scenario(client, treasury, asked):
    rails.refresh(None, treasury.organisation)
    text = read(client, member(treasury.organisation, "ana", Role.ADMINISTRATION), f"{PROJECT}tresorerie/?{asked}")
    assert "−14 610,00" in text and "Avec ce retard" not in text


@pytest.mark.parametrize("address", ["/saison/?mois=x", "/saison/?mois=2027-13", "/saison/?mois=9999-12", "/saison/?vue=plan"])
def test_a_month_that_makes_no_sense_opens_the_season_anyway(client, estran, ana, address):
    assert "mars 2027" in read(client, ana, address)


def test_the_season_draws_two_dates_in_a_row_as_one_piece(client, estran, ana):
    text = read(client, ana, "/saison/?mois=2027-03")
    assert text.count(" j-r") == 1 and text.count(" j-l") == 1
    assert "2 fermes" in text


def test_the_season_draws_the_zones_on_holiday_and_underlines_that_of_the_house(client, estran, ana):
    """Spring of 2027: zone B from Saturday 17 April to 2 May, zone A until the 25th, as published; Rennes is in zone B."""
    Structure.objects.within(estran.organisation).filter(ours=True).update(postal_code="35000")
    text = read(client, ana, "/saison/?mois=2027-04")
    cells = dict(re.findall(r'data-day="(2027-04-\d\d)" class="([^"]*)"', text))
    assert next(day for day, css in cells.items() if "zh" in css) == "2027-04-17"
    assert 'title="Vacances de printemps"><span class="sr">Vacances de printemps, zone </span>A B</span>' in text
    assert "vacances, zone B" in text
    assert text.count('class="fe"') == 2  # Easter Monday, 29 March, at the top of the grid, and 1 May at its end


def test_a_month_beyond_the_known_calendars_says_that_its_holidays_are_unknown(client, estran, ana):
    assert "vacances scolaires inconnues" in read(client, ana, "/saison/?mois=2029-02")


def test_the_season_is_drawn_on_a_map_with_what_no_table_can_place(client, estran, ana):
    """Rennes and Quimper are known communes; nobody can say which Sainte-Colombe is meant."""
    for day, city, code in ((20, "Rennes", "35000"), (22, "Quimper", "29000"), (24, "Sainte-Colombe", "")):
        estran.play(date(2027, 3, day), estran.add(Venue, name=f"Salle de {city}", city=city, postal_code=code))
    text = read(client, ana, "/saison/?mois=2027-03&vue=carte")
    assert "<b>Rennes</b>" in text and "<b>Quimper</b>" in text
    assert text.count('<polyline class="thread"') == 2  # the same thread, on a desk and on a phone
    assert "Salle de Sainte-Colombe</a>" in text and "Lieux à situer" in text
    assert "Rennes 20 ; Quimper 22" in read(client, ana, "/saison/?mois=2027-03")


def test_an_unknown_amount_is_hatched_and_counted(client, estran, ana):
    estran.line("charge", "Captation vidéo", None, destination="H")
    rails.refresh(None, estran.organisation)
    text = read(client, ana, f"{PROJECT}budget/")
    assert "+ 1 inconnu" in text and "1 montant inconnu" in text


def test_an_empty_budget_says_the_next_gesture(client, estran, ana):
    text = read(client, ana, f"{PROJECT}budget/?phase=structure")
    assert "Aucune ligne dans ce budget" in text and "Importez le fichier" in text


def test_volunteer_work_stays_below_the_line_of_an_account_budget(client, estran, ana):
    more = {"phase": "structure", "destination": "Z"}
    estran.line("charge", "Bénévoles", 116000, account="864", **more)
    estran.line("produit", "Bénévolat", 116000, account="875", **{**more, "status": "encaisse"})
    estran.line("charge", "Loyer", 4550, account="6132", phase="structure", destination="S")
    rails.refresh(None, estran.organisation)
    text = read(client, ana, f"{PROJECT}budget/?phase=structure&lecture=compte")
    total = text[text.index("Total des charges") :]
    assert "4 550,00" in total[:200] and "sous la ligne, hors du résultat" in text


def test_our_structure_shows_its_dated_papers_and_rates(client, estran, ana):
    text = read(client, ana, "/structure/")
    assert "PLATESV-D-2024-000042" in text and "expiré" in text
    assert "1,48" in text and "bulletins de 2025" in text
    assert "Assujetti à la TVA" in text


def test_somebody_named_on_no_production_of_it_sees_nobody_else_s_team(client, estran):
    guest = member(estran.organisation, "guest", Role.INVITE)
    other = estran.add(type(estran.production), structure=estran.structure, slug="autre", title="Autre pièce")
    Membership.objects.get(user=guest).limit_to(other.pk)
    for address in ("/personnes/", "/lieux/", "/structures/", "/saison/?mois=2027-03"):
        text = read(client, guest, address)
        assert "Awa" not in text and "Môle" not in text
    client.force_login(guest)
    assert client.get(f"{PROJECT}budget/").status_code == 404


def test_how_to_reach_somebody_is_for_who_runs_the_office(client, estran, ana):
    assert "awa@exemple.fr" in read(client, ana, "/personnes/")
    assert "awa@exemple.fr" not in read(client, member(estran.organisation, "karim", Role.EQUIPE), "/personnes/")


def test_the_lines_of_one_embauche_open_together(client, estran, ana):
    text = read(client, ana, f"{PROJECT}budget/?phase=exploitation")
    start = text.index("/pourquoi/origine/engagement:")
    address = text[start : text.index('"', start)]
    answer = client.get(address)
    assert answer.status_code == 200 and "2\u00a0480,00" in answer.content.decode()
