"""What the contract of an embauche lacks to be issued, while its first day approaches."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.season import once
from filage.core.rails.types import Act, Severity
from filage.desks.payroll.queries import papers
from filage.desks.payroll.rails.controls import first_day, last_day
from filage.documents.clauses import Mention
from filage.productions.enums import ContractTrack, EmploymentStatus
from filage.productions.models import Engagement

SOON = timedelta(days=21)  # a contract is sent two weeks ahead: a week more to gather what it says


def lacking(season: Any) -> Iterator[Found]:
    """Yield the embauches whose contract may not be issued: a mention that the law asks for is missing."""
    for engagement, mentions in _lacks(season):
        missing = [each for each in mentions if each.blocks]
        if missing:
            yield _found(engagement, missing, "Le contrat ne s’émet pas : il y manque")


def to_complete(season: Any) -> Iterator[Found]:
    """Yield the embauches whose contract may be issued, but lacks what usage or a single source asks for."""
    for engagement, mentions in _lacks(season):
        missing = [each for each in mentions if not each.blocks and each.code != "nir"]
        if missing:
            yield _found(engagement, missing, "Au contrat, il manque encore")


@once
def _lacks(season: Any) -> Sequence[tuple[Engagement, Sequence[Mention]]]:
    """Return the embauches to sign, each with what its contract lacks: both controls read the same contracts."""
    return [(engagement, papers.missing(season, engagement)) for engagement in _to_sign(season)]


def _to_sign(season: Any) -> Iterator[Engagement]:
    """Yield the embauches of somebody, unsigned, whose work starts within three weeks or goes on; or already sent."""
    for engagement in season.engagements:
        if engagement.person is None or engagement.contract == ContractTrack.SIGNE:
            continue
        first, last = first_day(season, engagement), last_day(season, engagement)
        if engagement.status == EmploymentStatus.PERMANENT and (first is None or first < season.today):
            continue  # hired long before, whatever the track says
        ahead = first is not None and first <= season.today + SOON and (last is None or last >= season.today)
        if ahead or (engagement.contract == ContractTrack.ENVOYE and (last is None or last >= season.today)):
            yield engagement


def _found(engagement: Engagement, missing: list[Mention], opening: str) -> Found:
    production, person = engagement.production, engagement.person
    named = list(dict.fromkeys(each.label for each in missing))
    remedies = list(dict.fromkeys(each.remedy for each in missing if each.remedy))
    return Found(
        subject=f"{production.title} · {engagement.function}, {person.name if person else ''}",
        message=f"{opening} {', '.join(named)}.",
        remedy=" ".join(remedies[:3]),
        remedy_url=f"/spectacles/{production.slug}/embauches/papiers/?choix={engagement.pk}",
        production=production.pk,
        about=(f"engagement:{engagement.pk}",),
        facts=tuple(sorted(each.code for each in missing)),
    )


LABOUR = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006901206"
WRITTEN = Citation(
    "Code du travail, art. L1242-12 et R1221-34 ; accord interbranches du 24 juin 2008, art. 3.3.1 : mentions du contrat",
    LABOUR,
    "official",
)
USUAL = Citation("Mentions du contrat de travail (CCNEAC, art. V.3, et usage)", "", "one_source")

_check = checks_of("payroll")
CHECKS = (
    _check("EMB-030", "Une mention obligatoire manque à un contrat", lacking, Severity.BLOQUANT, WRITTEN, act=Act.EMBAUCHER),
    _check("EMB-031", "Une mention d’usage manque à un contrat", to_complete, Severity.INFO, USUAL),
)
