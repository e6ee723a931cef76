"""What of core travels in the Filage file, and why the rest of it stays behind."""

from filage.core import models
from filage.core.rails.exchange import Field, Table, fields, leave_out, provide

SETTINGS = Table(
    model=models.DatedSetting,
    key="reglages",
    noun="un réglage",
    rank=900,
    unique=(("structure", "code", "depuis"),),
    fields=fields(
        structure=Field(attribute="structure", to="productions.Structure"),
        code="code",
        depuis="since",
        valeur="value",
        source="source",
        confiance="confidence",
    ),
)

DISMISSALS = Table(
    model=models.Dismissal,
    key="constats_ecartes",
    noun="un constat écarté",
    rank=910,
    production="production",
    unique=(("constat",),),
    fields=fields(
        constat="key",
        empreinte="imprint",
        code="code",
        message="message",
        production=Field(attribute="production", to="productions.Production"),
        motif="reason",
        sujets="about",
        derogation="blocked",
        jusqu_au="until",
        ecarte_le="made_on",
    ),
    left_out={"by": "un compte appartient à l’installation ; le motif et les dates suffisent"},
)

provide(SETTINGS, DISMISSALS)
leave_out("écrit en tête du fichier, sous « organisation »", models.Organisation)
leave_out(
    "les comptes et leurs droits appartiennent à l’installation", models.User, models.Membership, models.MembershipProduction
)
leave_out("l’historique reste avec la base ; « filage sauvegarder » le garde", models.JournalEntry, models.JournalSubject)
leave_out(
    "calculé de nouveau après chaque écriture",
    models.CostRow,
    models.DeadlineRow,
    models.FactsRow,
    models.FindingRow,
    models.FindingTrace,
    models.KeyFigureRow,
    models.SearchRow,
)
leave_out("gardé par « filage sauvegarder », avec ses octets", models.StoredFile, models.IssuedDocument)
leave_out("un lien d’accès ou un courriel n’a de sens que dans son installation", models.Link, models.Mail)
leave_out("qui a une page ouverte en ce moment : oublié au bout d’une heure", models.Presence)
