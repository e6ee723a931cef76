"""A quote: what it comes to, its paper, its versions, its answer link, and the deal it becomes without typing twice."""

import re
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied

from filage.core import changes
from filage.core.archive import IssuedDocument
from filage.core.models import Membership, User
from filage.core.rails import costs
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.booking.enums import EstimateStage, Said
from filage.desks.booking.models import Estimate, EstimateReply
from filage.desks.booking.operations import answering
from filage.desks.booking.operations import estimates as operations
from filage.desks.booking.queries import estimates, prefilled, printed
from filage.desks.directory.models import Interaction
from filage.productions.models import Activity, Deal, Structure
from filage.rules.budgeting.lines import counted
from tests.desks.sound import TODAY, sound
from tests.keeping import kept_rows

MARCH = date(2027, 3, 12)
S3 = [  # the synthetic case of the trade’s example: 12 nights at 75, 24 meals at 21, a van at 620
    {"kind": "hebergement", "label": "Hébergement", "mode": "forfait", "quantity": Decimal(12), "unit_cost": Decimal(75)},
    {"kind": "repas", "label": "Repas", "mode": "forfait", "quantity": Decimal(24), "unit_cost": Decimal(21)},
    {"kind": "voyage", "label": "Véhicule", "mode": "reel", "quantity": Decimal(1), "unit_cost": Decimal(620)},
]


@kept_rows
def company():
    made = sound()
    made.options = [
        made.play(MARCH + timedelta(days=rank), hour=None, status="option", deal=None, travel="", lodging="", meals="")
        for rank in range(3)
    ]
    made.user = User.objects.create_user("prod@exemple.fr", name="Prod")
    Membership.objects.create(user=made.user, organisation=made.organisation, role="production")
    made.quote = quoted(made)
    return made


def quoted(company, items=S3, **fields):
    """Return a saved quote of the three options, in the terms of the trade’s example."""
    said = {"base_price": Decimal(3400), "coefficients": ["1", "0.85", "0.75"], "structure": company.theatre}
    said |= {"number": "D-2026-001", "made_on": TODAY, "valid_until": TODAY + timedelta(days=30), "rights_payer": "lieu"}
    made = Estimate(organisation=company.organisation, production=company.show, **(said | fields))
    dates = [{"activity": each, "on": each.on, "venue": company.venue} for each in company.options]
    operations.create(made, dates, items, by=company.user)
    return read(company, made)


def read(company, estimate):
    return estimates.whole().within(company.organisation).get(pk=estimate.pk)


def sent(company):
    operations.send(read(company, company.quote), by=company.user, on=TODAY)
    return read(company, company.quote)


def test_the_totals_are_those_of_the_trade_s_example(company):
    found = estimates.load(company.quote)
    assert [price.value for price in found.prices] == [3400, 2890, 2550]
    assert (found.quote.net.value, found.quote.vat.value, found.quote.gross.value) == (
        10864,
        Decimal("597.52"),
        Decimal("11461.52"),
    )
    assert [(row.dates, row.total.value) for row in found.grid] == [(1, 3400), (2, 6290), (3, 8840)]


def test_what_the_place_provides_leaves_the_invoice_and_stays_in_the_buyer_s_cost(company):
    items = [S3[0] | {"mode": "fourni"}, *S3[1:]]
    found = estimates.load(quoted(company, items, number="D-2026-002", rights_payer="producteur"))
    assert (found.quote.gross.value, found.cost.total.value) == (Decimal("10512.02"), Decimal("11412.02"))


def test_an_option_counts_once_chosen_and_what_is_included_costs_the_buyer_nothing(company):
    extra = {"kind": "option", "label": "Atelier", "mode": "forfait", "quantity": Decimal(1), "unit_cost": Decimal(320)}
    found = estimates.load(quoted(company, [extra | {"optional": True}], number="D-2026-003"))
    assert found.quote.net.value == 8840 and [row.item.label for row in found.options] == ["Atelier"]
    taken = [extra | {"optional": True, "chosen": True}, S3[0] | {"mode": "compris"}]
    assert estimates.load(quoted(company, taken, number="D-2026-004")).quote.net.value == 9160


def test_an_unknown_price_is_never_a_zero(company):
    found = estimates.load(quoted(company, base_price=None, number="D-2026-005"))
    assert found.quote.gross.value is None and found.cost.total.value is None


def test_a_draft_is_prefilled_from_the_date_and_asks_for_nothing_that_is_known(company):
    draft = prefilled.draft(company.show, on=TODAY, activities=company.options)
    assert (draft.estimate.structure, draft.estimate.base_price) == (company.theatre, Decimal(2500))
    assert draft.estimate.capacity == 200 and [each.on for each in draft.dates] == [each.on for each in company.options]
    assert {item.kind for item in draft.items} == {"voyage", "hebergement", "repas"}
    assert draft.estimate.number == "D-2026-002" and draft.estimate.valid_until == TODAY + timedelta(days=30)


def test_a_quote_that_left_is_frozen_and_its_next_version_is_a_draft(company):
    quote = sent(company)
    paper = answering.issued(quote)
    assert quote.stage == "envoye" and quote.sent_on == TODAY and paper.read().startswith(b"%PDF")
    with pytest.raises(Refusal, match="ne change plus"):
        operations.write(quote, {"base_price": Decimal(1)}, [], [], by=company.user)
    copy = read(company, operations.new_version(quote, by=company.user))
    assert (copy.version, copy.stage, copy.reference) == (2, "brouillon", "D-2026-001 v2")
    assert [each.on for each in copy.dates.all()] == [each.on for each in quote.dates.all()]
    assert estimates.load(copy).quote.gross.value == estimates.load(quote).quote.gross.value
    assert IssuedDocument.objects.within(company.organisation).get(pk=paper.pk).sha256 == paper.sha256


@pytest.mark.parametrize(
    ("lacks", "said"),
    [({"structure": None}, "à qui"), ({"base_price": None}, "le prix"), ({"valid_until": None}, "jusqu’à quand")],
)
def test_a_quote_to_nobody_or_at_no_price_stays_home(company, lacks, said):
    with pytest.raises(Refusal, match=said):
        operations.send(quoted(company, number="D-2026-006", **lacks), by=company.user, on=TODAY)


def test_accepting_makes_the_deal_confirms_the_options_and_comes_back_in_one_undo(company):
    quote = sent(company)
    entry = operations.becomes_deal(quote, by=company.user)
    quote = read(company, quote)
    deal, dates = quote.deal, Activity.objects.within(company.organisation).filter(pk__in=[each.pk for each in company.options])
    assert (deal.partner, deal.base_price, deal.coefficients) == (company.theatre, Decimal(3400), ["1", "0.85", "0.75"])
    assert {(one.status, one.deal_id, one.travel, one.lodging, one.meals, one.rights_payer) for one in dates} == {
        ("confirme", deal.pk, "reel", "forfait", "forfait", "lieu")
    }
    assert quote.stage == "accepte" and quote.answered_on == TODAY
    changes.undo(entry, by=company.user)
    assert not Deal.objects.within(company.organisation).filter(pk=deal.pk).exists()
    assert {one.status for one in dates.all()} == {"option"} and read(company, quote).stage == "envoye"


def test_a_day_without_a_date_becomes_an_option_and_a_twice_accepted_quote_is_refused(company):
    quote = read(company, company.quote)
    rows = [{"id": None, "activity": None, "on": date(2027, 5, 20), "venue": company.venue, "note": ""}]
    operations.write(quote, {}, rows, S3, by=company.user)
    operations.becomes_deal(read(company, quote), by=company.user)
    quote = read(company, quote)
    laid = quote.dates.get().activity
    assert (laid.on, laid.status, laid.deal_id) == (date(2027, 5, 20), "option", quote.deal_id)
    with pytest.raises(Refusal, match="déjà accepté"):
        operations.becomes_deal(quote, by=company.user)


def test_who_may_only_read_writes_nothing(company):
    guest = User.objects.create_user("invite@exemple.fr", name="Invité")
    Membership.objects.create(user=guest, organisation=company.organisation, role="invite")
    for act in (
        lambda: operations.becomes_deal(company.quote, by=guest),
        lambda: operations.send(company.quote, by=guest, on=TODAY),
        lambda: operations.new_version(company.quote, by=guest),
        lambda: answering.give(company.quote, by=guest, address=str),
    ):
        with pytest.raises((Refusal, PermissionDenied)):
            act()


def token_of(company, quote):
    return answering.give(quote, by=company.user, address=str).opened


def test_a_programmer_answers_once_and_the_directory_hears_of_it(company):
    token = token_of(company, sent(company))
    for _ in range(2):  # the same answer twice is one answer
        answering.reply(answering.enter(token), Said.PARLONS, word="Plutôt en mai ?", who="Jeanne")
    answering.reply(answering.enter(token), Said.OUI)
    held = EstimateReply.objects.within(company.organisation).order_by("rank")
    assert [(one.said, one.word) for one in held] == [("parlons", "Plutôt en mai ?"), ("oui", "")]
    heard = Interaction.objects.within(company.organisation).filter(structure=company.theatre)
    assert heard.count() == 2 and all(one.direction == "entrant" for one in heard)


def test_a_link_taken_back_lapsed_or_tired_says_so(company):
    quote = sent(company)
    token = token_of(company, quote)
    for rank in range(answering.MOST_REPLIES):
        answering.reply(answering.enter(token), Said.PARLONS, word=f"mot {rank}")
    with pytest.raises(Refusal, match="beaucoup de réponses"):
        answering.reply(answering.enter(token), Said.NON)
    answering.withdraw(quote, answering.given(quote)[0][0].pk)
    with pytest.raises(Refusal, match="n’ouvre plus"):
        answering.enter(token)


def test_once_lapsed_a_yes_no_longer_counts_but_a_talk_may_be_asked_for(company):
    quote = sent(company)
    token = token_of(company, quote)
    Estimate.objects.within(company.organisation).filter(pk=quote.pk).update(valid_until=TODAY - timedelta(days=1))
    assert answering.enter(token).stage is EstimateStage.EXPIRE
    with pytest.raises(Refusal, match="n’attend plus"):
        answering.reply(answering.enter(token), Said.OUI)
    answering.reply(answering.enter(token), Said.PARLONS, word="Encore possible ?")


def typed(quote, **changed):
    """Return what the form of a quote posts."""
    terms = {"language": "fr", "base_price": "3400", "coefficients": "1 ; 0,85", "grid_dates": "3", "payment_days": "30"}
    terms |= {"structure": quote.structure_id, "valid_until": "2026-12-20", "rights_payer": "lieu"}
    for prefix in ("dates", "postes"):
        terms |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 0}
    return terms | {"dates-0-on": "2027-03-12", "postes-0-kind": "repas", "postes-0-mode": "forfait"} | changed


def test_the_pages_make_a_quote_reckon_it_and_show_the_margin_to_those_who_read_pay(client, company):
    client.force_login(company.user)
    offered = client.get("/spectacles/estran/devis/nouveau/").content.decode()
    assert "Prendre Théâtre du Môle, 3 options" in offered.replace("\xa0", " ")
    date_page = client.get(f"/dates/{company.options[0].pk}/").content.decode()
    opened = re.search(r'href="([^"]*/devis/nouveau/[^"]*)"', date_page)[1]
    assert "Pour nos yeux seuls" in client.get(opened).content.decode()
    sums = client.post("/spectacles/estran/devis/totaux/", typed(company.quote)).content.decode()
    assert "3 587,00" in sums.replace("\u202f", " ").replace("\xa0", " ")  # 3 400 and 5.5 %
    made = client.post(opened, typed(company.quote))
    assert made.status_code == 302
    page = client.get(made.url).content.decode()
    assert "Devis D-2026-002" in page and "Marge du devis" in page
    assert client.get(f"{made.url}papier/").content.startswith(b"%PDF")
    assert client.post(f"{made.url}envoyer/", {"email": ""}).context["gift"].opened
    assert "Conditions de vente" in client.get(f"{made.url}accepter/").content.decode()
    assert client.post(f"{made.url}accepter/").status_code == 302


def test_a_quote_to_somebody_whom_the_carnet_does_not_hold_adds_him_to_it(client, company):
    client.force_login(company.user)
    new = typed(company.quote, structure="") | {"structure-nom": "Festival des Grèves"}
    assert "3 587,00" in client.post("/spectacles/estran/devis/totaux/", new).content.decode().replace("\u202f", " ").replace(
        "\xa0", " "
    )
    made = client.post("/spectacles/estran/devis/nouveau/", new)
    assert made.status_code == 302 and "Festival des Grèves" in client.get(made.url).content.decode()
    buyer = Structure.objects.within(company.quote.organisation).get(name="Festival des Grèves")
    assert not buyer.ours
    client.post(f"{made.url}modifier/", typed(company.quote, structure="") | {"structure-nom": "festival des greves"})
    assert Structure.objects.within(company.quote.organisation).filter(name="Festival des Grèves").count() == 1


def test_the_page_shows_what_the_place_provides_without_an_amount(client, company):
    client.force_login(company.user)
    provided = [S3[2], {**S3[0], "mode": "fourni"}, {**S3[1], "mode": "compris"}]
    made = quoted(company, provided, number="D-2026-002")
    rows = client.get(f"/devis/{made.pk}/").context["lines"].groups[1].rows
    assert [row.cells[2] == "" for row in rows] == [False, True, True]


def test_someone_else_s_quote_is_not_found(client, company):
    other = User.objects.create_user("autre@exemple.fr", name="Autre")
    from filage.core.models import Organisation

    elsewhere = Organisation.objects.create(name="Ailleurs", slug="ailleurs")
    Membership.objects.create(user=other, organisation=elsewhere, role="production")
    client.force_login(other)
    for act in ("", "modifier/", "papier/", "accepter/"):
        assert client.get(f"/devis/{company.quote.pk}/{act}").status_code == 404


def test_the_answer_page_needs_no_account_and_says_nothing_of_ours(client, company):
    token = token_of(company, sent(company))
    page = client.get(f"/reponse/{token}/")
    text = page.content.decode()
    assert page.status_code == 200 and page.headers["Referrer-Policy"] == "same-origin"
    assert "Marge" not in text and "plateau" not in text.lower() and "D-2026-001" in text
    assert client.get(f"/reponse/{token}/devis/").content.startswith(b"%PDF")
    assert client.post(f"/reponse/{token}/", {"said": "oui", "who": "Jeanne"}).status_code == 302
    assert "Votre réponse nous est parvenue" in client.get(f"/reponse/{token}/").content.decode()
    assert client.post(f"/reponse/{token}/", {"said": "peut-être"}).status_code == 422
    assert client.get("/reponse/rien/").status_code == 410
    client.force_login(company.user)
    assert "Réponses à des devis" in client.get("/").content.decode()


def test_a_programmer_who_reads_english_is_answered_wholly_in_english(client, company):
    company.quote.language = "en"
    company.quote.save(update_fields=["language"])
    quote = sent(company)
    text = client.get(f"/reponse/{token_of(company, quote)}/").content.decode()
    assert "€10,864.00" in text and "10 864" not in text.replace("\u00a0", " ")


def money_of(company, quote):
    """Return what the dates of an accepted quote bring and cost in the budget, their team apart."""
    season = seasons.load(company.organisation.pk, (company.show.pk,))
    mine = {each.pk for each in company.options}
    kept = [line for line in counted(costs.of(season)) if line.activity in mine and not line.origin.startswith("engagement:")]
    sides = {side: sum(line.amount.known() for line in kept if line.side == side) for side in ("income", "expense")}
    return sides["income"], sides["expense"]


def test_the_items_of_an_accepted_quote_are_billed_and_cost_what_it_says(company):
    entry = operations.becomes_deal(read(company, company.quote), by=company.user)
    assert money_of(company, company.quote) == (10864, 2024)  # S3: 8 840 of prices, 900 + 504 + 620 billed
    deal = read(company, company.quote).deal
    assert {each.code: each.value for each in deal.terms.all()} == {"frais_hebergement": "900.00", "frais_repas": "504.00"}
    changes.undo(entry, by=company.user)
    assert not company.show.budget_lines.filter(source__startswith="devis").exists()


def test_what_the_place_provides_costs_us_nothing_and_what_is_at_cost_comes_back(company):
    items = [S3[0] | {"mode": "fourni"}, S3[1] | {"mode": "compris"}, S3[2]]
    operations.becomes_deal(quoted(company, items, number="D-2026-007"), by=company.user)
    assert money_of(company, company.quote) == (8840 + 620, 620)


def test_an_option_sold_is_an_income_and_rights_at_cost_are_charged_on(company):
    items = [
        {"kind": "option", "label": "Atelier", "mode": "forfait", "quantity": Decimal(1), "unit_cost": Decimal(320)},
        {"kind": "droits", "label": "Droits", "mode": "reel", "quantity": Decimal(1), "unit_cost": Decimal(441)},
    ]
    operations.becomes_deal(quoted(company, items, number="D-2026-008"), by=company.user)
    assert money_of(company, company.quote) == (8840 + 320 + 441, 441)


def test_a_stay_already_in_the_budget_of_the_date_is_not_counted_twice(company):
    stay = {"destination": "F", "account": "6256", "activity": company.options[0], "hosting": "reel", "phase": "exploitation"}
    company.line("charge", "Nuits de l’équipe", 800, **stay)
    found = operations.becoming(read(company, company.quote), today=TODAY)
    assert "Hébergement : déjà au budget de ces dates." in found.words
    operations.becomes_deal(read(company, company.quote), by=company.user)
    assert money_of(company, company.quote)[1] == 800 + 504 + 620


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Voyage de l’équipe", "Travel of the company"),
        ("Hébergement, 1 personne (nuits)", "Accommodation, 1 person (nights)"),
        ("Repas, 12 personnes", "Meals, 12 people"),
        ("Feu d’artifice", "Feu d’artifice"),
    ],
)
def test_the_items_we_fill_are_said_in_english_and_a_typed_one_stays(ours, theirs):
    assert printed.label_in(ours, "en") == theirs
    assert printed.label_in(ours, "fr") == ours


def test_the_word_of_a_quote_says_what_its_pdf_says_and_is_always_the_same(client, company):
    client.force_login(company.user)
    word = client.get(f"/devis/{company.quote.pk}/papier-word/")
    text = ZipFile(BytesIO(word.content)).read("word/document.xml").decode().replace("\u202f", " ").replace("\xa0", " ")
    for said in ("D-2026-001", "Théâtre du Môle", "10 864,00 €", "597,52 €", "11 461,52 €", "Hébergement"):
        assert said in text
    assert word.headers["Content-Disposition"].endswith('.docx"')
    assert client.get(f"/devis/{company.quote.pk}/papier-word/").content == word.content


def test_the_pages_of_quotes_ask_few_questions(client, company, django_assert_max_num_queries):
    client.force_login(company.user)
    for rank in range(2, 6):
        quoted(company, number=f"D-2026-00{rank}")
    here = f"/devis/{company.quote.pk}/"
    for page in (here, f"{here}modifier/", f"/spectacles/estran/devis/nouveau/?dates={company.options[0].pk}"):
        client.get(page)
        with django_assert_max_num_queries(20):
            assert client.get(page).status_code == 200
