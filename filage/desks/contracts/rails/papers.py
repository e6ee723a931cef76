"""The papers that the contracts desk makes: contracts with partners and their amendments, in PDF and in Word."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from filage.core import archive
from filage.core.archive import DocumentKind, IssuedDocument, Promised
from filage.core.rails import season as seasons
from filage.core.rails.season import once
from filage.core.refusal import Refusal
from filage.desks.contracts.queries import agreements
from filage.desks.directory.queries import house
from filage.documents import agreement as writer
from filage.documents.agreement_shapes import AgreementData, Edit

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNMOVED = "Rien n’a changé depuis le dernier contrat émis : il n’y a pas d’avenant à faire."
NEVER = "Aucun contrat n’a été émis : c’est un contrat qu’il faut, pas un avenant."


def contract_file(suffix: str) -> Callable[..., Promised]:
    """Return what makes the contract of a deal; a draft says what it lacks, and so does one that lacks something due."""

    def produce(
        organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
    ) -> Promised:
        season = options.get("saison") or seasons.load(organisation.pk, (production.pk,))
        deal = agreements.deal_of(season, about[0])
        draft = bool(options.get("brouillon")) or bool(agreements.missing(season, deal))
        held = _assembled(season)
        if (deal.pk, draft) not in held:
            data = agreements.paper(season, deal, on=on, draft=draft)
            held[deal.pk, draft] = (data, agreements.frozen(data))
        data, frozen = held[deal.pk, draft]
        name = f"{production.slug}-{deal.kind}-{_slug(deal)}{'-projet' * draft}{suffix}"
        return Promised(frozen, lambda: _bytes(data, suffix), name, _imprint(season, deal))

    return produce


@once
def _assembled(_: Any) -> dict[tuple[UUID, bool], tuple[AgreementData, dict[str, Any]]]:
    """Return the contracts already assembled from a season, with what is kept of them: PDF and Word say the same."""
    return {}


def amendment_file(suffix: str) -> Callable[..., Promised]:
    """Return what makes the amendment of a deal from its last issued contract."""

    def produce(
        organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
    ) -> Promised:
        season = seasons.load(organisation.pk, (production.pk,))
        deal = agreements.deal_of(season, about[0])
        former = last_contract(organisation, about[0])
        if former is None:
            raise Refusal(NEVER)
        today = agreements.paper(season, deal, on=on)
        was = agreements.told(former.data)
        fr = today.facts.lang == "fr"
        said = f"{former.reference}, {former.issued_on:%d/%m/%Y}"
        amends = f"Modifie le contrat {said}" if fr else f"Amends contract {said}"
        top = house.head(season, deal.production, "Avenant" if fr else "Amendment", on=on, lang=today.facts.lang)
        data = writer.amendment(top, was, today, amends=amends, on=on)
        if not data.changes:
            raise Refusal(UNMOVED)
        name = f"{production.slug}-avenant-{_slug(deal)}{suffix}"
        return Promised(agreements.frozen(data), lambda: _bytes(data, suffix), name, _imprint(season, deal))

    return produce


def last_contract(organisation: Any, key: str) -> IssuedDocument | None:
    """Return the last contract issued about a deal."""
    rows = IssuedDocument.objects.within(organisation).filter(
        kind__in=("contrat-partenaire", "contrat-partenaire-word"), subject=key
    )
    return rows.order_by("-issued_at", "-id").first()


def imprints(organisation: Any, documents: Sequence[IssuedDocument]) -> Mapping[UUID, str]:
    """Return what each contract would be made from today; those whose deal is gone are left out."""
    found: dict[UUID, str] = {}
    for production in {each.production for each in documents if each.production}:
        season = seasons.load(getattr(organisation, "pk", organisation), (production,))
        held = {f"deal:{each.pk}": each for each in season.deals}
        for each in documents:
            if each.production == production and each.subject in held:
                found[each.pk] = _imprint(season, held[each.subject])
    return found


def _imprint(season: Any, deal: Any) -> str:
    held = _imprinted(season)
    if deal.pk not in held:
        edits: list[Edit] = agreements.edits_of(agreements.agreement_of(season, deal))
        held[deal.pk] = agreements.imprint(agreements.facts_of(season, deal), edits)
    return held[deal.pk]


@once
def _imprinted(_: Any) -> dict[UUID, str]:
    """Return the imprints already counted from a season."""
    return {}


def _bytes(data: AgreementData, suffix: str) -> bytes:
    from filage.documents import agreement_docx  # loaded when a document is made
    from filage.documents import papers as press

    return press.render(data) if suffix == ".pdf" else agreement_docx.render(data)


def _slug(deal: Any) -> str:
    return slugify(deal.partner.name if deal.partner else deal.label) or "sans-nom"


def _kind(code: str, label: str, suffix: str, produce: Callable[..., Promised], rank: int) -> DocumentKind:
    media = PDF if suffix == ".pdf" else DOCX
    return DocumentKind(code, label, suffix, media, produce, per="deal", rank=rank, imprint=imprints)


KINDS = (
    _kind("contrat-partenaire", "Contrat avec un partenaire", ".pdf", contract_file(".pdf"), 40),
    _kind("contrat-partenaire-word", "Contrat avec un partenaire, Word", ".docx", contract_file(".docx"), 41),
    _kind("avenant-partenaire", "Avenant avec un partenaire", ".pdf", amendment_file(".pdf"), 42),
    _kind("avenant-partenaire-word", "Avenant avec un partenaire, Word", ".docx", amendment_file(".docx"), 43),
)


def plug() -> None:
    """Declare the papers."""
    for kind in KINDS:
        archive.declare(kind)
