"""`filage servir` opens the demonstration by a link used once, keeps the data, stops cleanly, and says what prevents it."""

import http.client
import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from filage.__main__ import main
from tests.house.ports import free_port
from tests.house.repository import ROOT

WAIT = 60


def environment(folder, port, **more):
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "FILAGE_CLE")
    return (
        {name: value for name, value in os.environ.items() if name not in ours}
        | {
            "FILAGE_DATA": str(folder),
            "PORT": str(port),
        }
        | more
    )


class Server:
    """`filage servir` on a data folder of the test, from its first line to its last."""

    def __init__(self, folder):
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "filage", "servir"],
            cwd=ROOT,
            env=environment(folder, self.port),
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if line.startswith("Ctrl+C"):
                return self
        raise AssertionError(self.lines)

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    @property
    def link(self):
        return re.search(r"http\S+/entrer/\S+", "\n".join(self.lines)).group()

    def stop(self):
        """Ask for a stop as a service manager does; return the exit code and the last line."""
        self.process.send_signal(signal.SIGTERM)
        said = self.process.communicate(timeout=WAIT)[0].splitlines()
        return self.process.returncode, said[-1]


class Visitor:
    """Somebody with a browser: keeps cookies, follows redirections."""

    def __init__(self):
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def reads(self, address):
        """Return the final address, the status and the text of a page."""
        try:
            with self.opener.open(address, timeout=WAIT) as page:
                return page.url, page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            return error.url, error.code, error.read().decode()


def refuses_connections(port):
    try:
        http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/")
    except ConnectionRefusedError:
        return True
    return False


def test_the_link_opens_the_demonstration_once_and_the_data_are_kept(tmp_path):
    with Server(tmp_path) as server:
        address, status, page = Visitor().reads(server.link)
        assert (address, status) == (f"http://127.0.0.1:{server.port}/", 200)
        assert "Marées" in page
        assert "Marées" not in Visitor().reads(server.link)[2]
        assert Visitor().reads(f"http://127.0.0.1:{server.port}/static/dist/filage.css")[1] == 200
        assert server.stop() == (0, "Filage est arrêté.")
        assert refuses_connections(server.port)
    for secret in ("secret", "filage.sqlite3"):
        assert Path(tmp_path / secret).exists()
    assert Path(tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    before = Path(tmp_path / "secret").read_bytes()
    with Server(tmp_path) as again:
        assert "Marées" in Visitor().reads(again.link)[2]
    assert Path(tmp_path / "secret").read_bytes() == before


def refused(**variables):
    """Return the exit code and the two outputs of `filage servir`, started in this environment."""
    done = subprocess.run(
        [sys.executable, "-m", "filage", "servir"], cwd=ROOT, env=variables, capture_output=True, text=True, timeout=WAIT
    )
    return done.returncode, done.stdout, done.stderr.strip()


@pytest.fixture
def refused_here(monkeypatch, capfd):
    """Return the same without starting anything, for what is refused before the data are opened."""

    def run(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, str(value))
        with pytest.raises(SystemExit) as left:
            main(["servir"])
        out, err = capfd.readouterr()
        return left.value.code, out, err.strip()

    return run


def assert_one_sentence(answer, *words):
    code, out, err = answer
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1 and "Traceback" not in err
    for word in words:
        assert word in err


def test_a_port_in_use_is_said_with_the_next_gesture(refused_here, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert_one_sentence(refused_here(FILAGE_DATA=tmp_path, PORT=port), f"Le port {port} est déjà pris", "PORT=")


@pytest.mark.parametrize("port", ["quatre-vingts", "65536", "-1", "٨٠٠٠"])
def test_a_port_that_is_no_port_is_said(refused_here, tmp_path, port):
    assert_one_sentence(refused_here(FILAGE_DATA=tmp_path, PORT=port), f"« {port} »", "entre 1 et 65535")


@pytest.mark.parametrize("folder", ["/proc/filage", "a-file", "a-file/below"])
def test_a_folder_that_cannot_be_written_is_said(refused_here, tmp_path, folder):
    (tmp_path / "a-file").touch()
    assert_one_sentence(refused_here(FILAGE_DATA=tmp_path / folder, PORT=free_port()), "ne peut pas être écrit", "FILAGE_DATA")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://compte@127.0.0.1:1/base", "La base de données ne répond pas"),
        ("postgresql://compte@127.0.0.1:abc/base", "DATABASE_URL"),
        ("mysql://compte@127.0.0.1/base", "DATABASE_URL"),
        ("sqlite:////proc/nulle-part/base.sqlite3", "ne peut pas être ouverte"),
    ],
)
def test_a_database_that_cannot_be_reached_is_said(tmp_path, url, words):
    assert_one_sentence(refused(**environment(tmp_path, free_port(), DATABASE_URL=url)), words)
    assert not (tmp_path / "filage.sqlite3").exists()


def test_a_file_that_is_no_database_is_said(tmp_path):
    (tmp_path / "filage.sqlite3").write_text("ceci n’est pas une base de données, mais une lettre" * 50)
    assert_one_sentence(refused(**environment(tmp_path, free_port())), "ne peut pas être ouverte")
