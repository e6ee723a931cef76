"""What the embauches of minors are read against: the authorisation of the prefect, the agreement of their parents."""

from collections.abc import Iterator
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.payroll.rails.controls import first_day
from filage.rules.engine.text import day_text
from filage.rules.working_time import CHILD, OF_AGE, age_on


def minors(season: Any) -> Iterator[Found]:
    """Yield the embauches of people under eighteen on their first day, the gravest when under sixteen."""
    for engagement in season.engagements:
        person = engagement.person
        if person is None or person.born_on is None or age_on(person.born_on, season.today) >= OF_AGE:
            continue
        on = first_day(season, engagement) or season.today
        age = age_on(person.born_on, on)
        if age >= OF_AGE:
            continue
        child = age < CHILD
        asked = (
            "l’autorisation du préfet vient avant l’engagement, une part de la rémunération est consignée"
            if child
            else "l’accord de ses représentants légaux est à joindre au contrat"
        )
        yield Found(
            subject=f"{engagement.production.title} · {engagement.function}, {person.name}",
            message=f"{age} ans le {day_text(on)} : {asked}.",
            remedy="Demander l’autorisation, puis écarter ce constat en notant sa date." if child else "Joindre l’accord.",
            remedy_url=f"/personnes/{person.pk}/#id_born_on",
            production=engagement.production_id,
            about=(f"engagement:{engagement.pk}", f"person:{person.pk}"),
            severity=None if child else Severity.INFO,
        )


YOUNG = Citation(
    "Code du travail, art. L7124-1 et L7124-9 : enfants du spectacle ; code civil, art. 388-1-1 : mineurs",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050",
    "one_source",
)
_check = checks_of("payroll")
CHECKS = (_check("EMB-050", "Une personne mineure est engagée", minors, Severity.ALERTE, YOUNG),)
