"""Contracts with partners: what each kind must say, what it counts, what moved, a clause written by hand; the same bytes."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from docx import Document as WordFile
from pypdf import PdfReader

from filage.core.quiet_pdf import refuse_active
from filage.core.refusal import Refusal
from filage.documents import agreement, agreement_docx, codec, papers, speech
from filage.documents import agreement_shapes as a
from filage.documents.clauses import reading
from filage.documents.papers.agreement import view
from filage.documents.typesetter import Typesetter
from filage.rules.contracts import terms
from filage.rules.vat.sale import REVERSE_CHARGE
from tests.documents.test_papers import head

ON = date(2027, 1, 14)
OURS = a.Party(name="Compagnie Les Marées", siret="732 829 320 00074", licences=("PLATESV-D-2024-000042 (cat. 2)",))
THEIRS = a.Party(name="Association des Salines", representative="Gaël Ferrandis", quality="directeur")
DATES = tuple(
    a.Played(
        on=date(2027, 4, day),
        starts="20:30",
        place="Théâtre des Salines",
        capacity=212,
        rank=rank,
        travel="forfait",
        rights="lieu",
    )
    for rank, day in ((4, 8), (5, 9))
)
PRICE = a.PriceLine(label="Cession du droit d’exploitation", calc="1 × 2 500,00 €", amount=D(2500))
# the contract of the mock-up: 2 500 € of cession, 252 of travel, 504 of lodging, 289.80 of meals, VAT 5.5 %, 30 % down
FLAT = (("frais_hebergement", "504.00"), ("frais_repas", "289.80"), ("frais_voyage", "252.00"))
CESSION = a.Facts(
    kind="cession",
    first=OURS,
    second=THEIRS,
    work=a.Work(title="L’Estran", creators="Maud Kerven", minutes=80, party=7),
    dates=DATES[:1],
    amounts=a.Amounts(base=D(2500), lines=(PRICE,), vat=D("5.5"), deposit_rate=D(30)),
    said=FLAT,
)


def made(facts=CESSION, **options):
    return agreement.paper(head("Contrat"), facts, ON, **options)


def text(data):
    return "\n".join(agreement.plain(each) for each in data.articles)


def rows(data, topic):
    article = next(each for each in data.articles if each.key == topic)
    table = next(block.table for block in article.blocks if block.table is not None)
    return [row[-1].replace("\u00a0", " ") for row in (*table.rows, table.total) if row]


def of_kind(kind, lang="fr"):
    return replace(CESSION, kind=kind, lang=lang)


def test_what_the_tickets_add_to_a_guaranteed_price_is_written_with_its_base():
    shared = {"sharing_base": "recette nette", "variable_share": D(60), "tax_rate": D("3.5"), "bill_part": D(40)}
    shared |= {"deducted": (a.PriceLine(label="Frais de salle", calc="", amount=D(350)),)}
    plus = replace(CESSION.amounts, variable="plus", threshold=D(3200), **shared)
    said = text(made(replace(CESSION, amounts=plus))).replace("\u00a0", " ")
    assert "60 % de la recette nette au-delà de 3 200,00 € hors taxes, comptée à chaque représentation" in said
    assert "la TVA, la taxe sur les spectacles (3,5 %), Frais de salle (350,00 €)" in said and "le producteur reçoit 40 %" in said
    over = replace(CESSION.amounts, variable="versus", over_series=True, **shared)
    assert "de toute la série le dépasse" in text(made(replace(CESSION, amounts=over)))
    assert "net box office of the whole run exceeds it" in text(made(replace(of_kind("cession", "en"), amounts=over)))
    assert "recette nette" not in text(made())


def test_the_price_of_the_model_contract_is_counted_to_the_cent():
    data = made()
    assert rows(data, "prix")[-3:] == ["3 545,80 €", "195,02 €", "3 740,82 €"]
    assert rows(data, "paiement") == ["1 122,25 €", "2 618,57 €", "3 740,82 €"]


def test_a_scale_says_the_indemnity_of_each_step():
    data = made(replace(CESSION, said=(*FLAT, ("bareme_annulation", "60:30;15:100"))))
    assert rows(data, "annulation-partie") == ["750,00 €", "2 500,00 €"]


def test_the_rank_of_each_performance_is_printed():
    assert rows(made(replace(CESSION, dates=DATES)), "representations") == ["4e", "5e"]


def test_a_contract_in_english_says_in_english_why_there_is_no_vat():
    abroad = replace(of_kind("cession", "en"), amounts=replace(CESSION.amounts, vat=None, untaxed=f"{REVERSE_CHARGE}."))
    said = text(made(abroad))
    assert "Reverse charge, art. 44 and 196 of Directive 2006/112/EC." in said
    assert "Autoliquidation" not in said


def test_illness_is_never_force_majeure():
    assert "maladie d’un artiste, l’insuffisance des réservations" in text(made()).replace("\u00a0", " ")


@pytest.mark.parametrize(("kind", "lang"), [(kind, lang) for kind in sorted(terms.kinds()) for lang in agreement.languages(kind)])
def test_every_kind_of_contract_is_written_whole(kind, lang):
    data = made(of_kind(kind, lang), draft=True)
    assert len(data.articles) >= 5
    assert "{" not in text(data) and "None" not in text(data)
    assert codec.from_json(a.AgreementData, codec.to_json(data)) == data


@pytest.mark.parametrize("room", agreement.ROOMS.values())
def test_every_clause_of_a_room_is_used_and_says_why(room):
    used = {key for plan in reading.plans(room).values() for key in plan.clauses}
    assert used == set(reading.library(room))
    assert all(each.why and each.citation for versions in reading.library(room).values() for each in versions)


def test_a_clause_by_hand_stays_and_one_struck_out_is_gone():
    edits = (a.Edit(topic="assurance", text="Chacun s’assure.\n- le décor\n{{ 7 * 7 }}"), a.Edit(topic="vhss", text=""))
    data = made(edits=edits)
    by_key = {each.key: each for each in data.articles}
    assert agreement.plain(by_key["assurance"]) == "Chacun s’assure.\n- le décor\n{{ 7 * 7 }}"
    assert "vhss" not in by_key


def test_what_is_edited_is_read_back_the_same():
    for article in made(draft=False).articles:
        (again,) = agreement.edited(
            [article], [a.Edit(topic=article.key, text=agreement.plain(article))], agreement.said_of(CESSION, ON)
        )
        assert agreement.plain(again) == agreement.plain(article)


def test_an_amendment_says_only_what_changes():
    was, now = made(), made(replace(CESSION, amounts=replace(CESSION.amounts, payment_days=45)))
    (moved,) = agreement.amendment(head("Avenant"), was, now, amends="", on=ON).changes
    assert (moved.label, moved.before, moved.after) == ("Délai de paiement", "30 jours", "45 jours")


def test_the_pdf_is_tagged_carries_the_sheet_and_never_moves():
    sheet = a.Sheet(name="fiche.pdf", sha256="0", content=b"%PDF-1.4\n%%EOF")
    data = made(sheet=sheet)
    first = papers.render(data)
    assert first == papers.render(data)
    read = PdfReader(io.BytesIO(first))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert [content for contents in read.attachments.values() for content in contents] == [sheet.content]
    assert "Association des Salines" in read.pages[0].extract_text()


def test_the_word_file_says_the_same_and_never_moves():
    data = made()
    first = agreement_docx.render(data)
    assert first == agreement_docx.render(data)
    told = "\n".join(each.text for each in WordFile(io.BytesIO(first)).paragraphs)
    assert "droit d’exploitation" in told and "Violences et harcèlement" in told


@pytest.mark.parametrize(
    "said", ["90", "90:x", "-3:10", "10:101", "4000:1", "1:1;1:2", ";".join(f"{day}:1" for day in range(20))]
)
def test_a_scale_that_cannot_be_read_is_refused(said):
    with pytest.raises(terms.BadTerm):
        terms.kept("bareme_annulation", said)


def test_terms_are_kept_in_one_form():
    assert terms.kept("depot", "1 200,5") == "1200.50"
    assert terms.kept("bareme_annulation", "15 : 100 ; 90:30 %") == "90:30;15:100"
    for code, bad in (("depot", "-1"), ("debut", "32/13/2027"), ("taxe", "moi"), ("inconnu", "x"), ("nb_dates", "deux")):
        with pytest.raises(terms.BadTerm):
            terms.kept(code, bad)


def test_what_is_due_before_signing_is_named():
    assert terms.missing("cession", {}, {}) == ("base_price",)
    assert "prix_places" in terms.missing("corealisation", {"producer_share": D(60), "sharing_base": "nette"}, {})


@pytest.mark.parametrize(
    ("active", "why"),
    [
        (b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>", "script"),
        (b"<</OpenAction<</S/J#61vaScript>>>>", "script"),
        (b"<</S/Launch/F(cmd.exe)>>", "programme"),
        (b"<</Names<</EmbeddedFiles 2 0 R>>>>", "cach"),
        (b"<</Encrypt 3 0 R>>", "chiffrement"),
    ],
)
def test_a_pdf_that_does_more_than_show_pages_is_refused(active, why):
    with pytest.raises(Refusal, match=why):
        refuse_active("fiche.pdf", b"%PDF-1.4\n1 0 obj" + active + b"endobj\nstartxref\n9\n%%EOF")


def test_a_plain_pdf_passes_and_a_cut_one_does_not():
    plain = papers.render(made())
    refuse_active("contrat.pdf", plain)
    with pytest.raises(Refusal, match="coupé"):
        refuse_active("contrat.pdf", plain[:-2000])


def test_the_annexes_say_what_is_asked_on_the_spot_and_name_the_sheet_by_its_imprint():
    asked = (
        a.Request(on=DATES[0].on, kind="backline", what="Ampli basse 400 W", by="second"),
        a.Request(on=DATES[1].on, kind="backline", what="Ampli basse 400 W", by="second"),
        a.Request(on=DATES[1].on, kind="loges", what="Deux loges fermant à clé"),
    )
    sheet = a.Sheet(name="rider.pdf", sha256="ab" * 32)
    paper = made(replace(CESSION, dates=DATES, requests=asked, technical_sheet="rider.pdf"), sheet=sheet)
    first, second = paper.annexes
    assert (first.title, second.title) == ("Fiche technique", "Conditions d’accueil")
    assert sheet.sha256 in "".join(run.text for block in first.blocks for run in block.runs)
    table = second.blocks[-1].table
    assert table.rows == (
        ("Backline", "Ampli basse 400 W", "", "L’organisateur"),
        ("Loges", "Deux loges fermant à clé", speech.day(DATES[1].on, "fr"), "à convenir"),
    )
    assert papers.render(paper)


def test_a_colon_keeps_its_space_after_the_title_of_a_work():
    shown = view(Typesetter("fr"), made(replace(CESSION, kind="creneau", said=(*FLAT, ("espaces", "petite salle")))))
    runs = [run["text"] for article in shown["articles"] for block in article["blocks"] for run in block["runs"]]
    assert runs[runs.index("L’Estran", 3) + 1].replace("\u00a0", " ").startswith(" : petite salle")


def test_nothing_agreed_about_hosting_makes_no_annex():
    bare = tuple(replace(each, travel="", lodging="", meals="") for each in CESSION.dates)
    values = tuple((code, value) for code, value in CESSION.said if code != "loges")
    assert made(replace(CESSION, dates=bare, said=values)).annexes == ()
