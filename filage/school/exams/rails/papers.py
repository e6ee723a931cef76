"""The papers of an exam in the archive: the summons of each candidate."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from filage.core import archive
from filage.core.archive import DocumentKind, IssuedDocument, Produced
from filage.core.refusal import Refusal
from filage.documents import codec
from filage.school.exams.models import Candidate
from filage.school.exams.operations.convening import CODE
from filage.school.exams.queries import evidence, portfolio, sitting, summons

PDF = "application/pdf"


def candidate_named(organisation: Any, about: Sequence[str]) -> Candidate:
    """Return the candidate that a document is about; Refusal when she is gone."""
    kind, _, pk = about[0].partition(":") if about else ("", "", "")
    found = sitting.candidate(organisation, UUID(pk)) if kind == "candidate" else None
    if found is None:
        raise Refusal("Cette candidature n’existe plus.")
    return found


def summons_file(
    organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
) -> Produced:
    """Make the summons of a candidate."""
    from filage.documents import papers as press  # loaded when a document is made

    one = candidate_named(organisation, about)
    data = summons.summons(one, on=on)
    return Produced(codec.to_json(data), press.render(data), f"convocation-{one.number or one.pk}.pdf", codec.imprint(data))  # type: ignore[arg-type]


def summons_imprints(organisation: Any, documents: Sequence[IssuedDocument]) -> Mapping[UUID, str]:
    """Return what each summons would be made from today; those of a candidate who is gone are left out."""
    found: dict[UUID, str] = {}
    for each in documents:
        one = sitting.candidate(organisation, UUID(each.subject.partition(":")[2]))
        if one is not None:
            found[each.pk] = codec.imprint(summons.summons(one, on=each.issued_on))
    return found


def portfolio_file(
    organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
) -> Produced:
    """Make the dossier of a candidate."""
    from filage.documents import papers as press  # loaded when a document is made

    one = candidate_named(organisation, about)
    data = portfolio.portfolio(one, on=on)
    name = f"dossier-{slugify(one.person.name)}.pdf"
    return Produced(codec.to_json(data), press.render(data), name, codec.imprint(data))  # type: ignore[arg-type]


def portfolio_imprints(organisation: Any, documents: Sequence[IssuedDocument]) -> Mapping[UUID, str]:
    """Return what each dossier would be made from today; those of a candidate who is gone are left out."""
    found: dict[UUID, str] = {}
    for each in documents:
        one = sitting.candidate(organisation, UUID(each.subject.partition(":")[2]))
        if one is not None:
            found[each.pk] = codec.imprint(portfolio.portfolio(one, on=each.issued_on))
    return found


def plug() -> None:
    """Declare the papers."""
    archive.declare(
        DocumentKind(
            evidence.CODE, portfolio.KIND, ".pdf", PDF, portfolio_file, per="candidate", rank=201, imprint=portfolio_imprints
        )
    )
    archive.declare(
        DocumentKind(CODE, summons.KIND, ".pdf", PDF, summons_file, per="candidate", rank=200, imprint=summons_imprints)
    )
