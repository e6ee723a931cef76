"""The variables of a month: a row for each embauche, one payslip shared by projects to the hundredth, no live formula."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from filage.core import archive
from filage.core.enums import Role
from filage.core.models import DatedSetting, Membership, User
from filage.desks.payroll.models import HoursEntry
from filage.desks.payroll.queries import variables
from filage.documents import delimited
from filage.productions.models import Engagement
from filage.rules.reading import away
from tests.desks import sound


@pytest.mark.parametrize(
    ("grosses", "parts"),
    [(("100", "100", "100"), ("33.34", "33.33", "33.33")), (("160", "80"), ("66.67", "33.33")), (("0", "0"), ("0", "0"))],
)
def test_the_parts_of_a_payslip_add_up_to_a_hundred(grosses, parts):
    found = variables.shares([Decimal(each) for each in grosses])
    assert sorted(found) == sorted(Decimal(each) for each in parts)


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-5", "@SUM(A1)", " =cmd", "\t=1"])
def test_a_text_that_looks_like_a_formula_stays_a_text(text):
    content = delimited.render(("Nom",), [(text,)])
    assert content.startswith(b"\xef\xbb\xbf") and content.decode("utf-8-sig").split("\r\n")[1].startswith("'")


def test_a_spreadsheet_of_here_reads_decimals_and_dates():
    content = delimited.render(("Brut", "Le", "Rien"), [(Decimal("1360.50"), date(2026, 11, 2), None)])
    assert content.decode("utf-8-sig") == "Brut;Le;Rien\r\n1360,50;02/11/2026;\r\n"


@pytest.mark.django_db
def test_one_payslip_is_shared_by_the_shows_of_the_month():
    company = sound.sound()
    other = company.another_show(object_number="=2+2")
    company.add(
        Engagement, production=other, person=company.ana, function="Comédienne", status="artiste", gross=Decimal(60), quantity=2,
        starts_on=date(2026, 12, 14), ends_on=date(2026, 12, 15),
    )  # fmt: skip
    shown = [company.show, other]
    assert variables.months(shown) == [date(2026, 12, 1)]
    rows = variables.variables(shown, date(2026, 12, 1))
    assert [(row.engagement.production.slug, row.gross, row.share) for row in rows] == [
        ("estran", Decimal(180), Decimal("60.00")),
        ("quai", Decimal(120), Decimal("40.00")),
    ]
    assert {row.whole for row in rows} == {Decimal(300)} and len({row.payslip for row in rows}) == 1
    read = list(csv.DictReader(io.StringIO(variables.table(rows).decode("utf-8-sig")), delimiter=";"))
    assert [each["Part analytique (%)"] for each in read] == ["60,00", "40,00"]
    assert read[0]["Dates travaillées"] == "11/12" and read[0]["Cachets"] == "1" and read[1]["Numéro d’objet"] == "'=2+2"
    assert read[0]["Source des heures"] == "prévu" and "heures non validées" in read[0]["À vérifier"]


@pytest.mark.django_db
def test_what_was_given_for_a_month_is_kept_and_outdated_when_an_embauche_moves(client):
    company = sound.sound()
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=company.organisation, role=Role.ADMINISTRATION)
    client.force_login(user)
    assert client.post("/paie/variables/emettre/", {"mois": "2026-12"}).status_code == 302
    (kept,) = archive.documents_about(company.organisation, None)
    assert (kept.label, kept.subject, kept.status) == ("Variables de paie", "month:2026-12", "émis")
    assert kept.reference in client.get("/paie/variables/").content.decode()
    assert client.get(f"/documents/{kept.pk}/").content == kept.read()
    company.set(company.embauche, gross=Decimal(200))
    assert [each.status for each in archive.documents_about(company.organisation, None)] == ["périmé"]


@pytest.mark.django_db
def test_meals_and_nights_told_are_owed_at_the_scale_and_never_invented():
    company = sound.sound()
    company.set(company.venue, postal_code="75011")
    told = {"engagement": company.embauche, "activity": company.date, "on": company.date.on, "done_cachets": 1, "state": "valide"}
    entry = company.add(HoursEntry, **told, meals=2)
    month = company.date.on.replace(day=1)

    def road():
        (row,) = csv.DictReader(
            io.StringIO(variables.table(variables.variables([company.show], month)).decode("utf-8-sig")), delimiter=";"
        )
        return [row[name] for name in ("Repas", "Nuits", "Défraiements dus", "Défraiements exonérés", "Défraiements soumis")], row

    assert road()[0] == ["2", "", "42,80", "42,80", "0,00"]  # 21,40 € in 2026, owed and exempt alike
    company.set(entry, nights=1)
    said, row = road()
    assert said == ["2", "1", "", "", ""] and "barème de la convention à saisir" in row["À vérifier"]
    night = {"code": "allowance.ccneac_nuit", "since": date(2026, 1, 1), "value": Decimal(80), "source": "accord"}
    company.add(DatedSetting, **night)
    assert road()[0] == ["2", "1", "122,80", "119,40", "3,40"]  # 76,60 € exempt in Paris
    company.set(entry, meals=None, nights=None)
    assert road()[0] == ["", "", "", "", ""]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("8 h 2 r 1 n", ("8 h", 2, 1)),
        ("1 c, 2 repas", ("1 c", 2, None)),
        ("7h30", ("7h30", None, None)),
        ("1 nuit 4 h", ("4 h", None, 1)),
    ],
)
def test_a_day_says_its_meals_and_nights_beside_its_hours(text, read):
    assert away(text) == read
