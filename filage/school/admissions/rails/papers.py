"""The papers that bind: quote, training contract, convention; each about one application, kept as it left the office."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from filage.core import archive
from filage.core.archive import DocumentKind, IssuedDocument, Produced
from filage.core.refusal import Refusal
from filage.documents import codec
from filage.documents.school_shapes import SchoolPaperData
from filage.school.admissions.models import Application
from filage.school.admissions.queries import printed

QUOTE, CONTRACT, CONVENTION = "devis-formation", "contrat-formation", "convention-formation"
FULL = ("intake__organisation", "intake__session__body", "intake__session__programme", "intake__session__organisation")
GONE = "Cette candidature n’est plus là."
type Write = Callable[[Application, Mapping[str, Any], date], SchoolPaperData]


def _quote(application: Application, options: Mapping[str, Any], on: date) -> SchoolPaperData:
    return printed.quote(application, on=on)


def _contract(application: Application, options: Mapping[str, Any], on: date) -> SchoolPaperData:
    return printed.contract(application, on=on, distance=bool(options.get("distance")))


def _convention(application: Application, options: Mapping[str, Any], on: date) -> SchoolPaperData:
    chosen = next((one for one in printed.granted(application) if str(one.pk) == options.get("funding")), None)
    if chosen is None:
        raise Refusal("Une convention se fait avec qui a donné son accord : notez-le d’abord aux financements.")
    return printed.convention(application, chosen, on=on)


WRITERS: dict[str, Write] = {QUOTE: _quote, CONTRACT: _contract, CONVENTION: _convention}


def _produce(code: str) -> Callable[..., Produced]:
    def produce(
        organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
    ) -> Produced:
        """Return the paper of an application (« application:<id> ») as a PDF."""
        from filage.documents import papers as press  # loaded when a document is made

        rows = Application.objects.within(organisation).select_related(*FULL)
        application = rows.filter(pk=about[0].partition(":")[2]).first()
        if application is None:
            raise Refusal(GONE)
        data = WRITERS[code](application, options, on)
        name = f"{code}-candidature-{application.number}.pdf"
        return Produced(codec.to_json(data), press.render(data), name, _imprint(application))  # type: ignore[arg-type]

    return produce


def imprints(organisation: Any, documents: Sequence[IssuedDocument]) -> Mapping[UUID, str]:
    """Return what each paper would be made from today."""
    keys = {each.pk: each.about[0].partition(":")[2] for each in documents}
    rows = Application.objects.within(organisation).select_related(*FULL).filter(pk__in=set(keys.values()))
    held = {str(one.pk): _imprint(one) for one in rows}
    return {pk: held[key] for pk, key in keys.items() if key in held}


def _imprint(application: Application) -> str:
    session = application.intake.session
    said = [application.name, application.address, application.city, session.name, str(session.price), session.places]
    money = [[one.funder, one.state, str(one.amount), one.name] for one in application.fundings.all()]
    return hashlib.sha256(json.dumps([said, money]).encode()).hexdigest()


def _kind(code: str, label: str, rank: int) -> DocumentKind:
    return DocumentKind(code, label, ".pdf", "application/pdf", _produce(code), per="application", rank=rank, imprint=imprints)


def plug() -> None:
    """Declare the papers."""
    for rank, (code, label) in enumerate(
        ((QUOTE, "Devis de formation"), (CONTRACT, "Contrat de formation"), (CONVENTION, "Convention de formation")), start=70
    ):
        archive.declare(_kind(code, label, rank))
