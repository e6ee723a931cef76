"""What the page of a replacement shows once it is made: the declaration to file, the texts to send, the contract, the cost."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from filage.core import clock
from filage.core.changes import history
from filage.core.journal import JournalEntry
from filage.core.kept import CostRow
from filage.core.rails import pages
from filage.desks.payroll.queries import replacing as queries
from filage.desks.payroll.queries.replacing_words import messages
from filage.desks.payroll.views.replacing_page import address, declared
from filage.productions.enums import AbsencePay, ContractTrack, DpaeTrack
from filage.productions.models import Engagement
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


def context(request: HttpRequest, made: Engagement) -> dict[str, Any]:
    """Return what the page needs; the embauche comes with its production, its person and whom it replaces."""
    absent = cast(Engagement, made.replaces)
    absent.production = made.production
    team = queries.team(made)
    mine = next(one for one in team.engagements if one.pk == made.pk)
    dates = team.dates_of(mine)
    sheet = queries.declaration(made)
    return {
        "made": made,
        "absent": absent,
        "production": made.production,
        "tab": "contrats",
        "who": made.person or made.placeholder,
        "dates": dates,
        "when": french.period(made.starts_on, made.ends_on) if made.starts_on else "",
        "kept": made.absence_pay == AbsencePay.MAINTENUE,
        "steps": steps(made, absent, clock.today_for(request)),
        "sheet": sheet,
        "sheet_missing": [row.label.lower() for row in sheet if not row.value],
        "of_absent": _of(absent),
        "person_url": reverse("directory:person", args=[made.person_id]) if made.person_id else "",
        "messages_ready": messages(made, dates, sender=str(request.user)),
        "cost": _cost(made),
        "origin": f"engagement:{made.pk}",
        "panels": pages.panels(SLOT, request, made),
        "undo": _undoable(made, request.user),
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
    found.append(Step("Contrat de travail", done=signed, note=note, url=address(made, "engagement"), act="L’embauche"))
    absence = Absence(made.absence_reason) if made.absence_reason in set(Absence) else Absence.AUTRE
    remarks = of_the_absent(absence, Status(absent.status), signed=absent.contract == ContractTrack.SIGNE)
    whose = _of(absent)
    return [*found, *(Step(f"{one.topic} {whose}", done=not one.asks, note=f"{one.text} {one.citation}.") for one in remarks)]


def _of(absent: Engagement) -> str:
    return of(str(absent.person)) if absent.person else "de la personne remplacée"


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
    if first is None or first.by_id != user.pk or first.undone_by.exists():
        return None
    return first
