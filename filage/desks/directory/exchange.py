"""What of the directory travels in the Filage file: labels, roles, what was said, what comes next, and legal bases."""

from collections.abc import Iterator

from filage.core.rails.exchange import Problem, Row, Table, fields, leave_out, provide
from filage.desks.directory import models
from filage.productions.exchange import in_order
from filage.rules.directory import labels


def _known_code(row: Row) -> Iterator[Problem]:
    if labels.known_label(row["code"]) is None:
        yield "code", f"« {row['code']} » n’est pas admis : {', '.join(labels.known_labels())}"


def _about_someone(row: Row) -> Iterator[Problem]:
    if not (row["structure"] or row["person"]):
        yield "structure", "demande une structure ou une personne"


LABELS = Table(
    model=models.Label,
    key="labels",
    noun="un label ou une sorte de lieu",
    parent="structure",
    fields=fields(code="code", depuis="since", jusqu_au="until", note="note"),
    checks=(_known_code, in_order(("depuis", "since"), ("jusqu_au", "until"))),
)
AFFILIATIONS = Table(
    model=models.Affiliation,
    key="fonctions",
    noun="une fonction dans une structure",
    fields=fields(
        personne="person",
        structure="structure",
        lieu="venue",
        fonction="function",
        titre="title",
        depuis="since",
        jusqu_au="until",
        courriel="email",
        telephone="phone",
    ),
    checks=(in_order(("depuis", "since"), ("jusqu_au", "until")),),
)
INTERACTIONS = Table(
    model=models.Interaction,
    key="echanges",
    noun="un échange avec un contact",
    production="production",
    fields=fields(
        structure="structure",
        personne="person",
        production="production",
        lieu="venue",
        type="kind",
        sens="direction",
        date="on",
        ou="where",
        note="note",
    ),
    checks=(_about_someone,),
)
GESTURES = Table(
    model=models.NextGesture,
    key="gestes",
    noun="un prochain geste",
    production="production",
    fields=fields(
        structure="structure",
        personne="person",
        production="production",
        quoi="what",
        pour_le="due_on",
        qui="owner",
        fait_le="done_on",
    ),
    checks=(_about_someone,),
)
CONSENTS = Table(
    model=models.Consent,
    key="bases_legales",
    noun="la base légale d’une fiche",
    parent="person",
    unique=(("person",),),
    fields=fields(base="basis", depuis="since", source="source", opposition_le="opposed_on"),
)

provide(LABELS, AFFILIATIONS, INTERACTIONS, GESTURES, CONSENTS)
leave_out("le journal des imports reste avec la base : ce qu’ils ont écrit est dans les fiches", models.ContactImport)
leave_out("les mots d’un contact se lisent de sa fiche et de ses fonctions", models.ContactWords)
