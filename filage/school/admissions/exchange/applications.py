"""Applications with their pieces, their marks and their money, in the Filage file."""

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.school.admissions import models

APPLICATIONS = Table(
    model=models.Application,
    key="candidatures",
    noun="une candidature",
    parent="intake",
    unique=(("intake", "numero"), ("stagiaire",)),
    fields=fields(
        numero="number",
        etape="state",
        issue="outcome",
        prenom="first_name",
        nom="last_name",
        courriel="email",
        telephone="phone",
        naissance="born_on",
        adresse="address",
        code_postal="postal_code",
        ville="city",
        voie="route",
        duree_mois="months",
        niveau="level",
        ects="ects",
        mois_experience="experience",
        derogation="derogation",
        motif_derogation="derogation_text",
        parcours="track",
        financeur="funder",
        projet="project",
        experience="background",
        commence_le="begun_at",
        depose_le="filed_at",
        consentement_le="consent_at",
        entretien_le="interview_at",
        entretien_lieu="interview_place",
        motifs="reasons",
        decide_le="decided_on",
        quota=Field(attribute="quota", same="intake"),
        stagiaire="learner",
    ),
)
JOINED = Table(
    model=models.ApplicationPiece,
    key="pieces_jointes",
    noun="une pièce jointe à une candidature",
    parent="application",
    unique=(("application", "piece"),),
    carries_bytes=True,
    fields=fields(piece="piece", recue_le="received_at", nom="name", format="media_type", taille="size", sha256="sha256"),
)
LEVELS = Table(
    model=models.SelfLevel,
    key="positionnement",
    noun="le niveau dit d’une compétence",
    parent="application",
    unique=(("application", "competence"),),
    fields=fields(competence="competence", niveau="level"),
)
ASSESSMENTS = Table(
    model=models.Assessment,
    key="grilles",
    noun="une grille d’entretien",
    parent="application",
    unique=(("application", "evaluateur"),),
    fields=fields(evaluateur="assessor", commentaire="comment", rendue_le="done_on"),
)
MARKS = Table(
    model=models.Mark,
    key="notes",
    noun="une note d’entretien",
    parent="assessment",
    unique=(("assessment", "critere"),),
    fields=fields(critere="criterion", note="value"),
)
FUNDINGS = Table(
    model=models.PlaceFunding,
    key="financements",
    noun="le financement d’une place",
    parent="application",
    fields=fields(
        financeur="funder",
        etat="state",
        montant="amount",
        facture="invoiced",
        paye="paid",
        nom="name",
        reference="reference",
        demande_le="asked_on",
        accorde_le="agreed_on",
    ),
)

provide(APPLICATIONS, JOINED, LEVELS, ASSESSMENTS, MARKS, FUNDINGS)
