"""What the page of a replacement shows once it is made: the declaration to file, the texts to send, the contract, the cost."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from filage.core.changes import history
from filage.core.journal import JournalEntry
from filage.core.kept import CostRow
from filage.core.rails import pages
from filage.core.rails import season as seasons
from filage.desks.payroll.queries import period, sheets
from filage.desks.payroll.queries.presence import presence
from filage.desks.payroll.queries.replacing_words import messages
from filage.desks.payroll.views.replacing_page import address, declared
from filage.productions.enums import AbsencePay, ContractTrack, DpaeTrack
from filage.productions.models import Engagement, Production
from filage.rules.engine import Explained, given, sum_of, unknown
from filage.rules.payroll.replacing import Absence, of, of_the_absent
from filage.rules.payroll.terms import Status
from filage.web import format as french

SLOT = "remplacement.main"  # where a desk (lodging, day sheets…) says what of its own follows a replacement


@dataclass(frozen=True, slots=True)
class Step:
    """Something left to do, or done."""

    text: str
    done: bool = False
    note: str = ""
    url: str = ""
    act: str = ""


def context(request: HttpRequest, production: Production, pk: UUID) -> dict[str, Any]:
    """Return what the page of a replacement needs; 404 when the production has no such embauche, or one that replaces nobody."""
    season = seasons.load(production.organisation_id, (production.pk,))
    mine = next((one for one in season.engagements if one.pk == pk and one.replaces_id is not None), None)
    if mine is None:
        raise Http404("Cette embauche ne remplace personne.")
    absent = mine.replaces
    dates = [one for one in period.days_in(season, mine) if presence(season).covers(mine, one)]
    return {
        "made": mine,
        "absent": absent,
        "production": mine.production,
        "tab": "contrats",
        "who": mine.person or mine.placeholder,
        "dates": dates,
        "when": french.period(mine.starts_on, mine.ends_on) if mine.starts_on else "",
        "kept": mine.absence_pay == AbsencePay.MAINTENUE,
        "steps": steps(mine, absent, season.today),
        "sheet": _declaration(season, mine),
        "of_absent": _of(absent),
        "person_url": reverse("directory:person", args=[mine.person_id]) if mine.person_id else "",
        "messages_ready": messages(mine, dates, sender=str(request.user)),
        "cost": _cost(mine),
        "origin": f"engagement:{mine.pk}",
        "panels": pages.panels(SLOT, request, mine),
        "undo": _undoable(mine, request.user),
    }


def steps(made: Engagement, absent: Engagement, today: Any) -> list[Step]:
    """Return what is left to do, the most pressing first."""
    found = []
    if made.person is None:
        url = address(made, "engagement")
        found.append(Step("Trouver qui remplace, et la nommer ou le nommer", url=url, act="Nommer"))
    filed = made.dpae == DpaeTrack.DEPOSEE
    due = declared(made.starts_on, today) if made.starts_on else ""
    found.append(Step("Déclaration préalable à l’embauche", done=filed, note="" if filed else due))
    signed = made.contract == ContractTrack.SIGNE
    note = (
        f"{made.contract_type.label} · {made.motive}. À remettre dans les deux jours ouvrables (Code du travail, art. L1242-13)."
    )
    papers = f"{reverse('payroll:papers', args=[made.production.slug])}?choix={made.pk}"
    found.append(Step("Contrat de travail", done=signed, note=note, url=papers, act="L’établir"))
    absence = Absence(made.absence_reason) if made.absence_reason in set(Absence) else Absence.AUTRE
    remarks = of_the_absent(absence, Status(absent.status), signed=absent.contract == ContractTrack.SIGNE)
    whose = _of(absent)
    return [*found, *(Step(f"{one.topic} {whose}", done=not one.asks, note=f"{one.text} {one.citation}.") for one in remarks)]


def _of(absent: Engagement) -> str:
    return of(str(absent.person)) if absent.person else "de la personne remplacée"


def _declaration(season: Any, made: Engagement) -> dict[str, Any]:
    """Return what is declared before the first hour: where, on what ground, each field, and those that are missing."""
    code = sheets.first_sheet(made)
    title, where, citation, *_ = sheets.SHEETS[code]
    held = sheets.groups(season, made, code)
    missing = [field.label for group in held for field in group.fields if field.missing]
    return {"title": title, "where": where, "citation": citation, "groups": held, "missing": missing}


def _cost(made: Engagement) -> Explained | None:
    """Return what the embauche costs, from the kept lines; None when it costs nothing yet. One query."""
    rows = CostRow.objects.within(made.organisation_id).filter(origin=f"engagement:{made.pk}")
    amounts = rows.values_list("amount", flat=True)
    known = [given(amount, made.function) if amount is not None else unknown(made.function) for amount in amounts]
    return sum_of(known, made.function) if known else None


def _undoable(made: Engagement, user: Any) -> JournalEntry | None:
    """Return the journal entry to take back, while it is the user's own and nothing took it back."""
    entries = history(made)
    first = entries[-1] if entries else None
    if first is None or first.by_id != user.pk or any(one.undoes_id == first.pk for one in entries):
        return None
    return first
