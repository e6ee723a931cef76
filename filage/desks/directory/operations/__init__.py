"""How a house changes the way its papers look: colours, type, logo."""

from typing import Any

from filage.core import files
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.documents.artwork import PictureRefused
from filage.productions import operations
from filage.productions.models import Structure


def dress(
    structure: Structure, *, by: Any, ink: str, accent: str, typeface: str, logo: bytes = b"", without_logo: bool = False
) -> JournalEntry | None:
    """Keep the colours, the type and the logo of one of our structures; Refusal for a file that is no logo.

    `logo` is the file as it came: only the picture drawn again from it is kept. `without_logo` goes back to the mark.
    """
    operations.refuse_unless_editor(by, structure)
    fields: dict[str, Any] = {"ink": ink, "accent": accent, "typeface": typeface}
    if logo:
        fields["logo"] = _kept(structure, logo)
    elif without_logo:
        fields["logo"] = ""
    return operations.change(structure, by=by, why=f"identité de « {structure} »", **fields)


def _kept(structure: Structure, content: bytes) -> str:
    from filage.documents import logo  # the compiler is loaded when a picture is drawn

    try:
        drawn = logo.redrawn(content)
    except PictureRefused as error:
        raise Refusal(str(error)) from error
    return files.store(structure.organisation, "logo.png", drawn, "image/png").sha256
