"""What the grid of a budget writes: each cell by itself, in one act that can be undone, over what people really saw."""

import json
from decimal import Decimal
from uuid import UUID

import pytest

from filage.core.changes import history
from filage.core.enums import Role
from filage.core.identity import uuid7
from filage.core.models import Membership, User
from filage.core.rails import read
from filage.core.refusal import Refusal
from filage.desks.budget.models import Line
from filage.desks.budget.operations import cells
from filage.desks.budget.operations.cells import Act, Edit, Insert, Move


@pytest.fixture
def ana(marees):
    return member(marees, "Ana", Role.PRODUCTION)


@pytest.fixture
def karim(marees):
    return member(marees, "Karim", Role.ADMINISTRATION)


@pytest.fixture
def masks(marees):
    return marees.line("charge", "Masques", 640, account="601", status="estime", rank=90)


def member(office, name, role):
    user = User.objects.create_user(f"{name.lower()}@exemple.fr", name=name)
    Membership.objects.create(user=user, organisation=office.organisation, role=role)
    return user


def save(office, by, **act):
    return cells.save(office.production, "creation", Act(**act), by=by)


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


def post(client, office, phase="creation", **sent):
    body = {"phase": phase, "edits": [], "inserts": [], "moves": [], "deletes": []} | sent
    return client.post(
        f"/spectacles/{office.production.slug}/budget/cellules/", json.dumps(body), content_type="application/json"
    )


def test_the_page_gives_a_grid_to_who_writes_and_a_reading_to_who_reads(client, marees, ana, masks):
    client.force_login(ana)
    page = client.get("/spectacles/estran/budget/").content.decode()
    assert 'role="grid"' in page and f'id="r-{masks.pk}"' in page
    client.force_login(member(marees, "Lou", Role.REGIE_GENERALE))
    page = client.get("/spectacles/estran/budget/").content.decode()
    assert 'role="grid"' not in page


def test_an_answer_repaints_the_row_the_subtotals_and_the_balances(client, marees, ana, masks):
    client.force_login(ana)
    edit = {"line": str(masks.pk), "field": "unit_price", "old": "640", "new": "700"}
    answer = post(client, marees, edits=[edit]).json()
    assert answer["refused"] == [] and UUID(answer["entry"])
    assert "700,00" in answer["html"][f"r-{masks.pk}"]
    assert "79\u00a0100,00" in answer["html"]["s-charge-D"]
    assert "79\u00a0100,00" in answer["html"]["t-charge"]
    assert "12\u00a0700,00" in answer["html"]["grille-cotes"]  # what is left to find: 79 100 − 66 400
    undone = post(client, marees, undo=answer["entry"]).json()
    assert "640,00" in undone["html"][f"r-{masks.pk}"]


def test_somebody_from_elsewhere_writes_nothing_here(client, marees, treasury, masks):
    client.force_login(member(treasury, "Lou", Role.ADMINISTRATION))  # her own spectacle has the same address
    answer = post(client, marees, edits=[{"line": str(masks.pk), "field": "label", "old": "Masques", "new": "X"}])
    assert "n’existe plus" in answer.json()["refused"][0]["reason"]
    taken = {"line": str(masks.pk), "side": "charge", "destination": "D", "after": None, "texts": {}}
    assert post(client, marees, inserts=[taken]).status_code == 422
    masks.refresh_from_db()
    assert masks.label == "Masques"
    client.force_login(User.objects.create_user("nour@exemple.fr", name="Nour"))
    assert post(client, marees).status_code == 404


@pytest.mark.parametrize("body", ["", "[]", "{", '{"phase": "creation"}', '{"phase": "x"}', '{"phase": "creation", "undo": "x"}'])
def test_a_hostile_body_is_refused_in_french(client, marees, ana, body):
    client.force_login(ana)
    answer = client.post("/spectacles/estran/budget/cellules/", body, content_type="application/json")
    assert answer.status_code == 422 and "illisible" in answer.json()["refusal"]


def test_the_grid_costs_as_many_queries_with_many_lines(client, marees, ana, django_assert_max_num_queries):
    client.force_login(ana)
    Line.objects.bulk_create(
        Line(
            organisation=marees.organisation,
            production=marees.production,
            side="charge",
            phase="creation",
            destination="D",
            label=f"L {n}",
            unit_price=n,
        )
        for n in range(200)
    )
    with django_assert_max_num_queries(20):
        assert client.get("/spectacles/estran/budget/").status_code == 200
