"""The feuille de route says what the day needs and nothing else, whatever was typed and wherever it was."""

import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from pypdf import PdfReader

from filage.core import archive
from filage.core.changes import ChangeSet
from filage.core.enums import Role
from filage.core.fields import MoneyField, SealedTextField
from filage.core.models import Membership, User
from filage.core.rails import season as seasons
from filage.core.scope import Owned
from filage.desks.booking.enums import HostKind
from filage.desks.booking.models import ConcertTerms, HostRequest, Slot
from filage.desks.logistics.enums import HostingSide
from filage.desks.logistics.models import (
    AccessAnswer,
    AccessNeed,
    AccessService,
    Bed,
    Expense,
    FloatMove,
    HostingItem,
    Journey,
    Meal,
    Seat,
    Stay,
    Vehicle,
)
from filage.desks.logistics.operations import day_links
from filage.desks.logistics.queries import day_books, day_changes, day_pages, day_texts, day_vocabulary, day_words
from filage.desks.logistics.queries.day_sheet import day_sheet
from filage.documents import codec, papers
from filage.documents.day_sheet_shapes import DaySheetData
from filage.productions.models import Activity, Engagement, Person, Venue
from filage.rules.reading import private
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ON = date(2027, 3, 12)
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


def at(hour, minute=0, day=ON):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@kept_rows
def rodez(marees):
    """Return a performance in Rodez with its team of two, a van, a hotel and a dinner; clocks are one hour ahead of UTC."""
    venue = marees.venue("La Baleine")
    venue.city, venue.address, venue.postal_code = "Rodez", "1, place de la Cité", "12000"
    venue.save()
    camille, karim = (
        marees.add(Person, name=name, phone=phone)
        for name, phone in (("Camille Roux", "06 39 98 14 20"), ("Karim Ziani", "06 39 98 14 21"))
    )
    for person, function in ((camille, "Régie générale"), (karim, "Comédien")):
        marees.add(
            Engagement,
            production=marees.production,
            person=person,
            function=function,
            status="artiste",
            gross=Decimal("391.13"),
        )
    date_ = marees.play(ON, venue=venue, starts_at=at(19, 30), deal=marees.deal("2000"), lodging="forfait")
    date_.participants.set([camille, karim])
    journey = marees.add(
        Journey,
        production=marees.production,
        activity=date_,
        on=ON,
        mode="van",
        from_place="Toulouse",
        to_place="Rodez",
        departs_at=at(8),
        arrives_at=at(10, 15),
        state="confirme",
        cost=Decimal("391.13"),
    )
    marees.add(Seat, journey=journey, person=camille, driver=True)
    marees.add(Seat, journey=journey, person=karim)
    stay = marees.add(
        Stay,
        production=marees.production,
        activity=date_,
        hotel="Hôtel du Midi",
        arrives_on=ON,
        leaves_on=date(2027, 3, 13),
        price=Decimal("391.13"),
    )
    marees.add(Bed, stay=stay, person=camille)
    marees.add(Meal, activity=date_, on=ON, moment="diner", provider="eux", at=at(17, 30), place="Le Chenal")
    marees.add(AccessNeed, person=karim, kind="regime", text="secret : sans arachide")
    return date_


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


def sheet(activity, **options):
    season = seasons.load(activity.organisation_id, (activity.production_id,))
    return day_sheet(season, season.activity(activity.pk), on=ON, **options)


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


def printed(data):
    """Return the words of a paper, and whatever else its file carries in clear."""
    held = PdfReader(io.BytesIO(papers.render(data)))
    return "".join(page.extract_text() for page in held.pages) + str(held.metadata)


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


def hours(data):
    return [(one.at, one.what) for one in data.moments]


def test_the_day_is_told_in_the_order_of_the_clocks_of_the_place(rodez):
    assert hours(sheet(rodez)) == [
        ("09:00", "Départ de Toulouse"),
        ("11:15", "Arrivée à Rodez"),
        ("18:30", "Dîner"),
        ("20:30", "Représentation"),
    ]


def test_an_hour_of_another_zone_says_whose_clock_it_is(rodez):
    Journey.objects.within(rodez.organisation).update(zone="Europe/London", arrival_zone="Europe/Paris")
    leaving, arrival, *_ = sheet(rodez).moments
    assert (leaving.at, leaving.zone, arrival.at, arrival.zone) == ("08:00", "heure de Londres", "11:15", "")


def test_only_those_who_act_are_called(rodez):
    assert next((one.name, one.phone) for one in sheet(rodez).calls) == ("Camille Roux", "06 39 98 14 20")
    assert all("06 39 98 14 21" not in said for said in outputs(rodez))


def test_what_is_not_known_is_said_unknown(rodez):
    assert "le lit de Karim Ziani" in sheet(rodez).unknown
    Activity.objects.within(rodez.organisation).update(starts_at=None)
    assert "l’heure : Représentation" in sheet(rodez).unknown
    assert hours(sheet(rodez))[-1] == ("", "Représentation")


def test_the_venue_reads_when_we_come_and_nothing_of_how_we_sleep(rodez):
    said = json.dumps(codec.to_json(sheet(rodez, audience="lieu")), ensure_ascii=False)
    assert "Arrivée à Rodez" in said and "Départ de Toulouse" not in said and "Hôtel du Midi" not in said


def test_a_residency_that_goes_on_elsewhere_is_not_of_the_day(rodez, marees):
    other = marees.venue("Les Ateliers")
    marees.add(
        Activity,
        production=marees.production,
        kind="residence",
        on=date(2027, 3, 10),
        until=date(2027, 3, 14),
        venue=other,
        status="confirme",
    )
    assert [what for _, what in hours(sheet(rodez))][-1] == "Représentation"


def test_who_replaces_somebody_is_on_the_sheet_at_once(rodez, marees):
    new = marees.add(Person, name="Nora Blanc")
    rodez.participants.set([Person.objects.within(rodez.organisation).get(name="Camille Roux"), new])
    assert [one.label for one in sheet(rodez).people] == ["Camille Roux", "Nora Blanc"]


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


def test_what_changed_is_counted_from_the_last_sheet(rodez):
    before = sheet(rodez)
    Journey.objects.within(rodez.organisation).update(departs_at=at(7, 45))
    found = day_changes.between(before, sheet(rodez))
    assert [(one.kind, one.what, one.before, one.after) for one in found] == [
        ("change", "Départ de Toulouse", "9\u00a0h", "8\u00a0h\u00a045")
    ]
    assert day_changes.between(before, before) == ()


def test_an_hour_that_nobody_had_said_is_told_alone(rodez):
    Journey.objects.within(rodez.organisation).update(departs_at=None)
    before = sheet(rodez)
    Journey.objects.within(rodez.organisation).update(departs_at=at(8))
    found = day_changes.between(before, sheet(rodez))
    assert day_texts.change_text(found[0], "fr") == "Départ de Toulouse : 9\u00a0h"


def test_an_english_day_keeps_the_capital_of_its_month(rodez):
    data = sheet(rodez, lang="en")
    assert "Friday 12 March 2027" in printed(data).replace("\u00a0", " ")


def test_a_sheet_is_kept_and_read_again_as_it_was(rodez):
    data = sheet(rodez)
    assert codec.from_json(DaySheetData, codec.to_json(data)) == data


@kept_rows
def ana(rodez, marees):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.PRODUCTION)
    return user


def given(rodez, ana, name):
    reader = next(one for one in day_pages.readers(rodez) if one.name == name)
    return reader.key, day_links.give(
        rodez, reader.key, address=lambda token: reverse("logistics:day_opened", args=[token]), by=ana
    )


def test_somebody_opens_her_sheet_without_account_and_says_nothing_to_search_engines(rodez, ana, client):
    _, address = given(rodez, ana, "Karim Ziani")
    page = client.get(address)
    assert page.status_code == 200 and "Départ de Toulouse" in page.text and "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow" and page["Referrer-Policy"] == "no-referrer"
    assert json.loads(client.get(f"{address}application.webmanifest").text)["start_url"] == address


def test_a_link_taken_back_says_so_kindly(rodez, ana, client):
    key, address = given(rodez, ana, "Karim Ziani")
    day_links.withdraw(rodez, key, by=ana)
    page = client.get(address)
    assert page.status_code == 410 and "n’est plus ouverte" in page.text and "Toulouse" not in page.text


def test_who_is_replaced_reads_the_date_no_more(rodez, ana, client):
    _, address = given(rodez, ana, "Karim Ziani")
    rodez.participants.set([Person.objects.within(rodez.organisation).get(name="Camille Roux")])
    assert client.get(address).status_code == 410


def test_the_link_of_the_venue_opens_its_version_of_that_date_alone(rodez, ana, client, marees):
    _, address = given(rodez, ana, "La Baleine")
    other = marees.play(date(2027, 3, 13))
    assert "Hôtel du Midi" not in client.get(address).text
    assert client.get(f"{address}{other.pk}/").status_code == 410


def test_a_sheet_issued_again_says_what_moved_and_the_same_facts_give_the_same_paper(rodez, ana, marees):
    def issue():
        return archive.issue("feuille-de-route", marees.production, by=ana, on=ON, about=(f"activity:{rodez.pk}",))

    first = issue()
    assert issue() == first and not first.is_outdated
    Journey.objects.within(rodez.organisation).update(departs_at=at(7, 45))
    second = issue()
    assert second.version == 2 and [one["after"] for one in second.data["changes"]] == ["8\u00a0h\u00a045"]
    assert issue() == second


def test_the_page_of_the_office_gives_papers_links_and_a_text(rodez, ana, client):
    client.force_login(ana)
    page = client.get(reverse("logistics:day_sheet", args=[rodez.pk]))
    assert page.status_code == 200 and "À coller dans un message" in page.text and "Karim Ziani" in page.text
    sent = client.post(
        reverse("logistics:day_sheet_link", args=[rodez.pk]), {"pour": f"{rodez.pk}:lieu", "donner": "1"}, follow=True
    )
    assert "dit une seule fois" in sent.text


@pytest.mark.parametrize(
    "typed, said",
    [
        ("Régie générale et conduite lumière", "Technical manager, lighting operator"),
        ("Comédien·ne", "Actor"),
        ("Interprète, répétitions", "Performer, rehearsals"),
        ("Maître d’armes", "Maître d’armes"),
    ],
)
def test_a_trade_is_said_in_english_or_stays_as_it_was_typed(typed, said):
    assert day_vocabulary.trade(typed, "en") == said and day_vocabulary.trade(typed, "fr") == typed


def test_far_from_here_the_sheet_says_how_the_clocks_differ(rodez):
    Activity.objects.within(rodez.organisation).update(zone="America/Toronto")
    french, english = sheet(rodez), sheet(rodez, lang="en")
    assert french.clocks == "heures de Toronto : 6\u00a0h de moins qu’à Paris"
    assert english.clocks == "Toronto time: 6\u00a0h behind Paris" and sheet(rodez).moments[-1].at == "14:30"
    Activity.objects.within(rodez.organisation).update(zone="Europe/Brussels")
    assert sheet(rodez).clocks == ""


def test_a_venue_abroad_is_given_english_first_and_may_turn_to_french(rodez, ana, client):
    Venue.objects.within(rodez.organisation).filter(name="La Baleine").update(country="DE")
    _, address = given(rodez, ana, "La Baleine")
    page = client.get(address).text
    assert '<html lang="en"' in page and "Whom to call" not in page and "Read in" not in page and "Lire en français" in page
    assert '<html lang="fr"' in client.get(f"{address}?langue=fr").text
