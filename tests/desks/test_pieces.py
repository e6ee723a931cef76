"""The papers of a deal: asked, dropped by a link without account, verified; what is missing holds a purchase back."""

import html
import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filage.core import blocking, dismissals, marks, rails
from filage.core.links import Link
from filage.core.models import JournalEntry, Mail, Membership, User
from filage.core.rails.types import Act
from filage.core.refusal import Refusal
from filage.desks.contracts.models import Piece
from filage.desks.contracts.operations import pieces as operations
from filage.desks.contracts.queries import pieces as queries
from filage.productions.models import Recepisse
from tests.desks import piece_cases
from tests.desks.piece_cases import bought, paper, sold
from tests.desks.sound import TODAY, sound

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"


@pytest.fixture
def company():
    return sound()


@pytest.mark.parametrize(("issued", "holds"), [(date(2026, 5, 2), False), (date(2026, 5, 3), True)])
def test_an_attestation_of_six_months_day_for_day_no_longer_holds(company, issued, holds):
    deal = bought(company)
    paper(company, deal.partner, "vigilance", issued_on=issued)
    assert (company.found("VIG-001") == []) is holds


@pytest.fixture
def office(company):
    """Return the company, who administrates it, and a browser of hers."""
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=company.organisation, role="administration")
    client = Client()
    client.force_login(user)
    return company, user, client


def test_a_purchase_is_not_signed_without_its_attestation_until_a_reason_is_kept(office):
    company, user, client = office
    deal = bought(company)
    rails.refresh(None, company.organisation)
    with pytest.raises(Refusal, match="attestation de vigilance absente"):
        blocking.refuse_if_held(Act.SIGNER, deal)
    page = client.get("/controles/").content.decode()
    assert "VIG-001" in page
    row = rails.read.findings(company.organisation, company.show)
    held_back = next(one for one in row if one.code == "VIG-001")
    dismissals.dismiss(held_back, reason="attestation lue au guichet", until=TODAY + timedelta(days=7), by=user)
    blocking.refuse_if_held(Act.SIGNER, deal)
    assert any("attestation lue au guichet" in entry.why for entry in JournalEntry.objects.within(company.organisation))


def test_our_own_attestation_is_told_and_holds_nothing_back(office):
    company, _, _ = office
    deal = sold(company, "5000.00")
    company.set(deal, stage="accord")
    company.set(company.date, status="confirme")
    assert [one.severity for one in company.found("VIG-001")] == ["alerte"]
    rails.refresh(None, company.organisation)
    blocking.refuse_if_held(Act.SIGNER, deal)


def link_of(deal, user):
    return operations.open_link(deal, address=lambda token: token, by=user)


def dropped(client, token, **fields):
    return client.post(f"/nos-pieces/{token}/", {"kind": "vigilance", "number": "", **fields})


def test_a_partner_drops_its_paper_without_account_and_we_verify_it(office):
    company, user, client = office
    deal = bought(company)
    token = link_of(deal, user)
    stranger = Client()
    page = stranger.get(f"/nos-pieces/{token}/")
    assert page.status_code == 200 and "Attestation de vigilance" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"  # with « no-referrer » a browser says no origin, and the form is refused
    file = SimpleUploadedFile("../../attestation.pdf", PDF)
    answer = dropped(stranger, token, file=file, issued_on="2026-10-01", number="K4")
    assert answer.status_code == 302
    piece = Piece.objects.within(company.organisation).get(kind="vigilance")
    assert (piece.state, piece.name, piece.media_type, piece.received_on) == (
        "recue",
        "attestation.pdf",
        "application/pdf",
        TODAY,
    )
    with pytest.raises(Refusal, match="authenticité"):
        operations.verify(piece, by=user)
    operations.verify(piece, proof="code K4 saisi, valable", by=user)
    assert company.found("VIG-001") == [] and company.found("VIG-003") == []
    given = client.get(f"/pieces/{piece.pk}/fichier/")
    assert given.content == PDF and given["Content-Disposition"].startswith("attachment")
    assert given["Content-Type"] == "application/octet-stream" and given["X-Content-Type-Options"] == "nosniff"
    assert stranger.get(f"/pieces/{piece.pk}/fichier/").status_code == 302  # to the door


def test_what_was_dropped_is_never_overwritten(office):
    company, user, _ = office
    token = link_of(bought(company), user)
    for number in ("K1", "K2"):
        assert dropped(Client(), token, number=number).status_code == 302
    assert {one.number for one in Piece.objects.within(company.organisation).filter(kind="vigilance")} == {"K1", "K2"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("attestation.pdf", b"<html><script>alert(1)</script>", "que Filage garde"),
        ("attestation.exe", PDF, "ce que son nom annonce"),
        ("script.pdf", PDF.replace(b"<<>>", b"<< /JavaScript (app.alert(1)) >>"), "un script"),
        ("macro.docx", b"PK\x03\x04 rien", "que Filage garde"),
        ("note.txt", b"bonjour", "un fichier PDF, JPG ou PNG est attendu"),
        ("vide.pdf", b"", "vide"),
    ],
)
def test_a_hostile_file_is_refused_and_nothing_is_kept(office, name, content, said):
    company, user, _ = office
    token = link_of(bought(company), user)
    answer = dropped(Client(), token, file=SimpleUploadedFile(name, content))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Piece.objects.within(company.organisation).exclude(sha256="").exists()


def test_a_paper_that_was_not_asked_is_refused(office):
    company, user, _ = office
    token = link_of(bought(company), user)
    assert dropped(Client(), token, kind="visa", number="1").status_code == 422
    assert dropped(Client(), token, kind="information_prefet", number="1").status_code == 422


def test_a_link_closes_when_another_is_given_or_when_it_is_taken_back(office):
    company, user, _ = office
    deal = bought(company)
    first, second = link_of(deal, user), link_of(deal, user)
    assert Client().get(f"/nos-pieces/{first}/").status_code == 410
    assert Client().get(f"/nos-pieces/{second}/").status_code == 200
    operations.withdraw(deal, by=user)
    assert Client().get(f"/nos-pieces/{second}/").status_code == 410
    assert dropped(Client(), second, number="K1").status_code == 410
    assert not Link.objects.filter(token_sha256=second).exists()  # only its imprint is kept


def test_asking_twice_writes_one_request_and_a_mail_keeps_its_address_sealed(office):
    company, user, _ = office
    deal = bought(company)
    for _ in range(2):
        operations.open_link(deal, address=lambda token: f"https://filage.example/{token}", email="son@exemple.fr", by=user)
    assert Piece.objects.within(company.organisation).filter(structure=deal.partner, kind="vigilance").count() == 1
    mail = Mail.objects.filter(organisation=company.organisation).first()
    assert "attestation de vigilance" in mail.text and "https://" not in mail.text and "https://" in mail.whole_text


def test_a_verified_recepisse_counts_for_its_structure(office):
    company, user, _ = office
    Recepisse.objects.within(company.organisation).filter(structure=company.theatre).delete()
    said = {
        "number": "PLATESV-D-2026-000777",
        "category": 3,
        "issued_on": date(2026, 9, 15),
        "expires_on": None,
        "checked_on": None,
    }
    piece = paper(company, company.theatre, "recepisse", state="recue", **said)
    operations.verify(piece, by=user)
    held = Recepisse.objects.within(company.organisation).get(structure=company.theatre)
    assert (held.number, held.category, held.until) == ("PLATESV-D-2026-000777", 3, date(2031, 9, 14))
    assert company.found("LIC-009") == []


def test_the_page_of_a_deal_and_the_safe_say_who_owes_what(office):
    company, _, client = office
    deal = sold(company, "6000.00")
    page = client.get(f"/spectacles/estran/conditions/{deal.pk}/pieces/").content.decode()
    assert "Ce que le partenaire nous doit" in page and "Récépissé d’entrepreneur de spectacles, catégorie 3" in page
    ours = {one.due.piece: one.standing for one in queries.asked_now(deal) if one.is_ours}
    assert ours["recepisse"] == "vérifiée" and ours["vigilance"] == "à demander"
    file = SimpleUploadedFile("attestation.pdf", PDF)
    sent = {"kind": "vigilance", "file": file, "issued_on": "2026-11-01", "expires_on": "2027-04-30"}
    assert client.post(f"/coffre/{company.ours.pk}/ajouter/", sent).status_code == 302
    assert "attestation de vigilance" in client.get("/coffre/").content.decode().lower()
    assert {one.due.piece: one.standing for one in queries.asked_now(deal)}["vigilance"] == "reçue, à vérifier"


def test_who_reads_only_asks_and_judges_nothing(office):
    company, _, _ = office
    deal = bought(company)
    reader = User.objects.create_user("regie@exemple.fr", name="Régie")
    Membership.objects.create(user=reader, organisation=company.organisation, role="invite")
    client = Client()
    client.force_login(reader)
    piece = paper(company, deal.partner, "vigilance", state="recue")
    assert client.post(f"/spectacles/estran/conditions/{deal.pk}/pieces/", {"email": ""}).status_code == 403
    for path in (f"/pieces/{piece.pk}/fichier/", f"/pieces/{piece.pk}/verifier/", "/coffre/"):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize(
    ("days", "terms", "papers", "said"),
    [
        (1, {"entrant_artistes": "non"}, (), "déclaration subsidiaire"),
        (2, {"entrant_artistes": "non"}, (), "avant le premier jour"),
        (2, {"entrant_artistes": "non"}, ("sipsi",), ""),
        (2, {"entrant_artistes": "oui"}, (), ""),
        (2, {}, (), "90 jours"),
    ],
)
def test_artists_alone_for_ninety_days_post_nobody_and_others_give_their_receipt(company, days, terms, papers, said):
    piece_cases.hosted(company, days=days, **terms)
    for kind in papers:
        paper(company, company.theatre, kind)
    found = company.found("INT-007")
    assert [said in one.message for one in found] == ([True] if said else [])


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({}, "337,50"),  # 2 500 € − 10 %, × 15 %
        ({"part_artistique": "2000.00"}, "270,00"),
        ({"part_artistique": "2000.00", "retenue": "net"}, "312,14"),  # 2 000 ÷ 0,865 = 2 312,14
        ({"retenue_montant": "270.00"}, ""),
    ],
)
def test_what_is_withheld_from_a_foreign_show_is_computed_on_its_artistic_part(company, terms, said):
    piece_cases.hosted(company, **terms)
    found = company.found("INT-008")
    assert [said in one.message.replace("\u202f", " ") for one in found] == ([True] if said else [])


@pytest.mark.parametrize(("played", "late"), [(date(2026, 8, 31), True), (date(2026, 9, 1), False)])
def test_what_was_withheld_is_paid_the_fifteenth_of_the_month_after_the_payment(company, played, late):
    """Played in August and paid at thirty days, in September: due on the fifteenth of October; a day later, of November."""
    piece_cases.hosted(company, retenue_montant="337.50")
    company.set(company.date, on=played, status="joue")
    assert bool(company.found("INT-008")) is late


@pytest.mark.parametrize(
    ("terms", "country", "papers", "told"),
    [
        ({"artiste_facture": "oui"}, "FR", (), True),
        ({"artiste_facture": "non"}, "FR", (), False),
        ({"artiste_facture": "rcs"}, "FR", (), True),
        ({"artiste_facture": "rcs"}, "FR", ("kbis",), False),
        ({"artiste_facture": "eee"}, "BE", ("kbis",), False),
        ({"artiste_facture": "eee"}, "CH", ("kbis",), True),
        ({"artiste_facture": "eee"}, "FR", ("kbis",), True),
    ],
)
def test_an_artist_is_paid_on_an_invoice_only_by_an_exception_that_is_shown(company, terms, country, papers, told):
    company.set(company.theatre, country=country)
    piece_cases.invoiced(company, "Concert de trois musiciens", **terms)
    for kind in papers:
        paper(company, company.theatre, kind)
    assert bool(company.found("EMP-002")) is told


@pytest.mark.parametrize(("dates", "told"), [(6, []), (7, [" 7 manifestations"])])
def test_six_events_of_support_a_year_and_no_seventh(company, dates, told):
    company.set(company.ours, ape="9499Z")
    piece_cases.untaxed(company, sans_tva="manifestation")
    for rank in range(1, dates):
        company.play(company.date.on + timedelta(days=rank))
    assert [f" {one.message}".split(" exonérées")[0] for one in company.found("TVA-015")] == told


def test_overriding_a_block_asks_for_a_reason_and_the_contract_remembers_it(office):
    company, _, client = office
    deal = bought(company)
    rails.refresh(None, company.organisation)
    page = f"/spectacles/{company.show.slug}/conditions/{deal.pk}/contrat/"
    text = client.get(page).content.decode()
    door = html.unescape(re.search(r'href="(/controles/ecarter/\?constat=VIG-001[^"]*)"', text).group(1))
    until = (TODAY + timedelta(days=7)).isoformat()
    assert client.post(door, {"reason": "", "until": until}).status_code == 422
    answer = client.post(door, {"reason": "attestation lue au guichet", "until": until})
    assert (answer.status_code, answer.url) == (302, page)
    text = client.get(page).content.decode()
    assert "« attestation lue au guichet », Ana" in text, "on the contract"
    assert "Constat VIG-001 écarté : attestation lue au guichet" in html.unescape(text), "in its life"
    blocking.refuse_if_held(Act.SIGNER, deal)
    worn = marks.of(marks.found(company.organisation))[f"deal:{deal.pk}"]
    assert "Dérogation : L’attestation de vigilance manque à la signature" in worn.titles
    text = client.get(f"/controles/?sur=deal:{deal.pk}").content.decode()
    assert "« attestation lue au guichet », Ana" in text, "where the mark of the subject leads"


def test_a_way_back_out_of_the_house_is_not_followed(office):
    company, _, client = office
    bought(company)
    rails.refresh(None, company.organisation)
    row = next(one for one in rails.read.findings(company.organisation, company.show) if one.code == "VIG-001")
    told = {"reason": "vu", "until": (TODAY + timedelta(days=7)).isoformat()}
    asked = urlencode({"constat": row.key, "suite": "https://ailleurs.example/"})
    assert client.post(f"/controles/ecarter/?{asked}", told).url == "/controles/"


def test_a_vat_number_looked_up_by_hand_is_kept_with_its_day_and_its_proof(office):
    company, _, client = office
    company.set(company.theatre, country="BE", vat_number="BE0403019261")
    rails.refresh(None, company.organisation)
    (asked,) = [one for one in queries.asked_now(company.deal) if one.due.piece == "numero_tva"]
    assert asked.standing == "reçue, à vérifier"
    page = f"/spectacles/{company.show.slug}/conditions/{company.deal.pk}/pieces/"
    assert "Vérifié sur VIES" in client.get(page).content.decode()
    assert client.post(f"{page}numero-tva/", {"proof": ""}).status_code == 422
    assert client.post(f"{page}numero-tva/", {"proof": "VIES, consultation WAPIAAAA"}).status_code == 302
    kept = Piece.objects.within(company.organisation).get(kind="numero_tva")
    assert (kept.number, kept.state, kept.proof) == ("BE0403019261", "verifiee", "VIES, consultation WAPIAAAA")
    assert kept.checked_on is not None and company.found("TVA-017") == []
    company.set(company.theatre, vat_number="BE0000045629")
    assert len(company.found("TVA-017")) == 1, "another number is to be looked up anew"


def test_a_number_that_cannot_exist_is_not_verified_and_a_reader_verifies_nothing(office):
    company, user, _ = office
    company.set(company.theatre, country="BE", vat_number="BE0403019262")
    company.deal.refresh_from_db()
    with pytest.raises(Refusal, match="clé de contrôle"):
        operations.verify_number(company.deal, proof="VIES", by=user)
    reader = User.objects.create_user("lit@exemple.fr", name="Lit")
    Membership.objects.create(user=reader, organisation=company.organisation, role="expert_comptable")
    client = Client()
    client.force_login(reader)
    page = f"/spectacles/{company.show.slug}/conditions/{company.deal.pk}/pieces/numero-tva/"
    assert client.post(page, {"proof": "VIES"}).status_code == 403


@pytest.mark.parametrize(("fee", "asked"), [("99.99", False), ("100.00", True)])
def test_flat_fees_of_travel_belong_to_the_operation_that_vigilance_reads(company, fee, asked):
    deal = bought(company, "4900.00")
    company.set(deal, kind="cession")
    piece_cases.told(company, frais_voyage=fee)
    assert bool(company.found("VIG-001")) is asked
