"""Sessions of exam and their candidates, in the Filage file."""

from filage.core.rails.exchange import Table, fields, provide
from filage.productions.exchange import in_order
from filage.school.exams import models

EXAMS = Table(
    model=models.ExamSession,
    key="examens",
    noun="une session d’examen",
    fields=fields(
        nom="name",
        certification="certification",
        version="version",
        formation="training",
        certificateur="certifier",
        organisme="body",
        organise="organiser",
        debut="first",
        fin="last",
        remise_dossiers="hand_in_on",
        deliberation="deliberates_on",
        delivrance="awarded_on",
        transmis_si_cpf="handed_on_cpf",
        lieu="venue",
        candidature_individuelle="individual",
    ),
    checks=(in_order(("debut", "first"), ("fin", "last")),),
)
CANDIDATES = Table(
    model=models.Candidate,
    key="candidats",
    noun="une personne candidate",
    parent="exam",
    unique=(("exam", "personne"),),
    fields=fields(
        personne="person",
        stagiaire="learner",
        voie="route",
        numero="number",
        etat="state",
        entree="entered_on",
        precedente="previous",
        mois_parcours="months",
        parcours_suivi="prepared",
        stage_debut="placement_first",
        stage_fin="placement_last",
        stage_heures="placement_hours",
        preuve="proof",
        blocs_presentes="presents",
        blocs_acquis="acquired",
        convocation="convened_on",
        identite="identity_at",
        dossier_remis="handed_at",
        empreinte_dossier="handed_sha256",
    ),
    checks=(in_order(("stage_debut", "placement_first"), ("stage_fin", "placement_last")),),
)

provide(EXAMS, CANDIDATES)
