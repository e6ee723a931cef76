"""What payroll shows on the page of a project: the embauches with their three tracks, and the team."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from filage.core import access
from filage.core.rails import pages
from filage.core.rails.types import MenuEntry, Panel
from filage.desks.payroll.queries import pages as queries
from filage.desks.payroll.queries.presence import Presence, among
from filage.productions.enums import PERFORMANCES, ContractTrack, DpaeTrack, PayTrack, Phase
from filage.productions.models import Activity, Engagement
from filage.web.tables import Cell, Column, Group, Row, Table

FIRST_STEPS = {ContractTrack.A_ETABLIR, DpaeTrack.A_FAIRE, PayTrack.A_FAIRE}
LAST_STEPS = {ContractTrack.SIGNE, DpaeTrack.DEPOSEE, PayTrack.CERTIFICAT}


def embauches(request: Any, production: Any) -> Panel | None:
    """Give the embauches by phase: who, how much work, and how far contract, DPAE and pay are."""
    held = queries.embauches(production)
    pay = access.can_read_pay(request.user, production)
    if not held and not pay:
        return None
    return Panel(
        slot="projet.contrats.main",
        title="Embauches",
        count=len(held),
        more_label="Contrat, DPAE, paie",
        more_url=reverse("payroll:embauches", args=[production.slug]),
        template="payroll/panel_embauches.html",
        context={
            "table": table(held, pay=pay, slug=production.slug) if held else None,
            "engage_url": reverse("payroll:engage", args=[production.slug]) if pay else "",
        },
        rank=20,
    )


def team(request: Any, production: Any) -> Panel | None:
    """Give the people of the production, with what they do."""
    held = queries.team(queries.embauches(production))
    if not held:
        return None
    return Panel(
        slot="projet.organisation.side",
        title="Équipe",
        count=len(held),
        template="payroll/panel_team.html",
        context={"team": [(name, " · ".join(functions)) for name, functions in held]},
        rank=10,
    )


def team_of_date(request: Any, activity: Activity) -> Panel | None:
    """Give who is on the road for a date: its participants when they are named, else everybody engaged for the performances."""
    if activity.kind not in PERFORMANCES:
        return None
    held = queries.embauches(activity.production)
    named = {one.pk for one in activity.participants.all()}
    who = among(held)
    here = [one for one in held if one.per_performance and _plays(one, activity, who)]
    chosen = _for(named, held) + [one for one in here if not one.person_id] if named else here
    found = queries.team(chosen)
    replaces = any(one.person_id for one in chosen) and access.can_read_pay(request.user, activity)
    return Panel(
        slot="date.main",
        title="Équipe",
        count=sum(one.headcount for one in chosen) or None,
        more_label="Remplacer quelqu’un" if replaces else "",
        more_url=reverse("payroll:whom", args=[activity.pk]) if replaces else "",
        template="payroll/panel_date_team.html",
        context={"team": [(name, " · ".join(functions)) for name, functions in found]},
        rank=20,
    )


def _for(named: set[UUID], held: Sequence[Engagement]) -> list[Engagement]:
    """Return the embauches of the participants: those of the performances, else whatever each is engaged for."""
    theirs = [one for one in held if one.person_id in named]
    playing = {one.person_id for one in theirs if one.per_performance}
    return [one for one in theirs if one.per_performance or one.person_id not in playing]


def _plays(engagement: Engagement, activity: Activity, who: Presence) -> bool:
    if engagement.replaces_id is not None:
        return who.covers(engagement, activity) and not who.away(engagement, activity)
    return not who.away(engagement, activity)


def table(held: Sequence[Engagement], *, pay: bool, slug: str) -> Table:
    """Return the embauches in a table; what each earns, and the way to change it, are there only with `pay`."""
    phases: dict[str, list[Engagement]] = defaultdict(list)
    for engagement in held:
        phases[engagement.phase].append(engagement)
    columns = [Column("Quantité", wide=True)]
    if pay:
        columns.append(Column("Brut unitaire, €", "amount", tone="plain"))
    columns += [Column("Contrat"), Column("DPAE"), Column("Paie", wide=True)]
    groups = [
        Group([_row(each, pay, slug) for each in phases[phase]], Phase(phase).label) for phase in Phase.values if phases[phase]
    ]
    return Table("Embauches", columns, groups, header="Fonction")


def _row(engagement: Engagement, pay: bool, slug: str) -> Row:
    who = engagement.person.name if engagement.person else engagement.placeholder or "À pourvoir"
    cells: list[Any] = [queries.work(engagement)]
    if pay:
        cells.append(Cell(engagement.gross, gesture="Saisir le brut de cette embauche."))
    tracks = (ContractTrack(engagement.contract), DpaeTrack(engagement.dpae), PayTrack(engagement.pay))
    cells += [_track(track) for track in tracks]
    said = format_html('{} <span class="soft">· {}</span>', engagement.function, who)
    url = reverse("payroll:engagement", args=[slug, engagement.pk]) if pay else ""
    worn = f"engagement:{engagement.pk} person:{engagement.person_id}" if engagement.person_id else f"engagement:{engagement.pk}"
    return Row(Cell(said, url=url, about=worn), cells)


def _track(track: ContractTrack | DpaeTrack | PayTrack) -> SafeString:
    css = "" if track in FIRST_STEPS else " done" if track in LAST_STEPS else " going"
    return format_html('<span class="track{}">{}</span>', css, track.label)


def plug() -> None:
    """Give the panels."""
    pages.menu(MenuEntry(label="Embauches", url_name="payroll:house", rank=36))
    pages.panel("projet.contrats.main", "embauches", embauches)
    pages.panel("projet.organisation.side", "team", team)
    pages.panel("date.main", "team", team_of_date)
