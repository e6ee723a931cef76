"""A document once issued never changes; it says itself périmé when its facts move."""

from datetime import date
from pathlib import Path

import pytest

from filage.core import archive, files, rails
from filage.core.archive import DocumentKind, IssuedDocument, Produced
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal

DAY = date(2027, 1, 15)


def write_title(organisation, production, *, on, by):
    """Make the smallest dossier: the title and the day."""
    title = production.title if production else organisation.name
    return Produced(data={"titre": title, "le": str(on)}, content=f"{title}, le {on}".encode(), filename="dossier.txt")


@pytest.fixture
def dossier(trial_desk, company):
    rails.refresh(None, company.organisation)
    with archive.registry.only():
        yield archive.declare(DocumentKind("dossier-essai", "Dossier", ".txt", "text/plain", write_title))


def test_a_document_keeps_its_data_its_bytes_and_its_number(company, show, dossier):
    issued = archive.issue("dossier-essai", show, by=company.ana, on=DAY)
    assert (issued.reference, issued.version, issued.status) == ("dossier-essai-2027-0001", 1, "émis")
    assert issued.data == {"titre": "Les Marées", "le": "2027-01-15"}
    assert issued.read().decode() == "Les Marées, le 2027-01-15"
    assert (issued.issued_by, issued.label) == (company.ana, "Dossier")


def test_it_is_outdated_as_soon_as_its_facts_move_and_keeps_what_it_said(company, show, dossier):
    issued = archive.issue("dossier-essai", show, by=company.ana, on=DAY)
    ChangeSet.on(show, title="Les Grandes Marées").apply(by=company.ana)
    assert [(one.status, one.read()) for one in archive.documents(company.organisation)] == [("périmé", issued.read())]
    newer = archive.issue("dossier-essai", show, by=company.ana, on=DAY)
    assert (newer.reference, newer.version, newer.status) == ("dossier-essai-2027-0002", 2, "émis")


def test_a_document_that_reads_only_some_facts_stays_good_when_others_move(company, show, dossier):
    archive.declare(DocumentKind("montant-essai", "Montants", ".txt", "text/plain", write_title, reads=("costs",)))
    issued = archive.issue("montant-essai", show, by=company.ana, on=DAY)
    ChangeSet.on(show, title="Les Grandes Marées").apply(by=company.ana)
    assert issued.status == "émis"
    ChangeSet.on(show.activities.first(), status="reporte").apply(by=company.ana)
    assert issued.status == "périmé"


def test_the_same_document_asked_again_is_the_same_document(company, show, dossier):
    first = archive.issue("dossier-essai", show, by=company.ana, on=DAY)
    assert archive.issue("dossier-essai", show, by=company.karim, on=DAY) == first
    assert files.StoredFile.objects.within(company.organisation).count() == 1
    assert archive.issue("dossier-essai", show, by=company.ana, on=date(2028, 1, 2)).reference == "dossier-essai-2028-0001"


def test_a_document_may_belong_to_the_organisation_itself(company, dossier):
    issued = archive.issue("dossier-essai", organisation=company.organisation, by=None, on=DAY)
    assert (issued.production, issued.read().decode()) == (None, "Compagnie des Marées, le 2027-01-15")


def test_the_list_of_documents_costs_two_queries(company, show, dossier, django_assert_num_queries):
    for day in (1, 2, 3):
        archive.issue("dossier-essai", show, by=company.ana, on=date(2027, 2, day))
    with django_assert_num_queries(2):
        assert [one.status for one in archive.documents(company.organisation, show)] == ["émis"] * 3
    assert archive.documents(company.elsewhere) == []
    assert not IssuedDocument.objects.within(company.elsewhere).exists()


def test_the_same_bytes_are_kept_once_under_their_imprint(company):
    one = files.store(company.organisation, "a.txt", b"abc", "text/plain")
    two = files.store(company.elsewhere, "b.txt", b"abc", "text/plain")
    assert one.path == two.path
    assert one.path.name == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, appendix B.1
    assert one.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "kept"), [("../../etc/passwd", "passwd"), ("C:\\devis.pdf", "devis.pdf"), ("\x00..", "fichier")]
)
def test_a_file_name_never_climbs(company, name, kept):
    assert files.store(company.organisation, name, b"abc", "text/plain").name == kept


def test_a_file_that_is_too_big_altered_or_gone_is_said_so(company, settings):
    settings.FILES_LARGEST = 3
    with pytest.raises(Refusal, match="dépasse"):
        files.store(company.organisation, "gros.bin", b"1234", "application/octet-stream")
    stored = files.store(company.organisation, "peu.bin", b"xyz", "application/octet-stream")
    Path(stored.path).write_bytes(b"xyy")
    with pytest.raises(Refusal, match="altéré"):
        stored.read()
    stored.path.unlink()
    with pytest.raises(Refusal, match="manque"):
        stored.read()
