"""What a project page shows: its head, its tabs with their marks, its key figures, and the panels of each block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from filage.core import access, marks
from filage.core.kept import FindingRow, KeyFigureRow
from filage.core.marks import Found
from filage.core.rails import pages, read
from filage.core.rails.types import Panel, ProjectTab
from filage.productions.models import Production
from filage.productions.queries import production_to_read
from filage.web import reading
from filage.web.shapes import Link

TAB_OF_DESK: Mapping[str, str] = {
    "budget": "budget",
    "payroll": "contrats",
    "contracts": "contrats",
    "schedule": "organisation",
    "booking": "promotion",
    "logistics": "organisation",
    "directory": "organisation",
    "promotion": "promotion",
}
FINDINGS_SHOWN = 5
PRICE_PAGE = 1000  # from this rank on, figures are kept for their « pourquoi », not for the head of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPage:
    """Everything a block of the project page draws."""

    production: Production
    tab: str
    figures: Sequence[KeyFigureRow]
    main: Sequence[Panel]
    side: Sequence[Panel]
    findings: Sequence[FindingRow]
    finding_count: int
    filter: Mapping[str, str]  # of the page « Contrôles »
    edits: bool
    issues: bool  # the dossier, which shows pay


def page(request: HttpRequest, slug: str, *, tab: str) -> ProjectPage:
    """Read a block of the project page: two rails, and the panels that the desks give to the block."""
    production = production_to_read(request, slug)
    organisation = production.organisation_id
    standing = reading.findings(read.findings(organisation, production), request.user, access.organisation_of(request))
    found = [row for row in standing if TAB_OF_DESK.get(row.provider, "budget") == tab]
    return ProjectPage(
        production=production,
        tab=tab,
        figures=[row for row in read.key_figures(organisation, production) if row.rank < PRICE_PAGE],
        main=pages.panels(f"projet.{tab}.main", request, production),
        side=pages.panels(f"projet.{tab}.side", request, production),
        findings=found[:FINDINGS_SHOWN],
        finding_count=len(found),
        filter={"spectacle": slug},
        edits=access.can_edit(request.user, production),
        issues=access.can_edit(request.user, production) and access.can_read_pay(request.user, production),
    )


def tabs(production: Production, current: str, found: Sequence[Found] | None = None) -> list[Link]:
    """Return the tabs of a project, each with the number of its gravest findings: those `found` already, else one query."""
    worn: dict[str, list[str]] = {}
    held = marks.found(production.organisation_id, production) if found is None else found
    for _, severity, _, desk, about in held:
        if about == production.pk:
            worn.setdefault(TAB_OF_DESK.get(desk, "budget"), []).append(severity)
    return [link for entry in pages.tabs() if (link := _link(entry, production, current, worn.get(entry.code, [])))]


def _link(entry: ProjectTab, production: Production, current: str, found: Sequence[str]) -> Link | None:
    try:
        url = reverse(entry.url_name, args=[production.slug])
    except NoReverseMatch:
        return None
    tone = next((grave for grave in ("bloquant", "alerte") if grave in found), "")
    count = found.count(tone) if tone else 0
    label = {"bloquant": "bloquant", "alerte": "alerte"}.get(tone, "") + ("s" if count > 1 else "")
    return Link(label=entry.label, url=url, current=entry.code == current, count=count, tone=tone, count_label=label)
