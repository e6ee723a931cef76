"""The bytes of a piece that somebody joined, as they were kept."""

from uuid import UUID

from filage.core.files import StoredFile
from filage.core.refusal import Refusal
from filage.school.admissions.models import Application


def stored(application: Application, pk: UUID) -> StoredFile:
    """Return a piece of an application; Refusal when it is not one of hers, or when its bytes did not come with it."""
    joined = application.joined.filter(pk=pk).first()
    if joined is None:
        raise Refusal("Cette pièce n’existe pas.")
    rows = StoredFile.objects.within(application.organisation_id).filter(sha256=joined.sha256)
    found: StoredFile | None = rows.first()
    if found is None:
        raise Refusal("Les octets de cette pièce ne sont pas venus avec le fichier : restaurez une sauvegarde.")
    found.name, found.media_type = joined.name, joined.media_type
    return found
