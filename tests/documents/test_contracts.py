"""Employment contracts: each with its mandatory mentions, what is missing named and marked, the same bytes every time."""

import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from docx import Document as WordFile
from pypdf import PdfReader

from filage.documents import codec, contract_docx, employment, papers
from filage.documents import employment_shapes as e
from filage.documents.clauses import reading
from tests.documents.test_papers import head

ON = date(2027, 2, 1)
FIRST = date(2027, 3, 12)
HOUSE = e.Employer(
    name="Compagnie Les Marées",
    legal_form="Association loi 1901",
    address="12 quai des Brumes, 35400 Saint-Malo",
    siret="732 829 320 00074",
    ape="9001Z",
    representative="Maud Lelièvre",
    quality="présidente",
    licences=("PLATESV-D-2024-001234",),
    agreement="1285",
    urssaf="Urssaf de Bretagne, Rennes",
    retirement="Audiens (Agirc-Arrco), 92170 Vanves",
    welfare="Audiens Santé Prévoyance, 92170 Vanves",
    conges_number="E-104-223",
    medical="Thalie Santé, Paris",
)
CAMILLE = e.Employee(
    name="Camille Roux",
    born_on=date(1991, 4, 1),
    birth_place="Brest",
    nationality="française",
    address="8 rue du Port, 29200 Brest",
    nir="291042901900123",
    conges_number="R-55-812",
)
DAYS = tuple(
    e.Day(on=FIRST + timedelta(days=rank), what="représentation", place="Le Môle, Saint-Malo", starts="20:30", ends="22:00")
    for rank in range(5)
)
ARTIST = e.Terms(
    status="artiste",
    contract="CDDU",
    employer=HOUSE,
    employee=CAMILLE,
    function="comédienne",
    title="L’Estran",
    position="artiste dramatique",
    phase="exploitation",
    object_number="18A2604512",
    starts=FIRST,
    ends=FIRST + timedelta(days=4),
    days=DAYS,
    unit="cachet",
    gross=D(160),
    quantity=D(5),
    total=D(800),
)
TECHNICIAN = replace(ARTIST, status="technicien", function="régisseuse", position="groupe 5", unit="heure", gross=D("18.50"))
GONE = e.Replaced(name="Lou Martin", qualification="régisseur général", since=FIRST)
OFFICE = replace(TECHNICIAN, status="permanent", contract="CDI", unit="mois", gross=D(2450), weekly_hours=D(28), days=())
SCHOOL = replace(TECHNICIAN, status="intervention", contract="CDD", motive="six ateliers au collège Les Rives", position="")
WHOLE = {
    "cddu-artiste": (ARTIST,),
    "cddu-technicien": (TECHNICIAN,),
    "cddu-collectif": (ARTIST, replace(ARTIST, employee=replace(CAMILLE, name="Ulysse Pons"), gross=D(170), total=D(850))),
    "cdd": (replace(TECHNICIAN, contract="CDD", motive="surcroît de montage en mars 2027"),),
    "remplacement": (replace(TECHNICIAN, contract="CDD", replaced=GONE),),
    "intervention": (SCHOOL,),
    "cdi": (OFFICE,),
}
CHOICES = e.Choices(spread="du lundi au jeudi, sept heures par jour", ground="numero")


def contract(kind, *terms, choices=CHOICES, **options):
    return employment.paper(head("Contrat de travail"), kind, terms or WHOLE[kind], ON, choices=choices, **options)


def said(data):
    """Return all that a contract says, gaps between brackets."""
    runs = (run for article in data.articles for block in article.blocks for run in block.runs)
    tables = (block.table for article in data.articles for block in article.blocks if block.table)
    text = " ".join(f"[{run.text}]" if run.gap else run.text for run in runs)
    cells = " ".join(cell for table in tables for row in table.rows for cell in row)
    return " ".join(f"{text} {cells}".replace("\u202f", " ").replace("\xa0", " ").split())


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_contract_lacks_nothing_and_has_no_gap(kind):
    data = contract(kind)
    assert data.missing == () and "[" not in said(data), said(data)
    assert codec.from_json(e.EmploymentData, codec.to_json(data)) == data


@pytest.mark.parametrize("kind", [kind for kind in reading.plans("embauche") if kind != "avenant"])
def test_every_mention_that_a_kind_asks_for_is_written_by_one_of_its_clauses(kind):
    carried = {code for key in reading.plan("embauche", kind).clauses for code in reading.clause("embauche", key, ON).mentions}
    asked = {each.code for each in reading.mentions("embauche") if kind in each.kinds}
    assert asked - carried == set()


# Code du travail, art. L1242-12, 1° to 8°; accord interbranches du 24 juin 2008, art. 3.3.1: what takes each away, and its name
@pytest.mark.parametrize(
    ("kind", "change", "named"),
    [
        ("cdd", {"motive": ""}, "motif précis"),
        ("remplacement", {"replaced": replace(GONE, qualification="")}, "nom et qualification de la personne remplacée"),
        ("cddu-artiste", {"ends": None}, "date du terme"),
        ("cddu-artiste", {"function": ""}, "désignation de l’emploi"),
        ("cddu-artiste", {"position": ""}, "position dans la classification"),
        ("cddu-artiste", {"gross": None}, "montant de la rémunération"),
        ("cddu-artiste", {"object_number": ""}, "numéro d’objet"),
        ("cddu-artiste", {"employer": replace(HOUSE, agreement="")}, "convention collective applicable"),
        ("cddu-artiste", {"employer": replace(HOUSE, retirement="")}, "caisse de retraite complémentaire"),
        ("cddu-artiste", {"employer": replace(HOUSE, welfare="")}, "organisme de prévoyance"),
        ("cddu-artiste", {"employer": replace(HOUSE, conges_number="")}, "affiliation aux Congés Spectacles"),
        ("cddu-technicien", {"employer": replace(HOUSE, urssaf="")}, "lieu de dépôt de la déclaration préalable"),
        ("cdi", {"starts": None}, "date de début"),
    ],
)
def test_a_missing_mention_is_named_and_marked_in_the_draft(kind, change, named):
    data = contract(kind, replace(WHOLE[kind][0], **change), draft=True)
    assert named in data.missing and "[" in said(data)


def test_the_private_agreement_asks_for_the_director_and_the_calendar():
    private = replace(ARTIST, employer=replace(HOUSE, agreement="3090"), deduction="dramatique", days=())
    missing = contract("cddu-artiste", private).missing
    assert {"planning des représentations et répétitions", "nom du metteur en scène ou de la metteuse en scène"} <= set(missing)
    assert "Mise en scène : Inès Corbaz" in said(contract("cddu-artiste", replace(private, director="Inès Corbaz", days=DAYS)))


def test_a_missing_social_security_number_is_only_a_warning():
    data = contract("cddu-artiste", replace(ARTIST, employee=replace(CAMILLE, nir="")))
    assert data.missing == () and data.warnings == ("numéro de sécurité sociale",)
    assert "numéro de sécurité sociale ……" in said(data) and "[" not in said(data), "a line to fill by hand"


def test_a_part_time_says_how_it_is_spread():
    assert contract("cdi", choices=e.Choices()).missing == ("répartition de la durée d’un temps partiel",)
    assert "du lundi au jeudi" in said(contract("cdi"))
    assert "aux dates du contrat" not in said(contract("cdi"))


def test_several_artists_share_a_contract_only_in_one_number_or_orchestra():
    assert "même numéro ou même orchestre" in contract("cddu-collectif", choices=e.Choices()).missing
    text = said(contract("cddu-collectif"))
    for told in ("Camille Roux", "Ulysse Pons", "5 cachets à 160,00 €", "5 cachets à 170,00 €", "mandat écrit"):
        assert told in text, told


def test_a_workshop_is_never_a_usage_contract():
    assert employment.kind_of(SCHOOL) == "intervention"
    assert "Ce n’est pas un contrat d’usage" in said(contract("intervention"))


@pytest.mark.parametrize(
    ("days", "executive", "kind", "trial"),
    [
        (5, False, "cddu-artiste", ""),
        (14, False, "cddu-artiste", "2 jours"),
        (150, False, "cddu-artiste", "14 jours"),
        (200, False, "cddu-artiste", "un mois"),
        (5, True, "cdi", "trois mois"),
    ],
)
def test_a_trial_is_as_long_as_the_law_allows_and_never_longer(days, executive, kind, trial):
    """Code du travail, art. L1242-10: a day a week up to two weeks, a month beyond six months; CCNEAC, art. V.4 for a CDI."""
    terms = replace(WHOLE[kind][0], ends=FIRST + timedelta(days=days - 1), executive=executive)
    text = said(contract(kind, terms, choices=replace(CHOICES, trial=True)))
    assert f"période d’essai de {trial}." in text if trial else "ne comporte pas de période d’essai" in text


def test_an_amendment_says_what_moved_and_nothing_else():
    moved = replace(DAYS[1], place="Le Quai, Nantes")
    today = replace(ARTIST, days=(DAYS[0], moved, *DAYS[2:4]), gross=D(175), quantity=D(4), total=D(700), ends=DAYS[3].on)
    told = {each.label: (each.before, each.after) for each in employment.changes(ARTIST, today)}
    assert told["Fin"] == ("16 mars 2027", "15 mars 2027")
    assert told["Durée du travail"] == ("5 cachets", "4 cachets")
    assert told["mar. 16 mars 2027"][1] == "retiré" and "Nantes" in told["sam. 13 mars 2027"][1]
    assert set(told) == {
        "Fin", "Durée du travail", "Rémunération brute", "Total brut", "sam. 13 mars 2027", "mar. 16 mars 2027",
    }  # fmt: skip
    assert employment.changes(ARTIST, ARTIST) == ()


@pytest.fixture(scope="module")
def issued():
    """Return a whole contract and a draft, as PDF: compiled once."""
    bare = e.Terms(
        status="artiste",
        contract="CDDU",
        employer=e.Employer(name="Les Marées"),
        employee=e.Employee(name="Ana"),
        function="",
        title="L’Estran",
    )
    return papers.render(contract("cddu-artiste")), papers.render(contract("cddu-artiste", bare, draft=True))


def text_of(content):
    pages = PdfReader(io.BytesIO(content)).pages
    return [" ".join(page.extract_text().replace("\xa0", " ").replace("\u202f", " ").split()) for page in pages]


def test_a_contract_is_an_accessible_archive_whose_signatures_are_never_alone(issued):
    whole, draft = issued
    assert b"pdfuaid" in whole and b"pdfaid" in whole
    pages = text_of(whole)
    assert "BON POUR ACCORD" in pages[-1].upper() and "Remise du contrat" in pages[-1]
    assert "il n’émet pas de bulletin de paie" in pages[-1]
    assert papers.render(contract("cddu-artiste")) == whole
    assert "Brouillon" in text_of(draft)[0] and "à compléter : numéro d’objet" in " ".join(text_of(draft))


def test_the_same_contract_is_a_word_file_with_real_styles():
    data = contract("cddu-collectif")
    content = contract_docx.render(data)
    document = WordFile(io.BytesIO(content))
    assert next(each.text for each in document.paragraphs if each.style.name == "Article") == "Les parties"
    assert any(table.cell(1, 0).text == "Camille Roux" for table in document.tables)
    assert document.core_properties.title.startswith("Contrat d’engagement commun")
    assert contract_docx.render(data) == content
    draft = contract_docx.render(
        contract("cddu-artiste", replace(ARTIST, object_number="", title="{{ 7*7 }} <w:p/>"), draft=True)
    )
    told = WordFile(io.BytesIO(draft))
    assert 'w:val="Gap"' in told.element.xml and "à compléter : numéro d’objet" in told.element.xml
    assert any("{{ 7*7 }} <w:p/>" in each.text for each in told.paragraphs)
