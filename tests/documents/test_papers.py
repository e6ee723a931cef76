"""The sheets of the office: tagged and archivable, in French and in English, balanced to the euro, honest on unknowns."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filage.documents import codec, identity, papers, phrases, spacing, sums
from filage.documents import paper_shapes as p
from filage.documents import settlement_shapes as e
from filage.documents import shapes as s
from filage.documents.papers import accounts, financing
from filage.documents.typesetter import Typesetter
from filage.documents.vocabulary import ENGLISH, say
from filage.rules.accounting import cerfa_lines, class_label
from tests.documents import samples
from tests.documents.test_dossier import read, words


def head(kind: str, lang: s.Lang = "fr", **changes: object) -> p.Head:
    """Return the head of a sheet of case 1."""
    company = replace(samples.COMPANY, **changes)  # type: ignore[arg-type]
    return p.Head(company=company, document=s.Document(kind=kind, issued=samples.ISSUED), title="Ce que la mer rend", lang=lang)


def line(code: str, label: str, amount: str | None, unknown: int = 0) -> p.AccountLine:
    return p.AccountLine(code=code, label=label, amount=None if amount is None else D(amount), unknown=unknown)


# Cas V3 of the facts: 141 112 = 118 425 + 22 687, and 257 112 on both sides with 116 000 of voluntary work.
V3 = p.AccountsData(
    head=head("Budget par comptes"),
    charges=(
        p.AccountClass(code="60", label="Achats", lines=(line("601", "Achats de matières et de fournitures", "35672.00"),)),
        p.AccountClass(code="64", label="Charges de personnel", lines=(line("641", "Rémunération des personnels", "105440.00"),)),
        p.AccountClass(
            code="86",
            label="Emplois des contributions volontaires",
            lines=(line("864", "Personnel bénévole", "116000"),),
            voluntary=True,
        ),
    ),
    income=(
        p.AccountClass(code="74", label="Subventions d’exploitation", lines=(line("74etat", "État", "118425"),)),
        p.AccountClass(code="", label="Ressources propres affectées au projet", lines=(line("", "Autofinancement", "22687"),)),
        p.AccountClass(
            code="87", label="Contributions volontaires en nature", lines=(line("870", "Bénévolat", "116000"),), voluntary=True
        ),
    ),
    phase="Structure",
    tax_note="Montants hors taxes.",
)
SHEETS: dict[str, p.PaperData] = {
    "financing": p.FinancingData(
        head=head("Plan de financement"), budget=samples.BUDGET, pitch="Un matin de grande marée.", phase="Création"
    ),
    "accounts": V3,
    "treasury": p.TreasuryData(
        head=head("Plan de trésorerie"),
        start=samples.MONTHS[0],
        opening=D(8200),
        flows=(
            p.TreasuryRow(label="Recettes", side="in", amounts=tuple(D(into) for into, _ in samples.CASE_2)),
            p.TreasuryRow(label="Salaires bruts", side="out", amounts=tuple(D(out) for _, out in samples.CASE_2)),
        ),
        hypotheses=("Montants toutes taxes comprises. Les dates en option ne sont pas comptées.",),
    ),
    "tour": p.TourData(
        head=head("Tableau de tournée"),
        dates=(
            p.TourLine(
                on=date(2027, 3, 12),
                hour="20:30",
                venue="Le Môle",
                town="Port-Lanvel",
                what="tout public",
                state="signé",
                tone="firm",
                deal="signé",
                price=D(2500),
                priced=True,
                travel="réel",
                lodging="lieu",
                meals="lieu",
                rights="lieu",
            ),
            p.TourLine(on=date(2027, 4, 1), venue="L’Étale", what="scolaire", state="option 1", tone="open", priced=True),
        ),
        called_off=2,
    ),
    "needs": p.NeedsData(
        head=head("Liste des besoins"),
        groups=(
            p.NeedGroup(
                name="Technique",
                lines=(
                    p.NeedLine(label="Voile de 42 m²", quantity="1 pièce", state="au budget", tone="firm", amount=D(1480)),
                    p.NeedLine(label="Piano", state="à chiffrer"),
                ),
            ),
            p.NeedGroup(
                name="Humain", lines=(p.NeedLine(label="Régisseuse", state="estimé", tone="asked", amount=None, silent=True),)
            ),
        ),
        open_points=(("L’espace", "La voile est-elle classée M1 ?"),),
    ),
}

# Case 5 B of the facts: 1 500 € plus 60 % of what passes 3 200 € of net takings (3 890,39 €), 1 500 € paid already.
EVENING = e.SettlementData(
    head=head("Décompte de soirée"),
    evening="Club Mascaret, Port-Sureau, vendredi 22 janvier 2027\x0b",
    accord="Garantie plus pourcentage",
    partner="Club Mascaret",
    tickets=(e.TicketLine(label="Prévente", seats=200, price=D(18)), e.TicketLine(label="Invitation", seats=10)),
    steps=(
        e.StepLine(label="Recette hors taxes", amount=D("4436.02")),
        e.StepLine(label="Taxe sur les spectacles", amount=D("-155.26"), note="3,5 %"),
        e.StepLine(label="Droits d’auteur", amount=D("-390.37")),
        e.StepLine(label="Recette nette", amount=D("3890.39"), strong=True),
    ),
    due=(e.StepLine(label="Dû", amount=D("1914.23")), e.StepLine(label="Reste à verser", amount=D("414.23"))),
    signatures=(("Le club", "Ana Roz"), ("La compagnie", "Maud Kerven")),
)
FRENCH: dict[str, p.PaperData | e.SettlementData] = {**SHEETS, "settlement": EVENING}


@pytest.mark.parametrize("name", FRENCH)
def test_a_sheet_is_tagged_archivable_and_the_same_every_time(name):
    sheet = FRENCH[name]
    content = papers.render(sheet)
    root = read(content).trailer["/Root"]
    declared = root["/Metadata"].get_data().decode()
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("fr")
    assert "<pdfuaid:part>1</pdfuaid:part>" in declared and "<pdfaid:part>3</pdfaid:part>" in declared
    assert papers.render(sheet) == content
    assert codec.from_json(type(sheet), codec.to_json(sheet)) == sheet


def test_a_settlement_says_what_is_due_on_one_page():
    content = papers.render(EVENING)
    assert len(read(content).pages) == 1
    said = words(content)
    assert all(each in said for each in ("1 914,23", "414,23", "3 890,39", "Ana Roz"))


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("L’accord : « oui » ; vraiment ?", "L’accord\u00a0: «\u00a0oui\u00a0»\u202f; vraiment\u202f?"),
        ("le 8 avril à 20 h 30, n° 12", "le 8\u00a0avril à 20\u00a0h\u00a030, n°\u00a012"),
        ("5,5 % de 2 500 € à 00470 Bourg-Estran", "5,5\u00a0% de 2 500\u00a0€ à 00470\u00a0Bourg-Estran"),
    ],
)
def test_french_keeps_its_spaces(said, printed):
    assert spacing.text(said) == printed


def test_papers_made_at_the_same_time_are_those_made_one_after_the_other():
    names = list(FRENCH) * 2
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(lambda name: papers.render(FRENCH[name]), names))
    assert together == [papers.render(FRENCH[name]) for name in names]


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_speaks_english(name):
    sheet = SHEETS[name]
    head = replace(sheet.head, lang="en")
    content = papers.render(replace(sheet, head=head))
    assert read(content).trailer["/Root"]["/Lang"].startswith("en")
    assert "Montant" not in words(content)


@pytest.mark.parametrize("typeface", ["lineale", "mixte", "romain"])
def test_a_house_chooses_its_type(typeface):
    assert papers.render(replace(V3, head=head("Budget par comptes", typeface=typeface)))


def test_the_financing_plan_of_case_1_holds_on_one_page():
    content = papers.render(SHEETS["financing"])
    assert len(read(content).pages) == 1
    text = words(content)
    assert "78 400,00 €" in text and "66 400,00 €" in text and "12 000,00 €" in text


def test_thirty_funders_still_hold_on_the_page_and_lose_no_money():
    plan = tuple(
        s.Funding(name=f"Financeur {n}", amount=D(1000 + n), status="notifié", tone="firm", secured=n % 3 == 0) for n in range(30)
    )
    assert sums.add(each.amount for each in financing.gathered(plan, "fr")) == sums.add(each.amount for each in plan)
    content = papers.render(replace(SHEETS["financing"], budget=replace(samples.BUDGET, plan=plan)))
    assert len(read(content).pages) == 1


def test_the_published_account_view_says_its_totals():
    text = words(papers.render(V3))
    for figure in ("141 112 €", "257 112 €", "118 425 €", "22 687 €", "116 000 €", "83,9 %"):
        assert figure in text, figure


def test_the_treasury_of_case_2_closes_as_its_answer_says():
    text = words(papers.render(SHEETS["treasury"]))
    for closing in samples.CASE_2_CLOSINGS:
        assert f"{abs(closing):,}".replace(",", " ") + ",00" in text
    assert "Creux : −14 610,00 € fin mars 2027" in text


def test_a_plan_of_two_years_is_cut_by_twelve_months_and_an_unknown_opening_has_no_balance():
    rows = (p.TreasuryRow(label="Recettes", side="in", amounts=(D(100),) * 20 + (None,) * 3, unknown=3),)
    text = words(papers.render(replace(SHEETS["treasury"], flows=rows, opening=None)))
    assert "Solde d’ouverture inconnu" in text and "3 montants inconnus" in text and "Clôture" not in text
    assert "septembre 2026 – août 2027" in text and "septembre 2027 – juillet 2028" in text


def test_a_tour_says_what_is_not_settled_and_what_is_left_out():
    text = words(papers.render(SHEETS["tour"]))
    assert "au moins 2 500,00 €, 1 montant inconnu" in text
    assert "? : à confirmer avec le lieu" in text and "2 dates reportées ou annulées" in text
    assert "20 h 30" in text and "Mars 2027" in text


def test_a_long_tour_repeats_its_headings_on_each_page():
    dates = tuple(replace(SHEETS["tour"].dates[0], on=date(2027, 1 + rank // 28, 1 + rank % 28)) for rank in range(84))
    pages = read(papers.render(replace(SHEETS["tour"], dates=dates))).pages
    assert len(pages) > 2 and all("HÉBERGEMENT" in page.extract_text().upper() for page in pages)


def test_the_needs_list_never_says_what_somebody_earns():
    text = words(papers.render(SHEETS["needs"]))
    assert "au moins 1 480,00 €, 1 montant inconnu" in text
    assert "Ce que gagnent les personnes n’est pas sur cette liste" in text


cents = st.integers(min_value=0, max_value=10_000_000).map(lambda c: D(c) / 100)


@settings(max_examples=60, deadline=None)
@given(st.lists(cents, min_size=1, max_size=12), st.lists(cents, min_size=1, max_size=12))
def test_whole_euros_still_balance(charges, income):
    out, into = sum(charges, D(0)), sum(income, D(0))
    closed = [*income, out - into] if out > into else income
    opened = [*charges, into - out] if into > out else charges

    def side(amounts):
        lines = tuple(p.AccountLine(code="601", label="Achats", amount=amount) for amount in amounts)
        return [p.AccountClass(code="60", label="Achats", lines=lines)]

    left, right = (accounts.classes_of(Typesetter("fr"), side(amounts)) for amounts in (opened, closed))
    totals = [sum(D(each["total"]) for each in shown) for shown in (left, right)]
    assert totals[0] == totals[1]
    for shown, exact in zip(left[0]["lines"], opened, strict=True):
        assert abs(Fraction(D(shown["amount"])) - Fraction(exact)) < 1


def test_an_unknown_amount_is_said_and_never_a_zero():
    charges = (p.AccountClass(code="60", label="Achats", lines=(line("601", "Achats", "12300"), line("604", "Décor", None, 1))),)
    text = words(papers.render(replace(V3, charges=charges, income=())))
    assert "au moins 12 300 €, 1 montant inconnu" in text
    assert "à confirmer" in text


def test_a_budget_that_does_not_balance_says_what_is_missing():
    charges, income = sums.Sum(D("78400.00"), 0), sums.Sum(D("75000.00"), 0)
    assert phrases.unbalanced(charges, income, "fr").title == "Budget non équilibré : il manque 3\u00a0400,00\u00a0€."
    assert phrases.unbalanced(income, charges, "en").title == "Budget not balanced: €3,400.00 of income in excess."
    assert phrases.unbalanced(charges, charges, "fr") is None
    unknown = phrases.unbalanced(sums.Sum(D(78400), 1), sums.Sum(D(75000), 0), "fr")
    assert "1 montant inconnu dans les charges" in unknown.title and "il manque" in unknown.text


def test_a_budget_without_a_line_says_so():
    text = words(papers.render(p.AccountsData(head=head("Budget par comptes"))))
    assert "Aucune ligne de budget" in text and "0 €" not in text


def test_every_line_of_the_form_has_its_english():
    for income in (True, False):
        for each in cerfa_lines(income=income):
            assert each.label in ENGLISH
            assert not each.account_class or class_label(each.account_class) in ENGLISH
    assert say("7 dates fermes sur 20", "en") == "7 firm dates out of 20"
    assert say("Décor de la compagnie", "en") == "Décor de la compagnie"


def test_a_colour_that_cannot_be_read_is_darkened_and_says_so():
    kept = identity.colours("#101b2d", "#e8a33d")
    assert kept.ink.kept and kept.accent.kept and not kept.accent_text.kept
    assert round(identity.contrast("#000000"), 1) == 21.0  # WCAG 2.2: black on white
    assert round(identity.contrast("#777777"), 2) == 4.48  # the grey that just fails, of the same text
    pale = identity.colours("#ffd200", "#ffffff")
    assert pale.ink.ratio >= identity.INK_RATIO and pale.accent.ratio >= identity.SEEN_RATIO
    assert pale.accent_text.ratio >= identity.TEXT_RATIO
    said = " ".join(identity.remarks(pale))
    assert "#ffd200" in said and pale.ink.printed in said and "#ffffff" in said
    assert len(identity.remarks(kept)) == 1


def test_the_same_recharge_on_ten_dates_is_one_line_and_loses_nothing():
    meals = tuple(
        s.Funding(name="Repas, refacturés", amount=D("124.20"), status="notifié", tone="firm", secured=True) for _ in range(10)
    )
    unknown = tuple(s.Funding(name="Train", status="notifié") for _ in range(2))
    merged = sums.merged((*meals, *unknown))
    assert [(each.name, each.amount) for each in merged] == [
        ("Repas, refacturés", D("1242.00")),
        ("Train", None),
        ("Train", None),
    ]
    lines = sums.merged_lines([s.BudgetEntry(name="Repas", amount=D("0.335"))] * 3)
    assert [line.amount for line in lines] == [D("1.02")]  # three printed amounts of 0,34


def test_arabic_and_hebrew_are_drawn_and_what_cannot_be_is_said():
    arabic = replace(V3, head=replace(V3.head, title="بحر البحر", author="שלום עולם"))
    content = papers.render(arabic)
    names = {
        str(f["/BaseFont"])
        for page in read(content).pages
        for f in (o.get_object() for o in page["/Resources"]["/Font"].values())
    }
    assert any("NotoNaskhArabic" in name for name in names) and any("NotoSansHebrew" in name for name in names)
    assert "☐" not in words(content)
    text = words(papers.render(replace(V3, head=replace(V3.head, title="Mer 漢字 de sel", author="한"))))
    assert "☐ : 3 caractères que les polices de ce papier ne dessinent pas (U+5B57, U+6F22, U+D55C)" in text
    english = replace(V3, head=replace(V3.head, title="漢", lang="en"))
    assert "☐: 1 character that the fonts of this paper cannot draw (U+6F22)" in words(papers.render(english))
