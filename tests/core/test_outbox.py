"""Mails are kept and readable; they leave only when a server is named."""

import socketserver
import threading

import pytest
from django.core import mail

from filage.core import outbox
from filage.core.models import Mail

MAILERS = {"default": {"BACKEND": "filage.core.outbox.KeptMail"}}


class SmallServer(socketserver.StreamRequestHandler):
    """Speak enough SMTP to take one message."""

    def handle(self):
        self.wfile.write(b"220 essai\r\n")
        for line in self.rfile:
            if line[:4].upper() == b"DATA":
                self.wfile.write(b"354 go\r\n")
                taken = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.taken.append(taken.decode())
            self.wfile.write(b"221 bye\r\n" if line[:4].upper() == b"QUIT" else b"250 ok\r\n")


@pytest.fixture
def server(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), SmallServer) as server:
        server.taken = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        options = {"host": "127.0.0.1", "port": server.server_address[1]}
        smtp = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
        settings.MAILERS = MAILERS | {"smtp": smtp}
        settings.SMTP_HOST = "127.0.0.1"
        yield server
        server.shutdown()


def test_a_mail_is_kept_and_does_not_leave_without_server(company):
    kept = outbox.post("Vos heures", "Bonjour Karim", [company.karim.email], organisation=company.organisation)
    assert (kept.to, kept.subject, kept.sent_at, kept.error) == (["karim@exemple.fr"], "Vos heures", None, "")


def test_a_mail_of_the_framework_goes_the_same_way(company, settings):
    settings.MAILERS = MAILERS
    mail.send_mail("Mot de passe", "Suivez ce lien", None, [company.ana.email])
    assert [(one.subject, one.to) for one in Mail.objects.all()] == [("Mot de passe", ["ana@exemple.fr"])]


def test_with_a_server_it_leaves(company, server):
    kept = outbox.post("Vos heures", "Bonjour Karim", [company.karim.email])
    kept.refresh_from_db()
    assert kept.sent_at is not None
    assert "Bonjour Karim" in server.taken[0]


def test_a_server_that_does_not_answer_is_said_with_the_mail(company, server):
    server.shutdown()
    server.server_close()
    kept = outbox.post("Vos heures", "Bonjour", [company.karim.email])
    kept.refresh_from_db()
    assert kept.sent_at is None
    assert kept.error
