"""How a Filage file comes in (read and checked whole, compared, written once) and goes out."""

from pathlib import Path
from typing import Any
from uuid import UUID

from filage.core.models import Organisation
from filage.core.refusal import Refusal
from filage.portability import container, pieces, reading, storing
from filage.portability.container import Container
from filage.portability.exporting import chosen, export, text_of
from filage.portability.storing import Plan
from filage.productions.models import Production


def prepare(path: Path, *, organisation: str = "") -> Plan:
    """Return what importing a file would do, into the organisation of that slug (empty: the file's own); BadFile when refused."""
    found = container.read(path)
    parcel = reading.read(found.text)
    return storing.plan(parcel, organisation, pieces=pieces.recognised(parcel, found.pieces))


def import_file(path: Path, *, organisation: str = "", by: Any = None) -> Organisation:
    """Import a file and return its organisation, made when there is none; BadFile or Refusal, and then nothing is written."""
    return carry_out(prepare(path, organisation=organisation), path, by=by)


def carry_out(plan: Plan, path: Path, *, by: Any = None) -> Organisation:
    """Write what `prepare` found, with its line in the journal."""
    return storing.carry_out(plan, by=by, why=f"import du fichier « {path.name[:200]} »")


def bring(content: bytes) -> Organisation:
    """Return the organisation that a Filage text makes, for who stands below the file; BadFile with its faults."""
    return storing.carry_out(storing.plan(reading.read(content)), why="fichier lu")


def export_text(slug: str = "", production: str = "") -> str:
    """Return the Filage text of an organisation, or of one of its productions, by their slugs; Refusal when there is none."""
    organisation = organisation_named(slug)
    return export(organisation, _production(organisation, production))


def export_archive(slug: str = "", production: str = "") -> bytes:
    """Return the same text in an archive, with the bytes of the papers joined to it."""
    organisation = organisation_named(slug)
    objects = chosen(organisation, _production(organisation, production))
    return container.write(Container(text_of(organisation, objects).encode(), pieces.gathered(organisation, objects)))


def written(organisation: Organisation) -> str:
    """Return the Filage text of an organisation that is at hand."""
    return export(organisation)


def _production(organisation: Organisation, slug: str) -> UUID | None:
    if not slug:
        return None
    rows = Production.objects.within(organisation)
    found = rows.filter(slug=slug).first()
    if found is None:
        known = ", ".join(rows.values_list("slug", flat=True)) or "aucun"
        raise Refusal(f"Aucun spectacle « {slug} » dans « {organisation.slug} ». Spectacles connus : {known}.")
    return found.pk


def organisation_named(slug: str = "") -> Organisation:
    """Return the organisation of that slug, or the only one; Refusal that lists those there are."""
    known = list(Organisation.objects.order_by("slug"))
    found = [each for each in known if not slug or each.slug == slug]
    if len(found) == 1:
        return found[0]
    names = ", ".join(each.slug for each in known)
    if not known:
        raise Refusal("Il n’y a encore aucun espace : importez un fichier avec « filage importer ».")
    if slug:
        raise Refusal(f"Aucun espace « {slug} ». Espaces connus : {names}.")
    raise Refusal(f"Il y a plusieurs espaces ({names}) : choisissez avec --organisation.")
