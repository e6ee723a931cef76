"""The jury of an exam, its grids and what it decided, in the Filage file."""

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.school.exams import models
from filage.school.exams.exchange.minutes import Minutes, closed_with_minutes

RULES = Table(
    model=models.JuryRules,
    key="regles_jury",
    noun="les règles d’un jury",
    parent="exam",
    unique=(("exam",),),
    fields=fields(
        quorum_ecole="quorum_school",
        quorum_externes="quorum_outside",
        quorum_source="quorum_source",
        methode="method",
        seuil="threshold",
        criteres_obligatoires="mandatory",
        lieu="place",
        recours="appeals",
    ),
)
JURORS = Table(
    model=models.Juror,
    key="jures",
    noun="une jurée ou un juré",
    parent="exam",
    unique=(("exam", "personne"),),
    fields=fields(
        personne="person",
        qualite="quality",
        employeur="employer",
        salarie_organisme="employed",
        preside="president",
        remplace="alternate",
        jurys="panels",
        present="present",
        convoque_le="convened_on",
        declare_le="declared_at",
        declaration="declared",
        empreinte="declared_sha256",
    ),
)
TIES = Table(
    model=models.JurorTie,
    key="liens",
    noun="un lien avec une personne candidate",
    parent="juror",
    unique=(("juror", "candidat", "lien"),),
    fields=fields(candidat="candidate", lien="kind", note="note"),
)
GRIDS = Table(
    model=models.Grid,
    key="grilles",
    noun="une grille",
    parent="juror",
    unique=(("juror", "candidat", "competence"),),
    fields=fields(candidat="candidate", competence="competence", notes="marks", commentaire="comment"),
)
ENTRIES = Table(
    model=models.GridEntry,
    key="saisies",
    noun="une note reçue",
    parent="grid",
    unique=(("grid", "cle"),),
    fields=fields(
        cle="key",
        critere="criterion",
        valeur="value",
        avant="before",
        appareil="device",
        ecrite="typed_at",
        recue="received_at",
        etat="state",
    ),
)
DELIBERATIONS = Table(
    model=models.Deliberation,
    key="deliberations",
    noun="une délibération",
    parent="exam",
    unique=(("exam", "version"),),
    fields=fields(
        version="version",
        motif="reason",
        ouverte="opened_at",
        close="closed_at",
        lieu="place",
        incidents="incidents",
        proces_verbal=Field(attribute="minutes", like=Minutes),
        empreinte="sha256",
        transmis_le="sent_on",
        accuse_le="acknowledged_on",
        accuse="acknowledgement",
    ),
    checks=(closed_with_minutes,),
)
DECISIONS = Table(
    model=models.CompetenceDecision,
    key="decisions",
    noun="une décision",
    parent="deliberation",
    unique=(("deliberation", "candidat", "competence"),),
    fields=fields(
        candidat="candidate",
        competence="competence",
        resultat="result",
        pour="votes_for",
        contre="votes_against",
        voix_preponderante="casting",
        motif="reason",
    ),
)
VERDICTS = Table(
    model=models.Verdict,
    key="decisions_finales",
    noun="une décision finale",
    parent="deliberation",
    unique=(("deliberation", "candidat"),),
    fields=fields(
        candidat="candidate",
        ajourne="adjourned",
        decision="decision",
        motifs="reasons",
        preconisations="advice",
        amenagements="arrangements",
        notifie_le="notified_on",
    ),
)
EXEMPTIONS = Table(
    model=models.CriterionExemption,
    key="exemptions",
    noun="une exemption de critère",
    parent="candidate",
    unique=(("candidate", "competence", "critere"),),
    fields=fields(
        competence="competence",
        critere="criterion",
        capacite_entiere="whole",
        sans_objet="unused",
        avis_motive="reasoned",
        avis_le="opined_on",
        avis_de="opined_by",
        accordee="granted",
    ),
    sealed={"avis": "opinion"},
)
APPEALS = Table(
    model=models.Appeal,
    key="recours",
    noun="un recours",
    parent="candidate",
    fields=fields(le="on", texte="text", reponse="answer", repondu_le="answered_on"),
)

provide(RULES, JURORS, TIES, GRIDS, ENTRIES, DELIBERATIONS, DECISIONS, VERDICTS, EXEMPTIONS, APPEALS)
