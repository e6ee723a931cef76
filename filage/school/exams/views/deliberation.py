"""The deliberation of a jury: its candidates with what is decided, one of them with her grids, and the acts that close it."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filage.core import access, archive, clock
from filage.core.accounts import User
from filage.core.refusal import Refusal
from filage.rules.reading.days import day
from filage.school.exams.enums import FinalDecision, Judged
from filage.school.exams.forms.jury import AppealForm, ExemptionForm
from filage.school.exams.models import Candidate, ExamSession
from filage.school.exams.operations import deliberations as operations
from filage.school.exams.operations import minutes as after
from filage.school.exams.operations.deliberations import Decided
from filage.school.exams.queries import deliberating, minutes
from filage.school.exams.queries.deliberating import Sheet
from filage.school.exams.views.doors import candidate_of, exam_of
from filage.web import editing
from filage.web import format as french
from filage.web.private import address_of


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read where the jury stands, candidate by candidate."""
    exam = exam_of(request, pk)
    bench = deliberating.bench(exam)
    current = bench.deliberation
    shown = {
        "exam": exam,
        "bench": bench,
        "deliberation": current,
        "rows": [_row(one) for one in bench.sheets],
        "blocks": bench.panel.certification.blocks if bench.panel.certification else (),
        "whole": current is not None and minutes.is_whole(current),
        "versions": exam.deliberations.defer("minutes").order_by("version"),
        "may_edit": access.can_edit(request.user, exam),
    }
    return render(request, "exams/deliberation.html", shown)


@require_POST
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open, keep the proposals, close, open again, write to the candidates, send to the certifier."""
    exam = exam_of(request, pk, to_edit=True)
    back = reverse("exams:deliberation", args=[pk])
    try:
        return _done(request, exam, back)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)


@require_http_methods(["GET", "POST"])
def candidate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """See the grids of one candidate side by side, and decide."""
    one = candidate_of(request, pk, to_edit=request.method == "POST")
    if request.method == "POST":
        return _decided(request, one)
    bench = deliberating.bench(one.exam, only=one.pk)
    sheet = bench.sheet(one.pk)
    if sheet is None:
        raise Http404("Cette personne n’est pas jugée à cet examen.")
    shown = {"one": one, "exam": one.exam, "bench": bench, "sheet": sheet, "blocks": _blocks(sheet, bench), **_choices()}
    shown |= {"appeals": one.appeals.order_by("on"), "may_edit": access.can_edit(request.user, one)}
    return render(request, "exams/candidate_sheet.html", shown | {"final": _final(sheet), **_around(bench, one)})


def exemption(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write an exemption of a criterion."""
    one = candidate_of(request, pk, to_edit=True)
    record = deliberating.panel(one.exam).certification
    known = [
        (each.code, [(f"{each.code}/{rank}", criterion.text) for rank, criterion in enumerate(each.criteria)])
        for each in (record.competences if record else ())
    ]
    back = reverse("exams:judge", args=[pk])
    return editing.answer(
        request,
        ExemptionForm(request.POST or None, known=known),
        lambda where, **said: _exempt(one, where, said, request.user),
        then=lambda _: back,
        said="C’est noté.",
        context={"heading": "Exemption d’un critère", "lede": one.person.name, "back": one.person.name, "back_url": back},
    )


def appeal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note what a candidate contests."""
    one = candidate_of(request, pk, to_edit=True)
    back = reverse("exams:judge", args=[pk])
    return editing.answer(
        request,
        AppealForm(request.POST or None, initial={"on": clock.today_for(request)}),
        lambda **said: after.appeal(one, by=request.user, **said),
        then=lambda _: back,
        said="Recours noté.",
        context={"heading": "Recours", "lede": one.person.name, "back": one.person.name, "back_url": back},
    )


def _exempt(one: Candidate, where: str, said: dict[str, Any], by: Any) -> Any:
    code, _, rank = where.partition("/")
    return operations.exempt(one, code, int(rank), by=by, **said)


def _decided(request: HttpRequest, one: Candidate) -> HttpResponse:
    posted, back = request.POST, reverse("exams:judge", args=[one.pk])
    try:
        if "proposer" in posted:
            operations.keep_proposals(one.exam, only=one.pk, by=request.user)
            return redirect(back)
        said = {
            key.removeprefix("d-"): Decided(str(value), posted.get(f"m-{key.removeprefix('d-')}", ""))
            for key, value in posted.items()
            if key.startswith("d-")
        }
        told = {name: posted.get(name, "").strip()[:5000] for name in ("reasons", "advice", "arrangements")}
        operations.decide(one.exam, one.pk, said, adjourned="adjourned" in posted, by=request.user, **told)
        messages.success(request, "Décidé.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(back)


def _done(request: HttpRequest, exam: ExamSession, back: str) -> HttpResponse:
    posted, by = request.POST, cast("User", request.user)
    current = deliberating.last(exam)
    if "ouvrir" in posted:
        operations.open_(exam, by=by)
    elif "proposer" in posted:
        count = operations.keep_proposals(exam, by=by)
        messages.success(request, f"{french.count(count, 'proposition retenue', 'propositions retenues')}.")
    elif "clore" in posted:
        operations.close(exam, incidents=posted.get("incidents", "").strip()[:5000], by=by)
    elif "rouvrir" in posted:
        operations.reopen(exam, reason=posted.get("motif", ""), by=by)
    elif current is None:
        raise Refusal(operations.NOT_OPEN)
    elif "transmettre" in posted:
        after.transmit(current, by=by)
    elif "accuser" in posted:
        after.acknowledge(current, on=_day(posted.get("le", "")), text=posted.get("accuse", "").strip()[:200], by=by)
    elif "notifier" in posted:
        count = after.notify(current, address=address_of(request, "exams:decision_opened"), by=by)
        messages.success(request, f"{french.count(count, 'notification')} dans la boîte d’envoi.")
    else:
        return _issued(request, exam, current)
    return redirect(back)


def _issued(request: HttpRequest, exam: ExamSession, current: Any) -> HttpResponse:
    key = request.POST.get("lettre")
    code, about = ("notification-jury", f"candidate:{key}") if key else ("pv-jury", f"deliberation:{current.pk}")
    by, on = cast("User", request.user), clock.today_for(request)
    made = archive.issue(code, organisation=exam.organisation, by=by, on=on, about=(about,))
    return redirect(reverse("web:document", args=[made.pk]))


def _day(text: str) -> Any:
    found = day(text)
    if found is None:
        raise Refusal("Dites le jour de l’accusé.")
    return found


def _row(sheet: Sheet) -> dict[str, Any]:
    open_cells = [one for one in sheet.cells if one.asked]
    spread = max((one.proposal.spread for one in open_cells), default=0)
    decided = sum(one.decision is not None for one in open_cells)
    asked = len(open_cells)
    return {
        "sheet": sheet,
        "decided": decided,
        "asked": asked,
        "ready": sum(one.proposed is not None for one in open_cells),
        "spread": spread,
        "blocks": list(sheet.outcome.blocks.items()),
        "final": _final(sheet),
    }


def _blocks(sheet: Sheet, bench: Any) -> list[tuple[Any, list[Any], bool]]:
    record = bench.panel.certification
    return [
        (block, [one for one in sheet.cells if one.competence.block == block.code], sheet.outcome.blocks[block.code])
        for block in record.blocks
    ]


def _final(sheet: Sheet) -> str:
    return str(FinalDecision(sheet.final).label) if sheet.begun else "rien de décidé"


def _choices() -> dict[str, Any]:
    return {"results": Judged.choices}


def _around(bench: Any, one: Candidate) -> dict[str, Any]:
    held = list(bench.panel.candidates)
    rank = next(rank for rank, each in enumerate(held) if each.pk == one.pk)
    return {"before": held[rank - 1] if rank else None, "after": held[rank + 1] if rank + 1 < len(held) else None}
