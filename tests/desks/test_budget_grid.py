"""What the grid of a budget writes: each cell by itself, in one act that can be undone, over what people really saw."""

from decimal import Decimal

import pytest

from filage.core.changes import history
from filage.core.enums import Role
from filage.core.identity import uuid7
from filage.core.rails import read
from filage.core.refusal import Refusal
from filage.desks.budget.models import Line
from filage.desks.budget.operations import cells
from filage.desks.budget.operations.cells import Act, Edit, Insert, Move
from tests.desks.grid_cases import edit, member, save
from tests.keeping import kept_rows

pytestmark = pytest.mark.one_database


@kept_rows
def ana(marees):
    return member(marees, "Ana", Role.PRODUCTION)


@pytest.fixture
def karim(marees):
    return member(marees, "Karim", Role.ADMINISTRATION)


@pytest.fixture
def masks(marees):
    return marees.line("charge", "Masques", 640, account="601", status="estime", rank=90)


def need(office):
    rows = read.key_figures(office.organisation, office.production)
    return next(row.amount for row in rows if row.code == "creation")


def labels(office, destination="D"):
    lines = Line.objects.within(office.organisation).filter(
        production=office.production, phase="creation", destination=destination
    )
    return [line.label for line in lines.order_by("rank", "id")]


def test_a_typed_price_moves_the_kept_figures(marees, ana, masks):
    saved = save(marees, ana, edits=[Edit(masks.pk, "unit_price", "640", "1\u202f234,50 €")])
    assert saved.refused == [] and saved.lines == {masks.pk}
    masks.refresh_from_db()
    assert masks.unit_price == Decimal("1234.5")
    assert need(marees) == Decimal("79634.50")


def test_a_refused_cell_leaves_the_others_written(marees, ana, masks):
    texts = {"label": "Masques en cuir", "quantity": "-2", "unit": "pièces", "unit_price": "=A1", "on": "12/31/2026"}
    old = {"label": "Masques", "quantity": "1", "unit": "", "unit_price": "640", "on": ""}
    saved = save(marees, ana, edits=[Edit(masks.pk, name, old[name], text) for name, text in texts.items()])
    masks.refresh_from_db()
    assert (masks.label, masks.unit, masks.quantity, masks.unit_price, masks.on) == ("Masques en cuir", "pièces", 1, 640, None)
    assert {one.field for one in saved.refused} == {"quantity", "unit_price", "on"}
    assert all(one.reason.endswith(".") for one in saved.refused)


def test_the_second_on_a_cell_is_told_who_and_what_and_the_rest_is_kept(marees, ana, karim, masks):
    save(marees, ana, edits=[Edit(masks.pk, "unit_price", "640", "700")])
    late = [Edit(masks.pk, "unit_price", "640", "800"), Edit(masks.pk, "unit", "", "pièces")]
    saved = save(marees, karim, edits=late)
    masks.refresh_from_db()
    assert (masks.unit_price, masks.unit) == (700, "pièces")
    (met,) = saved.refused
    assert met.text == "800" and met.now == "700"
    assert "Ana" in met.reason and "700" in met.reason


def test_the_same_text_sent_twice_is_no_conflict(marees, ana, masks):
    again = Edit(masks.pk, "unit_price", "640", "700")
    save(marees, ana, edits=[again])
    saved = save(marees, ana, edits=[again])
    assert saved.refused == [] and saved.entry is None


def test_a_forecast_is_typed_only_when_it_is_a_price_counted_once(marees, ana, masks):
    save(marees, ana, edits=[Edit(masks.pk, "amount", "640", "650")])
    masks.refresh_from_db()
    assert masks.unit_price == 650
    save(marees, ana, edits=[Edit(masks.pk, "quantity", "1", "3")])
    saved = save(marees, ana, edits=[Edit(masks.pk, "amount", "650", "10")])
    masks.refresh_from_db()
    assert masks.unit_price == 650 and "se calcule" in saved.refused[0].reason


def test_a_new_line_stands_after_the_one_it_was_asked_after(marees, ana, masks):
    marees.line("charge", "Bois", 100, rank=91)
    new, last = uuid7(), uuid7()
    saved = save(
        marees,
        ana,
        inserts=[
            Insert(new, "charge", "D", masks.pk, (("label", "Plumes"), ("quantity", "3"), ("unit_price", "abc"))),
            Insert(last, "charge", "D", None, (("label", "Vis"),)),
        ],
    )
    assert labels(marees)[-4:] == ["Masques", "Plumes", "Bois", "Vis"]
    assert saved.reshaped and [one.field for one in saved.refused] == ["unit_price"]
    assert Line.objects.within(marees.organisation).get(pk=new).quantity == 3


def test_a_line_moves_in_its_family_and_to_another(marees, ana, masks):
    wood = marees.line("charge", "Bois", 100, rank=91)
    save(marees, ana, moves=[Move(wood.pk, "D", None)])
    assert labels(marees)[0] == "Bois"
    save(marees, ana, moves=[Move(wood.pk, "E", None)])
    assert labels(marees, "E")[0] == "Bois" and "Bois" not in labels(marees)


def test_everything_goes_back_and_forth(marees, ana, masks):
    before = labels(marees)
    saved = save(
        marees,
        ana,
        edits=[Edit(masks.pk, "label", "Masques", "Masques en cuir")],
        inserts=[Insert(uuid7(), "charge", "D", masks.pk, (("label", "Plumes"),))],
    )
    after = labels(marees)
    back = cells.go_back(marees.production, saved.entry.pk, by=ana)
    assert labels(marees) == before and back.reshaped
    again = cells.go_back(marees.production, back.entry.pk, by=ana)
    assert labels(marees) == after
    cells.go_back(marees.production, again.entry.pk, by=ana)
    assert labels(marees) == before


def test_a_removed_line_comes_back_with_its_instalments(marees, ana, masks):
    marees.pay(masks, "2026-12-01", amount=Decimal(100))
    saved = save(marees, ana, deletes=[masks.pk])
    assert "Masques" not in labels(marees)
    cells.go_back(marees.production, saved.entry.pk, by=ana)
    assert masks.payments.count() == 1


def test_nobody_undoes_the_act_of_somebody_else(marees, ana, karim, masks):
    saved = save(marees, ana, edits=[Edit(masks.pk, "label", "Masques", "Voiles")])
    with pytest.raises(Refusal, match="pas la vôtre"):
        cells.go_back(marees.production, saved.entry.pk, by=karim)


def test_who_reads_only_writes_nothing(marees, masks):
    with pytest.raises(Refusal):
        save(marees, member(marees, "Lou", Role.REGIE_GENERALE), edits=[Edit(masks.pk, "label", "Masques", "Voiles")])
    assert history(masks) == []


def test_a_line_of_another_budget_is_out_of_reach(marees, ana, masks):
    saved = cells.save(marees.production, "exploitation", Act(edits=[Edit(masks.pk, "label", "Masques", "Voiles")]), by=ana)
    assert "n’existe plus" in saved.refused[0].reason
    with pytest.raises(Refusal, match="autre budget"):
        cells.save(marees.production, "exploitation", Act(inserts=[Insert(masks.pk, "charge", "D", None)]), by=ana)


def test_five_thousand_pasted_cells_are_read_one_by_one(marees, ana):
    names = ("label", "account", "quantity", "unit", "unit_price")
    rows = [
        Insert(
            uuid7(),
            "charge",
            "D",
            None,
            tuple(zip(names, (f"Ligne {n}", "606", "x" if n % 10 == 0 else "2", "jours", "12,50"), strict=True)),
        )
        for n in range(1000)
    ]
    saved = save(marees, ana, inserts=rows)
    assert len(saved.refused) == 100
    assert Line.objects.within(marees.organisation).filter(unit="jours").count() == 1000


@pytest.mark.parametrize(
    ("text", "unit", "per"),
    [
        ("par représentation", "", True),
        ("forfait par représentation", "forfait", True),
        ("repas / repr.", "repas", True),
        ("forfait/date", "forfait", True),
        ("représentations", "représentations", False),
        ("jours", "jours", False),
    ],
)
def test_the_unit_says_whether_the_quantity_is_for_each_performance(marees, ana, masks, text, unit, per):
    assert edit(marees, ana, masks, unit=text) == {}
    masks.refresh_from_db()
    assert (masks.unit, masks.per_performance) == (unit, per)


def test_a_wear_of_50_euros_is_counted_at_each_date_that_is_played(marees, ana):
    for day in ("2027-03-09", "2027-03-10", "2027-03-11"):
        marees.play(day)
    wear = uuid7()
    texts = (("label", "Usure"), ("unit", "forfait par représentation"), ("unit_price", "50 €"))
    cells.save(marees.production, "exploitation", Act(inserts=[Insert(wear, "charge", "E", None, texts)]), by=ana)
    rows = [row for row in read.costs(marees.organisation, marees.production) if row.origin == f"line:{wear}"]
    assert [row.amount for row in rows] == [Decimal(50)] * 3


@pytest.mark.parametrize(
    ("text", "rate", "handling"),
    [("20", 20, "ht"), ("5,5 % TTC", Decimal("5.5"), "ttc"), ("20 ht", 20, "ht"), ("sans", None, "sans"), ("", None, "ht")],
)
def test_the_tax_says_whether_the_price_holds_it(marees, ana, masks, text, rate, handling):
    assert edit(marees, ana, masks, vat_rate=text) == {}
    masks.refresh_from_db()
    assert (masks.vat_rate, masks.vat_handling) == (rate, handling)
    assert "taux" in edit(marees, ana, masks, vat_rate="20 sans")["vat_rate"]


def test_what_hangs_from_a_line_is_written_as_one_text_and_undone(marees, ana, masks):
    assert edit(marees, ana, masks, payments="15/12/2026 : 30 % payé ; 01/02/2027 : 448", years="2026 : 200 ; 2027 : 440") == {}
    kept = [(row.on.isoformat(), row.share, row.amount, row.paid) for row in masks.payments.order_by("on")]
    assert kept == [("2026-12-15", 30, None, True), ("2027-02-01", None, 448, False)]
    assert [(row.fiscal_year, row.amount) for row in masks.years.order_by("fiscal_year")] == [(2026, 200), (2027, 440)]
    saved = save(marees, ana, edits=[Edit(masks.pk, "payments", "15/12/2026 : 30 % payé ; 01/02/2027 : 448", "")])
    assert masks.payments.count() == 0 and saved.lines == {masks.pk}
    back = cells.go_back(marees.production, saved.entry.pk, by=ana)
    assert masks.payments.count() == 2 and back.lines == {masks.pk}


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("payments", "15/12/2026 : 60 % ; 01/02/2027 : 50 %", "100 %"),
        ("payments", "30 %", "n’est pas une date"),
        ("payments", "31/02/2027 : 10", "calendrier"),
        ("years", "27 : 100", "exercice"),
        ("funder", "Personne ici", "annuaire"),
        ("activity", "01/01/2020", "calendrier"),
        ("destination", "", "famille"),
        ("hosting", "peut-être", "choisissez"),
    ],
)
def test_a_field_of_the_sheet_is_refused_with_its_reason(marees, ana, masks, field, text, said):
    assert said in edit(marees, ana, masks, **{field: text})[field]


def test_a_line_changes_family_funder_and_budget_from_its_sheet(marees, ana, masks):
    town = marees.partner("Ville de Port-Lanvel", kind="financeur")
    date = marees.play("2027-03-09")
    assert edit(marees, ana, masks, destination="E", funder="ville de", activity="09/03/2027", source="devis 27") == {}
    masks.refresh_from_db()
    assert (masks.destination, masks.funder, masks.activity, masks.source) == ("E", town, date, "devis 27")
    assert edit(marees, ana, masks, phase="Exploitation") == {}
    masks.refresh_from_db()
    assert masks.phase == "exploitation"


def test_the_sheet_of_a_line_is_for_who_writes(client, marees, ana, masks, django_assert_max_num_queries):
    address = f"/spectacles/estran/budget/lignes/{masks.pk}/"
    client.force_login(ana)
    with django_assert_max_num_queries(20):
        page = client.get(address).content.decode()
    assert 'data-f="payments"' not in page and 'data-parts="payments"' in page and 'value="Masques"' in page
    client.force_login(member(marees, "Lou", Role.REGIE_GENERALE))
    assert client.get(address).status_code == 404


def test_what_is_paid_of_a_charge_is_said_and_what_is_unknown_is_not_zero(client, marees, ana, masks):
    edit(marees, ana, masks, payments="01/12/2026 : 25 % payé")
    save(marees, ana, inserts=[Insert(uuid7(), "charge", "D", None, (("label", "Captation"),))])
    client.force_login(ana)
    page = client.get("/spectacles/estran/budget/").content.decode()
    assert "160,00" in page.split(f'id="r-{masks.pk}"')[1].split("</tr>")[0]
    video = page.split(">Captation<")[1].split("</tr>")[0]
    assert video.count(">inconnu<") == 2 and 'class="n ze"' in video
