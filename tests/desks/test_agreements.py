"""A contract from its draft to its signature: its stages, its clauses by hand, its papers, what it costs, who may touch it."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from filage.core import archive
from filage.core.changes import Conflict
from filage.core.models import Membership, Organisation, User
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.booking.models import HostRequest
from filage.desks.contracts import operations
from filage.desks.contracts import queries as queries_of_deals
from filage.desks.contracts.forms import DealForm
from filage.desks.contracts.models import Agreement, ClauseEdit, PaperBatch, SignedCopy, Term
from filage.desks.contracts.operations import agreements, papers
from filage.desks.contracts.queries import agreements as queries
from filage.desks.contracts.queries import desk, flat, mandates
from filage.desks.contracts.queries.duties import duties_of
from filage.productions.models import AgreedCost, Deal, Venue
from filage.rules.contracts import terms
from tests.documents.test_agreements import made

TODAY = date(2026, 11, 22)
PDF = None


def signed_paper():
    """Return a plain PDF, made once."""
    global PDF
    if PDF is None:
        from filage.documents import papers

        PDF = papers.render(made())
    return PDF


@pytest.fixture
def deal(marees):
    deal = marees.deal(2500, stage="propose", partner=marees.partner("Le Môle"))
    marees.play(date(2027, 3, 12), marees.venue("Théâtre du Môle"), deal, status="confirme")
    return Deal.objects.within(marees.organisation).select_related("production", "partner").get(pk=deal.pk)


@pytest.fixture
def ana(marees):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role="production")
    return user


def season_of(marees):
    return seasons.load(marees.organisation.pk, (marees.production.pk,))


def address(deal, rest=""):
    return f"/spectacles/estran/conditions/{deal.pk}/contrat/{rest}"


def test_a_signed_contract_takes_its_deal_its_dates_and_the_imprint_of_its_paper(marees, deal, ana):
    agreements.move(deal, "envoye", by=ana, on=TODAY)
    deal.refresh_from_db()
    assert (deal.stage, deal.agreement.sent_on) == ("envoye", TODAY)
    copy = agreements.sign(deal, name="signé.pdf", content=signed_paper(), signed_on=TODAY, by=ana, on=TODAY)
    deal = Deal.objects.within(marees.organisation).get(pk=deal.pk)
    assert (deal.stage, deal.agreement.stage, deal.agreement.signed_on) == ("signe", "signe", TODAY)
    assert [each.status for each in deal.performances.all()] == ["signe"]
    assert copy.sha256 == hashlib.sha256(signed_paper()).hexdigest()


def test_a_contract_is_not_signed_without_a_price_nor_in_the_future_nor_by_a_text(deal, ana):
    agreements.move(deal, "envoye", by=ana, on=TODAY)
    with pytest.raises(Refusal, match="avenir"):
        agreements.sign(deal, name="a.pdf", content=signed_paper(), signed_on=TODAY + timedelta(days=1), by=ana, on=TODAY)
    with pytest.raises(Refusal, match="PDF, JPG ou PNG"):
        agreements.sign(deal, name="a.txt", content=b"lu et approuv\xc3\xa9", signed_on=TODAY, by=ana, on=TODAY)
    operations.change(deal, by=ana, base_price=None)
    with pytest.raises(Refusal, match="prix manque"):
        agreements.sign(deal, name="a.pdf", content=signed_paper(), signed_on=TODAY, by=ana, on=TODAY)
    assert not SignedCopy.objects.within(deal.organisation_id).exists()


def test_a_term_due_is_named_before_signing(marees, ana):
    deal = marees.deal(None, kind="corealisation", stage="propose", partner=marees.partner("Le Môle"), producer_share=60)
    agreements.move(deal, "envoye", by=ana, on=TODAY)
    with pytest.raises(Refusal, match="prix des places"):
        agreements.sign(deal, name="a.pdf", content=signed_paper(), signed_on=TODAY, by=ana, on=TODAY)
    operations.change(deal, by=ana, prix_places="14 €")
    agreements.sign(deal, name="a.pdf", content=signed_paper(), signed_on=TODAY, by=ana, on=TODAY)
    deal.refresh_from_db()
    assert deal.stage == "signe"


def test_two_people_on_one_clause_are_told_and_nothing_is_lost(marees, deal, ana):
    agreements.rewrite(deal, "assurance", "Le texte d’Ana", seen=None, by=ana, on=TODAY)
    with pytest.raises(Conflict, match="réécrite par Ana"):
        agreements.rewrite(deal, "assurance", "Un autre", seen=None, by=ana, on=TODAY)
    agreements.rewrite(deal, "assurance", "Les deux", seen="Le texte d’Ana", by=ana, on=TODAY)
    assert ClauseEdit.objects.within(marees.organisation).get().text == "Les deux"
    agreements.reset(deal, "assurance", by=ana)
    assert not ClauseEdit.objects.within(marees.organisation).exists()


def test_a_clause_by_hand_survives_new_terms_and_is_marked(client, marees, deal, ana):
    client.force_login(ana)
    client.post(address(deal, "clauses/assurance/"), {"text": "Chacun s’assure <b>seul</b>."})
    operations.change(deal, by=ana, assurance_valeur="9000")
    page = client.get(address(deal)).content.decode()
    assert "modifiée à la main" in page and "Chacun s’assure &lt;b&gt;seul&lt;/b&gt;." in page
    late = client.post(address(deal, "clauses/assurance/"), {"text": "Autre"})  # who opened it before Ana wrote
    assert late.status_code == 409
    page = late.content.decode()
    assert ">\nAutre</textarea>" in page and "Le texte d’en face" in page and "s’assure &lt;b&gt;seul" in page and "Ana" in page


def test_an_issued_contract_is_frozen_and_its_amendment_says_what_changed(marees, deal, ana):
    about = {"about": (f"deal:{deal.pk}",)}
    contract = archive.issue("contrat-partenaire", marees.production, by=ana, on=TODAY, **about)
    with pytest.raises(Refusal, match="Rien n’a changé"):
        archive.issue("avenant-partenaire", marees.production, by=ana, on=TODAY, **about)
    operations.change(deal, by=ana, base_price=D(2900))
    amendment = archive.issue("avenant-partenaire", marees.production, by=ana, on=TODAY, **about)
    moved = {each["label"]: each for each in amendment.data["changes"]}
    assert moved["Total hors taxes"]["before"].startswith("2\u00a0500,00")
    assert moved["Total hors taxes"]["after"].startswith("2\u00a0900,00")
    assert contract.status == "périmé"


def test_versions_are_compared_clause_by_clause():
    before, after = made(), made(edits=())
    assert {each.state for each in desk.compared(before, after)} == {"sans changement"}
    assert desk.words("à trente jours", "à quarante jours") == [
        ("same", "à"),
        ("gone", "trente"),
        ("new", "quarante"),
        ("same", "jours"),
    ]


def test_a_deal_signed_from_its_date_takes_its_text_along(marees, deal, ana):
    Agreement.objects.create(organisation=marees.organisation, deal=deal, stage="envoye")
    Deal.objects.within(marees.organisation).update(stage="signe")
    deal.refresh_from_db()
    season = season_of(marees)
    assert queries.stage_of(deal, queries.agreement_of(season, deal)) == "signe"


def test_a_contract_whose_date_has_passed_unsigned_says_so(deal):
    dates = list(deal.performances.all())
    assert desk.late("envoye", dates, date(2027, 3, 13)) == "Une date de ce contrat est passée sans qu’il soit signé."
    assert not desk.late("envoye", dates, date(2027, 3, 12)) and not desk.late("signe", dates, date(2028, 1, 1))


def test_the_page_of_a_contract_whose_date_has_passed_says_so_and_still_takes_the_signed_copy(client, marees, deal, ana):
    agreements.move(deal, "envoye", by=ana, on=TODAY)
    marees.organisation.pinned_on = date(2027, 3, 20)
    marees.organisation.save()
    client.force_login(ana)
    assert "Une date de ce contrat est passée sans qu’il soit signé." in client.get(address(deal)).content.decode()
    paper = SimpleUploadedFile("signe.pdf", signed_paper())
    assert client.post(address(deal, "signature/"), {"paper": paper, "signed_on": "2027-03-10"}).status_code == 302
    assert "passée sans qu’il soit signé" not in client.get(address(deal)).content.decode()


@pytest.mark.parametrize(
    ("kind", "side", "account", "vat"),
    [
        ("fournisseur", "expense", "601", D(20)),
        ("auteur", "expense", "6516", D(10)),
        ("mandat", "expense", "6222", D(20)),
        ("mise_a_disposition", "expense", "6132", D(20)),
        ("prestation", "income", "706", D(20)),
        ("parrainage", "income", "706", D(20)),
        ("mecenat", "income", "7542", None),
        ("coproduction", "income", "755", None),
    ],
)
def test_what_we_buy_is_an_expense_and_a_gift_has_no_vat(marees, kind, side, account, vat):
    marees.deal(1000, kind=kind, stage="signe", deposit_rate=30, deposit_on=date(2027, 1, 10))
    lines = list(flat.cost_lines(season_of(marees)))
    assert {(each.side, each.account, each.vat_rate) for each in lines} == {(side, account, vat)}
    assert [each.amount.value for each in lines] == [D(300), D(700)]


def test_the_same_contract_on_the_other_side_is_income(marees):
    marees.deal(1000, kind="fournisseur", side="vente")
    (line,) = flat.cost_lines(season_of(marees))
    assert (line.side, line.account) == ("income", "706")


def test_what_is_awaited_of_a_contract_has_its_day(marees, deal, ana):
    (duty,) = duties_of(season_of(marees), season_of(marees).deal(deal.pk))
    assert (duty.code, duty.on) == ("envoi", date(2027, 1, 11))
    operations.change(deal, by=ana, deposit_rate=D(30), deposit_on=date(2027, 1, 15))
    Deal.objects.within(marees.organisation).update(stage="signe")
    season = season_of(marees)
    assert [(each.code, each.on) for each in duties_of(season, season.deal(deal.pk))] == [
        ("acompte", date(2027, 1, 15)),
        ("solde", date(2027, 4, 11)),
    ]


def test_a_contract_begins_from_its_date_with_whoever_runs_the_place(client, marees, ana):
    partner = marees.partner("Le Môle")
    venue = marees.venue("Théâtre du Môle")
    type(venue).objects.within(marees.organisation).update(structure=partner)
    played = marees.play(date(2027, 3, 12), venue, status="confirme")
    client.force_login(ana)
    page = f"/spectacles/estran/contrats/nouveau/?date={played.pk}"
    assert f'value="{partner.pk}" selected' in client.get(page).content.decode()
    client.post(page, {"kind": "cession", "partner": partner.pk, "label": "", "activities": [played.pk]})
    made = Deal.objects.within(marees.organisation).get()
    assert [each.pk for each in made.performances.all()] == [played.pk]


def lot(slug="estran"):
    return f"/spectacles/{slug}/contrats/lot/"


def test_contracts_are_made_together_by_a_task_and_a_refused_one_is_named(client, marees, deal, ana):
    other = marees.deal(1800, partner=marees.partner("La Criée"))
    client.force_login(ana)
    client.post(f"{lot()}produire/", {"papier": "contrat", "choix": [deal.pk]})
    first = PaperBatch.objects.within(marees.organisation).get()
    assert (first.done, len(first.made), first.refused, first.by) == (1, 2, [], ana)
    operations.change(deal, by=ana, base_price=D(2700))
    shown = client.post(f"{lot()}produire/", {"papier": "avenant", "choix": [deal.pk, other.pk]}, headers={"HX-Request": "true"})
    second = PaperBatch.objects.within(marees.organisation).first()
    assert (second.done, len(second.made)) == (2, 2)
    assert second.refused == [["La Criée", "Aucun contrat n’a été émis : c’est un contrat qu’il faut, pas un avenant."]]
    assert all("La Criée" in page.content.decode() for page in (shown, client.get(lot())))


def test_a_batch_that_stopped_goes_on_from_where_it_was(client, marees, deal, ana):
    other = marees.deal(1800, partner=marees.partner("La Criée"))
    batch = papers.ask(marees.production, "contrat-pdf", [str(deal.pk), str(other.pk)], by=ana, on=TODAY)
    stale = PaperBatch.objects.within(marees.organisation).select_related("production").get()
    PaperBatch.objects.within(marees.organisation).update(done=1, stopped=papers.BROKEN)
    client.force_login(ana)
    assert "Reprendre" in client.get(f"{lot()}{batch.pk}/").content.decode()
    client.post(f"{lot()}{batch.pk}/reprendre/")
    batch.refresh_from_db()
    assert (batch.done, len(batch.made), batch.stopped) == (2, 1, "")
    assert papers.run(stale).done == 2  # somebody was there first: nothing is made twice
    assert len(archive.documents_about(marees.organisation, marees.production)) == 1
    with pytest.raises(Refusal, match="déjà fait"):
        papers.resume(batch, by=ana)
    with pytest.raises(Refusal, match="au moins un"):
        papers.ask(marees.production, "contrat", ["x"], by=ana, on=TODAY)


def test_nobody_else_reads_it_and_a_guest_only_reads(client, marees, deal):
    guest = User.objects.create_user("guest@exemple.fr", name="G")
    Membership.objects.create(user=guest, organisation=marees.organisation, role="invite")
    client.force_login(guest)
    assert client.get(address(deal)).status_code == 200
    for rest in ("signature/", "reglages/", "fiche-technique/", "clauses/prix/"):
        assert client.get(address(deal, rest)).status_code == 403
    assert client.post(address(deal, "etape/"), {"vers": "envoye"}).status_code == 403
    other = User.objects.create_user("lou@exemple.fr", name="Lou")
    Membership.objects.create(
        user=other, organisation=Organisation.objects.create(name="Ailleurs", slug="ailleurs"), role="production"
    )
    client.force_login(other)
    for rest in ("", "projet.pdf", "versions/"):
        assert client.get(address(deal, rest)).status_code == 404


def test_a_hostile_sheet_is_refused_and_a_plain_one_annexed(client, marees, deal, ana):
    with pytest.raises(Refusal, match="script"):
        agreements.annex(
            deal, name="fiche.pdf", content=b"%PDF-1.4\n1 0 obj<</S/JavaScript>>endobj\nstartxref\n9\n%%EOF", by=ana, on=TODAY
        )
    agreements.annex(deal, name="fiche.pdf", content=signed_paper(), by=ana, on=TODAY)
    season = season_of(marees)
    data = queries.paper(season, season.deal(deal.pk), on=TODAY)
    assert data.sheet and data.sheet.content == signed_paper()
    assert "fiche technique (fiche.pdf)" in "\n".join(queries.writer.plain(each) for each in data.articles)
    assert [each.title for each in data.annexes] == ["Fiche technique"]  # nothing is agreed about hosting: no empty annex


def test_what_a_date_asks_on_the_spot_is_in_the_annex_and_outdates_what_was_issued(marees, deal, ana):
    issued = archive.issue("contrat-partenaire", marees.production, by=ana, on=TODAY, about=(f"deal:{deal.pk}",))
    night = deal.performances.get()
    marees.add(HostRequest, activity=night, kind="backline", label="Ampli basse 400 W", provider="eux")
    season = season_of(marees)
    data = queries.paper(season, season.deal(deal.pk), on=TODAY)
    assert data.annexes[-1].blocks[-1].table.rows == (("Backline", "Ampli basse 400 W", "L’organisateur"),)
    assert archive.IssuedDocument.objects.within(marees.organisation).get(pk=issued.pk).status == "périmé"


def mandate(marees, **said):
    """Return a mandate of 15 % on three cessions at 2 500 €, and a coréalisation beside them."""
    sold = marees.deal(2500, stage="signe", partner=marees.partner("Le Ponton"))
    for day in (5, 12, 19):
        marees.play(date(2027, 3, day), deal=sold)
    shared = marees.deal(None, kind="corealisation", stage="signe", producer_share=D(50), vat_rate=D(0))
    marees.play(date(2027, 4, 2), deal=shared, capacity=100, fill_rate=D(100), average_price=D(10))
    deal = marees.deal(None, kind="mandat", stage="signe", partner=marees.partner("Bureau Passe-Lune"))
    for code, value in ({"commission": "15.0000", "debut": "2027-03-01", "fin": "2027-12-31"} | said).items():
        marees.add(Term, deal=deal, code=code, value=value)
    return deal


def commissions(marees):
    found = mandates.cost_lines(season_of(marees))
    return [(each.side, each.account, each.on, each.pays_on, each.amount.value) for each in found]


def test_a_mandate_costs_its_share_of_each_cession_when_the_sale_is_paid(marees):
    mandate(marees)
    days = [date(2027, 3, day) for day in (5, 12, 19)]
    assert commissions(marees) == [("expense", "6222", day, day + timedelta(days=30), D(375)) for day in days]


def test_the_base_the_period_and_the_due_day_are_those_of_the_mandate(marees):
    mandate(marees, commission_base="ventes", commission_due="representation", debut="2027-03-10")
    told = [(on, pays_on, amount) for _, _, on, pays_on, amount in commissions(marees)]
    assert told[:2] == [(date(2027, 3, day), date(2027, 3, day), D(375)) for day in (12, 19)]
    assert told[2] == (date(2027, 4, 2), date(2027, 4, 2), D(75)), "half of 1 000 € of takings, and 15 % of it"


def test_the_bureau_that_holds_the_mandate_reads_it_as_an_income(marees):
    deal = mandate(marees)
    deal.side = "vente"
    deal.save()
    assert {(side, account) for side, account, *_ in commissions(marees)} == {("income", "706")}


def test_what_is_bought_abroad_bears_no_vat_and_a_franchise_owes_it(marees):
    guest = marees.partner("Toneelhuis Zwin", country="BE")
    deal = marees.deal(18000, side="achat", stage="signe", partner=guest)  # case 3 B: 18 000 € bought from Belgium
    marees.play(date(2027, 3, 5), deal=deal)
    (line,) = queries_of_deals.cost_lines(season_of(marees))
    assert (line.side, line.amount.value, line.vat_rate) == ("expense", 18000, None)
    marees.structure.vat_regimes.update(status="franchise")
    _, owed = queries_of_deals.cost_lines(season_of(marees))
    assert (owed.amount.value, owed.vat_rate, owed.pays_on) == (D(990), None, date(2027, 5, 4))  # case 3 B: 990 € at 5.5 %


def test_what_is_sold_abroad_without_a_typed_rate_bears_no_french_vat(marees):
    there = marees.add(Venue, name="Zwin", country="BE")
    deal = marees.deal(7800, partner=marees.partner("Toneelhuis Zwin", country="BE"))
    marees.play(date(2027, 3, 5), deal=deal, venue=there)

    def rate():
        return [line.vat_rate for line in queries_of_deals.cost_lines(season_of(marees))]

    assert rate() == [None]  # a taxable buyer bears the tax of his country (CGI, art. 259, 1°)
    Term.objects.create(organisation=marees.organisation, deal=deal, code="acheteur_assujetti", value="non")
    assert rate() == [None]  # the tax is that of the place of the show (art. 259 A, 5° a)
    there.country = "FR"
    there.save()
    assert rate() == [D("5.5")]
    marees.production.deals.update(vat_rate=D(10))
    assert rate() == [D(10)]


def test_a_service_bought_abroad_is_taxed_by_us_and_a_room_by_its_country(marees):
    marees.structure.vat_regimes.update(status="franchise")
    abroad = marees.partner("Decorhuis Brugge", country="BE")
    marees.deal(1000, kind="fournisseur", stage="signe", partner=abroad)
    assert [each.amount.value for each in flat.cost_lines(season_of(marees))] == [1000, 200]
    marees.production.deals.update(kind="mise_a_disposition")
    assert [(each.amount.value, each.vat_rate) for each in flat.cost_lines(season_of(marees))] == [(1000, None)]


def test_the_contract_of_a_concert_says_what_its_tickets_add(marees):
    deal = marees.deal(1500, variable_mode="plus", variable_share=D(60), threshold=D(3200), variable_over="serie")
    marees.add(AgreedCost, deal=deal, role="deduit", label="Frais de salle", amount=D(350))
    marees.play(date(2027, 3, 5), deal=deal)
    season = season_of(marees)
    facts = queries.facts_of(season, season.deal(deal.pk))
    said = facts.amounts
    assert (said.variable, said.variable_share, said.threshold, said.over_series) == ("plus", 60, 3200, True)
    assert [(each.label, each.amount) for each in said.deducted] == [("Frais de salle", 350)]


@pytest.mark.parametrize("side", ["vente", "achat"])
def test_what_a_contract_abroad_asks_is_under_one_title(marees, side):
    deal = marees.deal(2500, side=side, partner=marees.partner("Zaal Zwin", country="BE"))
    parts = {title: {bound.name for bound in bounds} for title, bounds in DealForm(deal=deal).parts}
    foreign = {code for code, term in terms.catalogue().items() if term.when}
    assert parts["Hors de France"] and not foreign & parts.get("Le reste du contrat", set())
