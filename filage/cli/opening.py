"""How a command opens the user's data, and how it says in one sentence what prevents it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from filage.core import data_folder
from filage.core.data_folder import StartError
from filage.core.refusal import Refusal

HOST = "127.0.0.1"


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turn a fault that people can mend into its French sentence on standard error, and exit code 1."""
    try:
        yield
    except (StartError, Refusal) as fault:
        _leave(str(fault))
    except Exception as fault:
        if said := _said_of_the_database(fault):
            _leave(said)
        raise


def _leave(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(1) from None


def _said_of_the_database(fault: Exception) -> str:
    """Return the sentence for a database that stopped answering once it was open: full, for reading only, gone."""
    if "django.db" not in sys.modules:
        return ""
    from django.db import OperationalError, connection

    return _unreachable(connection.settings_dict, fault) if isinstance(fault, OperationalError) else ""


def open_data(*, migrate: bool = True) -> None:
    """Set Django up on the user's data and bring the database up to date; StartError when something prevents it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filage.config.settings")
    import django
    from django.db import DatabaseError, connection
    from django.db.migrations.exceptions import InconsistentMigrationHistory

    try:
        if connection.vendor == "sqlite":
            data_folder.keep_private(str(connection.settings_dict["NAME"]))
        connection.ensure_connection()  # before anything long is read: what prevents it is said at once
        django.setup()
        if migrate:
            from filage.core.up_to_date import bring_up_to_date, preparing

            with preparing():
                bring_up_to_date()
    except DatabaseError as error:
        raise StartError(_unreachable(connection.settings_dict, error)) from error
    except InconsistentMigrationHistory as error:
        raise StartError(
            "Cette base vient d’une version de Filage que celle-ci ne connaît pas : relancez la version qui l’a faite, "
            "exportez, puis importez ici dans un dossier neuf (FILAGE_DATA)."
        ) from error


def _unreachable(database: dict[str, object], error: Exception) -> str:
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if database["HOST"] or database["USER"]:
        place = f"sur « {database['HOST'] or 'cette machine'} »"
        return f"La base de données ne répond pas {place} ({reason}) : vérifiez DATABASE_URL et que le serveur tourne."
    name = database["NAME"]
    return f"La base de données « {name} » ne peut pas être ouverte ({reason}) : vérifiez FILAGE_DATA et DATABASE_URL."


def chosen_port(given: int | None = None) -> int:
    """Return the port of the pages: the given one, PORT, or 8000; StartError when it is no port."""
    text = str(given) if given is not None else os.environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise StartError(f"PORT vaut « {text} » : un port est un nombre entre 1 et 65535, par exemple PORT=8000.")
    return int(text)
