"""The interview of a spectacle, its needs that become lines, the papers that are joined to it."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from filage.desks.budget.models import Line
from filage.desks.budget.operations import needs
from filage.productions.models import Answer, Attachment


def test_the_interview_goes_from_one_side_to_the_next(client, season):
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/entretien"
    answer = client.post(
        f"{address}/lumiere/", {"text": "Une servante, rien d’autre.", "open_point": "Qui fournit la servante ?"}
    )
    assert answer.url == f"{address}/son/"
    page = client.get(f"{address}/").content.decode()
    assert "Une servante, rien d’autre." in page and "Qui fournit la servante ?" in page
    assert client.post(f"{address}/calendrier/", {"text": "Printemps"}).url == f"{address}/"
    assert client.get(f"{address}/cuisine/").status_code == 404


def test_a_need_becomes_a_line_in_one_gesture_and_the_line_follows_it(client, workshop):
    client.force_login(workshop.season.ana)
    slug, need = workshop.season.estran.slug, workshop.need
    quotes = {quote.supplier: quote for quote in need.quotes.all()}
    client.post(f"/spectacles/{slug}/devis/{quotes['Ouest Éclairage'].pk}/retenir/")
    client.post(f"/spectacles/{slug}/besoins/{need.pk}/budget/", {"phase": "creation"})
    line = Line.objects.within(workshop.season.organisation).get(need=need)
    assert (line.quantity, line.unit_price, line.status, line.source) == (12, 35, "devis", "Devis Ouest Éclairage")
    client.post(f"/spectacles/{slug}/devis/{quotes['Scènelux'].pk}/retenir/")
    line.refresh_from_db()
    assert (line.unit_price, line.source) == (40, "Devis Scènelux")
    typed = {"label": "Dix découpes", "kind": "technique", "quantity": "10", "unit": "pièce", "unit_cost": "40"}
    client.post(f"/spectacles/{slug}/besoins/{need.pk}/", typed | {"cost_source": "devis"})
    line.refresh_from_db()
    assert (line.label, line.quantity) == ("Dix découpes", 10)
    assert [one.chosen for one in need.quotes.order_by("rank")] == [True, False]


def test_a_line_that_somebody_changed_no_longer_follows_and_the_page_says_so(client, workshop):
    season, need = workshop.season, workshop.need
    needs.change_need(need, unit_cost=Decimal(30), by=season.ana)
    line = needs.budget_need(need, by=season.ana)
    Line.objects.within(season.organisation).filter(pk=line.pk).update(unit_price=Decimal(28))
    needs.change_need(need, unit_cost=Decimal(33), by=season.ana)
    line.refresh_from_db()
    assert line.unit_price == 28
    client.force_login(season.ana)
    assert "la ligne diffère" in client.get(f"/spectacles/{season.estran.slug}/entretien/").content.decode()


def test_a_need_already_in_the_budget_is_neither_doubled_nor_removed(client, workshop):
    client.force_login(workshop.season.ana)
    address = f"/spectacles/{workshop.season.estran.slug}/besoins/{workshop.need.pk}/"
    client.post(f"{address}budget/")
    assert "déjà au budget" in client.post(f"{address}budget/", follow=True).content.decode()
    assert "sert encore" in client.post(f"{address}supprimer/", follow=True).content.decode()
    assert workshop.need.budget_lines.count() == 1


def test_the_cost_of_somebody_s_work_is_hidden_from_who_may_not_read_pay(client, season):
    needs.add_need(season.estran, topic="corps", by=season.ana, label="Interprète", kind="humain", unit_cost=Decimal("1234.00"))
    client.force_login(season.karim)
    page = client.get(f"/spectacles/{season.estran.slug}/entretien/").content.decode()
    assert "Interprète" in page and "1\u00a0234" not in page


def test_open_points_are_what_was_said_and_what_is_missing(client, workshop):
    client.force_login(workshop.season.ana)
    page = client.get(f"/spectacles/{workshop.season.estran.slug}/entretien/")
    assert ("La lumière", "Douze découpes : coût inconnu") in page.context["open_points"]
    assert Answer.objects.within(workshop.season.organisation).get().topic == "lumiere"


def test_a_paper_is_joined_then_downloaded_and_never_shown_in_the_page(client, season):
    client.force_login(season.ana)
    address = f"/spectacles/{season.estran.slug}/pieces/"
    sent = SimpleUploadedFile("note d’intention.pdf", b"%PDF-1.7 ...", content_type="text/html")
    client.post(f"{address}nouvelle/", {"kind": "intention", "file": sent})
    paper = Attachment.objects.within(season.organisation).get()
    got = client.get(f"{address}{paper.pk}/")
    assert (got.content, got.headers["Content-Type"]) == (b"%PDF-1.7 ...", "application/octet-stream")
    assert got.headers["Content-Disposition"].startswith("attachment") and got.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "content"), [("note.pdf", b"<html>"), ("note.exe", b"MZ"), ("vide.txt", b""), ("dessin.svg", b"<svg/>")]
)
def test_a_hostile_paper_is_refused_and_nothing_is_kept(client, season, name, content):
    client.force_login(season.ana)
    sent = SimpleUploadedFile(name, content)
    answer = client.post(f"/spectacles/{season.estran.slug}/pieces/nouvelle/", {"kind": "autre", "file": sent})
    assert answer.status_code == 422
    assert not Attachment.objects.within(season.organisation).exists()


def test_a_paper_that_is_too_big_is_never_kept(client, season, settings):
    settings.UPLOAD_LARGEST = 100
    client.force_login(season.ana)
    sent = SimpleUploadedFile("note.pdf", b"%PDF-" + b"x" * 2_000_000)
    answer = client.post(f"/spectacles/{season.estran.slug}/pieces/nouvelle/", {"kind": "autre", "file": sent})
    assert answer.status_code == 422 and "20 Mo" in answer.context["form"].errors["file"][0]


def test_somebody_from_elsewhere_downloads_nothing(client, workshop):
    client.force_login(workshop.season.lou)
    assert client.get(f"/spectacles/{workshop.season.estran.slug}/pieces/{workshop.paper.pk}/").status_code == 404
