"""A feuille de route tells nothing of pay, of health nor of anybody’s life, whatever was typed and in whatever language."""

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from filage.core.changes import ChangeSet
from filage.core.fields import MoneyField, SealedTextField
from filage.core.rails import season as seasons
from filage.core.scope import Owned
from filage.desks.booking.enums import HostKind
from filage.desks.booking.models import ConcertTerms, HostRequest, Slot
from filage.desks.logistics.enums import HostingSide
from filage.desks.logistics.models import (
    AccessAnswer,
    AccessNeed,
    AccessService,
    Expense,
    FloatMove,
    HostingItem,
    Journey,
    Meal,
    Seat,
    Stay,
    Vehicle,
)
from filage.desks.logistics.queries import day_books, day_texts, day_words
from filage.documents import codec
from filage.productions.models import Person, Venue
from filage.rules.reading import private
from tests.desks.day_cases import ON, at, evening, given, printed, producer, sheet
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NIR, IBAN, PAY = "2 84 05 38 185 012 57", "FR76 3000 4000 0312 3456 7890 143", "391,13 €"
SECRETS = (NIR, NIR.replace(" ", ""), IBAN, IBAN.replace(" ", ""), "391,13", "391.13", "secret")
SECRETS += ("demande regimes", "demande repas", "demande chambres", "demande invitations")  # who eats and sleeps how
SECRETS += ("clausea_discuter", "06 39 98 14 21", "0639981421")  # not settled; the telephone of who does not act
STRUCTURAL = {
    "slug",
    "zone",
    "code",
    "kind",
    "state",
    "status",
    "template",
    "sha256",
    "media_type",
    "folded",
    "country",
    "language",
}
PRINTED = {  # the only typed words that a feuille de route repeats
    "activity": {"title", "zone"},
    "journey": {"from_place", "to_place", "reference", "freight", "zone", "arrival_zone", "mode", "state", "method", "hosting"},
    "seat": {"place"},
    "stay": {"hotel", "address", "city", "phone", "breakfast_from", "parking", "late_key", "state", "hosting"},
    "bed": {"room"},
    "meal": {"place", "moment", "provider"},
    "person": {"name", "phone", "folded", "country", "language"},
    "engagement": {"function", "status", "unit", "phase", "destination"},
    "venue": {"name", "address", "postal_code", "city", "country", "accessibility", "folded"},
    "structure": {"name", "phone", "ink", "accent", "typeface", "logo", "city", "folded", "country", "idcc", "kind"},
    "production": {"title", "slug", "stage_size", "kind"},
    "vehicle": {"name", "plate"},
    "room": {"name", "dock"},
    "slot": {"title"},
    "hostrequest": {"label"},
    "hostingitem": {"label"},
}


@kept_rows
def rodez(marees):
    return evening(marees)


@kept_rows
def ana(rodez, marees):
    return producer(marees)


@kept_rows
def full(rodez, marees):
    """Return the same day with all that surrounds it: a concert, what is asked of its place, what was spent, what is sealed."""
    deal, (camille, karim) = rodez.deal, Person.objects.within(rodez.organisation).order_by("name")
    here = {"organisation": rodez.organisation}
    ConcertTerms.objects.create(activity=rodez, advance_price=Decimal("391.13"), doors_at=at(18), **here)
    for kind in HostKind:
        HostRequest.objects.create(activity=rodez, kind=kind, label=f"demande {kind}", estimated_cost=Decimal("391.13"), **here)
    Slot.objects.create(activity=rodez, title="Première partie", starts_at=at(19), note="secret", **here)
    for side in HostingSide:
        HostingItem.objects.create(deal=deal, label=f"clause{side}", side=side, note="secret 391,13 €", **here)
    need = AccessNeed.objects.within(rodez.organisation).get()
    AccessAnswer.objects.create(need=need, activity=rodez, asked_on=ON, **here)
    AccessNeed.objects.create(person=camille, kind="acces", text="secret : chambre sans escalier", **here)
    AccessService.objects.create(activity=rodez, kind="lsf", state="demande", price=Decimal("391.13"), note="secret", **here)
    Expense.objects.create(
        production=marees.production,
        activity=rodez,
        person=karim,
        on=ON,
        kind="repas",
        label="secret",
        amount=Decimal("391.13"),
        **here,
    )
    FloatMove.objects.create(production=marees.production, person=karim, on=ON, amount=Decimal("391.13"), what="secret", **here)
    Person.objects.within(rodez.organisation).filter(pk=karim.pk).update(email="karim@secret.exemple")
    Vehicle.objects.create(name="Fourgon", plate="AA-123-AA", note="secret", **here)
    return rodez


def outputs(activity):
    """Return what each version says of a day, in each form it takes, and what the carnet says of it."""
    for audience in ("equipe", "lieu"):
        for lang in ("fr", "en"):
            data = sheet(activity, audience=audience, lang=lang)
            yield json.dumps(codec.to_json(data), ensure_ascii=False)
            yield day_texts.message(data, "https://exemple.fr")
            for paper in ("a4", "telephone"):
                yield printed(replace(data, paper=paper))
    season = seasons.load(activity.organisation_id, (activity.production_id,))
    yield printed(day_books.book(season, [season.activity(activity.pk)], lang="fr", paper="a4", on=ON))


def pages(client, rodez, ana):
    """Return each page and each text that a link or the office opens, in each language."""
    for name in ("Karim Ziani", "Camille Roux", "La Baleine"):
        _, address = given(rodez, ana, name)
        yield client.get(f"{address}application.webmanifest").text
        yield from (client.get(f"{address}?langue={lang}").text for lang in ("fr", "en"))
    client.force_login(ana)
    office = reverse("logistics:day_sheet", args=[rodez.pk])
    yield from (client.get(office, {"pour": pour, "langue": lang}).text for pour in ("equipe", "lieu") for lang in ("fr", "en"))
    client.logout()


def test_only_those_who_act_are_called(rodez):
    assert next((one.name, one.phone) for one in sheet(rodez).calls) == ("Camille Roux", "06 39 98 14 20")
    assert all("06 39 98 14 21" not in said for said in outputs(rodez))


def test_no_pay_health_or_private_datum_comes_out_of_any_field(full, ana, client):
    """Each text and each amount of every row around the day is filled with what must never be told; all that is told is read."""
    for model in apps.get_models():
        if issubclass(model, Owned) and model not in (AccessNeed, Venue):
            fill(model, full.organisation)
    fill(Venue, full.organisation)
    told = [*outputs(full), *pages(client, full, ana)]
    assert len(told) > 25 and all(len(one) > 100 for one in told)
    assert [secret for one in told for secret in SECRETS if secret in one.replace("\u00a0", " ").replace("\u202f", " ")] == []


def fill(model, organisation):
    """Write what must never be told in each amount and each text of the rows of a model that no sheet repeats."""
    name, rows = model._meta.model_name, model.objects.within(organisation)
    repeated = PRINTED.get(name, STRUCTURAL)
    for field in model._meta.get_fields():
        if isinstance(field, MoneyField):
            rows.update(**{field.name: Decimal("391.13")})
        elif isinstance(field, SealedTextField):
            for row in rows:
                ChangeSet.on(row, **{field.name: "secret"}).apply(by=None)
        elif isinstance(field, models.CharField | models.TextField) and field.name not in repeated | STRUCTURAL:
            rows.update(**{field.name: "secret"} if _takes_words(field) else {})


def _takes_words(field):
    return not (field.choices or field.unique) and (field.max_length or 100) >= 6


def test_an_english_sheet_holds_no_french_word_of_ours(full, ana, client):
    french, english = day_words.WORDS["fr"], set(day_words.WORDS["en"].values())
    ours = {word for said in french.values() if said not in english for word in [said.partition("{")[0].strip()] if len(word) > 3}
    ours |= {"Régie générale", "Comédien", "Horaires", "Qui appeler", "Appeler", "La journée", "Reste à confirmer", "Éditée"}
    Stay.objects.within(full.organisation).update(hotel="Midi")  # what is typed stays as it was
    ours |= {"Itinéraire", "En ce moment", "Autres dates", "Aller au contenu", "Hors connexion"}
    _, address = given(full, ana, "Karim Ziani")
    told = [client.get(f"{address}?langue=en").text.replace(' lang="fr">Lire en français', "")]
    for audience in ("equipe", "lieu"):
        data = sheet(full, audience=audience, lang="en")
        told += [json.dumps(codec.to_json(data), ensure_ascii=False), day_texts.message(data), printed(data)]
    assert [word for one in told for word in ours if re.search(rf"\b{re.escape(word)}\b", one)] == []


def test_a_number_typed_in_a_printed_field_is_taken_out(rodez):
    hidden = f"{NIR} {IBAN} payé {PAY}"
    for model in (Journey, Stay, Meal, Seat):
        for name in PRINTED[model._meta.model_name] & {"freight", "parking", "late_key", "place", "reference", "address"}:
            field = model._meta.get_field(name)
            for part in (NIR, IBAN, f"payé {PAY}"):
                if len(part) <= field.max_length:
                    model.objects.within(rodez.organisation).update(**{name: part})
                    assert not [one for said in outputs_of_words(rodez) for one in SECRETS if one in said]
    assert day_words.said(hidden) == f"{private.TAKEN_OUT} {private.TAKEN_OUT} payé {private.TAKEN_OUT}"


def outputs_of_words(activity):
    data = sheet(activity)
    return json.dumps(codec.to_json(data), ensure_ascii=False), day_texts.message(data)
