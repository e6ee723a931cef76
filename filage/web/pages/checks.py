"""Everything the controls found, the gravest first; what changed since yesterday, what was set aside, what was mended."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from filage.core import access, clock, dismissals, tracing
from filage.core.dismissals import Dismissal
from filage.core.kept import FindingRow
from filage.core.models import FindingTrace
from filage.core.rails import checks, read
from filage.productions.models import Production
from filage.productions.queries import productions_to_read
from filage.web import reading
from filage.web.atoms import SEVERITIES
from filage.web.shapes import Link

ORDER = ("bloquant", "alerte", "inconnu", "info")
MEANINGS = {
    "bloquant": "Un acte est retenu tant que ce n’est pas réparé, ou dérogé avec un motif.",
    "alerte": "Rien n’est retenu ; quelqu’un doit décider.",
    "inconnu": "Il manque une donnée : Filage ne devine pas.",
    "info": "Bon à savoir.",
}
ACTS = {
    "confirmer": "la confirmation est retenue",
    "signer": "la signature est retenue",
    "jouer": "la date ne passe pas à « jouée »",
    "embaucher": "la signature du contrat de travail est retenue",
    "demander": "la demande est retenue",
    "figer": "la version ne se fige pas",
    "emettre": "l’émission est retenue",
    "inscrire": "l’entrée en formation est retenue",
}
OFFICE = "structure"  # the slug that stands for findings about no spectacle
DAYS = {"hier": 1, "semaine": 7}
RECENT = timedelta(days=30)  # how far back « réparés » looks
FEW = 8  # spectacles that are all named in the filter, even those with nothing to say
FIRST_READING = timedelta(minutes=10)  # what is found when a space is made is not news
USUAL = timedelta(days=30)  # how long a finding is set aside, unless another day is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the page was asked to show; every filter may be empty."""

    severity: str = ""
    slug: str = ""
    desk: str = ""
    since: str = ""
    about: str = ""

    def url(self, **changed: str) -> str:
        """Return the address of the page with some filters changed."""
        names = {"severity": "gravite", "slug": "spectacle", "desk": "bureau", "since": "depuis", "about": "sur"}
        kept = {name: changed.get(attribute, getattr(self, attribute)) for attribute, name in names.items()}
        asked = {name: value for name, value in kept.items() if value}
        return reverse("web:checks") + (f"?{urlencode(asked)}" if asked else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A finding with the work it is about, whether it is new, and where it is set aside."""

    row: Any
    work: str
    new: bool = False
    held: str = ""
    aside_url: str = ""


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
    rules: int
    desk_count: int
    aside: int
    changes: Sequence[Link]
    gone: Sequence[Seen]
    since: str
    about: bool
    severities: Sequence[Link]
    works: Sequence[Link]
    desks: Sequence[Link]
    all_url: str
    overrides: Sequence[Dismissal]


@dataclass(slots=True)
class _Read:
    """What the page reads, once: three queries."""

    request: HttpRequest
    shown: list[Production]
    rows: list[FindingRow]
    appeared: Mapping[tuple[str, str], datetime]
    gone: Sequence[FindingTrace]
    slugs: dict[UUID | None, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.slugs = {one.pk: one.slug for one in self.shown}

    def slug(self, row: Any) -> str:
        return self.slugs.get(row.production, OFFICE)

    def fits(self, row: Any, asked: Asked) -> bool:
        filters = ((asked.severity, row.severity), (asked.slug, self.slug(row)), (asked.desk, row.provider))
        about = not asked.about or asked.about in getattr(row, "about", "").split()
        return about and all(wanted in ("", held) for wanted, held in filters)

    def is_new(self, row: FindingRow) -> bool:
        return (row.key, row.severity) in self.appeared


def page(request: HttpRequest, asked: Asked) -> ChecksPage:
    """Read the findings that the user may read; filters change what is shown, never what is counted."""
    held = _read(request, DAYS.get(asked.since, DAYS["hier"]))
    rows = [row for row in held.rows if not row.dismissed]
    titles = reading.titles(held.shown)
    new = [row for row in rows if held.is_new(row)]
    kept = [row for row in (new if asked.since else rows) if held.fits(row, asked)]
    by_severity = Counter(row.severity for row in rows)
    return ChecksPage(
        heaps=_heaps(kept, held, titles),
        total=len(rows),
        blocking=by_severity["bloquant"],
        rules=len(checks.catalogue()),
        desk_count=len({check.desk for check in checks.catalogue()}),
        aside=len(held.rows) - len(rows),
        changes=_changes(asked, len(new), len(held.gone)),
        gone=[_seen(row, held, titles) for row in held.gone if held.fits(row, asked)] if asked.since else [],
        since=asked.since,
        about=bool(asked.about),
        severities=_severities(asked, by_severity, len(rows)),
        works=_works(asked, held, rows),
        desks=_desks(asked, rows),
        all_url=asked.url(about=""),
        overrides=_overrides(request, asked.about),
    )


def _overrides(request: HttpRequest, about: str) -> list[Dismissal]:
    """Return what was overridden about the objects that the page is asked about, as far as the user may read."""
    organisation = access.organisation_of(request)
    allowed = access.readable_productions(request.user, organisation)
    found = dismissals.on(organisation, about) if about else []
    return [one for one in found if allowed is None or one.production in allowed]


def _read(request: HttpRequest, days: int) -> _Read:
    organisation = access.organisation_of(request)
    appeared, gone = tracing.since(organisation, max(_moment(days), organisation.created_at + FIRST_READING))
    rows = reading.findings(read.all_findings(organisation), request.user, organisation)
    return _Read(request, productions_to_read(request), rows, appeared, reading.findings(gone, request.user, organisation))


def _moment(days: int) -> datetime:
    """Return the first minute of a day some days ago: « hier » is the whole of yesterday."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)


def _heaps(rows: Sequence[FindingRow], held: _Read, titles: Mapping[UUID | None, str]) -> list[Heap]:
    return [
        Heap(code=code, title=SEVERITIES[code][1], meaning=MEANINGS[code], findings=[_seen(row, held, titles) for row in found])
        for code in ORDER
        if (found := [row for row in rows if row.severity == code])
    ]


def _seen(row: Any, held: _Read, titles: Mapping[UUID | None, str]) -> Seen:
    standing = isinstance(row, FindingRow)
    may = standing and bool(row.key) and dismissals.may_dismiss(held.request.user, row)
    return Seen(
        row=row,
        work=titles.get(row.production, ""),
        new=standing and held.is_new(row),
        held=ACTS.get(row.act, "") if standing else "",
        aside_url=f"{reverse('web:dismiss')}?{urlencode({'constat': row.key})}" if may else "",
    )


def _changes(asked: Asked, new: int, gone: int) -> list[Link]:
    """Return the ways of looking at time: everything, since yesterday, for a week."""
    since = asked.since or "hier"
    count = f"{new} de plus, {gone} de moins"
    return [
        Link(label="Tous", url=asked.url(since=""), current=not asked.since),
        *(
            Link(label=label, url=asked.url(since=code), current=asked.since == code, count_label=count if code == since else "")
            for code, label in (("hier", "Depuis hier"), ("semaine", "Depuis une semaine"))
        ),
    ]


def _severities(asked: Asked, counts: Mapping[str, int], total: int) -> list[Link]:
    return [
        Link(label="Tous", url=asked.url(severity=""), current=not asked.severity, count=total),
        *(
            Link(
                label=SEVERITIES[code][1],
                url=asked.url(severity=code),
                current=asked.severity == code,
                count=counts.get(code, 0),
                tone=code,
            )
            for code in ORDER
        ),
    ]


def _works(asked: Asked, held: _Read, rows: Sequence[FindingRow]) -> list[Link]:
    counts = Counter(held.slug(row) for row in rows)
    few = len(held.shown) <= FEW
    shown = [one for one in held.shown if few or counts[one.slug] or one.slug == asked.slug]
    places = [(one.slug, one.title, "work") for one in shown] + ([(OFFICE, "Structure", "")] if counts[OFFICE] else [])
    return [
        Link(label="Tous", url=asked.url(slug=""), current=not asked.slug, count=len(rows)),
        *(
            Link(label=label, url=asked.url(slug=slug), current=asked.slug == slug, count=counts[slug], tone=tone)
            for slug, label, tone in places
        ),
    ]


def _desks(asked: Asked, rows: Sequence[FindingRow]) -> list[Link]:
    counts = Counter(row.provider for row in rows)
    return [
        Link(label="Tous", url=asked.url(desk=""), current=not asked.desk, count=len(rows)),
        *(
            Link(label=desk_name(desk), url=asked.url(desk=desk), current=asked.desk == desk, count=count)
            for desk, count in sorted(counts.items(), key=lambda pair: desk_name(pair[0]))
        ),
    ]


def desk_name(desk: str) -> str:
    """Return the French name of a desk, as its application says it."""
    return str(apps.get_app_config(desk).verbose_name) if desk in apps.app_configs else desk


# ------------------------------------------------------------------ set aside, mended
@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A finding set aside, and whether it holds today."""

    row: Dismissal
    work: str
    severity: str
    why_back: str
    may_restore: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AsidePage:
    """What was set aside, and what was mended these last days."""

    asides: Sequence[Aside]
    mended: Sequence[Seen]


def aside_page(request: HttpRequest) -> AsidePage:
    """Read what was set aside and what has gone for a month; four queries."""
    organisation = access.organisation_of(request)
    shown = productions_to_read(request)
    titles = reading.titles(shown)
    allowed = access.readable_productions(request.user, organisation)
    standing = {row.key: row for row in read.all_findings(organisation)}
    rows = Dismissal.objects.within(organisation).select_related("by").order_by("-made_on", "-id")
    gone = tracing.mended(organisation, timezone.now() - RECENT)
    held = _Read(request, shown, [], {}, [])
    return AsidePage(
        asides=[
            Aside(
                row=row,
                work=titles.get(row.production, ""),
                severity=standing[row.key].severity if row.key in standing else "",
                why_back=_why_back(row, standing.get(row.key)),
                may_restore=access.can_edit(request.user, row),
            )
            for row in rows
            if allowed is None or row.production in allowed
        ],
        mended=[_seen(row, held, titles) for row in reading.findings(gone, request.user, organisation)],
    )


def _why_back(dismissal: Dismissal, row: FindingRow | None) -> str:
    if row is None:
        return "Réparé depuis."
    if row.dismissed:
        return ""
    return "Revenu : la date est passée." if dismissal.imprint == row.imprint else "Revenu : ses faits ont changé."


def to_dismiss(request: HttpRequest, key: str) -> FindingRow:
    """Return the standing finding of that key; 404 when there is none, or not for this user."""
    organisation = access.organisation_of(request)
    rows = FindingRow.objects.within(organisation).filter(key=key).exclude(key="")
    found = reading.findings(rows, request.user, organisation)
    if not found:
        raise Http404("Ce constat n’est plus là : il a peut-être été réparé.")
    return found[0]


def to_restore(request: HttpRequest, pk: UUID) -> Dismissal:
    """Return a dismissal of the current organisation; 404 when there is none, or not for this user."""
    organisation = access.organisation_of(request)
    found = Dismissal.objects.within(organisation).filter(pk=pk).first()
    if found is None or not access.can_read(request.user, found):
        raise Http404("Ce constat n’est plus écarté.")
    return found


def dismiss_context(request: HttpRequest, row: FindingRow) -> dict[str, Any]:
    """Return what the form says: the finding, and until when it is set aside unless another day is chosen."""
    blocks = row.severity == "bloquant"
    return {
        "heading": "Déroger à un constat" if blocks else "Écarter un constat",
        "lede": f"{row.code} · {row.message}",
        "back": "Contrôles",
        "back_url": reverse("web:checks"),
        "act": "Déroger" if blocks else "Écarter",
        "until": clock.today(access.organisation_of(request)) + USUAL,
    }
