"""Somebody else's workbook: its tables guessed, corrected by hand, and only the ticked lines added, in one act."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from filage.core import rails
from filage.core.changes import undo
from filage.core.enums import Role
from filage.core.journal import JournalEntry
from filage.core.models import Membership, User
from filage.desks.budget.models import Line, Payment
from filage.productions.models import Structure
from tests.documents import foreign_books
from tests.documents.hostile import ods


@pytest.fixture
def office(marees, client):
    Line.objects.within(marees.organisation).delete()
    rails.refresh([marees.production.pk], marees.organisation)
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.PRODUCTION)
    client.force_login(user)
    return marees


def upload(client, content, name="budget.xlsx"):
    return client.post(reverse("budget:returned", args=["estran"]), {"file": SimpleUploadedFile(name, content)})


def fields(page) -> dict[str, object]:
    """Return what the browser would post: the fields of the page, as they stand."""
    posted: dict[str, object] = {"classeur": page.context["carried"], "ligne": []}
    for table in page.context["tables"]:
        p = table["prefix"]
        posted |= {
            f"{p}-feuille": table["sheet_rank"],
            f"{p}-gauche": table["left"],
            f"{p}-lire": "on",
            f"{p}-titres": table["header"],
        }
        posted |= {
            f"{p}-fin": table["last"],
            f"{p}-cote": table["side"],
            f"{p}-budget": table["phase"],
            f"{p}-taxe": table["taxed"],
        }
        posted[f"{p}-role"] = [column["role"] for column in table["columns"]]
        for row in table["rows"]:
            if row["line"].kept:
                posted["ligne"].append(row["id"])
            if row["tickable"] and not row["income"]:
                posted[f"poste-{row['id']}"] = row["line"].destination
    return posted


def added(office) -> list[tuple[str, str, str, D, D | None]]:
    rows = Line.objects.within(office.organisation).filter(production=office.production).order_by("rank")
    return [(line.label, line.account, line.destination, line.quantity, line.unit_price) for line in rows]


def test_a_budget_by_family_becomes_exactly_its_lines_in_one_act(client, office):
    before = JournalEntry.objects.within(office.organisation).count()
    page = upload(client, foreign_books.by_family())
    assert page.status_code == 200 and added(office) == []
    first = page.context["tables"][0]
    assert (first["total"], first["told"], first["unknown"]) == (D("34430.50"), D("34430.50"), 1)
    assert client.post(reverse("budget:add_foreign", args=["estran"]), fields(page)).status_code == 302
    assert JournalEntry.objects.within(office.organisation).count() == before + 1
    assert added(office) == [
        ("Comédiens, répétitions", "", "A", 120, D("142.5")),
        ("Metteuse en scène", "", "B", 1, 4500),
        ("Dramaturge", "", "B", 1, D("1200.5")),
        ("Construction du décor", "", "D", 1, 8650),
        ("Costumes (location)", "", "D", 12, 85),
        ("Remise du loueur", "", "D", 1, -150),
        ("Voyages et repas de l’équipe", "", "F", 50, 38),
        ("Affiches", "", "H", 500, D("0.42")),
        ("Captation", "", "H", 1, None),
        ("DRAC, aide au projet", "", "P", 1, 12000),
        ("Région, aide à la création", "", "P", 1, 8000),
        ("Scène du Port, coproduction", "", "P", 1, 10000),
        ("Apport de la compagnie", "", "P", 1, D("4430.5")),
    ]
    drac = Line.objects.within(office.organisation).get(label="DRAC, aide au projet")
    assert drac.funder == Structure.objects.within(office.organisation).get(name="DRAC") and drac.status == "demande"
    assert drac.source == "classeur, feuille Plan de financement, ligne 2"
    undo(JournalEntry.objects.within(office.organisation).first(), by=User.objects.get(email="ana@exemple.fr"))
    assert added(office) == []


def test_a_form_with_two_sides_becomes_its_accounts(client, office):
    page = upload(client, foreign_books.two_sides())
    client.post(reverse("budget:add_foreign", args=["estran"]), fields(page))
    rows = Line.objects.within(office.organisation).order_by("rank")
    charges = {line.account: line.unit_price for line in rows if line.side == "charge"}
    assert charges == {
        "604": 1200, "606": 2150, "613": 1800, "616": 600, "622": 2500, "625": 1400, "641": 8800, "645": 3700, "864": 4000,
    }  # fmt: skip
    assert sum(line.unit_price for line in rows if line.side == "produit") == 26150
    assert rows.get(label="Bénévolat").account == "875"


def test_a_festival_by_month_becomes_lines_with_their_instalments(client, office):
    page = upload(client, foreign_books.by_month(), "festival.ods")
    client.post(reverse("budget:add_foreign", args=["estran"]), fields(page))
    catering = Line.objects.within(office.organisation).get(label="Catering")
    assert (catering.unit_price, catering.vat_handling, catering.destination) == (2100, "ttc", "F")
    paid = Payment.objects.within(office.organisation).filter(line=catering).order_by("on")
    assert [(each.on, each.amount) for each in paid] == [(date(2027, 4, 30), D("250.50")), (date(2027, 5, 31), D("1849.50"))]
    assert Line.objects.within(office.organisation).get(label="Billetterie").side == "produit"


def test_columns_are_corrected_by_hand_and_a_line_changes_post(client, office):
    page = upload(client, foreign_books.by_family())
    posted = fields(page) | {"t0-role": ["label", "", "", "", "amount", ""], "t0-budget": "exploitation"}
    again = client.post(reverse("budget:read_again", args=["estran"]), posted)
    assert again.status_code == 200 and added(office) == []
    posted = fields(again)
    posted["ligne"] = [each for each in posted["ligne"] if each in ("t0-5", "t0-12")]
    posted["poste-t0-5"] = "B"
    client.post(reverse("budget:add_foreign", args=["estran"]), posted)
    assert added(office) == [("Comédiens, répétitions", "", "B", 1, 17100), ("Costumes (location)", "", "D", 1, 1020)]
    assert {line.phase for line in Line.objects.within(office.organisation)} == {"exploitation"}


def test_a_table_that_was_not_found_is_pointed_at(client, office):
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="{}"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{row}</table:table-row>"
        for row in (cell.format("Quoi") + cell.format("Combien"), cell.format("Bois") + number.format(120, 120))
    )
    page = upload(client, ods(rows), "liste.ods")
    assert page.context["tables"] == []
    posted = {"classeur": page.context["carried"], "autre": "1", "feuille": "0", "titres": "1"}
    found = client.post(reverse("budget:read_again", args=["estran"]), posted)
    client.post(reverse("budget:add_foreign", args=["estran"]), fields(found))
    assert [(label, price) for label, _, _, _, price in added(office)] == [("Bois", 120)]


def test_nothing_ticked_or_a_page_that_was_changed_writes_nothing(client, office):
    page = upload(client, foreign_books.two_sides())
    client.post(reverse("budget:add_foreign", args=["estran"]), fields(page) | {"ligne": []})
    client.post(reverse("budget:add_foreign", args=["estran"]), fields(page) | {"classeur": "faux"})
    absurd = fields(page) | {"t0-titres": "999999", "t0-fin": "0", "t0-gauche": "999999", "t0-role": ["label"] * 500}
    client.post(reverse("budget:read_again", args=["estran"]), absurd | {"t0-feuille": "77", "feuille": "9"})
    assert client.post(reverse("budget:read_again", args=["estran"]), absurd).status_code == 200
    assert added(office) == []


def test_who_may_not_write_the_budget_adds_nothing(client, office):
    page = upload(client, foreign_books.two_sides())
    guest = User.objects.create_user("lui@exemple.fr", name="Lui")
    Membership.objects.create(user=guest, organisation=office.organisation, role=Role.DIFFUSION)
    client.force_login(guest)
    assert client.post(reverse("budget:add_foreign", args=["estran"]), fields(page)).status_code == 403


def test_more_lines_than_a_page_holds_are_refused_in_one_sentence(client, office):
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="{0}"><text:p>{0}</text:p></table:table-cell>'
    rows = [text.format("Poste") + text.format("Montant")]
    rows += [text.format(f"Ligne {rank}") + number.format(rank) for rank in range(1, 500)]
    page = upload(client, ods("".join(f"<table:table-row>{row}</table:table-row>" for row in rows)), "long.ods")
    assert page.status_code == 422 and "340 lignes" in page.content.decode()
