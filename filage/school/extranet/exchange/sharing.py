"""Shared documents, who read them, and the documentation space, in the Filage file."""

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.productions.exchange import in_order
from filage.school.extranet import models

DOCUMENTS = Table(
    model=models.SharedDocument,
    key="documents_partages",
    noun="un document d’une session",
    carries_bytes=True,
    fields=fields(
        session="session",
        parcours=Field(attribute="track", same="session"),
        module="module",
        titre="title",
        remis_le="shared_on",
        accuse_de_lecture="acknowledged",
        nom="name",
        format="media_type",
        taille="size",
        sha256="sha256",
    ),
)
READINGS = Table(
    model=models.Reading,
    key="lectures",
    noun="une lecture d’un document",
    parent="document",
    unique=(("document", "stagiaire"),),
    fields=fields(stagiaire="learner", lu_le="read_at"),
)
LIBRARY = Table(
    model=models.LibraryItem,
    key="documentation",
    noun="un ouvrage de la documentation",
    fields=fields(titre="title", auteurs="authors", cote="reference", exemplaires="copies"),
)
LOANS = Table(
    model=models.Loan,
    key="prets",
    noun="un prêt d’un ouvrage",
    parent="item",
    fields=fields(stagiaire="learner", prete_le="lent_on", pour_le="due_on", rendu_le="returned_on"),
    checks=(in_order(("prete_le", "lent_on"), ("pour_le", "due_on")),),
)

provide(DOCUMENTS, READINGS, LIBRARY, LOANS)
