"""A recap of the payroll firm: chosen, read and corrected by hand, then taken in one act."""

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filage.core import access
from filage.core.models import Organisation
from filage.core.refusal import Refusal
from filage.desks.payroll.operations import actuals as operations
from filage.desks.payroll.queries.recap import Directory
from filage.desks.payroll.views import recap_page
from filage.desks.payroll.views.recap_page import Read
from filage.documents import recap, sheets
from filage.documents.sheets import Grid
from filage.rules.reading import Unreadable
from filage.web import format as french
from filage.web.editing import UNREADABLE

PAGE, CHOOSE = "payroll/recap.html", "payroll/recap_file.html"
LASTS = 4 * 60 * 60  # seconds
HEAVIEST = 2_000_000  # characters that a page carries


class RecapForm(forms.Form):
    """Which recap is read."""

    file = forms.FileField(
        label="Récapitulatif ou écriture de paie",
        max_length=200,
        help_text="XLSX, ODS ou CSV, 5 Mo au plus, sans macro ni mot de passe. Rien n’est écrit avant votre accord.",
        error_messages={"required": "Choisissez un fichier .xlsx, .ods ou .csv."},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv,.txt"}),
    )


def choose(request: HttpRequest) -> HttpResponse:
    """Choose a recap, then see what it says."""
    organisation = _to_take(request)
    form = RecapForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            file = form.cleaned_data["file"]
            content = file.read()
            grids, directory = recap.read(content), Directory(organisation)
            held = {"source": file.name[:120], "imprint": hashlib.sha256(content).hexdigest()}
            read = recap_page.guessed(grids, directory, held["source"])
            return _drawn(request, grids, directory, held, read, refused="" if read else recap_page.NO_TABLE)
        except (Unreadable, Refusal) as reason:
            form.add_error("file", str(reason))
    return render(request, CHOOSE, {"form": form}, status=UNREADABLE if form.is_bound else 200)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Read the recap again as it was corrected, or take what is accepted."""
    organisation = _to_take(request)
    try:
        grids, held = _uncarried(request, organisation)
    except Refusal as reason:
        messages.error(request, str(reason))
        return redirect("payroll:recap")
    directory, read = Directory(organisation), None
    try:
        read = recap_page.corrected(grids, request.POST, directory, held["source"])
        if "relire" in request.POST:
            return _drawn(request, grids, directory, held, read)
        taken = recap_page.accepted(read, request.POST, directory)
        known = request.POST.get("deja", "")
        operations.take(organisation, taken, imprint=held["imprint"], known=known, by=request.user)
    except (Unreadable, Refusal) as reason:
        return _drawn(request, grids, directory, held, read, refused=str(reason), asked=True)
    said = french.count(len({one.key for one in taken}), "paie réelle reprise", "paies réelles reprises")
    messages.success(request, f"{said}. « Annuler » défait tout d’un coup.")
    return redirect(f"{reverse('payroll:actuals')}?mois={taken[0].month:%Y-%m}")


def _drawn(
    request: HttpRequest,
    grids: list[Grid],
    directory: Directory,
    held: dict[str, str],
    read: Read | None,
    *,
    refused: str = "",
    asked: bool = False,
) -> HttpResponse:
    shown: dict[str, Any] = held | {"carried": _carry(request, directory.organisation, grids, held), "refused": refused}
    if read is None:
        shown |= _unread(request, grids)
    else:
        shown |= recap_page.context(read, grids, directory, request.POST if asked else None)
    shown["known"] = request.POST.get("deja", "")
    return render(request, PAGE, shown, status=UNREADABLE if refused else 200)


def _unread(request: HttpRequest, grids: list[Grid]) -> dict[str, Any]:
    """Return what the page shows of a file whose table was not found: its first rows, each column to be named by hand."""
    sheet = min(int(text) if (text := request.POST.get("feuille", "")).isdigit() and len(text) < 4 else 0, len(grids) - 1)
    asked = int(text) if (text := request.POST.get("titres", "")).isdigit() and len(text) < 6 else 1
    header = min(max(asked, 1), len(grids[sheet].rows)) - 1
    width = max((len(row) for row in grids[sheet].rows), default=0)
    table = recap.Table(sheet, header, len(grids[sheet].rows) - 1, ("",) * min(width, 40))
    return {
        "sheets": [(rank, one.name) for rank, one in enumerate(grids) if one.rows],
        "sheet": sheet,
        "header": header + 1,
        "before": f"{sheet}:{header}",
        "columns": list(recap_page.columns(table, grids[sheet])),
        "roles": list(recap.ROLES.items()),
        "count": 0,
    }


def _carry(request: HttpRequest, organisation: Organisation, grids: list[Grid], held: dict[str, str]) -> str:
    """Return the sheets signed for this user and this organisation: nothing of them is kept here."""
    text = signing.dumps([sheets.packed(grids), held], salt=_salt(request, organisation), compress=True)
    if len(text) > HEAVIEST:
        raise Refusal("Ce fichier est trop long pour une seule reprise : reprenez-le mois par mois.")
    return text


def _uncarried(request: HttpRequest, organisation: Organisation) -> tuple[list[Grid], dict[str, str]]:
    try:
        data, held = signing.loads(request.POST.get("fichier", ""), salt=_salt(request, organisation), max_age=LASTS)
    except signing.BadSignature as error:
        raise Refusal("Cette page a trop attendu : choisissez à nouveau le fichier.") from error
    return sheets.unpacked(data), held


def _salt(request: HttpRequest, organisation: Organisation) -> str:
    return f"recapitulatif:{request.user.pk}:{organisation.pk}"


def _to_take(request: HttpRequest) -> Organisation:
    """Return the organisation whose pay the user reads: 403 otherwise."""
    organisation = access.organisation_of(request)
    if not access.can_read_pay(request.user, organisation):
        raise PermissionDenied(operations.READERS_ONLY)
    return organisation
