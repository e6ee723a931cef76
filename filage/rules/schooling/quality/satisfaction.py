"""What learners are asked at the end of a module, and how their answers are summed up: a mean is nothing without its base."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

QUESTIONS = {
    "goals": "Les objectifs du module étaient clairs",
    "content": "Le contenu me servira dans le métier",
    "pace": "Le rythme et la durée convenaient",
    "teaching": "L’animation m’a aidé·e à apprendre",
    "means": "La salle, le matériel et les documents convenaient",
    "overall": "Dans l’ensemble, ce module m’a satisfait·e",
}
MARKS = {1: "pas du tout", 2: "plutôt non", 3: "plutôt oui", 4: "tout à fait"}
WHOLE = "overall"  # the question that the rate of satisfaction reads
SATISFIED = 3  # from this mark on
FEWEST = 3  # answers under which nothing is shown: one would know who said it


@dataclass(frozen=True, slots=True)
class Summary:
    """The answers about a module: how many were asked and answered, the mean of each question, the share of the satisfied."""

    asked: int
    answered: int
    means: Mapping[str, Decimal]
    satisfied: Decimal | None  # percent of those who answered; None while too few did

    @property
    def rate(self) -> Decimal | None:
        """Return how many answered, percent of those asked; None when nobody was."""
        return percent(self.answered, self.asked)


def summed(answers: Sequence[Mapping[str, int]], asked: int) -> Summary:
    """Return the summary of answers (question -> mark from 1 to 4); nothing but its base under FEWEST answers."""
    if len(answers) < FEWEST:
        return Summary(asked, len(answers), {}, None)
    means = {}
    for code in QUESTIONS:
        marks = [one[code] for one in answers if code in one]
        if marks:
            means[code] = (Decimal(sum(marks)) / len(marks)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    told = [one[WHOLE] for one in answers if WHOLE in one]
    return Summary(asked, len(answers), means, percent(sum(mark >= SATISFIED for mark in told), len(told)))


def percent(part: int, whole: int) -> Decimal | None:
    """Return a share in percent, to one decimal; None of nothing."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None
