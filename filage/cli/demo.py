"""What the demonstration holds, who enters it, and by which link."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from filage.cli.opening import HOST, chosen_port, one_sentence, open_data

if TYPE_CHECKING:
    from filage.core.models import User

ADDRESS = "demo@filage.example"
EXAMPLE = "les-marees.filage.yaml"
PACKAGE = Path(__file__).resolve().parents[1]


def demo() -> None:
    """Refait la démonstration à neuf et donne un lien pour y entrer."""
    with one_sentence():
        port = chosen_port()
        open_data()
        forget_demo()
        typer.echo(entrance(load_demo(), port))


def load_demo() -> "User":
    """Import the example as an organisation of its own and return the user who enters it, with three roles."""
    from filage.core.enums import Role
    from filage.core.models import Membership, User
    from filage.portability import operations

    organisation = operations.import_file(example())
    user = User.objects.create_user(ADDRESS, name="Démonstration", is_demo=True)
    roles = (Role.ADMINISTRATION, Role.PRODUCTION, Role.DIRECTION_ARTISTIQUE)
    Membership.objects.bulk_create(Membership(user=user, organisation=organisation, role=role) for role in roles)
    return user


def forget_demo() -> None:
    """Delete the demonstration's user and every organisation that only this user entered."""
    from django.db import transaction
    from django.db.models import Exists, OuterRef

    from filage.core.models import Membership, Organisation, User
    from filage.core.rails import exchange

    others = Membership.objects.filter(organisation=OuterRef("pk"), user__is_demo=False)
    with transaction.atomic():
        for organisation in Organisation.objects.filter(~Exists(others), memberships__user__is_demo=True).distinct():
            for table in reversed(exchange.tables()):  # what refers goes before what is referred to
                table.model._default_manager.within(organisation).delete()  # type: ignore[attr-defined]
            organisation.delete()
        User.objects.filter(is_demo=True).delete()


def demo_user() -> "User | None":
    """Return the user of the demonstration, loaded first when the database holds no organisation; None without demonstration."""
    from filage.core.models import Organisation, User

    return User.objects.filter(is_demo=True).first() if Organisation.objects.exists() else load_demo()


def entrance(user: "User", port: int) -> str:
    """Return the lines that give the single-use link into the demonstration."""
    from filage.core.links import first_run

    address = f"http://{HOST}:{port}/entrer/{first_run.token_for(user)}/"
    return f"Entrer dans la démonstration (lien à usage unique, 15 minutes) :\n  {address}"


def example() -> Path:
    """Return the example file: inside the installed package, or beside it in a clone."""
    return next(path for path in (PACKAGE / "examples" / EXAMPLE, PACKAGE.parent / "examples" / EXAMPLE) if path.exists())
