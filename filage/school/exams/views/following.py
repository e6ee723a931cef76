"""The results of an exam: counts, inquiries, files for the certifier; and the inquiry itself, by its link."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filage.core import access, clock
from filage.core.refusal import Refusal
from filage.documents import delimited
from filage.rules.schooling.outcomes import FEWEST_SHOWN, Horizon, Rate, YearRates
from filage.school.exams.forms.following import AnswerForm, SenderForm
from filage.school.exams.operations import following as operations
from filage.school.exams.queries import following as queries
from filage.school.exams.queries import passage, published
from filage.school.exams.queries.sitting import record
from filage.school.exams.views.doors import exam_of
from filage.web import format as french
from filage.web.private import address_of, by_link
from filage.web.tables import Cell, Column, Row, Table, plain

YEARS = [
    Column("Certifiés", "number", decimals=0),
    Column("Dont VAE", "number", decimals=0, wide=True),
    Column("En emploi à 6 mois"),
    Column("Métier visé à 6 mois"),
    Column("Métier visé à 2 ans"),
]
HEADS = ("annee", "certifies", "dont_vae", "insertion_6_mois", "metier_vise_6_mois", "metier_vise_2_ans")


@require_GET
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the results of an exam, and those of its certification year by year."""
    exam = exam_of(request, pk)
    sender = _sender(request)
    found, may_edit = queries.results(exam), access.can_edit(request.user, exam)
    shown: dict[str, Any] = {"exam": exam, "found": found, "may_edit": may_edit, "today": clock.today_for(request)}
    shown["years"] = _table(queries.yearly(exam.organisation_id, exam.certification))
    shown |= {
        "lacks": list(passage.lacks(exam, found.certified, sender)) if may_edit else [],
        "doubts": list(passage.doubts(found.certified)) if may_edit else [],
        "sender": SenderForm(initial=request.GET),
    }
    shown["publication"] = published.publication(exam.organisation_id, exam.certification)
    return render(request, "exams/results.html", shown)


@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write to those certified, six months or two years after."""
    exam = exam_of(request, pk, to_edit=True)
    horizon = Horizon.TWO_YEARS if request.POST.get("echeance") == "730" else Horizon.SIX_MONTHS
    try:
        made = operations.ask(
            exam, horizon, address=address_of(request, "exams:inquiry_opened"), on=clock.today_for(request), by=request.user
        )
        messages.success(request, f"{french.count(made, 'courriel')} dans la boîte d’envoi.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("exams:results", pk)


@require_GET
def cpf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the file of those certified, to be checked before anybody sends it; none while the schema would refuse it."""
    exam, sender = exam_of(request, pk, to_edit=True), _sender(request)
    certified = queries.results(exam).certified
    if any(passage.lacks(exam, certified, sender)):
        messages.error(request, "Fichier non fait : chaque manque est dit ci-dessous, personne par personne.")
        return redirect(f"{reverse('exams:results', args=[pk])}?{request.GET.urlencode()}")
    made = passage.xml(exam, certified, sender, at=timezone.now())
    return _file(made, "passages-a-verifier.xml", "application/xml")


@login_not_required
@require_GET
def public(request: HttpRequest, house: str, code: str) -> HttpResponse:
    """Read, without account, the results that a house publishes."""
    found = published.published(house, code)
    if found is None:
        raise Http404("Cette maison ne publie rien de cette certification.")
    return render(request, "exams/public.html", {"found": found, "years": _public_table(found.years)})


@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publish the results of the certification of an exam, or take them back."""
    exam = exam_of(request, pk, to_edit=True)
    if "retirer" in request.POST:
        operations.withdraw(exam.organisation, exam.certification, by=request.user)
        messages.success(request, "Les résultats ne se lisent plus sans compte.")
    else:
        operations.publish(exam.organisation, exam.certification, on=clock.today_for(request), by=request.user)
        messages.success(request, "Résultats publiés.")
    return redirect("exams:results", pk)


@require_GET
def parchments(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give what the certifier writes on the titles."""
    exam = exam_of(request, pk, to_edit=True)
    told = record(exam)
    rows = [
        (one.number, one.person.name, one.person.birth_name, one.person.born_on or "", one.person.birth_place, exam.certification,
         told.title if told else "", told.level if told else "", exam.awarded_on or "")
        for one in queries.results(exam).certified
    ]  # fmt: skip
    heads = ("numero", "nom", "nom_naissance", "ne_le", "lieu_naissance", "certification", "intitule", "niveau", "delivre_le")
    return _csv(heads, rows, "parchemins.csv")


@require_GET
def yearly(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the years of the certification, in the shape of its record, with the numbers behind each rate."""
    exam = exam_of(request, pk)
    rows = [
        (
            one.year,
            one.certified,
            one.by_experience,
            *(_percent(rate) for rate in _rates(one)),
            *(rate.formula for rate in _rates(one)),
        )
        for one in queries.yearly(exam.organisation_id, exam.certification)
    ]
    return _csv((*HEADS, "base_6_mois", "base_metier_6_mois", "base_2_ans"), rows, "resultats.csv")


@by_link()
@require_http_methods(["GET", "POST"])
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """Answer an inquiry by its link, without account."""
    one = operations.enter(token)
    form = AnswerForm(request.POST or None)
    done = form.is_bound and form.is_valid()
    if done:
        operations.answer(one, on=clock.today(one.organisation_id), **form.cleaned_data)
    status = 422 if form.is_bound and not done else 200
    return render(request, "exams/inquiry.html", {"one": one, "form": form, "done": done}, status=status)


def _sender(request: HttpRequest) -> passage.Sender:
    return passage.Sender(
        client=request.GET.get("client", "").strip()[:40], contract=request.GET.get("contract", "").strip()[:40]
    )


def _rates(one: YearRates) -> tuple[Rate, Rate, Rate]:
    return one.employed, one.in_trade, one.in_trade_later


def _percent(rate: Rate) -> str:
    return "" if rate.percent is None else str(rate.percent)


def _table(found: list[YearRates]) -> Table | None:
    rows = [Row(str(one.year), [one.certified, one.by_experience, *map(_cell, _rates(one))]) for one in found]
    return plain("Résultats par année", YEARS, rows, header="Année") if rows else None


def _public_table(found: Sequence[YearRates]) -> Table | None:
    rows = [
        Row(str(one.year), [_count(one.certified), _count(one.by_experience), *map(_public_cell, _rates(one))]) for one in found
    ]
    columns = [Column("Certifiés"), Column("Dont VAE", wide=True), *YEARS[2:]]
    return plain("Résultats par année", columns, rows, header="Année") if rows else None


def _cell(rate: Rate) -> Cell:
    return Cell(
        "–" if rate.percent is None else f"{rate.percent} %", note=rate.formula if rate.asked else "personne n’est interrogé"
    )


def _count(number: int) -> str:
    return f"moins de {FEWEST_SHOWN}" if 0 < number < FEWEST_SHOWN else str(number)


def _public_cell(rate: Rate) -> Cell:
    if rate.published is None:
        return Cell("–", note="trop peu de réponses" if rate.asked else "enquête à venir")
    return Cell(f"{rate.published} %", note=f"{rate.answered} réponses sur {rate.asked}")


def _csv(heads: tuple[str, ...], rows: list[tuple[Any, ...]], name: str) -> HttpResponse:
    content = delimited.render(heads, ([str(value) for value in row] for row in rows))
    return _file(content, name, "text/csv; charset=utf-8")


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
