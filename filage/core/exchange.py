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

provide(SETTINGS)
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
    models.KeyFigureRow,
    models.SearchRow,
)
leave_out("gardé par « filage sauvegarder », avec ses octets", models.StoredFile, models.IssuedDocument)
leave_out("un lien d’accès ou un courriel n’a de sens que dans son installation", models.Link, models.Mail)
