"""What is the user's stays in one folder; each fault is one French sentence."""

import threading

import pytest

from filage.core import data_folder
from filage.core.data_folder import StartError


def test_the_folder_and_its_secret_are_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.setenv("FILAGE_DATA", str(tmp_path / "neuf"))
    assert data_folder.secret_key() == data_folder.secret_key() != ""
    assert (tmp_path / "neuf").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "neuf/secret").stat().st_mode & 0o777 == 0o600


def test_without_choice_it_is_in_the_user_s_data(tmp_path, monkeypatch):
    monkeypatch.delenv("FILAGE_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder.folder() == tmp_path / "filage"


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "fichier").touch()
    monkeypatch.setenv("FILAGE_DATA", str(tmp_path / "fichier"))
    with pytest.raises(StartError, match=r"^Le dossier .* ne peut pas être écrit .* FILAGE_DATA\.$"):
        data_folder.folder()


def test_an_empty_secret_is_not_replaced_in_silence(tmp_path, monkeypatch):
    monkeypatch.setenv("FILAGE_DATA", str(tmp_path))
    (tmp_path / "cle").touch()
    with pytest.raises(StartError, match="est vide"):
        data_folder.sealing_keys(create=True)
    (tmp_path / "cle").write_text("abc")
    with pytest.raises(StartError, match="mal formée"):
        data_folder.sealing_keys(create=True)
    (tmp_path / "cle").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StartError, match="n’est pas du texte"):
        data_folder.sealing_keys(create=True)


def test_of_two_first_starts_the_first_secret_stays_and_no_draft_is_left(tmp_path, monkeypatch):
    monkeypatch.setenv("FILAGE_DATA", str(tmp_path))
    monkeypatch.setattr(data_folder.secrets, "token_urlsafe", lambda _: (tmp_path / "secret").write_text("premier") and "second")
    assert data_folder.secret_key() == "premier"
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_new_database_is_its_owner_s_and_one_that_is_there_is_left_alone(tmp_path):
    path = tmp_path / "filage.sqlite3"
    data_folder.keep_private(str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("données")
    data_folder.keep_private(str(path))
    assert path.read_text() == "données"


def test_who_prepares_the_data_keeps_the_others_waiting(tmp_path, monkeypatch):
    monkeypatch.setenv("FILAGE_DATA", str(tmp_path))
    waited = threading.Event()

    def other():
        with data_folder.alone():
            waited.set()

    with data_folder.alone():
        second = threading.Thread(target=other)
        second.start()
        assert not waited.wait(0.05)
    second.join(5)
    assert waited.is_set()


def test_an_account_that_is_not_there_and_a_word_for_a_number_are_one_sentence(monkeypatch):
    monkeypatch.setenv("FILAGE_DATA", "~nulle-personne/filage")
    with pytest.raises(StartError, match=r"^Le dossier « ~nulle-personne/filage » n’existe pas .* FILAGE_DATA\.$"):
        data_folder.folder()
    monkeypatch.setenv("FILAGE_SMTP_PORT", "abc")
    with pytest.raises(StartError, match=r"^FILAGE_SMTP_PORT vaut « abc » : attendu un nombre entier"):
        data_folder.number("FILAGE_SMTP_PORT", 587)


@pytest.mark.parametrize(
    ("url", "engine", "name", "host", "port"),
    [
        ("sqlite://:memory:", "sqlite3", ":memory:", None, None),
        ("sqlite:////srv/filage.db", "sqlite3", "/srv/filage.db", None, None),
        ("sqlite:///ici.db", "sqlite3", "ici.db", None, None),
        ("postgresql://ana:s%40l@bd.exemple.fr:5433/compagnie", "postgresql", "compagnie", "bd.exemple.fr", "5433"),
        ("postgres://postgres@/postgres?host=/run/pg", "postgresql", "postgres", "/run/pg", ""),
    ],
)
def test_the_address_of_a_database_is_read(url, engine, name, host, port):
    read = data_folder.database(url)
    assert read["ENGINE"].endswith(engine)
    assert read["NAME"] == name
    assert (read.get("HOST"), read.get("PORT")) == (host, port)


def test_a_password_with_signs_is_decoded():
    assert data_folder.database("postgresql://ana:s%40l@h/b")["PASSWORD"] == "s@l"


@pytest.mark.parametrize(
    ("url", "fault"),
    [("mysql://h/b", "mysql"), ("postgresql://h:abc/b", "pas un nombre"), ("postgresql://[::1/b", "ne se lit pas")],
)
def test_an_address_that_cannot_be_read_is_one_sentence(url, fault):
    with pytest.raises(StartError, match=fault):
        data_folder.database(url)


@pytest.mark.parametrize("name", [":memory:", "file:memorydb_default?mode=memory&cache=shared"])
def test_a_database_in_memory_leaves_no_file(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    data_folder.keep_private(name)
    assert [*tmp_path.iterdir()] == []
