"""A file that cannot be trusted is refused in French, with line and field, and nothing is written."""

import hashlib
import io
import stat
import time
import zipfile

import pytest

from filage.core.models import Organisation, StoredFile
from filage.portability import container, operations, reading, tree
from filage.portability.problems import BadFile
from filage.portability.shape import file_shape
from tests.portability.conftest import EXAMPLES, SMALL

PRICE, DAY, TITLE = 'prix_unitaire: "9000.00"', "date: 2027-04-08", "titre: La Digue"
SALINES, CORDERIE, ROOM = (f"01a1fd5d-0000-7000-8000-00000000000{n}" for n in (3, 4, 5))
PAYMENTS = SMALL[SMALL.index("paiements:") :].rstrip()
VERSION = (
    f"{PAYMENTS}\nversions:\n  - id: {ROOM[:-1]}f\n    production: {ROOM[:-1]}6\n    numero: 1\n    nom: Envoyée\n"
    "    fige_le: 2026-09-10\n    donnees: "
)
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

BENT = {
    "an unknown key": (TITLE, "titr: La Digue", "ligne 23, productions › 1 › titr : clé inconnue, vouliez-vous dire « titre » ?"),
    "a key nobody knows": (TITLE, f"{TITLE}\n    zzzzzz: 1", "zzzzzz : clé inconnue"),
    "a missing key": (f"    {TITLE}\n", "", "productions › 1 › titre : il manque cette clé"),
    "a key twice": (TITLE, f"{TITLE}\n    {TITLE}", "clé écrite deux fois, déjà en ligne 23"),
    "an id twice": (f"id: {CORDERIE}", f"id: {SALINES}", "identifiant déjà donné"),
    "an id that is none": (f"id: {CORDERIE}", "id: 4", "attendu un identifiant (UUID), lu « 4 »"),
    "a reference to nothing": (f"salle: {ROOM}", f"salle: {ROOM[:-1]}f", "ne désigne rien"),
    "a reference to another kind": (f"salle: {ROOM}", f"salle: {CORDERIE}", "désigne un lieu, attendu une salle"),
    "a room of another venue": (
        f"lieu: {SALINES}\n    salle",
        f"lieu: {CORDERIE}\n    salle",
        "désigne une salle dont « lieu » diffère",
    ),
    "a date in 1900": (DAY, "date: 1900-01-01", "la date « 1900-01-01 » est hors des bornes : de 1950 à 2100"),
    "a date in 2200": (DAY, "date: 2200-01-01", "hors des bornes"),
    "a date that does not exist": (DAY, "date: 2027-02-30", "la date « 2027-02-30 » n’existe pas"),
    "a time in 2200": ("2027-04-08T18:30:00Z", "2200-04-08T18:30:00Z", "hors des bornes"),
    "a time without zone": ("2027-04-08T18:30:00Z", "2027-04-08T18:30:00", "attendu un instant UTC"),
    "an end before the start": (f"{DAY}\n", f"{DAY}\n    jusqu_au: 2027-04-07\n", "jusqu_au : précède « date »"),
    "a time zone of nowhere": (f"{DAY}\n", f"{DAY}\n    fuseau: ../../etc/passwd\n", "fuseau inconnu"),
    "a negative amount": (PRICE, 'prix_unitaire: "-9000.00"', "prix_unitaire : « -9000.00 » est négatif"),
    "an infinite amount": (PRICE, "prix_unitaire: .inf", "« .inf » n’est pas un montant fini"),
    "an amount that is no number": (PRICE, "prix_unitaire: .nan", "n’est pas un montant fini"),
    "an amount in words": (PRICE, "prix_unitaire: neuf mille", "attendu un nombre décimal, lu « neuf mille »"),
    "an amount with a comma": (PRICE, 'prix_unitaire: "9 000,00"', "écrivez un point, sans espace"),
    "an amount beyond reason": (PRICE, f'prix_unitaire: "1{"0" * 15}"', "dépasse le plus grand nombre admis"),
    "an amount in exponents": (PRICE, "prix_unitaire: 9e999999999", "attendu un nombre décimal"),
    "too many decimals": (PRICE, 'prix_unitaire: "9000.00001"', "a plus de 4 décimales"),
    "a frozen budget that nobody could read": (PAYMENTS, VERSION + "{budgets: 3.5}", "« budgets » n’est pas ce qu’écrit"),
    "a frozen amount in words": (
        PAYMENTS,
        VERSION + "{budgets: {creation: {expense: {known: mille, unknown: 0}, income: {known: '1.00', unknown: 0}}}}",
        "versions › 1 › donnees : « budgets › creation › expense › known » n’est pas ce qu’écrit",
    ),
    "a percentage above 100": ('part: "30"', 'part: "130"', "dépasse le plus grand nombre admis, 100"),
    "a payment of nothing": ('part: "30"', "fait: true", "un paiement porte un montant ou une part"),
    "a fiscal year of another age": (
        "    paiements:",
        f"    annees:\n      - {{id: {ROOM[:-1]}f, exercice: 1900, montant: '1.00'}}\n    paiements:",
        "annees › 1 › exercice : 1900 est hors des bornes",
    ),
    "a choice misspelt": ("sens: charge", "sens: charges", "« charges » n’est pas admis, vouliez-vous dire « charge » ?"),
    "the status of the other side": ("sens: charge", "sens: charge\n    statut: notifie", "ne vaut rien pour un charge"),
    "a number where a text goes": (TITLE, "titre: 1984", "attendu un texte : mettez « 1984 » entre guillemets"),
    "a list where a text goes": (TITLE, "titre: [La, Digue]", "attendu un texte, lu une liste"),
    "a text where a list goes": (PAYMENTS, "paiements: aucun", "attendu une liste"),
    "an empty title": (TITLE, 'titre: ""', "ne peut pas être vide"),
    "a title without end": (TITLE, f"titre: {'a' * 300}", "texte trop long : 300 caractères, 200 au plus"),
    "a null character": (TITLE, r'titre: "La\0Digue"', "caractère nul interdit"),
    "yes instead of true": ("notre: true", "notre: yes", "attendu true ou false, lu « yes »"),
    "another format": ("filage: 1", "filage: 2", "ce Filage lit le format 1, pas « 2 »"),
    "a YAML tag": (TITLE, "titre: !!python/object/apply:os.system [ls]", "les étiquettes YAML sont refusées"),
    "a control character": (TITLE, "titre: La \x07Digue", "caractère interdit"),
    "a quote left open": ('part: "30"', 'part: "30', "un guillemet n’est pas refermé"),
    "two documents": ("lignes:", "---\nlignes:", "un seul document par fichier"),
}  # fmt: skip


@pytest.fixture
def refusal(db, bring):
    """Return a function that imports what must be refused and gives the message, nothing having been written."""

    def refuse(content):
        with pytest.raises(BadFile) as caught:
            bring(content)
        assert not Organisation.objects.exists()
        return str(caught.value)

    return refuse


def test_the_small_file_is_good(db, bring):
    assert bring(SMALL).slug == "compagnie-du-phare"


@pytest.mark.parametrize("name", BENT)
@pytest.mark.one_database
def test_one_fault_is_named(name, refusal):
    right, wrong, message = BENT[name]
    assert SMALL.count(right) >= 1
    assert message in refusal(SMALL.replace(right, wrong, 1))


def test_every_fault_is_said_with_its_line(refusal):
    text = SMALL.replace(DAY, "date: 1900-01-01").replace(PRICE, "prix_unitaire: -1").replace(TITLE, "titr: La Digue")
    lines = [line.split(",")[0].strip() for line in refusal(text).splitlines()]
    assert lines == ["ligne 20", "ligne 23", "ligne 28", "ligne 40"]


def test_twenty_faults_are_shown_and_the_rest_counted(refusal):
    people = "".join(f"  - id: 01a1fd5d-0000-7000-8000-0000000001{n:02d}\n    nom: ''\n" for n in range(25))
    message = refusal(SMALL + "personnes:\n" + people)
    assert len(message.splitlines()) == 21
    assert message.endswith("… et 5 autres.")


@pytest.mark.parametrize("content", [b"", b"  \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(content, refusal):
    assert "Le fichier est vide." in refusal(content)


@pytest.mark.parametrize("content", [b"bonjour", b"- 1\n- 2\n", b"null", b"12"])
def test_a_text_that_is_no_filage_file_says_so(content, refusal):
    assert "ce n’est pas un fichier Filage" in refusal(content)


def test_a_file_that_is_not_utf8_names_the_byte_and_the_line(refusal):
    content = SMALL.replace(TITLE, "titre: Été").encode("latin-1")
    assert f"ligne 12 : le fichier n’est pas en UTF-8 (octet {content.index(0xE9)})" in refusal(content)


def test_a_utf16_file_is_refused(refusal):
    assert "n’est pas en UTF-8 (octet 0)" in refusal(SMALL.encode("utf-16"))


@pytest.mark.one_database
def test_a_byte_order_mark_is_accepted(db, bring):
    assert bring(b"\xef\xbb\xbf" + SMALL.encode()).name == "Compagnie du Phare"


def test_a_yaml_bomb_does_not_unfold(refusal):
    assert "les ancres et les alias YAML (& et *) sont refusés" in refusal(BOMB)


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- "])
def test_a_bottomless_file_stops_at_once(opening, refusal):
    assert "trop de niveaux imbriqués" in refusal(b"filage: 1\nx:\n  " + opening * 50_000)


def test_a_file_of_too_many_values_stops(monkeypatch, refusal):
    monkeypatch.setattr(tree, "MOST_VALUES", 1000)
    assert "trop de valeurs" in refusal(b"x: [" + b"1," * 2000 + b"1]")


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path, db):
    path = tmp_path / "lourd.filage.yaml"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    start = time.process_time()
    with pytest.raises(BadFile, match="trop gros : 200 Mo"):
        operations.import_file(path)
    assert time.process_time() - start < 0.5


def test_a_cut_file_is_never_taken_for_a_whole_one():
    whole = next(path for path in EXAMPLES if path.name.startswith("plateau")).read_bytes()
    file_shape()  # made once, before the loop
    for length in range(1, len(whole) - 1, 37):
        with pytest.raises(BadFile):
            reading.read(whole[:length])
    assert reading.read(whole).rows


@pytest.mark.parametrize("name", ["absent", "dossier"])
def test_what_is_no_file_is_refused(name, tmp_path, db):
    (tmp_path / "dossier").mkdir()
    with pytest.raises(BadFile, match=r"n’existe pas|n’est pas un fichier"):
        operations.import_file(tmp_path / name)


def archive(*entries, **bent):
    """Return the bytes of an archive; `bent` sets attributes of the last entry."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for attribute, value in bent.items() if name == entries[-1][0] else ():
                setattr(info, attribute, value)
            file.writestr(info, content)
    return buffer.getvalue()


GOOD = ("filage.yaml", SMALL)
HOSTILE_ARCHIVES = {
    "a zip bomb": (archive(GOOD, ("pieces/bombe.txt", b"0" * 30_000_000)), "gonfle"),
    "a path that climbs": (archive(GOOD, ("pieces/../../passwd", b"x")), "un chemin qui sort de son dossier"),
    "an absolute path": (archive(GOOD, ("/etc/passwd", b"x")), "un chemin qui sort de son dossier"),
    "a path of another system": (archive(GOOD, ("pieces\\..\\passwd", b"x")), "un chemin qui sort de son dossier"),
    "a drive": (archive(GOOD, ("C:/passwd", b"x")), "un chemin qui sort de son dossier"),
    "a symbolic link": (archive(GOOD, ("pieces/lien", b"/etc/passwd"), external_attr=(stat.S_IFLNK | 0o777) << 16), "un lien"),
    "a device": (archive(GOOD, ("pieces/disque", b""), external_attr=(stat.S_IFBLK | 0o600) << 16), "un fichier spécial"),
    "a stranger": (archive(GOOD, ("virus.exe", b"x")), "L’archive contient « virus.exe »"),
    "no Filage text": (archive(("pieces/a.txt", b"x")), "L’archive ne contient pas « filage.yaml »"),
    "a cut archive": (archive(GOOD)[:-30], "abîmée ou coupée"),
    "a bad text inside": (archive(("filage.yaml", SMALL.replace(DAY, "date: 1900-01-01"))), "hors des bornes"),
}


@pytest.mark.parametrize("name", HOSTILE_ARCHIVES)
@pytest.mark.one_database
def test_a_hostile_archive_is_refused(name, refusal):
    content, message = HOSTILE_ARCHIVES[name]
    assert message in refusal(content)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_that_names_twice_is_refused(refusal):
    assert "deux fois" in refusal(archive(GOOD, ("pieces/a", b"1"), ("pieces/A", b"2")))
    assert "deux fois" in refusal(archive(GOOD, GOOD))


def test_an_encrypted_archive_is_refused(refusal):
    content = bytearray(archive(GOOD))
    for header in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[header] |= 0x1
    assert "chiffrée" in refusal(bytes(content))


def test_an_archive_that_lies_about_a_size_is_refused(refusal):
    content = bytearray(archive(GOOD))
    central = content.index(b"PK\x01\x02") + 24
    content[central : central + 4] = (10).to_bytes(4, "little")
    assert "abîmée ou coupée" in refusal(bytes(content))


def test_too_many_entries_are_refused(monkeypatch, refusal):
    monkeypatch.setattr(container, "MOST_ENTRIES", 3)
    assert "3 au plus" in refusal(archive(GOOD, *((f"pieces/{n}", b"") for n in range(4))))


def joined(content, *, name="note.pdf", media_type="application/pdf", size=None):
    """Return a text which names one paper by the imprint of these bytes."""
    piece = {
        "id": "01a1fd5d-0000-7000-8000-00000000000a",
        "production": "01a1fd5d-0000-7000-8000-000000000006",
        "nom": name,
        "format": media_type,
        "taille": len(content) if size is None else size,
        "sha256": hashlib.sha256(content).hexdigest(),
        "ajoutee_le": "2026-11-02",
    }
    return "filage.yaml", SMALL + "pieces:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in piece.items()) + "\n"


NOTE = b"%PDF-1.7 note d'intention"
HOSTILE_PIECES = {
    "a piece that no paper names": (archive(joined(NOTE), ("pieces/autre.pdf", b"%PDF-1.7 autre")), "aucune pièce jointe"),
    "a piece of another size": (archive(joined(NOTE, size=3), ("pieces/note.pdf", NOTE)), "pieces › 1 › taille"),
    "a page that says it is a paper": (
        archive(joined(b"<html><script>", name="note.txt"), ("pieces/note.txt", b"<html><script>")),
        "n’est pas une pièce que Filage garde",
    ),
    "a paper of another format": (
        archive(joined(NOTE, media_type="image/png"), ("pieces/note.pdf", NOTE)),
        "la pièce est de format application/pdf",
    ),
}


@pytest.mark.parametrize("name", HOSTILE_PIECES)
def test_a_piece_that_is_not_the_paper_it_claims_to_be_is_refused(name, refusal):
    content, message = HOSTILE_PIECES[name]
    assert message in refusal(content)


def test_the_bytes_of_a_paper_come_in_and_go_out_with_the_archive(db, bring):
    brought = archive(joined(NOTE), ("pieces/ma note.pdf", NOTE))
    organisation = bring(brought)
    (stored,) = StoredFile.objects.within(organisation)
    assert (stored.name, stored.media_type, stored.read()) == ("note.pdf", "application/pdf", NOTE)
    assert bring(brought) == organisation and StoredFile.objects.within(organisation).count() == 1
    out = operations.export_archive()
    with zipfile.ZipFile(io.BytesIO(out)) as opened:
        text, name = sorted(opened.namelist())
        assert (text, opened.read(name)) == ("filage.yaml", NOTE) and name.endswith("-note.pdf")
        assert opened.read(text).decode() == operations.export_text()
    assert out == operations.export_archive()


def test_a_paper_known_without_its_bytes_receives_them_later(db, bring):
    organisation = bring(joined(NOTE)[1])
    assert not StoredFile.objects.within(organisation).exists()
    bring(archive(joined(NOTE), ("pieces/note.pdf", NOTE)))
    assert StoredFile.objects.within(organisation).get().read() == NOTE


def test_a_good_archive_comes_in_and_is_the_same_every_time(db, bring):
    assert bring(archive(GOOD)).slug == "compagnie-du-phare"
    assert operations.export_archive() == operations.export_archive()
