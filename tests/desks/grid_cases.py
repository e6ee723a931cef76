"""Who writes in the grid of a budget, and one act on it."""

from filage.core.models import Membership, User
from filage.desks.budget.models import Line
from filage.desks.budget.operations import cells
from filage.desks.budget.operations.cells import Act, Edit
from filage.desks.budget.queries.cell_parts import PARTS
from filage.desks.budget.queries.cells import written


def member(office, name, role):
    user = User.objects.create_user(f"{name.lower()}@exemple.fr", name=name)
    Membership.objects.create(user=user, organisation=office.organisation, role=role)
    return user


def save(office, by, **act):
    return cells.save(office.production, "creation", Act(**act), by=by)


def edit(office, by, line, **texts):
    """Write texts in the cells of a line as it is read now; return the reasons of what was refused."""
    line = Line.objects.within(office.organisation).get(pk=line.pk)
    pairs = {name: (PARTS[name].text(PARTS[name].rows(line)) if name in PARTS else written(name, line)) for name in texts}
    saved = save(office, by, edits=[Edit(line.pk, name, pairs[name], text) for name, text in texts.items()])
    return {one.field: one.reason for one in saved.refused}
