"""The paper of a quote, when it lapses, and what a programmer answered: what quotes give to the rails."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import slugify

from filage.core import access, archive, clock
from filage.core.archive import DocumentKind, IssuedDocument, Produced
from filage.core.prepared import Prepared
from filage.core.rails import checks, deadlines, pages, rare
from filage.core.rails.checks import Check, Found
from filage.core.rails.season import once
from filage.core.rails.types import Deadline, Panel, Severity
from filage.core.refusal import Refusal
from filage.desks.booking.enums import EstimateStage
from filage.desks.booking.models import Estimate
from filage.desks.booking.queries import estimates, printed
from filage.documents import codec
from filage.productions.enums import LIVE, PERFORMANCES, DateStatus
from filage.productions.models import Activity
from filage.web import format as french

SHOWN = 6
QUOTED = (DateStatus.OPTION, DateStatus.CONFIRME)  # a date that is signed or played is no longer offered a quote


def produce(
    organisation: Any, production: Any, *, on: date, by: Any, lang: Any, about: Sequence[str], options: Mapping[str, Any]
) -> Produced:
    """Return the paper of a quote (« estimate:<id> ») as a PDF."""
    from filage.documents import papers as press  # loaded when a document is made

    return _produced(organisation, press.render, ".pdf", on=on, lang=lang, about=about)


def produce_word(
    organisation: Any, production: Any, *, on: date, by: Any, lang: Any, about: Sequence[str], options: Mapping[str, Any]
) -> Produced:
    """Return the same paper as a Word file, which the other side may annotate."""
    from filage.documents import estimate_docx  # loaded when a document is made

    return _produced(organisation, estimate_docx.render, ".docx", on=on, lang=lang, about=about)


def _produced(
    organisation: Any, render: Callable[[Any], bytes], suffix: str, *, on: date, lang: Any, about: Sequence[str]
) -> Produced:
    pk = about[0].partition(":")[2]
    estimate = estimates.whole().within(organisation).filter(pk=pk).first()
    if estimate is None:
        raise Refusal("Ce devis n’est plus là.")
    data = printed.data(estimate, on=on, lang=lang)
    name = f"{estimate.production.slug}-devis-{slugify(estimate.reference)}{'-en' * (lang == 'en')}{suffix}"
    return Produced(codec.to_json(data), render(data), name, printed.imprint(data))  # type: ignore[arg-type]


def imprints(organisation: Any, documents: Sequence[IssuedDocument]) -> Mapping[UUID, str]:
    """Return what each quote would be printed from today."""
    keys = {each.pk: each.about[0].partition(":")[2] for each in documents}
    held = {str(one.pk): one for one in estimates.whole().within(organisation).filter(pk__in=set(keys.values()))}
    return {
        each.pk: printed.imprint(printed.data(held[keys[each.pk]], on=each.issued_on, lang=each.lang))  # type: ignore[arg-type]
        for each in documents
        if keys[each.pk] in held
    }


PAPER = DocumentKind(
    "devis",
    printed.KIND,
    ".pdf",
    "application/pdf",
    produce,
    per="estimate",
    langs=("fr", "en"),
    english="Quote",
    rank=15,
    imprint=imprints,
)
WORD = replace(
    PAPER,
    code="devis-word",
    label="Devis, Word",
    suffix=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    produce=produce_word,
    english="Quote, Word",
    rank=16,
)


rare.declare(Estimate)


@Prepared
def QUOTES(organisation: UUID, ids: Sequence[UUID]) -> Any:
    return Estimate.objects.within(organisation).filter(production__in=ids).order_by("made_on", "number", "version")


@once
def _of(season: Any) -> list[Estimate]:
    """Return the last version of each quote of the productions of a season; one query."""
    if not rare.held(season, Estimate):
        return []
    held = estimates.newest(QUOTES(season.organisation_id, [production.pk for production in season.productions]))
    for each in held:
        each.structure = season.structure(each.structure_id) if each.structure_id else None
    return held


def lapsing(season: Any) -> Iterator[Deadline]:
    """Yield the day each sent quote lapses, and the answers that wait for the house."""
    for each in _of(season):
        if estimates.stage_on(each, season.today) is EstimateStage.ENVOYE and each.valid_until:
            title = f"{each.structure} : le devis {each.reference} expire"
            yield Deadline(
                key=f"devis:{each.pk}",
                on=each.valid_until,
                title=title,
                owner="diffusion",
                url=reverse("booking:estimate", args=[each.pk]),
                production=each.production_id,
                structure=each.structure_id,
            )


def _lapsed(season: Any) -> Iterator[Found]:
    for each in _of(season):
        if (
            each.stage == EstimateStage.ENVOYE
            and each.valid_until
            and estimates.stage_on(each, season.today) is EstimateStage.EXPIRE
        ):
            yield Found(
                subject=f"Devis {each.reference}, {each.structure}",
                message=f"Le devis valait jusqu’au {french.day_long(each.valid_until, weekday=False)} et n’a pas de réponse.",
                remedy="Relancez, prolongez le devis ou classez-le.",
                remedy_url=reverse("booking:estimate", args=[each.pk]),
                production=each.production_id,
                about=(f"estimate:{each.pk}",),
            )


LAPSED = Check(
    code="DEV-001",
    title="Un devis envoyé a passé sa date de validité sans réponse",
    desk="booking",
    severity=Severity.ALERTE,
    citation="Code civil, art. 1117 : l’offre est caduque à l’expiration du délai fixé par son auteur",
    citation_url="https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070721/",
    confidence="official",
    find=_lapsed,
)


def of_production(request: Any, production: Any) -> Panel | None:
    """Give the quotes of a project, and the way to make one."""
    found = estimates.newest(estimates.of_organisation(production.organisation_id, [production.pk]))
    edits = access.can_edit(request.user, production)
    if not found and not edits:
        return None
    return Panel(
        slot="projet.contrats.main",
        title="Devis",
        count=len(found) or "",
        more_label="Nouveau devis" if edits else "",
        more_url=reverse("booking:new_estimate", args=[production.slug]) if edits else "",
        template="booking/panel_estimates.html",
        context={"estimates": _rows(found, clock.today_for(request))},
        rank=5,
    )


def of_date(request: Any, activity: Activity) -> Panel | None:
    """Give the quotes that hold a date, and the way to quote it."""
    if activity.kind not in PERFORMANCES or activity.status not in LIVE:
        return None
    rows = estimates.whole().within(activity.organisation_id).filter(dates__activity=activity)
    found = estimates.newest(list(rows.order_by("-made_on", "-version")))
    edits = access.can_edit(request.user, activity)
    if not found and not (edits and activity.status in QUOTED):
        return None
    return Panel(
        slot="date.main",
        title="Devis",
        count="" if found else "aucun",
        more_label="Faire un devis" if edits else "",
        more_url=f"{reverse('booking:new_estimate', args=[activity.production.slug])}?dates={activity.pk}" if edits else "",
        template="booking/panel_estimates.html",
        context={"estimates": _rows(found, clock.today_for(request)), "dense": True},
        rank=8,
    )


def answered(request: Any, production: Any) -> Panel | None:
    """Give the answers of programmers that nobody took into account yet."""
    organisation = access.organisation_of(request)
    readable = access.readable_productions(request.user, organisation)
    rows = Estimate.objects.within(organisation).filter(replies__seen=False).distinct()
    rows = rows.select_related("production", "structure").prefetch_related("replies")
    if readable is not None:
        rows = rows.filter(production__in=list(readable))
    held = list(rows.order_by("-made_on", "-version")[: SHOWN + 1])
    if not held:
        return None
    return Panel(
        slot="aujourdhui.main",
        title="Réponses à des devis",
        count=f"{SHOWN} et plus" if len(held) > SHOWN else len(held),
        template="booking/panel_replies.html",
        context={"answers": [(each, [one for one in each.replies.all() if not one.seen][-1]) for each in held[:SHOWN]]},
        rank=15,
    )


def _rows(found: Sequence[Any], today: date) -> list[tuple[Any, EstimateStage, str, bool]]:
    told = []
    for each in found:
        stage = estimates.stage_on(each, today)
        told.append((each, stage, estimates.LOOKS[stage], any(not one.seen for one in each.replies.all())))
    return told


def plug() -> None:
    """Declare the paper, the control and the panels of quotes."""
    archive.declare(PAPER)
    archive.declare(WORD)
    deadlines.provide("booking_quotes", lapsing)
    checks.declare(LAPSED)
    pages.panel("projet.contrats.main", "estimates", of_production)
    pages.panel("date.main", "estimates", of_date)
    pages.panel("aujourdhui.main", "answers", answered)
