"""What the office holds of some productions that proves something: papers, lines, deals, hires, tasks, in few questions."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max
from django.urls import reverse

from filage.core.archive import IssuedDocument
from filage.core.kept import CostRow
from filage.core.rails.types import Side, Stage
from filage.desks.schedule.queries.tasks import TASKS
from filage.productions.enums import ContractTrack, DealKind, DpaeTrack, Phase
from filage.productions.interview import Answer, Need
from filage.productions.models import Deal, Engagement, Production
from filage.rules.schooling.evidence import Fact, Held
from filage.web import format as french

PAPERS = {  # kinds of papers and what they prove
    "besoins": Fact.NEEDS,
    "classeur": Fact.WORKBOOK,
    "comptes": Fact.CREATION,
    "tresorerie": Fact.TREASURY,
    "financement": Fact.FUNDERS,
    "dossier": Fact.DOSSIER,
    "devis": Fact.PRICE,
    "contrat": Fact.EMPLOYMENT,
    "contrat-commun": Fact.EMPLOYMENT,
    "tournee": Fact.TOUR,
    "feuille-de-route": Fact.DAY_SHEET,
    "feuille-de-route-telephone": Fact.DAY_SHEET,
    "feuille-de-route-lieu": Fact.DAY_SHEET,
    "carnet-de-route": Fact.DAY_SHEET,
}
DEALS = {
    DealKind.CESSION: Fact.SALE,
    DealKind.COREALISATION: Fact.SHARED,
    DealKind.COPRODUCTION: Fact.COPRODUCTION,
    DealKind.RESIDENCE: Fact.RESIDENCY,
    DealKind.MISE_A_DISPOSITION: Fact.LOAN,
}
TRAVELS = {"journey": Fact.TRAVEL, "stay": Fact.NIGHTS}
BILLED = (Stage.COMMITTED.value, Stage.INVOICED.value, Stage.PAID.value)


def held(organisation: Any, works: Sequence[Production]) -> list[Held]:
    """Return what the office holds of some productions that proves something; eight queries whatever their number."""
    if not works:
        return []
    by_id = {one.pk: one for one in works}
    found: list[Held] = []
    for read in (_papers, _lines, _deals, _hires, _interview, _tasks):
        found += read(organisation, by_id)
    for one in works:
        if one.works_used:
            found.append(Held(fact=Fact.WORKS, name="œuvres utilisées, dites", work=one.title, url=_page(one)))
        if one.pitch and one.intention:
            found.append(Held(fact=Fact.STORY, name="résumé et note d’intention", work=one.title, url=_page(one)))
    return found


def _papers(organisation: Any, works: dict[UUID, Production]) -> Iterator[Held]:
    rows = IssuedDocument.objects.within(organisation).filter(production__in=works, kind__in=PAPERS).select_related("file")
    latest: dict[tuple[Any, str], tuple[IssuedDocument, int]] = {}
    for each in rows.order_by("issued_at", "id"):
        count = latest.get((each.production, each.kind), (each, 0))[1]
        latest[each.production, each.kind] = (each, count + 1)
    for (production, kind), (last, count) in latest.items():
        more = f", et {count - 1} de plus" if count > 1 else ""
        url = reverse("web:document", args=[last.pk])
        name = f"{last.label}, {last.reference}{more}"
        work = works[production].title
        yield Held(fact=PAPERS[kind], name=name, work=work, on=last.issued_on, url=url, imprint=last.sha256)


def _lines(organisation: Any, works: dict[UUID, Production]) -> Iterator[Held]:
    counts: dict[tuple[UUID, Fact], int] = defaultdict(int)
    rows = CostRow.objects.within(organisation).filter(production__in=works)
    for production, origin, stage, side, phase, funder, provider in rows.values_list(
        "production", "origin", "stage", "side", "phase", "funder", "provider"
    ):
        for fact in _said(origin, stage, side, phase, funder, provider):
            counts[works[production].pk, fact] += 1  # type: ignore[index]
    for (production, fact), count in counts.items():
        one = works[production]
        label, page = LINES[fact]
        yield Held(fact=fact, name=f"{french.count(count, *label)}", work=one.title, url=page(one))


def _said(origin: str, stage: str, side: str, phase: str, funder: Any, provider: str) -> Iterator[Fact]:
    kind = origin.partition(":")[0]
    if stage in BILLED:
        yield Fact.COMMITTED
        return
    if phase == Phase.CREATION:
        yield Fact.CREATION
    elif phase == Phase.EXPLOITATION:
        yield Fact.EXPLOITATION
    if funder and side == Side.INCOME.value:
        yield Fact.FUNDERS
    if provider == "payroll" and stage == Stage.COMPUTED.value:
        yield Fact.PAY
    if provider == "logistics":
        yield Fact.COST_OF_TRAVEL
    if kind in TRAVELS:
        yield TRAVELS[kind]


def _deals(organisation: Any, works: dict[UUID, Production]) -> Iterator[Held]:
    rows = Deal.objects.within(organisation).filter(production__in=works, kind__in=DEALS).order_by()
    for row in rows.values("production", "kind").annotate(count=Count("pk"), base=Max("base_price")):
        one, kind = works[row["production"]], DealKind(row["kind"])
        name = f"{french.count(row['count'], 'contrat')} de {kind.label}"
        yield Held(fact=DEALS[kind], name=name, work=one.title, url=_page(one, "contrats/"))
        if row["base"] is not None and kind is DealKind.CESSION:
            yield Held(fact=Fact.PRICE, name="prix de cession fixé", work=one.title, url=_page(one, "prix/"))


def _hires(organisation: Any, works: dict[UUID, Production]) -> Iterator[Held]:
    rows = Engagement.objects.within(organisation).filter(production__in=works)
    tallies: dict[tuple[UUID, Fact], int] = defaultdict(int)
    for production, contract, dpae in rows.values_list("production", "contract", "dpae"):
        tallies[production, Fact.HIRES] += 1
        tallies[production, Fact.EMPLOYMENT] += contract != ContractTrack.A_ETABLIR
        tallies[production, Fact.DPAE] += dpae == DpaeTrack.DEPOSEE
    for (production, fact), count in tallies.items():
        if count:
            one = works[production]
            yield Held(fact=fact, name=french.count(count, *HIRES[fact]), work=one.title, url=_page(one, "embauches/"))


def _interview(organisation: Any, works: dict[UUID, Production]) -> Iterator[Held]:
    for model, fact, words in (
        (Answer, Fact.INTERVIEW, ("sujet d’entretien", "sujets d’entretien")),
        (Need, Fact.NEEDS, ("besoin",)),
    ):
        rows: Any = model._default_manager
        for production, count in (
            rows.within(organisation)
            .filter(production__in=works)
            .order_by()
            .values_list("production")
            .annotate(count=Count("pk"))
        ):
            one = works[production]
            yield Held(fact=fact, name=french.count(count, *words), work=one.title, url=_page(one, "entretien/"))


def _tasks(organisation: Any, works: dict[UUID, Production]) -> Iterator[Held]:
    counts: dict[UUID, list[date]] = defaultdict(list)
    for task in TASKS(getattr(organisation, "pk", organisation), tuple(works)):
        counts[task.production_id].append(task.due_on)
    for production, days in counts.items():
        one = works[production]
        last = max((day for day in days if day), default=None)
        name = f"{french.count(len(days), 'tâche')} au rétroplanning"
        yield Held(fact=Fact.PLAN, name=name, work=one.title, on=last, url=_page(one, "retroplanning/"))


def _page(one: Production, part: str = "") -> str:
    return f"/spectacles/{one.slug}/{part}"


def _to(part: str) -> Callable[[Production], str]:
    return lambda one: _page(one, part)


HIRES = {
    Fact.HIRES: ("embauche",),
    Fact.EMPLOYMENT: ("contrat de travail établi", "contrats de travail établis"),
    Fact.DPAE: ("DPAE déposée", "DPAE déposées"),
}
LINES: dict[Fact, tuple[tuple[str, ...], Callable[[Production], str]]] = {
    Fact.CREATION: (("ligne de budget de création", "lignes de budget de création"), _to("budget/")),
    Fact.EXPLOITATION: (("ligne de budget d’exploitation", "lignes de budget d’exploitation"), _to("budget/")),
    Fact.COMMITTED: (("ligne engagée, facturée ou payée", "lignes engagées, facturées ou payées"), _to("budget/")),
    Fact.FUNDERS: (("apport d’un financeur", "apports de financeurs"), _to("financement/")),
    Fact.PAY: (("coût d’embauche calculé", "coûts d’embauche calculés"), _to("embauches/")),
    Fact.COST_OF_TRAVEL: (("coût de déplacement ou d’hébergement", "coûts de déplacement ou d’hébergement"), _to("logistique/")),
    Fact.TRAVEL: (("trajet chiffré", "trajets chiffrés"), _to("logistique/")),
    Fact.NIGHTS: (("hébergement réservé ou chiffré", "hébergements réservés ou chiffrés"), _to("logistique/")),
}
