"""A list of contacts brought in: read whatever its encoding, matched, written at once, or refused and nothing kept."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from filage.core import changes
from filage.core.files import StoredFile
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.directory.enums import ImportState
from filage.desks.directory.models import Affiliation, Consent, ContactImport, Label
from filage.desks.directory.operations import importing as writing
from filage.desks.directory.queries import importing
from filage.productions.models import Person, Room, Structure, Venue
from filage.rules.directory import columns
from filage.rules.reading import Unreadable

SIRET = "73282932000074"  # the published example of a right key
LIST = f"""Structure;SIRET;Contact;Fonction;E-mail;Tél.;CP;Ville;Label;Jauge
Théâtre du Quai;{SIRET};Claire Morvan;Directrice de la programmation;claire@exemple.fr;0298000000;29200;Brest;Scène nationale;450
Le Théatre du quai;;Noé Santini;régisseur général;noe@exemple.fr;;29200;Brest;;
L’Écluse;12345678900000;Iris Le Goff;;pas une adresse;;1000;Bourg;SMAC;
;;;;;;;;;
"""
VCARD = """BEGIN:VCARD
VERSION:3.0
N:Morvan;Claire;;;
FN:Claire Morvan
ORG:Théâtre du Quai;Programmation
TITLE:Directrice
EMAIL;TYPE=work:claire@exemple.fr
TEL:+33 2 98 00 00 00
ADR;TYPE=work:;;1\\, quai de la Douane;Brest;;29200;France
PHOTO;ENCODING=b:AAAA
 BBBB
NOTE:aime la
  danse
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=89velyne;No=C3=A9mie
ORG:Festival des Marées
END:VCARD
"""


@pytest.fixture
def bring(client, company):
    """Return a function that brings a file, and gives the answer of the page."""
    client.force_login(company.ana)

    def send(content, name="contacts.csv"):
        content = content.encode() if isinstance(content, str) else content
        return client.post(reverse("directory:imports"), {"file": SimpleUploadedFile(name, content)})

    return send


def held(company):
    return ContactImport.objects.within(company.organisation).latest("read_at")


def write(client, company, **decided):
    one = held(company)
    client.post(reverse("directory:write_import", args=[one.pk]), {"titres": str(one.header + 1), "role": one.roles} | decided)
    one.refresh_from_db()
    return one


def read(content, header=None):
    rows = importing.texts(importing.grids(content)[0].rows)
    found, roles = columns.guess(rows)
    return list(importing.lines(rows, found, roles))


def test_a_list_is_read_shown_then_written_in_one_act_that_can_be_undone(client, company, bring):
    page = client.get(bring(LIST).url).content.decode()
    assert "3 lignes lues" in page and "sa clé de contrôle est fausse" in page and "n’a pas la forme d’une adresse" in page
    assert not Structure.objects.within(company.organisation).filter(ours=False).exists()
    one = write(client, company)
    assert one.state == ImportState.ECRIT and one.counts["structures"] == 2
    quay = Structure.objects.within(company.organisation).get(siret=SIRET)
    assert (quay.name, quay.city, quay.folded.split()[0]) == ("Théâtre du Quai", "Brest", "theatre")
    assert {(role.person.name, role.function) for role in Affiliation.objects.within(company.organisation)} == {
        ("Claire Morvan", "programmation"),
        ("Noé Santini", "technique"),
        ("Iris Le Goff", "autre"),
    }
    assert {label.code for label in Label.objects.within(company.organisation)} == {"SN", "SMAC"}
    assert Room.objects.within(company.organisation).get().capacity == 450
    assert Structure.objects.within(company.organisation).get(name="L’Écluse").postal_code == "01000"
    assert Consent.objects.within(company.organisation).count() == 3
    assert not StoredFile.objects.within(company.organisation).filter(sha256=one.sha256).exists()
    changes.undo(JournalEntry.objects.within(company.organisation).first(), by=company.ana)
    assert not Person.objects.within(company.organisation).exists()


def test_a_long_list_makes_the_very_rows_of_a_short_one(client, company, bring, monkeypatch):
    def rows():
        models = (Structure, Venue, Room, Label, Person, Consent, Affiliation)
        names = {one: [f.attname for f in one._meta.concrete_fields if not f.is_relation and f.name != "id"] for one in models}
        return {one: list(one.objects.within(company.organisation).values(*names[one])) for one in models}

    bring(LIST)
    write(client, company)
    short = rows()
    changes.undo(JournalEntry.objects.within(company.organisation).first(), by=company.ana)
    assert not any(rows()[model] for model in (Person, Venue, Affiliation))
    monkeypatch.setattr(writing, "AT_ONCE", 0)
    bring(LIST)
    assert write(client, company).state == ImportState.ECRIT
    assert rows() == short
    bring("Nom du lieu;CP;Site\nthéâtre  du QUAI;29200;quai.example\n")
    assert write(client, company).counts["completees"] == 1
    assert Structure.objects.within(company.organisation).get(siret=SIRET).website == "quai.example"
    with pytest.raises(Refusal, match="long import"):
        changes.undo(JournalEntry.objects.within(company.organisation).first(), by=company.ana)


def test_a_file_that_is_no_list_is_told_so_in_the_words_of_a_list():
    lost = '"' + "Théâtre du Quai;29200\n" * 10_000
    for content, said in (b"a;b\0\0" * 50, "carnet d’adresses"), (b"%PDF-1.7", "un nom lu"), (lost.encode(), "guillemet"):
        with pytest.raises(Unreadable, match=said) as refusal:
            importing.grids(content)
        assert "paie" not in str(refusal.value)


def test_the_same_list_twice_doubles_nothing_and_completes_what_lacked(client, company, bring):
    bring("Structure;CP\nThéâtre du Quai;29200\n")
    write(client, company)
    bring("Nom du lieu;CP;Site\nthéâtre  du QUAI;29200;quai.example\n")
    assert write(client, company).counts["connu"] == 1
    quay = Structure.objects.within(company.organisation).get(ours=False)
    assert (quay.name, quay.website) == ("Théâtre du Quai", "quai.example")


@pytest.mark.parametrize(("answer", "houses"), [("", 1), ("nouveau", 2), ("la même", 1)])
def test_a_near_name_is_for_the_reader_to_decide(client, company, bring, answer, houses):
    quay = Structure.objects.create(organisation=company.organisation, name="Théâtre du Grand Quai", postal_code="29200")
    page = client.get(bring("Structure;CP\nThéâtre du Grand Quay;29200\n").url).content.decode()
    assert "À vérifier" in page and "Théâtre du Grand Quai" in page
    one = write(client, company, **{"ligne-2": str(quay.pk) if answer == "la même" else answer})
    assert Structure.objects.within(company.organisation).filter(ours=False).count() == houses
    assert one.counts["a_verifier"] == (1 if not answer else 0)


def test_the_same_house_under_its_cedex_is_for_the_reader_to_decide(client, company, bring):
    Structure.objects.create(organisation=company.organisation, name="Théâtre du Quai", postal_code="29200", city="Brest")
    page = client.get(bring("Structure;CP;Ville\nThéâtre du Quai;29238;BREST CEDEX 2\nThéâtre du Quai;56100;Lorient\n").url)
    assert page.content.decode().count("À vérifier") >= 1
    one = write(client, company)
    assert (one.counts["a_verifier"], one.counts["nouveau"]) == (1, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_in_any_of_its_encodings(encoding):
    assert [line["name"] for line in read(LIST.encode(encoding))][:1] == ["Théâtre du Quai"]
    assert read(LIST.encode(encoding))[2]["name"] == "L’Écluse"


def test_a_list_whose_lines_come_from_three_machines_loses_no_accent():
    parts = [
        ("Structure;Ville\n", "utf-8"),
        ("Théâtre d’Été;Sète\n", "utf-8"),
        ("L’Œuvre;Nîmes\n", "cp1252"),
        ("Évry;Évry\n", "latin-1"),
    ]
    found = read(b"".join(text.encode(encoding) for text, encoding in parts))
    assert [(line["name"], line["city"]) for line in found] == [("Théâtre d’Été", "Sète"), ("L’Œuvre", "Nîmes"), ("Évry", "Évry")]


BASILIC = """id,nom,latitude,longitude,code_insee,code_postal,libelle_geographique,domaine,label_et_appellation,jauge_du_theatre
1,Salle du Phare,48.39,-4.48,29019,29200,Brest,Théâtre,Scène nationale,300
"""


def test_the_columns_of_basilic_are_known():
    line = read(BASILIC.encode())[0]
    assert (line["name"], line["latitude"], line["longitude"], line["city"], line.labels, line.disciplines) == (
        "Salle du Phare", "48.3900", "-4.4800", "Brest", ("SN",), ("theatre",)
    )  # fmt: skip


def test_an_address_book_is_a_list_like_another():
    claire, noe = read(VCARD.encode())
    assert (claire["person"], claire["name"], claire["address"], claire["postal_code"], claire["note"]) == (
        "Claire Morvan", "Théâtre du Quai", "1, quai de la Douane", "29200", "aime la danse"
    )  # fmt: skip
    assert (noe["person"], noe["name"]) == ("Noémie Évelyne", "Festival des Marées")


def test_an_address_book_of_ten_megabytes_of_photographs_is_read():
    photo = "PHOTO;ENCODING=b:" + "\n ".join(["A" * 74] * 14_000) + "\n"
    cards = "".join(f"BEGIN:VCARD\nFN:Personne {rank}\n{photo}END:VCARD\n" for rank in range(10))
    assert len(cards) > 10_000_000 and len(read(cards.encode())) == 10


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"\0\0\0;\0", "ni un classeur"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table>", "page web"),
        (b"PK\x03\x04 rien", "classeur"),
        (b'a;b\n"ouvert;\n', "guillemet"),
        (b"BEGIN:VCARD\nFN:Claire\n", "coup"),
        (b"a;b\n" * 60_002, "60 000 lignes"),
        (b"\xff\xfea", "ni un classeur"),
    ],
    ids=lambda value: value[:8] if isinstance(value, bytes) else value,
)
def test_a_hostile_file_is_told_in_one_sentence_and_nothing_is_kept(company, bring, content, said):
    answer = bring(content)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not ContactImport.objects.within(company.organisation).exists()
    assert not StoredFile.objects.within(company.organisation).exists()


def test_what_a_spreadsheet_would_compute_is_kept_as_words():
    line = read(b'Structure;Tel;Note\n=HYPERLINK("x");+33 2 98 00 00 00;@SUM(A1)\n'.replace(b'"x"', b"x"))[0]
    assert (line["name"], line["phone"], line["note"]) == ("HYPERLINK(x)", "+33 2 98 00 00 00", "SUM(A1)")


def test_a_workbook_keeps_the_zero_of_a_postal_code():
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Structure", "Code postal"])
        sheet.write_row(1, 0, ["La Grange", 1000])
    assert read(made.getvalue())[0]["postal_code"] == "01000"


def test_a_left_list_leaves_no_byte_behind(client, company, bring):
    bring(LIST)
    one = held(company)
    client.post(reverse("directory:leave_import", args=[one.pk]))
    one.refresh_from_db()
    assert one.state == ImportState.LAISSE and not StoredFile.objects.within(company.organisation).exists()
    assert client.post(reverse("directory:write_import", args=[one.pk])).status_code == 302
    assert not Venue.objects.within(company.organisation).exists()


def test_a_list_is_for_who_may_change_the_house(client, company, bring):
    bring(LIST)
    client.force_login(company.lou)
    assert client.get(reverse("directory:import", args=[held(company).pk])).status_code == 404


def test_too_large_is_refused():
    with pytest.raises(Unreadable, match="20 Mo"):
        importing.grids(b"BEGIN:VCARD\n" + b"a" * (21 * 1024 * 1024))
