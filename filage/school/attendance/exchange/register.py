"""The register of a session in the Filage file: each record as it was signed, so that a change made in the file is seen."""

from filage.core.rails.exchange import Field, Table, fields, leave_out, provide
from filage.productions.exchange import in_order
from filage.school.attendance import models

RULES = Table(
    model=models.AttendanceRules,
    key="reglage_emargement",
    noun="un réglage d’émargement",
    parent="session",
    unique=(("session",),),
    fields=fields(
        matin_debut="morning_from",
        apres_midi_debut="afternoon_from",
        delai_minutes="delay",
        suite="in_a_row",
        seuil_pct="absence_share",
    ),
)
RECORDS = Table(
    model=models.AttendanceRecord,
    key="emargements",
    noun="un enregistrement d’émargement",
    parent="session",
    unique=(("session", "numero"),),
    fields=fields(
        numero="number",
        geste="gesture",
        demi_journee=Field(attribute="slot", same="session"),
        stagiaire=Field(attribute="learner", same="session"),
        intervenant="trainer",
        stage="placement",
        semaine="week",
        statut="status",
        minutes="minutes",
        texte="text",
        empreinte="imprint",
    ),
)
JUSTIFICATIONS = Table(
    model=models.Justification,
    key="justificatifs_absence",
    noun="un justificatif d’absence",
    parent="learner",
    fields=fields(
        debut="first",
        fin="last",
        fichier="name",
        media="media_type",
        sha256="sha256",
        recu_le="received_on",
        envoye="sent",
        etat="state",
        decide_le="decided_on",
        decision="decision",
    ),
    sealed={"motif": "kind", "texte": "text", "contenu": "content"},
    checks=(in_order(("debut", "first"), ("fin", "last")),),
)
DECLARED = Table(
    model=models.DeclaredAs,
    key="statut_au_bilan",
    noun="un statut au bilan pédagogique et financier",
    parent="learner",
    unique=(("learner",),),
    fields=fields(statut="kind"),
)

provide(RULES, RECORDS, JUSTIFICATIONS, DECLARED)
leave_out("un code de signature ne quitte pas la maison : un nouveau se donne en un geste", models.SigningCode, models.Tablet)
