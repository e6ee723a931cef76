"""Those who teach: the list with hours and papers, one of them, and the papers asked of her."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.school.programmes.forms.trainers import PaperForm, TrainerForm
from filage.school.programmes.models import Trainer, TrainerPaper
from filage.school.programmes.operations import cards
from filage.school.programmes.queries import trainers as queries
from filage.school.programmes.views import held
from filage.web import editing
from filage.web.tables import Cell, Column, Row, plain

COLUMNS = [Column("Enseigne", wide=True), Column("Vient d’habitude"), Column("Heures", "number", decimals=1), Column("Pièces")]
PAPERS = [Column("Attendue le"), Column("Reçue le"), Column("Valable jusqu’au"), Column("État")]


@require_GET
def house(request: HttpRequest) -> HttpResponse:
    """Read who teaches, for how many hours, and which papers are missing."""
    organisation, today = access.organisation_of(request), clock.today_for(request)
    may_edit = access.can_edit(request.user, organisation)
    rows = [
        Row(
            Cell(one.trainer.person.name, url=reverse("programmes:trainer", args=[one.trainer.pk])),
            [
                one.trainer.trades,
                one.trainer.usual,
                one.hours,
                " ; ".join(one.lacking(today)) or ("à jour" if one.papers else "aucune demandée"),
            ],
        )
        for one in queries.trainers(organisation)
    ]
    table = plain("Intervenant·es", COLUMNS, rows, header="Personne")
    return render(request, "programmes/trainers.html", {"table": table, "rows": rows, "may_edit": may_edit})


def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a trainer with her papers, and ask for one more."""
    trainer, today = held.card(request, Trainer, pk), clock.today_for(request)
    if request.method == "POST":
        editing.editor_only(request, trainer)
    papers = list(trainer.papers.order_by("rank", "id"))
    shown: dict[str, Any] = {"trainer": trainer, "papers": [(one, queries.state(one, today) or "à jour") for one in papers]}
    shown |= {"halves": queries.halves_of(trainer, today)[:20], "may_edit": access.can_edit(request.user, trainer)}
    shown |= {"pay": access.can_read_pay(request.user, trainer)}
    paper = TrainerPaper(organisation_id=trainer.organisation_id, trainer=trainer)
    return editing.answer(
        request,
        PaperForm(request.POST or None),
        lambda **said: cards.save(paper, by=request.user, why=f"pièce demandée à {trainer.person.name}", **said),
        then=lambda _: reverse("programmes:trainer", args=[pk]),
        said="C’est noté.",
        template="programmes/trainer.html",
        context=shown,
    )


def write(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write a trainer; her fee is only seen and typed by who reads the pay."""
    trainer = held.card(request, Trainer, pk)
    editing.editor_only(request, trainer)
    back = reverse("programmes:trainer", args=[pk]) if pk else reverse("programmes:trainers")
    form = TrainerForm(request.POST or None, trainer=trainer, pay=access.can_read_pay(request.user, trainer))
    shown: dict[str, Any] = {"heading": "Intervenant·e", "back": "Intervenant·es", "back_url": back}
    if pk:
        shown["delete_url"] = reverse("programmes:drop_trainer", args=[pk])

    def act(**said: Any) -> Any:
        twin = Trainer.objects.within(trainer.organisation_id).filter(person=said["person"].pk).exclude(pk=trainer.pk)
        if twin.exists():
            raise Refusal(f"{said['person'].name} est déjà parmi les intervenant·es.")
        return cards.save(trainer, by=request.user, why=f"intervenant·e : {said['person'].name}", **said)

    then = lambda made: reverse("programmes:trainer", args=[made.pk])  # noqa: E731
    return editing.answer(request, form, act, then=then, said="C’est enregistré.", context=shown)


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a trainer away; her half-days stay, to be given to another."""
    trainer = held.card(request, Trainer, pk)
    editing.editor_only(request, trainer)
    act = lambda: cards.drop(trainer, by=request.user)  # noqa: E731
    return editing.do(request, act, then=reverse("programmes:trainers"), said="Retirée. Ctrl Z reprend.")


def paper(request: HttpRequest, pk: UUID, paper: UUID) -> HttpResponse:
    """Change a paper of a trainer: it came, it ends."""
    trainer = held.card(request, Trainer, pk)
    row, back = trainer.papers.filter(pk=paper).first(), reverse("programmes:trainer", args=[pk])
    if row is None:
        raise Http404("Cette pièce n’est pas demandée ici.")
    editing.editor_only(request, trainer)
    initial = {name: getattr(row, name) for name in ("kind", "due_on", "received_on", "ends_on")}
    form = PaperForm(request.POST or None, initial=initial)
    act = lambda **said: cards.save(row, by=request.user, why=f"pièce de {trainer.person.name}", **said)  # noqa: E731
    shown = {"heading": row.get_kind_display().capitalize(), "back": trainer.person.name, "back_url": back}
    return editing.answer(request, form, act, then=lambda _: back, said="C’est noté.", context=shown)
