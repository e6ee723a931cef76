"""Which productions a command speaks of: those of a Filage file, read in memory, or one of the user's own by its slug."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filage.cli.said import plainly

if TYPE_CHECKING:
    from filage.productions.models import Production

FILE_ENDINGS = (".yaml", ".yml", ".zip")


@contextmanager
def productions_of(what: str) -> Iterator[list["Production"]]:
    """Give the productions of a file or of a slug for the duration of the block; a fault is a French sentence, then an exit."""
    path = Path(what)
    if path.suffix in FILE_ENDINGS or path.is_file() or len(path.parts) > 1:
        with plainly(path), _imported(path) as found:
            yield found
    else:
        with plainly():
            yield _kept(what)


@contextmanager
def _imported(path: Path) -> Iterator[list["Production"]]:
    """Import the file into a database in memory; the user's own data are neither read nor written."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filage.config.settings")
    import django

    django.setup()
    from filage.core.scratch import scratch_database
    from filage.portability import operations

    with scratch_database():
        yield _all(operations.import_file(path))


def _kept(slug: str) -> list["Production"]:
    from filage.cli.opening import open_data
    from filage.core.refusal import Refusal

    open_data()
    from filage.core.models import Organisation

    known = [production for organisation in Organisation.objects.order_by("slug") for production in _all(organisation)]
    found = [production for production in known if production.slug == slug]
    if not found:
        names = ", ".join(dict.fromkeys(production.slug for production in known)) or "aucun"
        raise Refusal(f"Ni fichier ni spectacle « {slug} ». Spectacles connus : {names}.")
    if len(found) > 1:
        owners = ", ".join(production.organisation.slug for production in found)
        raise Refusal(f"« {slug} » existe dans plusieurs espaces ({owners}) : exportez l’un d’eux, puis donnez le fichier.")
    return found


def _all(organisation: object) -> list["Production"]:
    from filage.productions.models import Production

    rows = Production.objects.within(organisation)  # type: ignore[arg-type]
    return list(rows.select_related("organisation", "structure"))
