"""Certifications that were imported, training bodies, habilitations, programmes and trainers, in the Filage file."""

from collections.abc import Iterator

from filage.core.rails.exchange import Problem, Row, Table, fields, provide
from filage.productions.exchange import in_order
from filage.rules.reading import Unreadable
from filage.rules.schooling import usual
from filage.school.programmes import models


def _usual_halves(row: Row) -> Iterator[Problem]:
    try:
        usual.read(row.get("usual_halves") or "")
    except Unreadable as wrong:
        yield "demi_journees_habituelles", str(wrong)


RECORDS = Table(
    model=models.CertificationRecord,
    key="referentiels",
    noun="un référentiel importé",
    unique=(("code", "version"),),
    fields=fields(code="code", version="version", texte="text"),
)
BODIES = Table(
    model=models.TrainingBody,
    key="organismes_formation",
    noun="un organisme de formation",
    unique=(("structure",),),
    fields=fields(
        structure="structure",
        numero_declaration="activity_number",
        region="region",
        qualiopi_numero="qualiopi_number",
        qualiopi_par="qualiopi_by",
        qualiopi_depuis="qualiopi_since",
        qualiopi_jusqu_au="qualiopi_until",
    ),
    checks=(in_order(("qualiopi_depuis", "qualiopi_since"), ("qualiopi_jusqu_au", "qualiopi_until")),),
)
HABILITATIONS = Table(
    model=models.Habilitation,
    key="habilitations",
    noun="une habilitation",
    fields=fields(
        certificateur="certifier",
        organisme="body",
        certification="certification",
        forme="trains",
        evalue="assesses",
        organise="organiser",
        depuis="since",
        jusqu_au="until",
        reference="reference",
    ),
    checks=(in_order(("depuis", "since"), ("jusqu_au", "until")),),
)
PROGRAMMES = Table(
    model=models.Programme,
    key="programmes_formation",
    noun="un programme de formation",
    fields=fields(
        nom="name",
        certification="certification",
        objectifs="objectives",
        public="audience",
        prerequis="prerequisites",
        methodes="methods",
        evaluation="evaluation",
        acces="access",
        accessibilite="accessibility",
        financement="funding",
        prix="price",
        revu_le="revised_on",
    ),
)
MODULES = Table(
    model=models.Module,
    key="modules",
    noun="un module d’un programme",
    parent="programme",
    unique=(("programme", "code"),),
    fields=fields(
        code="code",
        titre="title",
        heures="hours",
        nature="kind",
        parcours="track",
        competences="competences",
        objectifs="objectives",
    ),
)
REFERENTS = Table(
    model=models.Referent,
    key="referents",
    noun="une personne référente d’un programme",
    parent="programme",
    fields=fields(personne="person", role="role"),
)
TRAINERS = Table(
    model=models.Trainer,
    key="formateurs",
    noun="une personne qui forme",
    unique=(("personne",),),
    fields=fields(
        personne="person",
        competences="trades",
        titres="titles",
        disponibilites="availability",
        demi_journees_habituelles="usual_halves",
        tarif_horaire="fee",
    ),
    checks=(_usual_halves,),
)
TRAINER_PAPERS = Table(
    model=models.TrainerPaper,
    key="pieces_formateur",
    noun="une pièce demandée à une personne qui forme",
    parent="trainer",
    fields=fields(nature="kind", attendue_le="due_on", recue_le="received_on", valable_jusqu_au="ends_on"),
)

provide(RECORDS, BODIES, HABILITATIONS, PROGRAMMES, MODULES, REFERENTS, TRAINERS, TRAINER_PAPERS)
