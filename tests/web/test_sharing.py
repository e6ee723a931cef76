"""A document sent by a link: opened without account, once given and until taken back, by nobody else and never in clear."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from filage.core import outbox
from filage.core.archive import IssuedDocument
from filage.core.enums import Role
from filage.core.links import Link
from filage.core.models import Mail, Membership
from tests.web.test_papers import make

ASKED = {"days": 7, "email": "max@lieu.example"}


@pytest.fixture
def paper(client, season, dossier):
    """Issue a document and return it, its author logged in."""
    client.force_login(season.ana)
    make(client)
    return IssuedDocument.objects.within(season.organisation).get()


def give(client, paper, **fields):
    """Ask for a link from the page, and return its token."""
    page = client.post(reverse("web:share_document", args=[paper.pk]), {"days": 30} | fields).content.decode()
    return page.split("/partage/")[1].split("/")[0]


def test_a_link_opens_the_document_to_whoever_bears_it(client, season, paper):
    token = give(client, paper)
    client.logout()
    page = client.get(reverse("web:shared", args=[token]))
    assert "L’Estran" in page.content.decode() and "Compagnie des Marées" in page.content.decode()
    assert page.headers["Referrer-Policy"] == "no-referrer" and "noindex" in page.headers["X-Robots-Tag"]
    assert "no-store" in page.headers["Cache-Control"]
    given = client.get(reverse("web:shared_file", args=[token]))
    assert given.content.decode() == "Dossier de L’Estran"
    assert Link.objects.get(purpose="document").last_seen_at is not None


def test_the_token_is_kept_nowhere_in_clear(client, season, paper):
    token = give(client, paper, email="lea@lieu.example", message="Voici.")
    assert token not in Link.objects.get(purpose="document").token_sha256
    mail = Mail.objects.get()
    assert token not in mail.text and outbox.SECRET in mail.text
    assert f"/partage/{token}/" in mail.whole_text and mail.to == ["lea@lieu.example"]
    assert "Voici." in mail.whole_text and "jusqu’au" in mail.whole_text
    assert "aucun serveur d’envoi" in client.post(reverse("web:share_document", args=[paper.pk]), ASKED).content.decode()
    page = client.get(reverse("web:share_document", args=[paper.pk])).content.decode()
    assert "lea@lieu.example" in page and token not in page and "pas encore ouvert" in page
    raw = Mail.objects.values_list("text", flat=True).first() + repr(mail.secret)
    assert token not in raw


def test_a_link_that_lapsed_or_was_taken_back_opens_nothing(client, season, paper):
    tokens = [give(client, paper) for _ in range(2)]
    first, second = Link.objects.filter(purpose="document").order_by("created_at")
    assert client.post(reverse("web:withdraw_link", args=[paper.pk, first.pk])).status_code == 302
    Link.objects.filter(pk=second.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    client.logout()
    for token in (*tokens, "nimporte"):
        for name in ("web:shared", "web:shared_file"):
            closed = client.get(reverse(name, args=[token]))
            assert closed.status_code == 410 and "n’ouvre plus" in closed.content.decode()


def test_a_newer_version_is_said_to_who_opens_the_older(client, season, paper):
    token = give(client, paper)
    assert "plus récente" not in client.get(reverse("web:shared", args=[token])).content.decode()
    IssuedDocument.objects.create(
        organisation=season.organisation, kind=paper.kind, production=paper.production, number=9, year=paper.year, version=9,
        data={}, file=paper.file, facts_sha256="", issued_on=paper.issued_on,
    )  # fmt: skip
    assert "plus récente" in client.get(reverse("web:shared", args=[token])).content.decode()


def test_neither_elsewhere_nor_a_guest_sends_a_document(client, season, paper):
    give(client, paper)
    link = Link.objects.get(purpose="document")
    addresses = reverse("web:share_document", args=[paper.pk]), reverse("web:withdraw_link", args=[paper.pk, link.pk])
    client.force_login(season.lou)
    assert [client.post(address, {"days": 30}).status_code for address in addresses] == [404, 404]
    Membership.objects.filter(user=season.karim).update(role=Role.INVITE)
    client.force_login(season.karim)
    assert [client.post(address, {"days": 30}).status_code for address in addresses] == [403, 403]
    assert Link.objects.get(purpose="document").revoked_at is None


def test_a_duration_out_of_the_list_is_refused(client, season, paper):
    answer = client.post(reverse("web:share_document", args=[paper.pk]), {"days": 9999})
    assert answer.status_code == 422 and not Link.objects.filter(purpose="document").exists()


def test_a_paper_is_made_in_english_when_its_kind_is(client, season, dossier):
    from filage.core import archive

    def produce(organisation, production, *, on, by, lang):
        return archive.Produced({"lang": lang}, {"fr": b"Bonjour", "en": b"Hello"}[lang], f"essai-{lang}.txt")

    kind = archive.DocumentKind("bilingue", "Essai", ".txt", "text/plain", produce, langs=("fr", "en"), english="Trial")
    with archive.registry.only(bilingue=kind):
        client.force_login(season.ana)
        for lang in ("fr", "en"):
            client.post(reverse("web:make_document", args=["l-estran", "bilingue"]), {"langue": lang})
        issued = list(IssuedDocument.objects.within(season.organisation).order_by("version"))
        assert [(one.lang, one.version, one.read()) for one in issued] == [("fr", 1, b"Bonjour"), ("en", 2, b"Hello")]
        page = client.get("/documents/").content.decode()
        assert "version 1, français" in page and "version 2, anglais" in page
        refused = client.post(reverse("web:make_document", args=["l-estran", "bilingue"]), {"langue": "xx"}, follow=True)
        assert "n’est pas écrit dans cette langue" in refused.content.decode()
        token = give(client, issued[1])
        page = client.get(reverse("web:shared", args=[token])).content.decode()
        assert '<html lang="en">' in page and "Trial" in page and "Open the document" in page
