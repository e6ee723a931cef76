"""The dates that fell, as the Filage file tells them."""

from filage.core.rails.exchange import Field, Table, fields, provide
from filage.desks.contracts import models

CANCELLATIONS = Table(
    model=models.Cancellation,
    key="annulations",
    noun="une annulation",
    production="production",
    fields=fields(
        production="production",
        contrat=Field(attribute="deal", same="production"),
        nature="kind",
        cause="cause",
        decidee_le="decided_on",
        bareme="scale",
        motif="reason",
    ),
)
DATES = Table(
    model=models.CancelledDate,
    key="dates_tombees",
    noun="une date tombée",
    parent="cancellation",
    fields=fields(
        activite="activity",
        reportee_a="moved_to",
        prix="price",
        du_par_acheteur="owed",
        salaires_dus="wages",
        frais_perdus="spent",
    ),
)
LOOSE_ENDS = Table(
    model=models.LooseEnd,
    key="suites",
    noun="une suite à donner",
    parent="cancellation",
    fields=fields(type="kind", libelle="label", pour_le="due_on", faite_le="done_on"),
)

provide(CANCELLATIONS, DATES, LOOSE_ENDS)
