"""What a line of the pages of embauches draws: who, when, and on each track where it is, the next step, the way back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from filage.desks.payroll.operations.tracks import TRACKS, Track
from filage.desks.payroll.queries.duties import COMING, CONTRACT, DPAE, LATE, READY, declared_as, last_step
from filage.desks.payroll.queries.embauches import URGENCIES, Hire
from filage.productions.enums import ContractTrack, DpaeTrack, PayTrack
from filage.web import format as french

DONE_BY = {  # what a button says of the step it makes
    ContractTrack.ENVOYE: "Envoyé",
    ContractTrack.SIGNE: "Signé",
    DpaeTrack.DEPOSEE: "Déposée",
    PayTrack.RELEVE: "Relevé",
    PayTrack.PAYE: "Payé",
    PayTrack.CERTIFICAT: "Certificat remis",
}
TOGETHER = (  # the steps that several embauches make at once
    ("contract", ContractTrack.ENVOYE, "Contrats envoyés"),
    ("contract", ContractTrack.SIGNE, "Contrats signés"),
    ("dpae", DpaeTrack.DEPOSEE, "DPAE déposées"),
    ("pay", PayTrack.RELEVE, "Heures relevées"),
    ("pay", PayTrack.PAYE, "Payés"),
    ("pay", PayTrack.DECLARE, "AEM ou DSN faites"),
    ("pay", PayTrack.CERTIFICAT, "Certificats remis"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackCell:
    """One track of a line: its state with its day, the step that comes next, the one it came from, what presses."""

    label: str
    state: str
    css: str
    on: date | None
    next: str = ""  # « pay:paye », what the button posts
    next_label: str = ""
    back: str = ""
    back_label: str = ""
    presses: str = ""
    late: bool = False

    @property
    def acts(self) -> bool:
        """Tell whether there is a step to make, forth or back."""
        return bool(self.next or self.back)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOfHire:
    """An embauche, ready to be drawn."""

    hire: Hire
    when: str
    why: str
    cells: Sequence[TrackCell]
    url: str


def lines(hires: Iterable[Hire], today: date) -> list[LineOfHire]:
    """Return the embauches ready to be drawn."""
    return [_line(hire, today) for hire in hires]


def grouped(found: Sequence[LineOfHire], today: date) -> list[tuple[str, list[LineOfHire]]]:
    """Return the lines by urgency, the most pressing first; an urgency that nothing has is left out."""
    groups = [(urgency, [line for line in found if line.hire.urgency(today) == urgency]) for urgency in URGENCIES]
    return [(urgency[:1].upper() + urgency[1:], held) for urgency, held in groups if held]


def _line(hire: Hire, today: date) -> LineOfHire:
    engagement = hire.engagement
    return LineOfHire(
        hire=hire,
        when=french.period(*hire.period) if hire.period else "dates inconnues",
        why=_why(hire),
        cells=[_cell(hire, track, today) for track in TRACKS.values()],
        url=reverse("payroll:engagement", args=[engagement.production.slug, engagement.pk]),
    )


def _why(hire: Hire) -> str:
    """Say where the period comes from: what was typed, or how many services attended."""
    if not hire.deduced:
        return "dates saisies"
    if not hire.services:
        return "" if hire.period else "aucun service, aucune date saisie"
    options = f", dont {french.count(hire.options, 'option')}" if hire.options else ""
    return f"d’après {french.count(len(hire.services), 'service')}{options}"


def _cell(hire: Hire, track: Track, today: date) -> TrackCell:
    engagement: Any = hire.engagement
    now = getattr(engagement, track.field)
    codes = [code for code, _ in track.states]
    if track.field == "pay":
        codes = codes[: codes.index(last_step(engagement)) + 1]
    rank = codes.index(now) if now in codes else len(codes) - 1
    after, before = codes[rank + 1 : rank + 2], codes[rank - 1 : rank] if rank else []
    duty = hire.duties.get(track.field)
    day = track.days.get(now, "")
    if track.field == DPAE and duty is not None and duty.state(today) == COMING:
        after = []  # filed today, it would be refused: the note says from which day
    return TrackCell(
        label=track.label[:1].upper() + track.label[1:],
        state=_said(engagement, track, now),
        css="" if rank == 0 else "going" if after else "done",
        on=getattr(engagement, day) if day else None,
        next=f"{track.field}:{after[0]}" if after else "",
        next_label=_done_by(engagement, after[0]) if after else "",
        back=f"{track.field}:{before[0]}" if before else "",
        back_label=_said(engagement, track, before[0]) if before else "",
        presses=_presses(duty, today) if duty else "",
        late=duty is not None and duty.state(today) == LATE,
    )


def _said(engagement: Any, track: Track, state: str) -> str:
    if state == PayTrack.DECLARE:
        way = declared_as(engagement)
        return f"{way} fait" if way == "Guso" else f"{way} faite"
    return dict(track.states)[state]


def _done_by(engagement: Any, state: str) -> str:
    return declared_as(engagement) if state == PayTrack.DECLARE else DONE_BY[state]  # type: ignore[index]


def _presses(duty: Any, today: date) -> str:
    due = french.day(duty.due, weekday=False)
    state = duty.state(today)
    if state == LATE:
        return f"en retard depuis le {due}"
    if state == READY:
        return "aujourd’hui au plus tard" if duty.due == today else f"avant le {due}"
    if duty.track == CONTRACT:
        return f"avant le {due}"
    return f"possible dès le {french.day(duty.opens, weekday=False)}"
