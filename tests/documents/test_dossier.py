"""The dossier is tagged, archivable, the same every time, and says what is known and what is not."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from pypdf import PdfReader

from filage.documents import artwork, dossier, fonts, shapes, sums, titles
from tests.documents import samples


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    """Return the text of a PDF, its holding spaces turned into plain ones."""
    text = "\n".join(page.extract_text() for page in read(content).pages)
    return " ".join(text.replace("\u200b", "").split())


@pytest.fixture(scope="module")
def full() -> bytes:
    return dossier.render(samples.dossier())


def test_the_dossier_is_tagged_and_says_its_language_and_title(full):
    reader = read(full)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("fr")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Dossier de production : Ce que la mer rend"


def test_the_dossier_declares_pdf_ua_1_and_pdf_a_3a(full):
    declared = read(full).trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in declared
    assert "<pdfaid:part>3</pdfaid:part>" in declared
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in declared


def test_every_font_is_ours_and_embedded(full):
    names = {
        str(f["/BaseFont"]) for page in read(full).pages for f in (o.get_object() for o in page["/Resources"]["/Font"].values())
    }
    assert names and all("Source" in name for name in names)


def test_the_same_data_gives_the_same_bytes_in_another_process_and_another_day(full):
    code = "import sys; from tests.documents import samples; from filage.documents import dossier; "
    code += "sys.stdout.buffer.write(dossier.render(samples.dossier()))"
    elsewhere = os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=elsewhere, cwd=Path(__file__).parents[2]
    )
    assert other.stdout == full


def test_the_figures_of_case_1_are_printed(full):
    text = words(full)
    for amount in (
        "78 400,00 €",
        "66 400,00 €",
        "12 000,00 €",
        "2 500,00 €",
        "4 828,80 €",
        "3 545,80 €",
        "195,02 €",
        "3 740,82 €",
        "611,68 €",
    ):
        assert amount in text
    assert "Seuil : 20 représentations" in text
    assert "à 14 dates, 3 436,48 € resteraient à financer" in text
    assert "19,1 %" in text and "15,3 %" in text  # shares of the financing plan


def test_the_balances_of_case_2_are_printed(full):
    text = words(full)
    for closing in samples.CASE_2_CLOSINGS:
        shown = f"{abs(closing):,}".replace(",", " ") + ",00 €"
        assert shown in text
    assert "Creux : −14 610,00 € fin mars 2027. Un découvert est à prévoir." in text.replace("− ", "−")


def test_a_secured_part_is_told_from_a_hoped_one(full):
    text = words(full)
    assert "66 400,00 € acquis, soit 84,7 %" in text
    assert "12 000,00 € restent à acquérir" in text


def test_the_dossier_speaks_english():
    content = dossier.render(samples.dossier(lang="en"))
    text = words(content)
    assert read(content).trailer["/Root"]["/Lang"].startswith("en")
    assert "€78,400.00" in text and "Budget and funding" in text and "21 November 2026" in text
    assert "Montant" not in text


def test_an_unbalanced_budget_is_printed_with_its_gap():
    short = replace(samples.BUDGET, income=samples.groups(("Aides", [("Ville", "70400")])))
    text = words(dossier.render(samples.dossier(budget=short)))
    assert "BUD-001" in text
    assert "8 000,00 €" in text and "ne s’équilibrent pas" in text


def test_an_unknown_amount_is_counted_and_never_a_zero():
    lines = samples.groups(("Décor", [("Décor", None), ("Bois", "100"), ("Toile", None)]))
    text = words(dossier.render(samples.dossier(budget=shapes.Budget(charges=lines), treasury=None)))
    assert "à confirmer" in text and "+ 2 à confirmer" in text
    assert "100,00 €" in text and " 0,00 €" not in text
    assert "Total des produits à confirmer" in text


def test_a_price_under_the_cost_has_no_threshold():
    low = replace(samples.BUDGET.threshold, price=D(1500), dates=None)
    text = words(dossier.render(samples.dossier(budget=replace(samples.BUDGET, threshold=low))))
    assert "Seuil inatteignable" in text


def test_a_production_of_which_nothing_is_known_gives_a_cover_and_one_page():
    content = dossier.render(samples.bare())
    pages = [page.extract_text() for page in read(content).pages]
    assert len(pages) == 2
    assert "En bref" in pages[1] and "à confirmer" in pages[1]


FURNITURE = 24  # words of a header and a footer


@pytest.mark.parametrize("part", ["team", "schedule", "budget", "terms", "treasury", "contacts"])
def test_any_part_may_be_missing_and_no_page_is_left_empty(part):
    content = dossier.render(samples.dossier(**{part: () if part in ("team", "contacts") else None}))
    for page in read(content).pages[1:]:
        assert len(page.extract_text().split()) > FURNITURE or page.images


def test_forty_dates_and_sixty_lines_run_over_the_pages_with_their_headings():
    steps = tuple(
        shapes.Step(
            what=f"Date {rank}", since=date(2027, 1 + rank % 12, 1 + rank % 28), where="Théâtre", status="confirmé", tone="firm"
        )
        for rank in range(40)
    )
    lines = [(f"Poste {rank}", str(rank)) for rank in range(60)]
    given = samples.dossier(
        schedule=replace(samples.SCHEDULE, steps=steps),
        budget=replace(samples.BUDGET, charges=samples.groups(("Tout", lines))),
    )
    content = dossier.render(given)
    text = words(content)
    assert all(f"Date {rank}" in text for rank in range(40))
    assert all(f"Poste {rank}" in text for rank in range(60))
    assert "1 770,00 €" in text  # 0 + 1 + … + 59
    headed = [page for page in read(content).pages if "QUOI" in page.extract_text().upper()]
    assert len(headed) >= 2  # the heading of the table is repeated


def test_the_title_of_a_work_inside_a_text_loses_its_marks(full):
    text = words(full)
    assert "L’Heure du sel (2021)" in text and "_L’Heure" not in text


HOSTILE = [
    '#panic("non") $x^2$ *gras* `code` <label> @ref // fin /* jamais',
    "= Titre\n- liste\n\\ \\u{41}",
    "😀 👩‍👩‍👧 🎭",
    "مرحبا שלום \u202eabc\u202c 漢字",
    "\x00\x01\x1f\x7f\u2028\ue000\ufffe",
    "\ud800",
    "x" * 3000,
    "mot " * 2500,
    "",
    "__a__ _b_ c_d",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_the_dossier(text):
    given = samples.dossier(
        company=replace(samples.COMPANY, name=text, story=text, ink=text, accent="red", address=(text,), legal_form=text),
        work=replace(
            samples.WORK, title=text, author=text, pitch=text, intention=(text, text, text), pull_quote=text, mentions=text,
            staging=(shapes.StageNote(name=text, text=text),), facts=(shapes.KeyFact(name=text, value=text, note=text),),
        ),
        team=(shapes.Member(name=text, role=text, bio=text),),
        terms=replace(samples.TERMS, notes=(shapes.StageNote(name=text, text=text),), wanted=text),
        contacts=(shapes.Contact(name=text, role=text, phone=text, email=text),),
    )  # fmt: skip
    assert dossier.render(given).startswith(b"%PDF-1.7")


def test_markup_is_printed_as_it_was_typed():
    text = words(dossier.render(samples.dossier(terms=shapes.Terms(wanted='#panic("non") *gras* <a>'))))
    assert '#panic("non") *gras* <a>' in text


def test_a_file_that_is_no_picture_is_refused_by_name():
    picture = shapes.Picture(content=b"MZ not a picture", alt="Affiche", credit="© X")
    with pytest.raises(artwork.PictureRefused, match="Affiche"):
        dossier.render(samples.dossier(work=replace(samples.WORK, cover=picture)))


def test_a_damaged_picture_is_refused_in_french():
    picture = shapes.Picture(content=samples.png()[:40], alt="Affiche", credit="© X")
    with pytest.raises(dossier.DocumentRefused, match="ne se compose pas"):
        dossier.render(samples.dossier(work=replace(samples.WORK, pictures=(picture,))))


def test_the_colours_of_the_house_recolour_the_default_cover():
    own = artwork.cover("#3b0d1f", "#e4572e")
    assert own != artwork.cover("#101b2d", "#e8a33d")
    assert own.startswith(b"<svg")


def test_missing_fonts_say_the_gesture_that_brings_them(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(fonts.FontsMissing, match="bin/setup"):
        fonts.folder()


def test_no_template_reads_the_clock_or_the_network():
    for template in Path(dossier.__file__).parent.glob("typst/*.typ"):
        source = template.read_text()
        assert "datetime.today" not in source and "@preview" not in source


def test_shares_add_up_to_a_hundred_percent():
    assert sums.shares([D(1), D(1), D(1)]) == [334, 333, 333]
    assert sums.shares([D(15000), None, D(63400)]) == [191, None, 809]
    assert sums.shares([None, D(0)]) == [None, None]


def test_a_long_title_is_cut_into_even_lines():
    assert titles.lines_of("Ce que la mer rend") == ["Ce que", "la mer", "rend"]
    lines = titles.lines_of("Les extraordinaires aventures d’un titre beaucoup trop long pour une seule ligne")
    assert max(map(len, lines)) <= 22 and len(lines) <= 7


def test_what_is_given_without_money_comes_below_the_line_and_in_no_plan():
    """V3: 141 112 on both sides, 257 112 with 116 000 of bénévolat (864, 875)."""
    given = {
        "charges": (
            shapes.BudgetGroup(name="Structure", lines=(shapes.BudgetEntry(name="Charges", account="6", amount=D(141112)),)),
            shapes.BudgetGroup(
                name="Contributions volontaires",
                voluntary=True,
                lines=(shapes.BudgetEntry(name="Personnel bénévole", account="864", amount=D(116000)),),
            ),
        ),
        "income": (
            shapes.BudgetGroup(name="Subventions", lines=(shapes.BudgetEntry(name="Produits", account="7", amount=D(141112)),)),
            shapes.BudgetGroup(
                name="Contributions volontaires",
                voluntary=True,
                lines=(shapes.BudgetEntry(name="Bénévolat", account="875", amount=D(116000)),),
            ),
        ),
    }
    said = words(dossier.render(replace(samples.dossier(), budget=shapes.Budget(**given))))
    assert said.count("Total, 86 et 87 compris 257 112,00 €") == 2
    assert "Total des charges 141 112,00 €" in said
    assert "Total des produits 141 112,00 €" in said
