"""The page of one person's own expenses, opened by her link without account: a photo, an amount, and it is told."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from filage.core import clock
from filage.core.refusal import Refusal
from filage.desks.logistics.forms.expenses import ExpenseForm, ProofForm
from filage.desks.logistics.models import Expense
from filage.desks.logistics.operations import expenses as operations
from filage.desks.logistics.operations.expenses import Door
from filage.desks.logistics.queries import expenses as queries
from filage.rules.booking.journey import km_text
from filage.rules.reading import identifier
from filage.web import format as french
from filage.web.editing import UNREADABLE
from filage.web.private import by_link, file_answer

PAGE = "logistics/own_expenses.html"
TELL, TAKE_BACK, PROVE = "noter", "retirer", "prouver"


@by_link(sign_in=True)
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Read one's own expenses, and tell one."""
    door = operations.enter(token)
    today = clock.today(door.person.organisation)
    held, refused = queries.own(door.person, today), ""
    form = _form(request, held, today)
    if request.method == "POST":
        try:
            if done := _done(request, door, form):
                messages.success(request, done)
                return redirect(request.path)
        except Refusal as refusal:
            refused = str(refusal)
    context = {"person": door.person, "held": held, "form": form, "refused": refused, "today": today, "token": token}
    context["guess"] = held.moments[0] if held.moments else None
    return render(request, PAGE, context, status=UNREADABLE if refused or form.errors else 200)


@login_not_required
@require_GET
def proof(request: HttpRequest, token: str, pk: UUID) -> HttpResponse:
    """Show the photo of one's own note."""
    try:
        return file_answer(queries.proof(_own(operations.enter(token), str(pk))))
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal


def _form(request: HttpRequest, held: queries.Own, today: Any) -> ExpenseForm:
    told = request.method == "POST" and request.POST.get("geste") == TELL
    initial = {"on": today, "horsepower": min(max(held.horsepower, 3), 7) if held.horsepower else None, "electric": held.electric}
    return ExpenseForm(request.POST if told else None, request.FILES if told else None, initial=initial, moments=held.moments)


def _done(request: HttpRequest, door: Door, form: ExpenseForm) -> str:
    """Do the gesture that was asked, and return what to say of it; nothing when the form is to be read again."""
    gesture = request.POST.get("geste", "")
    if not gesture:
        raise Refusal("Rien n’a été reçu : le fichier dépasse sans doute 20 Mo. Reprenez la photo, ou notez sans elle.")
    if gesture == TAKE_BACK:
        operations.take_back(_own(door, request.POST.get("note", "")))
        return "La note est retirée."
    if gesture == PROVE:
        sent = ProofForm(request.POST, request.FILES)
        operations.prove(_own(door, request.POST.get("note", "")), sent.cleaned_data["upload"] if sent.is_valid() else None)
        return "Le justificatif est joint."
    if not form.is_valid():
        return ""
    made = operations.tell(door.person, **form.cleaned_data)
    way = f"{km_text(made.km)}, " if made.km else ""
    return f"C’est noté : {way}{french.money(made.amount)}."


def _own(door: Door, key: str) -> Expense:
    """Return a note of the person of a link; Refusal when it is not hers."""
    rows: Any = Expense.objects.within(door.person.organisation_id).select_related("person__organisation", "production")
    found: Expense | None = rows.filter(person=door.person, pk=identifier(key)).first()
    if found is None:
        raise Refusal("Cette note n’est plus là : relisez la page.")
    return found
