"""Say what the house pays for a kilometre, a night or an accessible service, and how long before such a service is asked."""

from datetime import date
from decimal import Decimal
from typing import Any

from filage.core import own_settings
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.desks.logistics.queries.prices import Line
from filage.productions.models import Structure
from filage.productions.operations import refuse_unless_editor


def say(structure: Structure, line: Line, *, price: Decimal | None, lead: int | None, since: date, source: str, by: Any) -> None:
    """Give a line its price (euros, net of VAT) and its delay (days) from a day on; what is left empty stays as it was."""
    refuse_unless_editor(by, structure.organisation)
    said = {line.price: price, line.lead: None if lead is None else Decimal(lead)}
    whole = ChangeSet()
    for code, value in said.items():
        if code and value is not None:
            whole += own_settings.given(
                structure.organisation_id, structure.pk, code, since, value=value, source=source.strip(), confidence="one_source"
            )[1]
    if not whole.changes:
        raise Refusal("Dites un prix, ou un délai.")
    whole.apply(by=by, why=f"prix de la maison : {line.label}"[:300])
