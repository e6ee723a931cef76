"""What of contracts travels in the Filage file: terms, the state of each contract, clauses changed by hand, signed copies."""

from collections.abc import Iterator

from filage.core.rails.exchange import Problem, Row, Table, fields, provide
from filage.desks.contracts import models


def _sent_before_signed(row: Row) -> Iterator[Problem]:
    if row["sent_on"] is not None and row["signed_on"] is not None and row["signed_on"] < row["sent_on"]:
        yield "signe_le", "précède « envoye_le »"


TERMS = Table(
    model=models.Term,
    key="termes",
    noun="un terme",
    parent="deal",
    unique=(("deal", "code"),),
    fields=fields(code="code", valeur="value"),
)
AGREEMENTS = Table(
    model=models.Agreement,
    key="negociations",
    noun="la négociation d’un contrat",
    production="deal__production",
    unique=(("contrat",),),
    fields=fields(
        contrat="deal",
        etape="stage",
        langue="language",
        envoye_le="sent_on",
        signe_le="signed_on",
        fiche_technique="technical_sheet",
        accueil_annexe="hosting_annexed",
        note="note",
    ),
    checks=(_sent_before_signed,),
)
EDITS = Table(
    model=models.ClauseEdit,
    key="clauses_modifiees",
    noun="une clause modifiée",
    parent="agreement",
    unique=(("agreement", "sujet"),),
    fields=fields(sujet="topic", texte="text", motif="reason", date="on"),
    left_out={"by": "un compte appartient à l’installation ; le jour et le motif suffisent"},
)
COPIES = Table(
    model=models.SignedCopy,
    key="exemplaires_signes",
    noun="un exemplaire signé",
    parent="agreement",
    fields=fields(type="kind", piece="attachment", sha256="sha256", signe_le="signed_on", document="document", note="note"),
)

provide(TERMS, AGREEMENTS, EDITS, COPIES)
