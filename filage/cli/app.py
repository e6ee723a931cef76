"""Which sub-commands `filage` has, and how each is imported only when it runs."""

from __future__ import annotations

import importlib
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

HELP = "Filage : la production d’un spectacle, saisie une fois, dont tout le reste découle."

# name: what it does. The function `name` of `filage/cli/name.py` is the command, with Typer's annotations.
COMMANDS = {
    "demo": "Refait la démonstration à neuf et donne un lien pour y entrer.",
    "servir": "Sert les pages et les tâches de fond, jusqu’à Ctrl+C.",
    "dossier": "Écrit le dossier, le classeur de budget et le calendrier de chaque spectacle.",
    "controler": "Relit une production et dit ce qui manque ou se contredit.",
    "corriger": "Corrige un exercice rendu et dit la première cause de chaque écart.",
    "emargement": "Vérifie la chaîne des signatures de chaque session de formation.",
    "calculer": "Calcule une règle : JSON lu sur l’entrée standard, JSON écrit sur la sortie standard.",
    "baremes": "Liste les barèmes : valeur à une date, source, confiance.",
    "importer": "Fait entrer un fichier Filage.",
    "reprendre": "Montre ce qu’un classeur de budget qui revient change, et l’écrit avec --oui.",
    "exporter": "Écrit une organisation dans un fichier Filage.",
    "schema": "Imprime le schéma du fichier Filage.",
    "sauvegarder": "Sauvegarde toutes les données.",
    "restaurer": "Remet une sauvegarde en place.",
}


class FrenchHelp:
    """Gives the help of a command in French; Typer's own words are English."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from filage.cli.helping import print_help

        print_help(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Affiche cette aide."
        return option


class Command(FrenchHelp, TyperCommand):
    """A command whose help speaks French."""


class Deferred(Command):
    """A command known by its name and its summary; its module is imported when it is called."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        return load(self.name or "").make_context(info_name, args, parent, **extra)


class LazyGroup(FrenchHelp, TyperGroup):
    """The commands of the table, in its order, none of them imported by the help."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        return Deferred(cmd_name, help=COMMANDS[cmd_name], short_help=COMMANDS[cmd_name])


def load(name: str) -> Any:
    """Import a sub-command and return it ready to parse its arguments."""
    single = typer.Typer(add_completion=False, context_settings={"help_option_names": ["--help", "-h"]})
    single.command(name, cls=Command)(getattr(importlib.import_module(f"filage.cli.{name}"), name))
    return typer.main.get_command(single)


def build() -> Any:
    """Return the `filage` command."""
    return LazyGroup(
        name="filage",
        help=HELP,
        no_args_is_help=True,
        subcommand_metavar="COMMANDE [ARGUMENTS]…",
        options_metavar="[OPTIONS]",
        context_settings={"help_option_names": ["--help", "-h"]},
    )
