"""Needs, what is answered to them, and the accessible performances, in the Filage file: what is needed never leaves."""

from collections.abc import Iterator

from filage.core.enums import Role
from filage.core.rails.exchange import Problem, Row, Table, fields, provide
from filage.desks.logistics import models


def _known_roles(row: Row) -> Iterator[Problem]:
    unknown = [code for code in row["seen_by"].split(",") if code not in Role]
    if unknown:
        yield "vu_par", f"« {unknown[0]} » n’est pas un rôle : {', '.join(Role.values)}"


NEEDS = Table(
    model=models.AccessNeed,
    key="besoins_acces",
    noun="un besoin de l’équipe",
    fields=fields(personne="person", type="kind", vu_par="seen_by", jusqu_au="until"),
    sealed={"besoin": "text"},
    checks=(_known_roles,),
)
ANSWERS = Table(
    model=models.AccessAnswer,
    key="reponses",
    noun="la réponse d’un lieu à un besoin",
    parent="need",
    unique=(("need", "activite"),),
    fields=fields(activite="activity", demande_le="asked_on", repondu_le="answered_on", tenu="met"),
)
SERVICES = Table(
    model=models.AccessService,
    key="accessibilite",
    noun="un service d’accessibilité",
    production="activity__production",
    unique=(("activite", "type"),),
    fields=fields(
        activite="activity",
        type="kind",
        etat="state",
        structure="structure",
        prix="price",
        charge="hosting",
        demande_le="asked_on",
        preuve="proof",
        note="note",
    ),
)

provide(NEEDS, ANSWERS, SERVICES)
