"""What must hold before the pages are served, and which processes then serve them."""

import http.client
import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from filage.cli.demo import entrance, first_user
from filage.cli.opening import HOST, StartError, chosen_port, one_sentence, open_data
from filage.cli.supervisor import Service, supervise
from filage.core import data_folder

PACKAGE = Path(__file__).resolve().parents[1]


def servir(port: Annotated[int | None, typer.Option(help="Port des pages ; sinon la variable PORT, sinon 8000.")] = None) -> None:
    """Sert les pages et exécute les tâches, jusqu’à Ctrl+C."""
    with one_sentence():
        chosen = chosen_port(port)
        _refuse_a_port_in_use(chosen)
        static = _static_folder()
        open_data()
        _ask_for_what_is_due()
        _gather_static()
        welcome = (f"Filage répond sur http://{HOST}:{chosen}/", entrance(first_user(), chosen), "Ctrl+C arrête tout.")
        _leave_the_database()
        death = supervise(
            _services(chosen, static),
            environment=os.environ,
            is_ready=lambda: _answers(chosen),
            on_ready=lambda: typer.echo("\n".join(welcome)),
        )
        if death:
            raise StartError(death.sentence())
        typer.echo("Filage est arrêté.")


def _ask_for_what_is_due() -> None:
    from filage.core import tasks  # models exist from now on

    tasks.on_start()


def _services(port: int, static: Path) -> list[Service]:
    python, app = sys.executable, "filage.config.wsgi:application"
    workers = ("--workers", "2", "--blocking-threads", "2", "--log-level", "warning")
    pages = ("--interface", "wsgi", "--host", HOST, "--port", str(port), *workers, "--static-path-mount", str(static), app)
    tasks = (
        "db_worker",
        "--verbosity",
        "0",
        "--interval",
        "0.5",
        "--no-startup-delay",
        "--no-reload",
        "--queue-name",
        "*",
        "--skip-checks",
    )
    return [
        Service("le serveur de pages", (python, "-m", "granian", *pages)),
        Service("l’exécuteur de tâches", (python, "-m", "django", *tasks)),
    ]


def _refuse_a_port_in_use(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise StartError(f"Le port {port} est réservé au système : prenez-en un autre, comme PORT=8000.") from error
        except OSError as error:
            other = port % 65535 + 1
            raise StartError(f"Le port {port} est déjà pris : arrêtez l’autre programme, ou prenez PORT={other}.") from error


def _static_folder() -> Path:
    """Return the folder from which the server gives scripts, styles and fonts, and tell it to the settings."""
    if not (PACKAGE / "web/static/dist").is_dir():
        raise StartError("L’interface n’est pas construite : lancez bin/setup, puis recommencez.")
    static = data_folder.within("statique")
    os.environ["FILAGE_STATIQUE"] = str(static)
    return static


def _gather_static() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def _leave_the_database() -> None:
    from django.db import connections

    connections.close_all()


def _answers(port: int) -> bool:
    asking = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        asking.request("HEAD", "/")
        return asking.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()
