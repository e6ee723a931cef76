"""A workbook that comes back changes the budget by what was accepted, in one act that can be undone, and nothing before."""

from datetime import date
from decimal import Decimal as D
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from filage.__main__ import main
from filage.core import rails
from filage.core.changes import undo
from filage.core.enums import Role
from filage.core.journal import JournalEntry
from filage.core.models import Membership, User
from filage.core.rails import season as seasons
from filage.desks.budget.models import Hypothesis, Line
from filage.desks.budget.rails.workbook import workbook_data
from filage.documents import workbook
from filage.productions.models import Engagement
from tests.documents import hostile
from tests.documents.spreadsheet import to_be_changed
from tests.documents.test_workbook_returned import at

ON = date(2026, 11, 22)


def member(office, role):
    user = User.objects.create_user(f"{role}@exemple.fr", name=role.label)
    Membership.objects.create(user=user, organisation=office.organisation, role=role)
    return user


def sent(office) -> bytes:
    season = seasons.load(office.organisation.pk, (office.production.pk,))
    return workbook.render(workbook_data(season, season.production(office.production.pk), on=ON))


def edited(content, change) -> bytes:
    book = to_be_changed(content)
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def line(office, label):
    return Line.objects.within(office.organisation).get(production=office.production, label=label)


@pytest.fixture
def ana(marees, client):
    marees.line("charge", "Décor", 4500, account="604", quantity=D(2), vat_rate=D(20), vat_handling="ttc", source="devis n° 12")
    marees.line("charge", "Repérage", 140, destination="F", account="6251")
    venue = marees.venue("Le Môle")
    played = marees.play(date(2027, 3, 12), venue, marees.deal(2500))
    marees.line(
        "charge", "Chambres", 72, phase="exploitation", destination="F", activity=played, hosting="forfait", quantity=D(14),
        unit="nuit",
    )  # fmt: skip
    rails.refresh([marees.production.pk], marees.organisation)
    user = member(marees, Role.PRODUCTION)
    client.force_login(user)
    return user


def upload(client, content, name="budget.xlsx"):
    return client.post(reverse("budget:returned", args=["estran"]), {"file": SimpleUploadedFile(name, content)})


def keys(page):
    return [row["key"] for _, rows in page.context["groups"] for row in rows if row["takeable"]]


def take(client, page, accepted):
    return client.post(reverse("budget:take_back", args=["estran"]), {"classeur": page.context["carried"], "repris": accepted})


def changes(book):
    at(book, "Hypothèses", "Nombre de dates", "Valeur").value = 14
    at(book, "Hypothèses", "Frais de gestion, part du coût plateau", "Valeur").value = 0.1
    at(book, "Production", "Décor", "Prix unitaire").value = "5 000,50 €"
    at(book, "Production", "Décor", "Phase").value = "Exploitation"
    at(book, "Financement", "Région", "Statut").value = "Notifié"
    at(book, "Financement", "DRAC", "Obtenu").value = 12000
    at(book, "VHR", "Chambres", "Qté").value = 16
    at(book, "Équipe", "Régie", "Brut unitaire").value = 21
    book["VHR"].delete_rows(at(book, "VHR", "Repérage", "Libellé").row)
    spare = next(row for row in book["Production"].iter_rows() if row[2].value == "Autres" and row[0].value == "D")
    spare[2].value, spare[4].value, spare[5].value, spare[1].value = "Peinture", 3, 12.5, "6063"


def test_the_command_shows_the_changes_then_writes_them_when_one_says_yes(marees, ana, tmp_path, capfd):
    def filage(*words):
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        said = capfd.readouterr()
        return left.value.code or 0, said.out, said.err

    path = tmp_path / "retour.xlsx"
    path.write_bytes(edited(sent(marees), changes))
    assert filage("reprendre", path) == (1, "", "Cet espace n’a pas d’administration : dites --par.\n")
    code, said, _ = filage("reprendre", path, "--par", ana.email)
    assert (code, line(marees, "Décor").unit_price) == (0, D(4500)) and "~ Production · Décor (modifié)" in said
    assert "Prix unitaire : 4500 → 5000.5" in said.replace("\u202f", "").replace(",", ".") and "--oui" in said
    code, said, _ = filage("reprendre", path, "--par", ana.email, "--oui")
    assert (code, line(marees, "Décor").unit_price) == (0, D("5000.5")) and "Repris : 9 sur" in said
    assert "Décor" not in filage("reprendre", path, "--par", ana.email)[1]
    path.write_bytes(b"PK pas un classeur")
    assert filage("reprendre", path)[0] == 1


def test_what_is_accepted_is_written_in_one_act_that_can_be_undone(client, marees, ana):
    before = JournalEntry.objects.within(marees.organisation).count()
    page = upload(client, edited(sent(marees), changes))
    assert page.status_code == 200 and JournalEntry.objects.within(marees.organisation).count() == before
    assert len(keys(page)) == 9
    assert take(client, page, keys(page)).status_code == 302
    assert JournalEntry.objects.within(marees.organisation).count() == before + 1
    decor, drac, added = line(marees, "Décor"), line(marees, "DRAC"), line(marees, "Peinture")
    assert (decor.unit_price, decor.quantity, decor.phase, decor.vat_handling) == (D("5000.5"), D(2), "exploitation", "ttc")
    assert (drac.unit_price, drac.asked) == (D(12000), D(15000))
    assert line(marees, "Région").status == "notifie" and line(marees, "Chambres").quantity == 16
    assert (added.destination, added.account, added.quantity, added.unit_price, added.side) == (
        "D",
        "6063",
        3,
        D("12.5"),
        "charge",
    )
    assert not Line.objects.within(marees.organisation).filter(label="Repérage").exists()
    chosen = {row.code: row.value for row in Hypothesis.objects.within(marees.organisation)}
    assert (chosen["dates_prevues"], chosen["taux_gestion"]) == (14, 10)
    assert Engagement.objects.within(marees.organisation).get(function="Régie").gross == 21
    undo(JournalEntry.objects.within(marees.organisation).first(), by=ana)
    assert line(marees, "Décor").unit_price == 4500 and line(marees, "Repérage").unit_price == 140


def test_a_workbook_made_again_after_it_was_taken_back_brings_nothing(client, marees, ana):
    page = upload(client, edited(sent(marees), changes))
    take(client, page, keys(page))
    assert upload(client, sent(marees)).context["groups"] == []


def test_only_what_is_ticked_is_written(client, marees, ana):
    page = upload(client, edited(sent(marees), changes))
    (dates,) = [key for key in keys(page) if key == "Hypothèses:dates"]
    take(client, page, [dates])
    assert line(marees, "Décor").unit_price == 4500
    assert Hypothesis.objects.within(marees.organisation).get(code="dates_prevues").value == 14


def test_what_moved_since_is_left_unticked_and_says_who_moved_it(client, marees, ana):
    content = edited(sent(marees), changes)
    camille = member(marees, Role.ADMINISTRATION)
    from filage.desks.budget import operations

    operations.change_line(line(marees, "Décor"), by=camille, unit_price=D(4800))
    page = upload(client, content)
    (row,) = [row for _, rows in page.context["groups"] for row in rows if row["label"] == "Décor"]
    assert not row["checked"] and row["takeable"]
    assert "4800" in row["who"][0] and str(camille) in row["who"][0]


def test_what_is_asked_of_the_database_does_not_grow_with_the_changes(client, marees, ana, django_assert_max_num_queries):
    content = edited(sent(marees), changes)
    Line.objects.within(marees.organisation).filter(side="charge").update(unit_price=77)
    with django_assert_max_num_queries(20):
        page = upload(client, content)
    assert any(row["who"] for _, rows in page.context["groups"] for row in rows)


def test_a_variable_quantity_is_given_back_for_one_date(client, marees, ana):
    content = sent(marees)
    page = upload(client, edited(content, lambda book: setattr(at(book, "Production", "Usure", "Qté"), "value", 40)))
    take(client, page, keys(page))
    assert line(marees, "Usure").quantity == 2 and line(marees, "Usure").per_performance


def test_what_cannot_be_taken_says_why(client, marees, ana):
    def change(book):
        at(book, "Production", "Frais de gestion", "Qté").value = 21
        at(book, "Production", "Décor", "Exercice").value = "2027"
        at(book, "Production", "Charges de création", "Compte").value = "abc"
        at(book, "Hypothèses", "Nombre de dates", "Valeur").value = 2.5

    page = upload(client, edited(sent(marees), change))
    said = {row["label"]: " ".join(row["refused"]) for _, rows in page.context["groups"] for row in rows}
    assert keys(page) == []
    assert "taux de gestion" in said["Frais de gestion"] and "exercice" in said["Décor"].lower()
    assert "compte" in said["Charges de création"] and "entier" in said["Nombre de dates"]


def test_a_formula_typed_as_a_text_is_not_taken(client, marees, ana):
    def change(book):
        cell = at(book, "Production", "Décor", "Libellé")
        cell.value, cell.data_type = '=HYPERLINK("http://a")', "s"

    page = upload(client, edited(sent(marees), change))
    assert keys(page) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (hostile.ole("EncryptedPackage"), "mot de passe"),
        (hostile.truncated(), "abîmé"),
        (b"rien", "n’est pas un classeur"),
    ],
)
def test_a_file_that_is_not_a_workbook_gets_one_sentence_and_writes_nothing(client, marees, ana, content, said):
    before = JournalEntry.objects.within(marees.organisation).count()
    page = upload(client, content)
    assert page.status_code == 422 and said in page.content.decode()
    assert JournalEntry.objects.within(marees.organisation).count() == before


def test_the_workbook_of_another_production_is_refused(client, marees, ana):
    def change(book):
        cell = next(cell for row in book["Journal"].iter_rows() for cell in row if cell.value == str(marees.production.pk))
        cell.value = "01890a5d-ac96-774b-bcce-b302099a8057"

    assert "autre spectacle" in upload(client, edited(sent(marees), change)).content.decode()


def test_a_page_that_was_tampered_with_writes_nothing(client, marees, ana):
    page = upload(client, edited(sent(marees), changes))
    answer = client.post(
        reverse("budget:take_back", args=["estran"]), {"classeur": page.context["carried"] + "x", "repris": keys(page)}
    )
    assert answer.status_code == 302 and line(marees, "Décor").unit_price == 4500


@pytest.mark.parametrize("role", [Role.DIRECTION_ARTISTIQUE, Role.DIFFUSION, Role.INVITE])
def test_who_does_not_read_pay_takes_no_workbook_back(client, marees, ana, role):
    client.force_login(member(marees, role))
    assert client.get(reverse("budget:returned", args=["estran"])).status_code == 403
    client.logout()
    assert client.get(reverse("budget:returned", args=["estran"])).status_code in (302, 404)


def test_lines_added_in_every_sheet_become_lines_and_embauches(client, marees, ana):
    def change(book):
        def spare(sheet):
            rows = list(book[sheet].iter_rows(min_row=5))
            last = next(rank for rank, row in enumerate(rows) if str(row[0].value or "").startswith("Total"))
            return rows[last - 1]

        team, travel, money = spare("Équipe"), spare("VHR"), spare("Financement")
        person = {0: "Accessoiriste", 1: "Jo", 3: "CDDU", 4: "Création", 5: "C", 6: "641", 8: 6, 9: "jour", 10: 150, 12: 1.6}
        for column, value in person.items():
            team[column].value = value
        taxi = {0: "D1", 4: "Taxi", 6: 2, 7: 35.5, 8: "refacturé au réel", 13: "Exploitation", 14: "6251"}
        for column, value in taxi.items():
            travel[column].value = value
        for column, value in ((0, "Mécénat local"), (4, "754"), (9, 2500), (11, "Accord oral")):
            money[column].value = value

    page = upload(client, edited(sent(marees), change))
    assert len(keys(page)) == 3, page.context["groups"]
    take(client, page, keys(page))
    hired = Engagement.objects.within(marees.organisation).get(function="Accessoiriste")
    assert (hired.placeholder, hired.quantity, hired.gross, hired.coefficient, hired.unit) == ("Jo", 6, 150, D("1.6"), "jour")
    assert (hired.status, hired.phase, hired.destination, hired.per_performance) == ("technicien", "creation", "C", False)
    taxi, gift = line(marees, "Taxi"), line(marees, "Mécénat local")
    assert (taxi.destination, taxi.hosting, taxi.quantity, taxi.unit_price) == ("F", "reel", 2, D("35.5"))
    assert taxi.activity.on == date(2027, 3, 12)
    assert (gift.side, gift.status, gift.account, gift.unit_price) == ("produit", "accorde_oral", "754", 2500)
    assert upload(client, sent(marees)).context["groups"] == []


def test_an_embauche_taken_away_and_a_travel_that_comes_back_at_each_date(client, marees, ana):
    marees.engage("Habillage", "technicien", "120", "1.6", phase="creation", per_performance=False, destination="C")

    def change(book):
        book["Équipe"].delete_rows(at(book, "Équipe", "Habillage", "Fonction").row)
        at(book, "VHR", "Chambres", "Date (réf.)").value = "toutes"
        at(book, "VHR", "Chambres", "Variable").value = "oui"
        at(book, "VHR", "Chambres", "Qté").value = 140

    page = upload(client, edited(sent(marees), change))
    take(client, page, keys(page))
    assert not Engagement.objects.within(marees.organisation).filter(function="Habillage").exists()
    rooms = line(marees, "Chambres")
    assert (rooms.activity, rooms.per_performance, rooms.quantity) == (None, True, 7)  # 140 for 20 dates
