"""What must hold before the pages are served, and which processes then serve them."""

import http.client
import multiprocessing
import os
import socket
from functools import partial
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
        data_folder.sealing_keys(create=False)  # a key that is wrong is said now, not at the first secret
        _ask_for_what_is_due()
        _gather_static()
        welcome = (f"Filage répond sur http://{HOST}:{chosen}/", entrance(first_user(), chosen), "Ctrl+C arrête tout.")
        _leave_the_database()
        _read_the_application()
        death = supervise(
            [
                Service("le serveur de pages", partial(_serve_pages, chosen, static)),
                Service("l’exécuteur de tâches", _do_tasks),
            ],
            is_ready=lambda: _answers(chosen),
            on_ready=lambda: typer.echo("\n".join(welcome)),
        )
        if death:
            raise StartError(death.sentence())
        typer.echo("Filage est arrêté.")


def _ask_for_what_is_due() -> None:
    from filage.core import tasks  # models exist from now on

    tasks.on_start()


def _read_the_application() -> None:
    """Read once, before they are born of this one, what all the processes would read."""
    from django.core.servers.basehttp import get_internal_wsgi_application
    from django.urls import get_resolver

    get_internal_wsgi_application()
    _ = get_resolver().url_patterns


def _serve_pages(port: int, static: Path) -> None:
    multiprocessing.set_start_method("fork", force=True)  # so that its workers too are born with the application
    from granian.cli import cli

    workers = ("--workers", "2", "--blocking-threads", "2", "--log-level", "warning")
    place = ("--host", HOST, "--port", str(port), "--static-path-mount", str(static))
    cli(["--interface", "wsgi", *place, *workers, "filage.config.wsgi:application"], auto_envvar_prefix="GRANIAN")


def _do_tasks() -> None:
    from django.core.management import call_command

    call_command("db_worker", verbosity=0, interval=0.5, startup_delay=False, reload=False, queue_name="*")


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

    with data_folder.alone():
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
