"""What a juror does by her link, on a tablet: declare her ties, grade, even without network, settle what her devices dispute."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from filage.core.refusal import Refusal
from filage.rules.schooling.grading import BLANK, WORDS
from filage.school.exams.enums import TieKind
from filage.school.exams.operations import grids as operations
from filage.school.exams.operations import jury
from filage.school.exams.operations.grids import Sent
from filage.school.exams.queries import grids as queries
from filage.school.exams.queries import letters
from filage.school.exams.queries.jury import panel
from filage.school.exams.views.doors import sealed
from filage.web.private import by_link

by_jury_link = by_link(heading="La grille n’est pas ouverte")
BIGGEST = 1_000_000  # bytes of one sending
SCALE = [(BLANK, "–", "pas noté"), *((str(mark), str(mark), word) for mark, word in enumerate(WORDS))]


@by_jury_link
@ensure_csrf_cookie  # before the grids are kept: each would bring a cookie of its own, and the marks of the others be refused
@require_GET
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """Read whom one grades, after having declared one's ties."""
    juror = jury.enter(token)
    desk, ties = queries.desk(juror), {one.candidate_id: one for one in juror.ties.all()}
    convened = letters.last(juror.organisation_id, jury.LETTER, f"juror:{juror.pk}") is not None
    shown = {"token": token, "desk": desk, "kinds": TieKind.choices, "convened": convened}
    asked = [{"candidate": one.candidate, "tie": ties.get(one.candidate.pk)} for one in desk.rows]
    return render(request, "exams/juror.html", shown | {"juror": juror, "asked": asked, "again": "declarer" in request.GET})


@by_jury_link
@require_GET
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """Give to a juror the letter that convenes her."""
    juror = jury.enter(token)
    found = letters.last(juror.organisation_id, jury.LETTER, f"juror:{juror.pk}")
    if found is None:
        raise Refusal("Aucune convocation n’est encore émise pour vous.")
    return sealed(found)


@by_jury_link
@require_POST
def declare(request: HttpRequest, token: str) -> HttpResponse:
    """Sign what one declares of the candidates."""
    juror = jury.enter(token)
    posted, back = request.POST, reverse("exams:juror", args=[token])
    held = [one.pk for one in panel(juror.exam).candidates]
    said = {pk: (posted[f"lien-{pk}"], posted.get(f"note-{pk}", "")) for pk in held if posted.get(f"lien-{pk}")}
    try:
        jury.declare(juror, said, name=posted.get("nom", ""))
        messages.success(request, "Déclaration signée.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        back += "?declarer"
    return redirect(back)


@by_jury_link
@require_GET
def grade(request: HttpRequest, token: str, candidate: UUID) -> HttpResponse:
    """Grade one candidate."""
    juror = jury.enter(token)
    held = panel(juror.exam)
    queries.refuse_unless_grading(held, juror)
    one = next((each for each in held.candidates if each.pk == candidate), None)
    if one is None or held.certification is None or candidate in queries.member_of(held, juror).aside:
        raise Refusal("Vous ne notez pas cette personne.")
    found = queries.graded(held, juror, one)
    shown = {"token": token, "juror": juror, "one": one, "exam": juror.exam, "made": timezone.now(), "scale": SCALE}
    blocks = [
        (block, drawn)
        for block in held.certification.blocks
        if (drawn := [_drawn(each) for each in found if each.competence.block == block.code])
    ]
    return render(request, "exams/grid.html", shown | {"blocks": blocks, "official": held.certification.has_official_criteria})


@by_jury_link
@require_POST
def receive(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what a tablet sends; the answer says what was kept, so that the tablet may forget it."""
    try:
        device, sent = _read(request.body)
        found = operations.receive(jury.enter(token), sent, device=device)
    except Refusal as refusal:
        return JsonResponse({"refus": str(refusal)}, status=409)
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"refus": "Envoi illisible : rien n’est perdu, il reste sur la tablette."}, status=400)
    return JsonResponse({"gardees": list(found.kept), "refusees": dict(found.refused), "litiges": list(found.disputed)})


@by_jury_link
@require_POST
def settle(request: HttpRequest, token: str) -> HttpResponse:
    """Say which of two marks is the right one."""
    back = reverse("exams:juror", args=[token])
    juror = jury.enter(token)
    entry = next((one for one in queries.disputes(juror) if str(one.pk) == request.POST.get("garder")), None)
    if entry is not None:
        operations.settle(entry, juror=juror)
    return redirect(back)


def _drawn(each: queries.Graded) -> dict[str, Any]:
    rows = [
        {"rank": rank, "text": criterion.text, "mark": each.marks[rank]}
        for rank, criterion in enumerate(each.competence.criteria)
    ]
    return {
        "competence": each.competence,
        "rows": rows,
        "comment": each.comment,
        "done": sum(row["mark"] != BLANK for row in rows),
    }


def _read(body: bytes) -> tuple[str, list[Sent]]:
    """Return the device and the marks of a sending; ValueError, KeyError or TypeError when it is none."""
    if len(body) > BIGGEST:
        raise ValueError("trop long")
    told = json.loads(body)
    return str(told["appareil"])[:40], list(_entries(told["saisies"]))


def _entries(rows: list[dict[str, Any]]) -> Iterator[Sent]:
    for row in rows:
        at = datetime.fromisoformat(str(row["quand"]))
        if at.tzinfo is None:
            raise ValueError("sans fuseau")
        criterion = row["critere"]
        yield Sent(
            key=str(row["cle"])[:40],
            candidate=UUID(str(row["candidat"])),
            competence=str(row["competence"])[:20],
            criterion=None if criterion is None else int(criterion),
            value=str(row["valeur"]),
            before=str(row.get("avant", ""))[:1000],
            typed_at=at,
        )
