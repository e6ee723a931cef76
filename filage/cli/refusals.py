"""What the command says, in French, when it is used wrongly, interrupted, or read by nobody."""

import os
import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.exceptions import TyperException

INTERRUPTED = 130


def exit_code_of(run: Callable[[], Any]) -> int:
    """Run a command and return its exit code; its usage errors are written in French on standard error."""
    try:
        result = run()
    except TyperException as error:
        sys.stderr.write(_sentence(error) + "\n")
        return error.exit_code
    except typer.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, typer.Abort, EOFError):
        sys.stderr.write("Interrompu.\n")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return result if isinstance(result, int) else 0


def _sentence(error: TyperException) -> str:
    kind = type(error).__name__
    param = getattr(error, "param", None)
    name = _name(param)
    match kind:
        case "NoArgsIsHelpError":
            return error.format_message().strip()
        case "NoSuchOption":
            return f"Option inconnue : {getattr(error, 'option_name', '')}. {_advice(error)}"
        case "MissingParameter":
            return f"Il manque {name}. {_advice(error)}"
        case "BadParameter":
            return f"Valeur refusée pour {name} : {error.message} {_advice(error)}"
        case "BadOptionUsage":
            return f"L’option {getattr(error, 'option_name', '')} demande une valeur. {_advice(error)}"
        case "FileError":
            return f"Fichier illisible : {getattr(error, 'ui_filename', '')} ({error.message})"
    if error.message.startswith("No such command"):
        return f"Commande inconnue : {error.message.split("'")[1]}. {_advice(error)}"
    if error.message.startswith("Missing command"):
        return f"Il manque une commande. {_advice(error)}"
    if error.message.startswith("Got unexpected extra argument"):
        return f"Argument en trop : {error.message.partition(' (')[2].rstrip(').')}. {_advice(error)}"
    return f"{error.format_message()} {_advice(error)}".strip()


def _name(param: Any) -> str:
    if param is None:
        return "un paramètre"
    options = getattr(param, "opts", None) or []
    shown = options[0] if options and options[0].startswith("-") else getattr(param, "metavar", None) or param.name
    return f"« {shown} »"


def _advice(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "filage"
    return f"Voir « {path} --help »."
