"""The papers that the payroll desk makes: contracts and amendments in PDF and in Word, sheets to copy into official forms."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from filage.core import archive
from filage.core.archive import DocumentKind, IssuedDocument, Produced
from filage.core.rails import season as seasons
from filage.core.rails.types import Act
from filage.core.refusal import Refusal
from filage.desks.payroll.queries import papers, sheets, variables
from filage.documents import codec
from filage.documents.employment_shapes import Choices, EmploymentData, Terms
from filage.productions.models import Production

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONTRACTS = ("contrat", "contrat-word", "avenant", "avenant-word")  # what an amendment may amend


def _season(organisation: Any, production: Any) -> Any:
    return seasons.load(organisation.pk, (production.pk,))


def _choices(options: Mapping[str, Any]) -> Choices:
    return Choices(
        trial=bool(options.get("essai")), spread=str(options.get("repartition", "")), ground=options.get("cadre", "") or ""
    )


def contract_file(suffix: str, form: papers.Form = "") -> Callable[..., Produced]:
    """Return what makes the contract of an embauche, or the one that several artists share."""

    def produce(
        organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
    ) -> Produced:
        season = _season(organisation, production)
        engagements = [papers.engagement_of(season, key) for key in about]
        draft = bool(options.get("brouillon"))
        data = papers.contract(season, engagements, on=on, form=form, choices=_choices(options), draft=draft)
        if data.missing and not draft:
            who = data.terms[0].employee.name or engagements[0].function
            raise Refusal(f"Le contrat de {who} ne s’émet pas : il y manque {', '.join(data.missing)}. Un brouillon le peut.")
        name = f"{production.slug}-contrat{'-commun' * (form != '')}-{_slug(data)}{'-brouillon' * draft}{suffix}"
        return Produced(papers.frozen(data), _bytes(data, suffix), name, papers.imprint(data.terms))

    return produce


def amendment_file(suffix: str) -> Callable[..., Produced]:
    """Return what makes the amendment of an embauche from its last issued contract."""

    def produce(
        organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
    ) -> Produced:
        season = _season(organisation, production)
        engagement = papers.engagement_of(season, about[0])
        former = last_contract(organisation, about[0], today=papers.terms_of(season, engagement))
        if former is None and last_contract(organisation, about[0]) is not None:
            raise Refusal(papers.UNMOVED)
        if former is None:
            raise Refusal("Aucun contrat n’a été émis pour cette embauche : c’est un contrat qu’il faut, pas un avenant.")
        was = codec.from_json(EmploymentData, former.data).terms[0]
        amends = f"Modifie {former.label[:1].lower()}{former.label[1:]} {former.reference} du {former.issued_on:%d/%m/%Y}"
        data = papers.amendment(season, engagement, was, amends=amends, on=on)
        name = f"{production.slug}-avenant-{_slug(data)}{suffix}"
        return Produced(papers.frozen(data), _bytes(data, suffix), name, papers.imprint(data.terms))

    return produce


def last_contract(organisation: Any, key: str, *, today: Terms | None = None) -> IssuedDocument | None:
    """Return the last contract or amendment issued about an embauche; with `today`, the last that says something else."""
    rows = IssuedDocument.objects.within(organisation).filter(kind__in=CONTRACTS, subject=key).order_by("-issued_at", "-id")
    for each in rows:
        if today is None or papers.imprint([papers.sealed(today)]) != papers.imprint(
            codec.from_json(EmploymentData, each.data).terms
        ):
            return each
    return None


def form_file(code: str) -> Callable[..., Produced]:
    """Return what makes a sheet to copy of an embauche."""

    def produce(
        organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
    ) -> Produced:
        from filage.documents import papers as press  # loaded when a document is made

        season = _season(organisation, production)
        engagement = papers.engagement_of(season, about[0])
        month = date.fromisoformat(options["mois"]) if options.get("mois") else None
        data = sheets.sheet(season, engagement, code, on=on, month=month)
        name = f"{production.slug}-{code}-{slugify(data.subject.split(' · ')[0]) or 'sans-nom'}.pdf"
        return Produced({"papier": code, "sujet": data.subject, "manque": list(data.missing)}, press.render(data), name)

    return produce


def variables_file(
    organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
) -> Produced:
    """Return the variables of a month (« month:2027-03 ») of the whole organisation, as a CSV."""
    month = about[0].partition(":")[2]
    content = _month_table(organisation, month)
    data = {"mois": month, "lignes": max(content.count(b"\r\n") - 1, 0)}
    return Produced(data, content, f"variables-{month}.csv", hashlib.sha256(content).hexdigest())


def month_imprints(organisation: Any, documents: Sequence[IssuedDocument]) -> Mapping[UUID, str]:
    """Return what the variables of each month would be made from today."""
    return {
        each.pk: hashlib.sha256(_month_table(organisation, each.about[0].partition(":")[2])).hexdigest() for each in documents
    }


def _month_table(organisation: Any, month: str) -> bytes:
    shown = Production.objects.within(organisation).select_related("structure")
    return variables.table(variables.variables(list(shown), date.fromisoformat(f"{month}-01")))


def imprints(organisation: Any, documents: Sequence[IssuedDocument]) -> Mapping[UUID, str]:
    """Return what each paper of employment would be made from today; those whose embauche is gone are left out."""
    found: dict[UUID, str] = {}
    for production in {each.production for each in documents if each.production}:
        season = seasons.load(getattr(organisation, "pk", organisation), (production,))
        held = {f"engagement:{each.pk}": each for each in season.engagements}
        for each in documents:
            if each.production == production and all(key in held for key in each.about):
                found[each.pk] = papers.imprint([papers.terms_of(season, held[key]) for key in each.about])
    return found


def _bytes(data: EmploymentData, suffix: str) -> bytes:
    from filage.documents import contract_docx  # loaded when a document is made
    from filage.documents import papers as press

    return press.render(data) if suffix == ".pdf" else contract_docx.render(data)


def _slug(data: EmploymentData) -> str:
    return slugify(data.terms[0].employee.name or data.terms[0].function) or "sans-nom"


def _kind(
    code: str, label: str, suffix: str, produce: Callable[..., Produced], rank: int, *, per: str = "engagement"
) -> DocumentKind:
    media = PDF if suffix == ".pdf" else DOCX
    return DocumentKind(
        code, label, suffix, media, produce, per=per, shows_pay=True, rank=rank, act=Act.EMBAUCHER, imprint=imprints
    )


KINDS = (
    _kind("contrat", "Contrat", ".pdf", contract_file(".pdf"), 10),
    _kind("contrat-word", "Contrat, Word", ".docx", contract_file(".docx"), 11),
    _kind("avenant", "Avenant", ".pdf", amendment_file(".pdf"), 20),
    _kind("avenant-word", "Avenant, Word", ".docx", amendment_file(".docx"), 21),
    _kind("contrat-commun", "Contrat commun", ".pdf", contract_file(".pdf", "collectif"), 30, per="engagements"),
    _kind("contrat-commun-word", "Contrat commun, Word", ".docx", contract_file(".docx", "collectif"), 31, per="engagements"),
)
FORMS = tuple(
    DocumentKind(code, title, ".pdf", PDF, form_file(code), per="engagement", shows_pay=True, rank=40, imprint=imprints)
    for code, (title, *_) in sheets.SHEETS.items()
)
VARIABLES = DocumentKind(
    "variables-paie",
    "Variables de paie",
    ".csv",
    "text/csv",
    variables_file,
    per="month",
    shows_pay=True,
    rank=50,
    imprint=month_imprints,
)


def plug() -> None:
    """Declare the papers of an embauche."""
    for kind in (*KINDS, *FORMS, VARIABLES):
        archive.declare(kind)
