"""What comes in as a file by each address of the office: what means harm is refused in a sentence, and no byte of it is kept."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from filage.core.models import Membership, StoredFile, User

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def word(text="<w:p/>", **others):
    """Return a Word file whose body is `text`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", f"<w:document>{text}</w:document>")
        for name, content in others.items():
            made.writestr(name, content)
    return buffer.getvalue()


TEMPLATE = "{{ ''.__class__.__mro__[1].__subclasses__() }}{% for x in range(10**9) %}{% endfor %}"
FILES = {
    "un modèle Word qui calcule": ("contrat.docx", word(TEMPLATE)),
    "un Word à macro": ("contrat.docx", word(**{"word/vbaProject.bin": "x"})),
    "un Word qui se dit PDF": ("contrat.pdf", word(TEMPLATE)),
    "un Word gonflé": ("contrat.docx", word("0" * 20_000_000)),
    "un Word coupé": ("contrat.docx", word()[:80]),
    "un Word à entité": ("contrat.docx", word('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;')),
    "un programme": ("contrat.pdf", b"MZ\x90\x00\x03"),
    "une page": ("contrat.pdf", b"<html><script>alert(1)</script>"),
    "un PDF à script": ("contrat.pdf", b"%PDF-1.7\n1 0 obj\n<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>\nendobj\n%%EOF\n"),
}


@pytest.fixture
def office(marees, client):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role="administration")
    deal = marees.deal(2500, partner=marees.partner("Théâtre du Quai", kind="lieu"))
    marees.play(date(2027, 3, 12), deal=deal)
    client.force_login(user)
    show = f"/spectacles/{marees.production.slug}"
    terms = f"{show}/conditions/{deal.pk}"
    return {
        f"{terms}/contrat/signature/": ("paper", {"signed_on": "2026-11-22"}),
        f"{terms}/contrat/fiche-technique/": ("paper", {}),
        f"{terms}/pieces/ajouter/": ("file", {"kind": "vigilance"}),
        f"/coffre/{marees.structure.pk}/ajouter/": ("file", {"kind": "assurance"}),
        "/carnet/importer/": ("file", {}),
        f"{show}/calendrier/importer/": ("file", {}),
        f"/structure/{marees.structure.pk}/identite/": ("logo", {"ink": "#101b2d", "accent": "#b4761f", "typeface": "sans"}),
        f"{show}/classeur/": ("file", {}),
    }


def test_no_address_keeps_what_means_harm(office, client):
    held = StoredFile.objects.across_organisations(reason="rien ne doit rester")
    before = held.count()
    for what, (name, content) in FILES.items():
        for address, (field, others) in office.items():
            sent = client.post(address, others | {field: SimpleUploadedFile(name, content)})
            assert sent.status_code == 422 and sent.context["form"].errors, (what, address)
    assert held.count() == before
