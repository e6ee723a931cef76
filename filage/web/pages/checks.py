"""Everything the controls found, the gravest first, filtered by severity or by spectacle."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from filage.core import access
from filage.core.kept import FindingRow
from filage.core.rails import read
from filage.productions.queries import productions_to_read
from filage.web import reading
from filage.web.atoms import SEVERITIES
from filage.web.shapes import Link

ORDER = ("bloquant", "alerte", "inconnu", "info")
MEANINGS = {
    "bloquant": "Un acte est retenu tant que ce n’est pas réparé.",
    "alerte": "Rien n’est retenu ; quelqu’un doit décider.",
    "inconnu": "Il manque une donnée : Filage ne devine pas.",
    "info": "Bon à savoir.",
}
OFFICE = "structure"  # the slug that stands for findings about no spectacle


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A finding with the work it is about."""

    row: FindingRow
    work: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """The findings of one severity."""

    code: str
    title: str
    meaning: str
    findings: Sequence[Seen]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksPage:
    """Everything the page « Contrôles » draws."""

    heaps: Sequence[Heap]
    total: int
    blocking: int
    severities: Sequence[Link]
    works: Sequence[Link]


def page(request: HttpRequest, *, severity: str = "", slug: str = "") -> ChecksPage:
    """Read the findings that the user may read; `severity` and `slug` filter what is shown, never what is counted."""
    organisation = access.organisation_of(request)
    shown = productions_to_read(request)
    titles = reading.titles(shown)
    slugs: dict[UUID | None, str] = {one.pk: one.slug for one in shown}
    rows = reading.readable(read.findings(organisation), request.user, organisation)
    kept = [row for row in rows if severity in ("", row.severity) and slug in ("", slugs.get(row.production, OFFICE))]
    by_severity = Counter(row.severity for row in rows)
    by_slug = Counter(slugs.get(row.production, OFFICE) for row in rows)
    heaps = [(code, [row for row in kept if row.severity == code]) for code in ORDER]
    return ChecksPage(
        heaps=[
            Heap(
                code=code,
                title=SEVERITIES[code][1],
                meaning=MEANINGS[code],
                findings=[Seen(row=row, work=titles.get(row.production, "")) for row in found],
            )
            for code, found in heaps
            if found
        ],
        total=len(rows),
        blocking=by_severity["bloquant"],
        severities=[_filter("Tous", "", slug, severity == "", len(rows))]
        + [_filter(SEVERITIES[code][1], code, slug, severity == code, by_severity[code], tone=code) for code in ORDER],
        works=[_filter("Tous", severity, "", slug == "", len(rows))]
        + [_filter(one.title, severity, one.slug, slug == one.slug, by_slug[one.slug], tone="work") for one in shown]
        + ([_filter("Structure", severity, OFFICE, slug == OFFICE, by_slug[OFFICE])] if by_slug[OFFICE] else []),
    )


def _filter(label: str, severity: str, slug: str, current: bool, count: int, *, tone: str = "") -> Link:
    asked = {name: value for name, value in (("gravite", severity), ("spectacle", slug)) if value}
    url = reverse("web:checks") + ("?" + urlencode(asked) if asked else "")
    return Link(label=label, url=url, current=current, count=count, tone=tone)
