"""How far applicants say they are: competence by competence for one of them, and how many at each level for a group."""

from collections import Counter
from typing import Any

from filage.school.admissions.enums import Known
from filage.school.admissions.models import Application, Intake, SelfLevel
from filage.school.admissions.queries.calls import Rules, rules
from filage.web.tables import Column, Row, Table, plain

type Said = tuple[str, list[tuple[str, str]]]  # a block, its competences and what was said of each


def of(application: Application, said: Rules) -> list[Said]:
    """Return what an applicant said of each competence, by block; empty when she said nothing; one query."""
    held = {one.competence: Known(one.level).label for one in application.levels.all()}
    if not held or said.certification is None:
        return []
    return [
        (block.title, [(one.title, held.get(one.code, "")) for one in said.certification.of_block(block.code)])
        for block in said.certification.blocks
    ]


def table(session: Any) -> Table | None:
    """Return how many learners of a session said each level, competence by competence and without a name; None when none did."""
    certification = rules(Intake(organisation=session.organisation, session=session)).certification
    rows = SelfLevel.objects.within(session.organisation_id).filter(application__learner__session=session).order_by()
    counted = Counter(rows.values_list("competence", "level"))
    if certification is None or not counted:
        return None
    columns = [Column(one.label.capitalize(), "number", dash=True) for one in Known]
    said = [(one.title, [counted[one.code, level] or None for level in Known.values]) for one in certification.competences]
    rows_said = [Row(title, counts) for title, counts in said if any(counts)]
    return plain("Positionnement à l’entrée", columns, rows_said, header="Compétence")
