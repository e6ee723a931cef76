"""What the demonstration holds, who enters it, and by which link."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from filage.cli.opening import HOST, chosen_port, one_sentence, open_data

if TYPE_CHECKING:
    from filage.core.models import Organisation, User

ADDRESS = "demo@filage.example"
EXAMPLE = "les-marees.filage.yaml"
PACKAGE = Path(__file__).resolve().parents[1]


def demo() -> None:
    """Refait la démonstration à neuf et donne un lien pour y entrer."""
    with one_sentence():
        port = chosen_port()
        open_data()
        renew_demo()
        typer.echo(entrance(first_user(), port))


def renew_demo() -> None:
    """Import the example again, in place of the organisation that an earlier import of it made."""
    from django.db import transaction

    from filage.portability import operations

    plan = operations.prepare(example())
    with transaction.atomic():
        if not plan.is_new:
            _erase(plan.organisation)
            plan = operations.prepare(example())
        operations.carry_out(plan, example())


def first_user() -> "User":
    """Return who enters by the first-run link: the demonstration's user, in the example when the database holds nothing.

    While nobody has an account, this user also holds the organisations that a file brought and that nobody can enter yet.
    """
    from django.db import transaction

    from filage.core.models import Organisation, User

    if not Organisation.objects.exists():
        renew_demo()
    with transaction.atomic():
        user = User.objects.filter(is_demo=True).first() or User.objects.create_user(ADDRESS, name="Démonstration", is_demo=True)
        if not User.objects.filter(is_demo=False).exists():
            _welcome(user)
    return user


def _welcome(user: "User") -> None:
    from filage.core.enums import Role
    from filage.core.models import Membership, Organisation

    roles = (Role.ADMINISTRATION, Role.PRODUCTION, Role.DIRECTION_ARTISTIQUE)
    empty = list(Organisation.objects.filter(memberships=None))
    Membership.objects.bulk_create(Membership(user=user, organisation=one, role=role) for one in empty for role in roles)


def _erase(organisation: "Organisation") -> None:
    from filage.core.rails import exchange

    for table in reversed(exchange.tables()):  # what refers goes before what is referred to
        table.model._default_manager.within(organisation).delete()  # type: ignore[attr-defined]
    organisation.delete()


def entrance(user: "User", port: int) -> str:
    """Return the lines that give the single-use link into the demonstration."""
    from filage.core.links import first_run

    address = f"http://{HOST}:{port}/entrer/{first_run.token_for(user)}/"
    return f"Entrer dans la démonstration (lien à usage unique, 15 minutes) :\n  {address}"


def example() -> Path:
    """Return the example file: inside the installed package, or beside it in a clone."""
    return next(path for path in (PACKAGE / "examples" / EXAMPLE, PACKAGE.parent / "examples" / EXAMPLE) if path.exists())
