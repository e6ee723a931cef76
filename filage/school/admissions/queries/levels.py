"""How far applicants say they are: competence by competence for one of them, and how many at each level for a group."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from filage.school.admissions.enums import Known
from filage.school.admissions.models import Application, SelfLevel
from filage.school.admissions.queries.calls import Rules

type Said = tuple[str, list[tuple[str, str]]]  # a block, its competences and what was said of each


def of(application: Application, rules: Rules) -> list[Said]:
    """Return what an applicant said of each competence, by block; empty when she said nothing; one query."""
    held = {one.competence: Known(one.level).label for one in application.levels.all()}
    if not held or rules.certification is None:
        return []
    return [
        (block.title, [(one.title, held.get(one.code, "")) for one in rules.certification.of_block(block.code)])
        for block in rules.certification.blocks
    ]


def of_group(organisation: Any, learners: Iterable[Any], rules: Rules) -> list[tuple[str, list[int]]]:
    """Return, for each competence, how many of some learners said each level; one query, and no name."""
    if rules.certification is None:
        return []
    rows = SelfLevel.objects.within(organisation).filter(application__learner__in=learners).order_by()
    counted = Counter(rows.values_list("competence", "level"))
    return [(one.title, [counted[one.code, level] for level in Known.values]) for one in rules.certification.competences]
