"""What became of those who were certified, in the Filage file."""

from filage.core.rails.exchange import Table, fields, provide
from filage.school.exams import models

INQUIRIES = Table(
    model=models.Inquiry,
    key="enquetes",
    noun="une enquête d’insertion",
    parent="candidate",
    unique=(("candidate", "echeance"),),
    fields=fields(
        echeance="horizon", demandee_le="asked_on", repondue_le="answered_on", en_emploi="employed", metier_vise="in_trade"
    ),
)

PUBLISHED = Table(
    model=models.PublishedResults,
    key="resultats_publies",
    noun="une publication de résultats",
    unique=(("certification",),),
    fields=fields(certification="certification", depuis="since"),
)

provide(INQUIRIES, PUBLISHED)
