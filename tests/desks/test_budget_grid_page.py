"""What the page of a grid answers: what it repaints, who else is there, and what it refuses."""

import json
from uuid import UUID

import pytest

from filage.core.enums import Role
from filage.core.identity import uuid7
from filage.core.models import User
from filage.desks.budget.models import Line
from filage.desks.budget.operations.cells import Edit
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


@pytest.mark.parametrize("reading", ["compte", "financeur", "mois", "exercice"])
def test_every_reading_is_a_grid_over_the_same_lines(client, marees, ana, masks, reading, django_assert_max_num_queries):
    edit(marees, ana, masks, payments="15/12/2026 : 30 % ; 01/02/2027 : 70 %")
    client.force_login(ana)
    with django_assert_max_num_queries(20):
        page = client.get(f"/spectacles/estran/budget/?phase=creation&lecture={reading}").content.decode()
    assert 'role="grid"' in page and f'data-reading="{reading}"' in page and 'id="grille-lecture"' in page
    assert ("Total des charges" in page.split('id="grille-lecture"')[0]) == (reading != "financeur")
    foot = page.split('id="t-produit"')[1].split("</tr>")[0]
    assert "66\u00a0400,00" in foot or "79\u00a0040,00" in foot  # what was found, and what is left to amortise
    cut = page.count(f'id="r-{masks.pk}') + page.count('id="r-charge-D2-')
    assert cut == {"compte": 1, "financeur": 0, "mois": 2, "exercice": 2}[reading]


def test_a_line_that_changes_account_changes_group_and_keeps_its_cells(client, marees, ana, masks):
    client.force_login(ana)
    moved = {"line": str(masks.pk), "field": "account", "old": "601", "new": "6226"}
    answer = post(client, marees, reading="compte", edits=[moved]).json()
    assert "f-charge-62" in answer["order"]["charge"]
    assert f'id="r-{masks.pk}"' in answer["html"]["f-charge-62"] and 'data-f="account"' in answer["html"]["f-charge-62"]
    assert "6226" in answer["html"]["grille-lecture"]
    named = {"line": str(masks.pk), "field": "label", "old": "Masques", "new": "Voiles"}
    assert post(client, marees, reading="compte", edits=[named]).json()["order"] is None
    fresh = {"line": str(uuid7()), "side": "charge", "destination": "D", "after": str(masks.pk), "texts": {"account": "62"}}
    assert "Nouvelle ligne" in post(client, marees, reading="compte", inserts=[fresh]).json()["html"]["f-charge-62"]


def be(client, office, spot="", since=None, mine=(), tab="un", leaving=False):
    body = {"phase": "creation", "spot": spot, "since": since, "mine": list(mine), "tab": tab, "leaving": leaving}
    address = f"/spectacles/{office.production.slug}/budget/presence/"
    return client.post(address, json.dumps(body), content_type="application/json").json()


def test_who_else_is_here_is_named_with_her_cell_until_she_leaves(client, marees, ana, karim, masks):
    client.force_login(karim)
    assert be(client, marees, spot=f"{masks.pk}|unit_price")["others"] == []
    client.force_login(ana)
    assert be(client, marees)["others"] == [{"name": "Karim", "line": str(masks.pk), "field": "unit_price"}]
    assert {"name": "", "line": "", "field": ""} in be(client, marees, tab="deux")["others"], "soi-même, dans un autre onglet"
    client.force_login(karim)
    be(client, marees, leaving=True)
    client.force_login(ana)
    assert [one["name"] for one in be(client, marees)["others"]] == [""]


def test_what_another_wrote_is_painted_and_one_s_own_acts_are_not_sent_again(client, marees, ana, karim, masks):
    save(marees, karim, edits=[Edit(masks.pk, "unit_price", "640", "650")])
    client.force_login(ana)
    since = be(client, marees)["since"]
    mine = save(marees, ana, edits=[Edit(masks.pk, "unit", "", "pièces")]).entry
    quiet = be(client, marees, since=since, mine=[str(mine.pk)])
    assert "html" not in quiet
    save(marees, karim, edits=[Edit(masks.pk, "unit_price", "650", "700")])
    heard = be(client, marees, since=quiet["since"])
    assert "700,00" in heard["html"][f"r-{masks.pk}"] and heard["last"] == {"name": "Karim", "lines": [str(masks.pk)]}
    client.force_login(member(marees, "Lou", Role.REGIE_GENERALE))
    assert "refusal" in be(client, marees)


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
