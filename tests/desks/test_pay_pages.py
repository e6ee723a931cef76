"""The pages of pay: the estimated payslip with what each line rests on, and the settings of a structure; who may read them."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filage.core import own_settings
from filage.core.enums import Role
from filage.core.journal import JournalEntry
from filage.core.models import Membership, User
from filage.core.rails import costs
from filage.core.rails import season as seasons
from filage.portability import operations
from filage.productions.models import Engagement, Structure
from filage.web.atoms import why_url
from tests.desks.sound import sound
from tests.keeping import kept_rows
from tests.portability.test_examples import example

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


@kept_rows
def theatre():
    """Return the theatre season, with somebody of its administration and somebody of its technical team."""
    organisation = operations.import_file(example("saison-theatre"))
    for name, role in (("ana", Role.ADMINISTRATION), ("karim", Role.REGIE_GENERALE)):
        user = User.objects.create_user(f"{name}@marees.example", name=name)
        Membership.objects.create(user=user, organisation=organisation, role=role)
    return organisation


def entering(client, theatre, name):
    client.force_login(User.objects.get(email=f"{name}@marees.example"))
    return client


def technician(theatre):
    return Engagement.objects.within(theatre).get(status="technicien", production__slug="quai-des-absents", per_performance=True)


def company(theatre):
    return Structure.objects.within(theatre).get(ours=True)


def text(page):
    return " ".join(page.content.decode().replace("\u202f", " ").replace("\u00a0", " ").split())


def test_the_estimated_payslip_tells_each_line_and_opens_it(client, theatre):
    engagement = technician(theatre)
    address = f"/spectacles/quai-des-absents/embauches/{engagement.pk}/bulletins/?mois=2026-12"
    entering(client, theatre, "ana")
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200 and len(queries) <= MOST_QUERIES
    for said in ("Congés Spectacles", "15,5", "notification de la Carsat, janvier 2026", "discutée", "n’émet pas de bulletin"):
        assert said in text(page), said
    why = client.get(f"/pourquoi/bulletin/{engagement.pk}/2026-12/cout/")
    assert "Réduction générale" in text(why) and "Coût employeur" in text(why)
    assert client.get(f"/pourquoi/bulletin/{engagement.pk}/2026-07/cout/").status_code == 404
    assert client.get(f"/pourquoi/bulletin/{engagement.pk}/juillet/cout/").status_code == 404


def test_who_does_not_read_pay_opens_neither_payslips_nor_settings(client, theatre, company_of_lou):
    engagement = technician(theatre)
    pages = (
        f"/spectacles/quai-des-absents/embauches/{engagement.pk}/bulletins/",
        f"/pourquoi/bulletin/{engagement.pk}/2026-12/cout/",
        "/paie/reglages/",
        f"/paie/reglages/{company(theatre).pk}/payroll.general.accidents_du_travail/",
    )
    entering(client, theatre, "karim")
    assert [client.get(page).status_code for page in pages] == [403, 403, 403, 403]
    client.force_login(company_of_lou)
    assert [client.get(page).status_code for page in pages] == [404, 404, 200, 404]


@pytest.fixture
def company_of_lou(theatre):
    from filage.core.models import Organisation

    elsewhere = Organisation.objects.create(name="Ailleurs", slug="ailleurs")
    lou = User.objects.create_user("lou@ailleurs.example", name="lou")
    Membership.objects.create(user=lou, organisation=elsewhere, role=Role.ADMINISTRATION)
    return lou


def test_a_cost_computed_says_what_the_coefficient_would_be(client, theatre):
    engagement = technician(theatre)
    season = seasons.load(theatre.pk, (engagement.production_id,))
    line = next(each for each in costs.of(season) if each.origin == f"engagement:{engagement.pk}" and each.beside is not None)
    why = text(entering(client, theatre, "ana").get(why_url("cout", line.key)))
    assert "Au coefficient : 210,00 € × (1,65 − 1) = 136,50 €" in why.replace("</span>", "").replace('<span class="b">', "")


def test_a_setting_is_typed_in_percent_dated_journaled_and_moves_the_costs(client, theatre):
    structure, code = company(theatre), "payroll.general.accidents_du_travail"
    page = entering(client, theatre, "ana").get("/paie/reglages/")
    assert page.status_code == 200 and "Compagnie Les Marées" in text(page) and "1,4 %" in text(page)
    typed = {"value": "2,10", "since": "2026-11-01", "source": "notification du 30 octobre", "confidence": "official"}
    address = f"/paie/reglages/{structure.pk}/{code}/"
    assert "Coût" in text(client.post(address, typed | {"voir": "1"}))
    assert client.post(address, typed).status_code == 302
    law = own_settings.law_for(structure, organisation=theatre)
    assert law.read(code, seasons.load(theatre.pk).today).known() == Decimal("0.0210")
    assert "Accidents du travail" in JournalEntry.objects.within(theatre).order_by("-at").first().why
    assert client.post(address, typed | {"value": "210"}).status_code == 422
    assert client.post(f"/paie/reglages/{structure.pk}/vat.taux_cession/", typed).status_code == 404


def test_the_employer_says_its_headcount(client, theatre):
    structure = company(theatre)
    address = f"/paie/reglages/{structure.pk}/employeur/"
    assert entering(client, theatre, "ana").get(address).status_code == 200
    assert client.post(address, {"headcount": "12", "idcc": "1285", "nonprofit": ""}).status_code == 302
    assert (company(theatre).headcount, company(theatre).nonprofit) == (12, None)
    assert "versement mobilité" in text(client.get("/paie/reglages/"))


def test_one_cachet_more_in_the_month_changes_what_all_of_them_are_read_against():
    company = sound()
    terms = {"position": "artiste dramatique", "gross": Decimal(150)}  # two: 159,56 € each; three: 138,85 € each
    company.set(company.embauche, **terms)
    for day in (1, 2):
        found = company.found("EMB-020")
        assert len(found) == 1 and f"manque {day * 956 // 100},{day * 956 % 100}" in found[0].message
        company.play(company.date.on.replace(day=day))
    assert company.found("EMB-020") == []
