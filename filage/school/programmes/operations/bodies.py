"""Write what makes a structure a training body, on its card and beside it, in one act."""

from typing import Any

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.models import Structure
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.school.programmes.models import TrainingBody

CARD = ("siret", "representative", "representative_quality")  # what its card keeps, for every paper of the house


def write(body: TrainingBody, *, by: Any, structure: Structure, **fields: Any) -> TrainingBody:
    """Write a training body with its card; Refusal when it is one already, or when its certificate ends before it begins."""
    refuse_unless_editor(by, body)
    if fields["qualiopi_since"] and fields["qualiopi_until"] and fields["qualiopi_until"] < fields["qualiopi_since"]:
        raise Refusal("La fin du certificat Qualiopi précède son début.")
    rows = TrainingBody.objects.within(body.organisation_id)
    if not structure._state.adding and rows.filter(structure=structure).exclude(pk=body.pk).exists():
        raise Refusal(f"{structure.name} est déjà parmi les organismes.")
    card = {name: fields.pop(name) for name in CARD}
    if structure._state.adding:
        for name, value in card.items():
            setattr(structure, name, value)
        change = ChangeSet.create(structure)
    else:
        change = ChangeSet.on(structure, **card)
    if body._state.adding:
        for name, value in {"structure": structure, **fields}.items():
            setattr(body, name, value)
        body.rank = next_rank(rows)
        change += ChangeSet.create(body)
    else:
        change += ChangeSet.on(body, structure=structure, **fields)
    change.apply(by=by, why=f"organisme de formation : {structure.name}"[:300])
    return body
