"""The jury of an exam: who sits, what is missing, who is set aside for whom, the links and the rules."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, archive, clock
from filage.core.accounts import User
from filage.core.refusal import Refusal
from filage.rules.schooling import jury
from filage.school.exams.forms.jury import JurorForm, RulesForm
from filage.school.exams.models import ExamSession, Juror
from filage.school.exams.operations import jury as operations
from filage.school.exams.queries import benches
from filage.school.exams.queries import jury as queries
from filage.school.exams.views.doors import exam_of
from filage.web import editing, once
from filage.web import format as french
from filage.web.private import address_of

GIVEN = "lien_jury"  # the cookie that tells a new link once


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the jury of an exam."""
    exam = exam_of(request, pk)
    held, given = queries.panel(exam), once.given(request, GIVEN)
    names = {one.pk: one.person.name for one in held.candidates}
    rows = [{"one": one, "aside": [(names[key], why) for key, why in one.aside.items() if key in names]} for one in held.members]
    seats = jury.asked(held.certification.jury) if held.certification else []
    shown = {
        "exam": exam,
        "panel": held,
        "seats": seats,
        "rows": rows,
        "given": given,
        "may_edit": access.can_edit(request.user, exam),
    }
    drawn = render(request, "exams/jury.html", shown)
    return once.gone(drawn, GIVEN, path=request.path) if given else drawn


def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a member to the jury of an exam."""
    exam = exam_of(request, pk, to_edit=True)
    return _form(request, exam, Juror(organisation_id=exam.organisation_id, exam=exam))


def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a member of a jury."""
    juror = _juror(request, pk)
    return _form(request, juror.exam, juror)


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a member away."""
    juror = _juror(request, pk)
    act = lambda: operations.remove(juror, by=request.user)  # noqa: E731
    return editing.do(request, act, then=_back(juror.exam), said="Retirée du jury.")


def rules(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write what the certifier lays down for a jury."""
    exam = exam_of(request, pk, to_edit=True)
    held = queries.panel(exam).rules
    return editing.answer(
        request,
        RulesForm(request.POST or None, rules=held),
        lambda **said: operations.set_rules(held, by=request.user, **said),
        then=lambda _: _back(exam),
        said="C’est enregistré.",
        context={"heading": "Règles du jury", "lede": exam.name, "back": "Jury", "back_url": _back(exam)},
    )


@require_POST
def act(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Convene the jury, give a link, say who is there, make the letters."""
    exam = exam_of(request, pk, to_edit=True)
    try:
        return _done(request, exam, _back(exam))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(exam))


def _done(request: HttpRequest, exam: ExamSession, back: str) -> HttpResponse:
    posted, by = request.POST, request.user
    if "convoquer" in posted:
        count = operations.convene(exam, address=address_of(request, "exams:juror"), by=by)
        messages.success(request, f"{french.count(count, 'convocation')} dans la boîte d’envoi.")
    elif "donner" in posted:
        juror = _of(exam, posted["donner"])
        given = operations.letter(juror, address_of(request, "exams:juror")(operations.invite(juror, by=by)))
        return once.give(redirect(back), GIVEN, given, path=back)
    elif "lettre" in posted:
        juror = _of(exam, posted["lettre"])
        made = archive.issue(
            "convocation-jury", organisation=exam.organisation, by=cast("User", by), on=clock.today_for(request),
            about=(f"juror:{juror.pk}",),
        )  # fmt: skip
        return redirect(reverse("web:document", args=[made.pk]))
    else:
        present = "present" in posted
        operations.attend(_of(exam, posted.get("present") or posted.get("absent", "")), present, by=by)
    return redirect(back)


def _form(request: HttpRequest, exam: ExamSession, juror: Juror) -> HttpResponse:
    back = _back(exam)
    shown: dict[str, Any] = {"heading": "Membre du jury", "lede": exam.name, "back": "Jury", "back_url": back}
    if not juror._state.adding:
        shown |= {"delete_url": reverse("exams:remove_juror", args=[juror.pk]), "delete": "Retirer du jury"}
    return editing.answer(
        request,
        JurorForm(request.POST or None, juror=juror, panels=benches.labels(exam)),
        lambda **said: operations.write(juror, by=request.user, **said),
        then=lambda _: back,
        said="C’est enregistré.",
        context=shown,
    )


def _juror(request: HttpRequest, pk: UUID) -> Juror:
    rows = Juror.objects.within(access.organisation_of(request)).select_related("person", "exam")
    found: Juror | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("Cette personne n’est pas d’un jury d’ici.")
    editing.editor_only(request, found)
    return found


def _of(exam: ExamSession, key: str) -> Juror:
    rows = (
        Juror.objects.within(exam.organisation_id).filter(exam=exam).select_related("person", "exam__organisation", "exam__venue")
    )
    found = next((one for one in rows if str(one.pk) == key), None)
    if found is None:
        raise Refusal("Cette personne n’est pas de ce jury.")
    return found


def _back(exam: ExamSession) -> str:
    return reverse("exams:jury", args=[exam.pk])
