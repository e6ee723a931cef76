"""How the commands that move data say what went wrong: one plain text, exit code 2 for a bad file, 1 for a refusal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import typer

from filage.cli.opening import one_sentence

BAD_INPUT = 2


@contextmanager
def plainly(path: Path | None = None) -> Iterator[None]:
    """Turn every fault that a file, a folder or a database can cause into French, never a traceback."""
    from django.db import DatabaseError

    from filage.portability.problems import BadFile

    with one_sentence():
        try:
            yield
        except BadFile as fault:
            sys.stderr.write(f"« {path.name if path else 'Le fichier'} » est refusé, rien n’a été écrit :\n{fault}\n")
            raise SystemExit(BAD_INPUT) from None
        except DatabaseError as fault:
            reason = (str(fault).strip().splitlines() or [type(fault).__name__])[0]
            sys.stderr.write(f"La base de données refuse l’opération ({reason}) : rien n’a été écrit.\n")
            raise SystemExit(1) from None
        except OSError as fault:
            sys.stderr.write(f"« {fault.filename or path or 'Le disque'} » : {fault.strerror or fault}.\n")
            raise SystemExit(1) from None


def day(text: str) -> date:
    """Return the day an option gives."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("une date s’écrit AAAA-MM-JJ, par exemple 2026-11-21.") from None
