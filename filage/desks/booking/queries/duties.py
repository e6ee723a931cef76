"""What the labels of a house ask of a project that it programmes: each mission, what the project shows of it, what is said."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from filage.desks.booking.models import LabelDuty, Slot
from filage.desks.directory.queries.labels import borne_by
from filage.productions.enums import LIVE, PERFORMANCES, ActivityKind, DealKind, DealStage
from filage.productions.models import Activity, Deal, Production
from filage.rules.directory.labels import Family
from filage.rules.engine.text import counted

MISSIONS = {
    "creation": "création",
    "production": "production",
    "diffusion": "diffusion",
    "accompagnement": "accompagnement des artistes et des pratiques",
    "repertoire": "répertoire",
    "collection": "collection",
    "exposition": "exposition",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A mission of a label: its words, what the project shows of it (nothing where nothing can be read), what was said."""

    label: str
    code: str
    mission: str
    name: str
    shown: str
    said: LabelDuty | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A label with its source and its missions."""

    name: str
    source: str
    duties: tuple[Duty, ...]


def asked_of(production: Production, on: date) -> list[Asked]:
    """Return what the labels of the structure of a project ask of it; five queries, one where it bears none."""
    labels = [one for one in borne_by(production.structure, on) if one.known.missions and one.known.family is Family.LABEL]
    if not labels:
        return []
    said = {
        (one.label, one.mission): one
        for one in LabelDuty.objects.within(production.organisation_id).filter(production=production)
    }
    seen = _shown(production)
    return [
        Asked(
            name=one.known.name,
            source=one.known.source,
            duties=tuple(
                Duty(
                    label=one.known.code,
                    code=f"{one.known.code}-{mission}",
                    mission=mission,
                    name=MISSIONS.get(mission, mission),
                    shown=seen.get(mission, ""),
                    said=said.get((one.known.code, mission)),
                )
                for mission in one.known.missions
            ),
        )
        for one in labels
    ]


def _shown(production: Production) -> Mapping[str, str]:
    """Return what the project holds that speaks of each mission, in words."""
    here = production.organisation_id
    kinds = Counter(Activity.objects.within(here).filter(production=production, status__in=LIVE).values_list("kind", flat=True))
    deals = Counter(
        Deal.objects.within(here).filter(production=production).exclude(stage=DealStage.ROMPU).values_list("kind", flat=True)
    )
    passages = Slot.objects.within(here).filter(activity__production=production, activity__status__in=LIVE).count()
    evenings = sum(kinds[kind] for kind in PERFORMANCES)
    made = deals[DealKind.COPRODUCTION] + deals[DealKind.PREACHAT]
    welcomed = kinds[ActivityKind.RESIDENCE] + deals[DealKind.RESIDENCE]
    return {
        "diffusion": f"{counted(evenings, 'soirée')}, {counted(passages, 'passage')}",
        "creation": f"{counted(welcomed, 'accueil en résidence', 'accueils en résidence')}",
        "production": counted(made, "coproduction ou préachat", "coproductions ou préachats"),
        "accompagnement": counted(kinds[ActivityKind.ATELIER], "atelier"),
    }
