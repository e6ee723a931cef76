"""How the help of a command is laid out in French, without the parts of rich that are slow to import."""

from collections.abc import Iterable
from typing import Any


def print_help(command: Any, context: Any) -> None:
    """Write the usage, the purpose, the arguments, the options and the sub-commands of a command."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    usage = " ".join(piece.strip("{}") for piece in command.collect_usage_pieces(context))
    console.print(Padding(Text.assemble("Usage : ", (context.command_path, "bold"), f" {usage}"), (1, 1, 0, 1)))
    console.print(Padding(Text(command.help or ""), (1, 1, 0, 1)))
    parameters = [param for param in command.get_params(context) if not getattr(param, "hidden", False)]
    _print_table(console, "Arguments", [_row(param) for param in parameters if not _is_option(param)])
    _print_table(console, "Options", [_row(param) for param in parameters if _is_option(param)])
    if hasattr(command, "list_commands"):
        names = command.list_commands(context)
        _print_table(console, "Commandes", [(name, command.get_command(context, name).help) for name in names])


def _print_table(console: Any, title: str, rows: Iterable[tuple[str, str]]) -> None:
    from rich.padding import Padding
    from rich.table import Table

    rows = list(rows)
    if not rows:
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    for name, purpose in rows:
        table.add_row(name, purpose)
    console.print(Padding(title, (1, 0, 0, 1)), style="bold")
    console.print(Padding(table, (0, 0, 0, 3)))


def _row(param: Any) -> tuple[str, str]:
    notes = []
    if not _is_option(param) and param.required:
        notes.append("obligatoire")
    if param.default not in (None, False, "", ...) and not callable(param.default):
        notes.append(f"par défaut : {param.default}")
    names = ", ".join(sorted(param.opts, key=len)) if _is_option(param) else (param.metavar or param.name)
    if _is_option(param) and not getattr(param, "is_flag", False):
        names += f" {(param.metavar or param.name).upper()}"
    return names, f"{getattr(param, 'help', None) or ''}{' (' + ', '.join(notes) + ')' if notes else ''}".strip()


def _is_option(param: Any) -> bool:
    return bool(param.param_type_name == "option")
