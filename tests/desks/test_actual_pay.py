"""Real pay is taken from a recap: whom and which show are asked when in doubt, never twice, taken back in one gesture."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filage.core.accounts import Membership, User
from filage.core.changes import last_of, undo
from filage.core.kept import CostRow
from filage.core.rails import refresh
from filage.desks.budget.queries import lines as kept_lines
from filage.desks.budget.views.grid_sheet import written
from filage.desks.payroll.models import ActualPart, ActualPay
from filage.desks.payroll.queries import actuals as queries
from filage.productions.models import Engagement, Person, Production
from tests.documents import pay_recaps

MARCH = dt.date(2027, 3, 1)


@pytest.fixture
def house(marees):
    """Return the office with two shows, three people engaged (Nour for both), dates in March, and who may read pay."""
    office = marees
    office.workshops = office.add(
        Production, structure=office.structure, slug="ateliers", title="Ateliers", kind="projet", creation_start=MARCH
    )
    for name, function, status in (
        ("Nour Tessaoui", "Comédienne", "artiste"),
        ("Ismaël Vautrin", "Comédien", "artiste"),
        ("Inès Corbaz", "Régie générale", "technicien"),
    ):
        person = office.add(Person, name=name)
        setattr(office, function.split()[0].lower(), office.engage(function, status, "160", "1.55", person=person))
        if name.startswith("Nour"):
            office.nour = person
            office.add(
                Engagement, production=office.workshops, person=person, function="Intervenante", status="intervention",
                unit="heure", quantity=Decimal(20), gross=Decimal("60"), coefficient=Decimal("1.4"),
                starts_on=dt.date(2027, 3, 22), ends_on=dt.date(2027, 3, 26),
            )  # fmt: skip
    for day in (16, 17, 18):
        office.play(dt.date(2027, 3, day), office.venue("L’Étale"))
    for role in ("administration", "regie_generale"):
        user = User.objects.create_user(f"{role}@exemple.fr", name=role)
        Membership.objects.create(user=user, organisation=office.organisation, role=role)
        setattr(office, role, user)
    refresh(None, office.organisation)
    office.client = Client()
    office.client.force_login(office.administration)
    return office


def read(office, content=None, name="recap.csv"):
    return office.client.post("/paie/reprendre/", {"file": SimpleUploadedFile(name, content or pay_recaps.text())})


def fields(page, **more):
    """Return what the page of a recap posts back as it stands."""
    shown = page.context
    found = {"fichier": shown["carried"], "avant": shown["before"], "feuille": shown["sheet"], "titres": shown["header"]}
    found |= {
        "mois": shown["month"].strftime("%Y-%m") if shown["month"] else "",
        "role": [one["role"] for one in shown["columns"]],
    }
    found["ligne"] = [str(row["line"].row) for row in shown["rows"] if row["ticked"]]
    for row in shown["rows"]:
        found |= {f"qui-{row['line'].row}": row["who"], f"spectacle-{row['line'].row}": row["show"]}
    return found | more


def take(office, page, **more):
    return office.client.post("/paie/reprendre/lignes/", fields(page, **more))


def held(office):
    rows = ActualPay.objects.within(office.organisation).select_related("production")
    return {(one.who, one.production.slug): (one.gross, one.employer_cost) for one in rows}


RECAP = {
    ("TESSAOUI Nour", "estran"): (Decimal("480.00"), Decimal("732.34")),
    ("VAUTRIN Ismaël", "estran"): (Decimal("480.00"), Decimal("732.34")),
    ("CORBAZ Inès", "estran"): (Decimal("560.00"), Decimal("885.19")),
    ("TESSAOUI Nour", "ateliers"): (Decimal("1200.50"), Decimal("1637.52")),
}


def test_a_recap_is_taken_then_compared_then_taken_back_in_one_gesture(house):
    page = read(house)
    assert page.context["asking"] == 0 and page.context["mismatches"] == ()
    assert take(house, page).status_code == 302
    assert held(house) == RECAP
    month = queries.month(house.organisation, None)
    gap = next(row for row in month.rows if row.who == "Ismaël Vautrin")
    assert (gap.estimated_cost, gap.paid_cost, gap.gap) == (Decimal("744.00"), Decimal("732.34"), Decimal("-11.66"))
    assert [(what, how_much) for what, how_much, _ in gap.told] == [("charges, le reste", Decimal("-11.66"))]
    assert "Ismaël Vautrin" in house.client.get("/paie/").content.decode()
    undo(last_of(house.administration, house.organisation), by=house.administration)
    assert held(house) == {} and not ActualPart.objects.within(house.organisation).exists()


def test_paid_months_take_the_place_of_the_estimate_in_the_landing_and_leave_the_forecast(house):
    def row():
        sheets = written(house.production, "exploitation", pay=True).sheets
        return next(one for sheet in sheets for family in sheet.families for one in family.rows if one.entry.label == "Comédien")

    assert row().sums.amounts == (744, 0, 0, 744)
    take(house, read(house))
    assert row().sums.amounts == (744, Decimal("732.34"), Decimal("732.34"), Decimal("732.34"))
    paid = CostRow.objects.within(house.organisation).filter(stage="paid", production=house.production.pk)
    assert sum(one.amount for one in paid) == Decimal("2349.87") and len(kept_lines(house.production, "exploitation"))


def test_the_same_file_the_same_month_are_refused_until_somebody_says_what_becomes_of_them(house):
    take(house, read(house))
    again = take(house, read(house))
    assert again.status_code == 422 and "déjà été repris, au signe près" in again.content.decode()
    other = pay_recaps.text(pay_recaps.CSV.replace("RÉGISSEUSE", "RÉGIE"))
    refused = take(house, read(house, other))
    assert refused.status_code == 422 and "Déjà repris : " in refused.content.decode()
    assert held(house) == RECAP
    assert take(house, read(house, other), deja="ajouter").status_code == 302
    assert held(house)["CORBAZ Inès", "estran"] == (Decimal("1120.00"), Decimal("1770.38"))
    assert take(house, read(house, other), deja="remplacer").status_code == 302
    assert held(house) == RECAP


def test_somebody_unknown_or_a_homonym_is_asked_and_nothing_is_written_meanwhile(house):
    house.add(Person, name="Corbaz Inès")
    page = read(house, pay_recaps.text(pay_recaps.CSV.replace("VAUTRIN", "VAUTRAIN")))
    said = page.content.decode()
    assert "2 personnes portent ce nom" in said and "« VAUTRAIN Ismaël » n’est pas au répertoire" in said
    refused = take(house, page)
    assert refused.status_code == 422 and "dites qui c’est" in refused.content.decode() and held(house) == {}


def test_a_payslip_of_several_shows_is_shared_to_the_cent_by_what_each_was_to_pay(house):
    page = read(
        house,
        pay_recaps.text("Période 03/2027\nNom;Brut;Net avant impôt;Charges patronales\nTESSAOUI Nour;1680,01;1310,07;689,36\n"),
    )
    assert page.context["rows"][0]["show"] == "partage"
    assert take(house, page).status_code == 302
    found = held(house)  # 480 € were estimated for the show, 1 200 € for the workshops
    assert found == {
        ("TESSAOUI Nour", "estran"): (Decimal("480.00"), Decimal("676.96")),
        ("TESSAOUI Nour", "ateliers"): (Decimal("1200.01"), Decimal("1692.41")),
    }


def test_a_total_that_does_not_add_up_holds_the_recap_until_somebody_looked(house):
    page = read(house, pay_recaps.text(pay_recaps.CSV.replace("3 987,39", "3 978,39")))
    refused = take(house, page)
    assert refused.status_code == 422 and "J’ai vérifié" in refused.content.decode() and held(house) == {}
    assert take(house, page, ecarts="on").status_code == 302


def test_strange_columns_are_named_by_hand(house):
    page = read(house, pay_recaps.text("Période 03/2027;;\nQui c’est;Le gros;Le tout\nVAUTRIN Ismaël;480,00;732,34\n"))
    assert page.status_code == 422 and "Ni noms ni bruts" in page.content.decode()
    asked = {"fichier": page.context["carried"], "avant": page.context["before"], "feuille": "0", "titres": "2", "relire": "1"}
    page = house.client.post("/paie/reprendre/lignes/", asked | {"role": ["", "", ""]})
    asked |= {"avant": page.context["before"], "role": ["person", "gross", "cost"]}
    page = house.client.post("/paie/reprendre/lignes/", asked)
    assert take(house, page).status_code == 302
    assert held(house) == {("VAUTRIN Ismaël", "estran"): (Decimal("480.00"), Decimal("732.34"))}


def test_who_does_not_read_pay_is_refused_and_a_hostile_file_too(house):
    client = Client()
    client.force_login(house.regie_generale)
    assert [client.get(where).status_code for where in ("/paie/", "/paie/reprendre/")] == [403, 403]
    assert "PDF" in read(house, b"%PDF-1.7", "recap.pdf").content.decode()
    long = read(house, b"Nom;Brut\n" + b"CORBAZ;1\n" * 4_000)
    assert long.status_code == 422 and "mois par mois" in long.content.decode()
    tampered = house.client.post("/paie/reprendre/lignes/", {"fichier": "x" * 40})
    assert tampered.status_code == 302 and held(house) == {}


def test_the_pages_ask_the_database_the_same_whatever_the_rows(house, django_assert_max_num_queries):
    page = read(house)
    with django_assert_max_num_queries(20):
        take(house, page, relire="1")
    take(house, page)
    with django_assert_max_num_queries(20):
        house.client.get("/paie/")


def test_what_one_payslip_pays_of_two_embauches_closes_the_month_of_both(house):
    rehearsals = house.engage(
        "Répétitions", "artiste", "100", "1.5", person=house.nour, phase="creation", per_performance=False,
        unit="service", quantity=Decimal(12), starts_on=MARCH, ends_on=dt.date(2027, 3, 12),
    )  # fmt: skip
    take(house, read(house))
    rows = CostRow.objects.within(house.organisation).filter(stage="paid", label__in=("Comédienne", "Répétitions"))
    found = {(one.origin.partition(":")[2] == str(rehearsals.pk), one.account): one.amount for one in rows}
    assert found == {  # 480 € paid where 480 € and 1 200 € were foreseen
        (False, "6411"): Decimal("137.14"),
        (True, "6411"): Decimal("342.86"),
        (False, "645"): Decimal("72.10"),
        (True, "645"): Decimal("180.24"),
    }


def test_a_workbook_shows_the_headings_that_merged_cells_bring_down(house):
    page = read(house, pay_recaps.workbook(), "recap.xlsx")
    assert [one["head"] for one in page.context["columns"]][:4] == ["Salarié", "Spectacle", "Heures", "Brut"]
    assert take(house, page).status_code == 302
    assert held(house)["Nour Tessaoui", "ateliers"] == (Decimal("1200.50"), Decimal("1637.52"))
