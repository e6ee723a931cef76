"""What the demonstration holds, who enters it, and by which link."""

from typing import TYPE_CHECKING, Annotated

import typer

from filage.cli.opening import HOST, chosen_port, one_sentence, open_data

if TYPE_CHECKING:
    from filage.core.models import Organisation, User

ADDRESS = "demo@filage.example"
FIRST = "un-spectacle"  # the season of an empty database


def demo(
    saison: Annotated[str, typer.Option("--saison", help="Saison d’exemple à refaire : theatre, musiques, bureau…")] = FIRST,
) -> None:
    """Refait la démonstration à neuf et donne un lien pour y entrer."""
    with one_sentence():
        port = chosen_port()
        open_data()
        renew_demo(saison)
        typer.echo(entrance(first_user(), port))


def renew_demo(code: str = FIRST) -> "Organisation":
    """Import a season of examples again, in place of the organisation that an earlier import of it made."""
    from filage.portability import seasons

    return seasons.load(code)


def first_user() -> "User":
    """Return who enters by the first-run link: the demonstration's user, in the example when the database holds nothing.

    While nobody has an account, this user also holds the organisations that a file brought and that nobody can enter yet.
    """
    from django.db import transaction

    from filage.core.models import Organisation, User
    from filage.core.up_to_date import preparing
    from filage.portability import seasons

    with preparing():
        if not Organisation.objects.exists():
            renew_demo()
        with transaction.atomic():
            user = User.objects.filter(is_demo=True).first()
            user = user or User.objects.create_user(ADDRESS, name="Démonstration", is_demo=True)
            if not User.objects.filter(is_demo=False).exists():
                seasons.welcome(user, *Organisation.objects.filter(memberships=None))
    return user


def entrance(user: "User", port: int) -> str:
    """Return the lines that give the single-use link into the demonstration."""
    from filage.core.links import first_run

    address = f"http://{HOST}:{port}/entrer/{first_run.token_for(user)}/"
    return f"Entrer dans la démonstration (lien à usage unique, 15 minutes) :\n  {address}"
