"""The carnet: found by words and filters, a line that says a moment in touch, and who may no longer be written to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from filage.core import links, outbox
from filage.core.changes import ChangeSet, undo
from filage.core.journal import JournalEntry
from filage.core.kept import DeadlineRow
from filage.core.links import Link
from filage.core.outbox import Mail
from filage.desks.directory.models import Affiliation, Consent, ContactWords, Interaction, Label, NextGesture
from filage.desks.directory.operations import contacts, words
from filage.desks.directory.queries import book as houses
from filage.desks.logistics.models import AccessNeed, Expense
from filage.desks.schedule.models import Poll, PollAnswer, PollDay, Unavailability
from filage.productions.models import Engagement, Person, Production, Room, Structure, Venue
from filage.rules.directory import saying
from tests.keeping import kept_rows

TODAY = date(2026, 11, 22)


@dataclass
class Book:
    """Two houses, two contacts, one of whom refused to be written to."""

    quay: Structure
    club: Structure
    claire: Person
    noe: Person
    estran: Production


@kept_rows
def book(company):
    """Return a small carnet."""
    office = company.organisation
    office.pinned_on = TODAY
    office.save()

    def add(model, **fields):
        return model.objects.create(organisation=office, **fields)

    ours = add(Structure, name="Compagnie des Marées", ours=True)
    estran = add(Production, structure=ours, slug="estran", title="L’Estran")
    quay = add(Structure, name="Théâtre du Quai", kind="lieu", city="Brest", postal_code="29200", disciplines="danse, theatre")
    club = add(Structure, name="L’Écluse", kind="lieu", city="Ajaccio", postal_code="20000")
    add(Label, structure=quay, code="SN", since=date(2015, 1, 1))
    claire, noe = add(Person, name="Claire Morvan"), add(Person, name="Noé Santini", email="noe@exemple.fr")
    add(Affiliation, person=claire, structure=quay, function="programmation", email="claire@exemple.fr")
    add(Affiliation, person=noe, structure=club, function="direction", title="=HYPERLINK(1)")
    words.keep([claire.pk, noe.pk])
    add(Consent, person=noe, opposed_on=date(2026, 1, 5), since=date(2024, 1, 1))
    return Book(quay, club, claire, noe, estran)


@pytest.fixture
def reader(client, company):
    client.force_login(company.ana)
    return client


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "theatre QUAI"}, "Théâtre du Quai"),
        ({"q": "ecluse"}, "L’Écluse"),
        ({"label": "SN"}, "Théâtre du Quai"),
        ({"departement": "2a"}, "L’Écluse"),
        ({"departement": "29"}, "Théâtre du Quai"),
        ({"discipline": "danse"}, "Théâtre du Quai"),
        ({"fonction": "direction"}, "L’Écluse"),
    ],
)
def test_a_house_is_found_by_its_words_or_by_what_it_is(reader, book, asked, found):
    page = reader.get(reverse("directory:book"), asked).content.decode()
    other = {"Théâtre du Quai": "L’Écluse"}.get(found, "Théâtre du Quai")
    assert found in page and other not in page


def test_somebody_is_found_by_her_house(reader, book):
    page = reader.get(reverse("directory:book"), {"montrer": "personnes", "q": "quai"}, headers={"HX-Request": "true"})
    assert "Claire Morvan" in page.content.decode() and "Noé" not in page.content.decode()
    assert "<html" not in page.content.decode()


@pytest.mark.parametrize("few", [0, 2_000])
@pytest.mark.parametrize(
    ("asked", "house", "person"),
    [
        ({"label": "SN"}, "quay", "claire"),
        ({"label": "SN", "department": "20"}, None, None),
        ({"label": "SN", "discipline": "danse"}, "quay", "claire"),
        ({"department": "2A", "function": "direction"}, "club", "noe"),
        ({"department": "29", "function": "direction"}, None, None),
        ({"discipline": "theatre", "words": "morvan"}, None, "claire"),
    ],
)
def test_the_same_is_found_from_few_houses_or_through_many(book, company, monkeypatch, few, asked, house, person):
    monkeypatch.setattr(houses, "FEW", few)
    wanted = houses.Asked(**asked)
    assert list(houses.structures(company.organisation, wanted)) == ([getattr(book, house)] if house else [])
    assert list(houses.people(company.organisation, wanted)) == ([getattr(book, person)] if person else [])


def test_who_opposed_is_on_no_list_and_no_cell_is_a_formula(reader, book, company):
    listed = reader.get(reverse("directory:mailing")).content.decode()
    assert "claire@exemple.fr" in listed and "noe@exemple.fr" not in listed
    Consent.objects.within(company.organisation).update(opposed_on=None)
    assert "'=HYPERLINK(1)" in reader.get(reverse("directory:mailing")).content.decode()


def test_a_line_keeps_what_was_said_and_what_comes_next(reader, book, company):
    card = reverse("directory:person_card", args=[book.claire.pk])
    assert reader.post(card, {"line": "vu L’Estran le 12/11, a aimé -> rappeler le 3/12"}).status_code == 302
    said = Interaction.objects.within(company.organisation).get()
    assert (said.kind, said.on, said.direction, said.production, said.person) == (
        "vu", date(2026, 11, 12), "entrant", book.estran, book.claire
    )  # fmt: skip
    made = NextGesture.objects.within(company.organisation).get()
    assert (made.what, made.due_on) == ("Rappeler", date(2026, 12, 3))
    assert [row.title for row in DeadlineRow.objects.within(company.organisation).filter(provider="directory")] == [
        "Rappeler : Claire Morvan"
    ]
    assert "12 novembre 2029" in reader.get(card).content.decode().replace("\u00a0", " ")  # three years after her last sign
    reader.post(reverse("directory:do_gesture", args=[made.pk]))
    assert not DeadlineRow.objects.within(company.organisation).filter(provider="directory").exists()


def test_a_line_that_says_nothing_readable_is_told_so(reader, book):
    answer = reader.post(reverse("directory:structure_card", args=[book.quay.pk]), {"line": "bonjour"})
    assert answer.status_code == 422 and "Dites d’abord comment" in answer.content.decode()


def test_usage_asks_for_a_reminder_then_a_call_after_a_dossier(reader, book, company):
    reader.post(reverse("directory:structure_card", args=[book.quay.pk]), {"line": "dossier envoyé hier", "follow": "on"})
    due = NextGesture.objects.within(company.organisation).values_list("due_on", flat=True)
    assert sorted(due) == [date(2026, 12, 1), date(2026, 12, 12)]  # J+10 and J+21 of the trade


def test_a_role_a_label_a_search_and_a_basis_are_said_on_the_card(reader, book, company):
    quay = book.quay
    reader.post(reverse("directory:add_role", args=[quay.pk]), {"name": "Iris Le Goff", "function": "technique"})
    iris = Person.objects.within(company.organisation).get(name="Iris Le Goff")
    assert iris.consent.source == "saisie à la main" and iris.consent.since == TODAY
    reader.post(reverse("directory:add_label", args=[quay.pk]), {"code": "SCIN", "note": "Art et création"})
    reader.post(
        reverse("directory:change_place", args=[quay.pk]), {"disciplines": ["cirque"], "fee_low": "1500", "note": "grande salle"}
    )
    reader.post(reverse("directory:change_basis", args=[iris.pk]), {"basis": "consentement", "opposed_on": "2026-11-20"})
    page = reader.get(reverse("directory:structure_card", args=[quay.pk])).content.decode()
    assert all(word in page for word in ("Iris Le Goff", "Art et création", "cirque", "grande salle", "opposée aux envois"))


def test_the_carnet_is_for_who_may_change_the_house(client, company, book):
    client.force_login(company.lou)
    assert client.get(reverse("directory:person_card", args=[book.claire.pk])).status_code in (403, 404)
    client.force_login(company.karim)
    assert client.get(reverse("directory:structure_card", args=[book.quay.pk])).status_code in (200, 403)


def test_other_desks_read_and_write_by_the_doors(book, company):
    changes = contacts.interaction(company.organisation, "vu", TODAY, structure=book.quay, production=book.estran)
    changes += contacts.gesture(company.organisation, "Appeler", TODAY, structure=book.quay, production=book.estran)
    changes.apply(by=None)
    from filage.desks.directory.queries import contacts as read

    assert [one.structure for one in read.seen(company.organisation, [book.estran.pk])] == [book.quay]
    assert [one.what for one in read.next_gestures(company.organisation)] == ["Appeler"]
    row = DeadlineRow.objects.within(company.organisation).get(provider="directory")
    assert (row.production, row.title) == (book.estran.pk, "Appeler : Théâtre du Quai")


def test_a_card_whose_time_is_over_is_purged_in_one_gesture_and_the_team_stays(reader, book, company):
    office = company.organisation
    Consent.objects.within(office).update(since=date(2023, 11, 22))
    old = Person.objects.create(organisation=office, name="Ève Lannion")
    Consent.objects.create(organisation=office, person=old, since=date(2020, 1, 1))
    Engagement.objects.create(organisation=office, production=book.estran, person=old, function="jeu", status="artiste")
    page = reader.get(reverse("directory:purge")).content.decode()
    assert "Noé Santini" in page and "Ève Lannion" not in page and "Claire Morvan" not in page
    reader.post(reverse("directory:purge"), {"fiche": [str(book.noe.pk)]})
    assert not Person.objects.within(office).filter(name="Noé Santini").exists()


def test_today_counts_the_cards_to_purge_for_who_keeps_the_carnet(reader, book, company):
    assert "Fiches à purger" not in reader.get("/").content.decode()
    Consent.objects.within(company.organisation).update(since=date(2023, 11, 22))
    page = reader.get("/").content.decode()
    assert "Fiches à purger" in page and "1 fiche, trois ans sans signe" in page and reverse("directory:purge") in page
    reader.post(reverse("directory:person_card", args=[book.noe.pk]), {"line": "nous a rappelés hier"})
    assert "Fiches à purger" not in reader.get("/").content.decode()


def test_gestures_of_one_line_keep_their_order(reader, book, company):
    reader.post(reverse("directory:structure_card", args=[book.quay.pk]), {"line": "dossier envoyé hier", "follow": "on"})
    ranks = NextGesture.objects.within(company.organisation).order_by("due_on").values_list("rank", flat=True)
    assert list(ranks) == [0, 1]


def test_the_stage_of_a_room_and_the_place_of_a_venue_are_typed(reader, book, company):
    venue = Venue.objects.create(organisation=company.organisation, name="Le Quai", structure=book.quay)
    page = reverse("directory:venue", args=[venue.pk])
    sent = {"name": "Le Quai", "structure": book.quay.pk, "latitude": "48,3904 N", "longitude": "4.4861 O"}
    assert reader.post(page, sent).status_code == 302
    venue.refresh_from_db()
    assert (venue.latitude, venue.longitude) == (Decimal("48.3904"), Decimal("-4.4861"))
    assert "48,3904" in reader.get(page).content.decode()
    for wrong, said in (
        ({"latitude": "98"}, "De -90 à 90"),
        ({"longitude": ""}, "vont ensemble"),
        ({"latitude": "nord"}, "Des degrés"),
    ):
        answer = reader.post(page, sent | wrong)
        assert answer.status_code == 422 and said in answer.content.decode()
    room = {
        "name": "Grande salle",
        "capacity": "450",
        "seated": "400",
        "width": "14,5",
        "depth": "12",
        "height": "9",
        "slope": "4",
    }
    reader.post(reverse("directory:add_room", args=[venue.pk]), room)
    made = Room.objects.within(company.organisation).get()
    assert (made.width, made.depth, made.height, made.slope, made.seated) == (Decimal("14.5"), 12, 9, 4, 400)
    too_many = reader.post(reverse("directory:change_room", args=[made.pk]), room | {"seated": "500"})
    assert too_many.status_code == 422 and "Plus que la jauge" in too_many.content.decode()


def test_a_column_that_says_nothing_of_anybody_is_not_drawn(reader, book, company):
    fragment = {"HX-Request": "true"}
    assert "Disciplines" in reader.get(reverse("directory:book"), {"q": "quai"}, headers=fragment).content.decode()
    shown = reader.get(reverse("directory:book"), {"q": "ecluse"}, headers=fragment).content.decode()
    assert "Ville" in shown and "Disciplines" not in shown and "Labels" not in shown


def test_one_day_before_its_term_a_card_is_kept(reader, book, company):
    Consent.objects.within(company.organisation).update(since=date(2023, 11, 23))
    assert "Rien à purger" in reader.get(reverse("directory:purge")).content.decode()


def test_somebody_is_given_all_that_is_kept_of_her(reader, book):
    reader.post(reverse("directory:person_card", args=[book.claire.pk]), {"line": "appel hier, aime la danse"})
    whole = reader.get(reverse("directory:export_person", args=[book.claire.pk])).json()
    assert whole["fonctions"][0]["structure"] == "Théâtre du Quai" and whole["echanges"][0]["note"] == "appel hier, aime la danse"
    assert "aime la danse" in reader.get(reverse("directory:whole", args=[book.claire.pk])).content.decode()


def test_somebody_is_erased_from_the_directory_and_from_its_journal(reader, book, company):
    reader.post(reverse("directory:person", args=[book.claire.pk]), {"name": "Claire Morvan", "phone": "06 00 00 00 00"})
    reader.post(reverse("directory:erase", args=[book.claire.pk]))
    assert not Person.objects.within(company.organisation).filter(pk=book.claire.pk).exists()
    told = str([(one.why, one.changes) for one in JournalEntry.objects.within(company.organisation)])
    assert "Claire" not in told and "06 00" not in told


def test_the_outbox_forgets_who_is_erased_and_keeps_the_others(reader, book, company, settings):
    office = company.organisation
    left = outbox.post(
        "Claire Morvan : votre devis", "Bonjour Claire", ["Claire@exemple.fr", "noe@exemple.fr"], organisation=office
    )
    Mail.objects.filter(pk=left.pk).update(sent_at=left.written_at)
    outbox.post("Relance", "Bonjour Claire", ["claire@exemple.fr"], organisation=office)
    other = outbox.post("À Noé", "Bonjour Noé", ["noe@exemple.fr"], organisation=office)
    whole = reader.get(reverse("directory:export_person", args=[book.claire.pk])).json()
    assert [each["objet"] for each in whole["courriers"]] == ["Claire Morvan : votre devis", "Relance"]
    reader.post(reverse("directory:erase", args=[book.claire.pk]))
    told = [(each.subject, each.text, each.to) for each in Mail.objects.filter(organisation=office)]
    assert len(told) == 2 and "laire" not in str(told)
    assert (other.subject, "Bonjour Noé", ["noe@exemple.fr"]) in told


def test_whom_the_house_paid_keeps_what_pay_papers_ask(reader, book, company):
    office = company.organisation
    Engagement.objects.create(organisation=office, production=book.estran, person=book.noe, function="jeu", status="artiste")
    assert "L3243-4" in reader.get(reverse("directory:whole", args=[book.noe.pk])).content.decode()
    reader.post(reverse("directory:erase", args=[book.noe.pk]))
    book.noe.refresh_from_db()
    assert (book.noe.name, book.noe.email) == ("Noé Santini", "")
    assert not Affiliation.objects.within(office).filter(person=book.noe).exists()


def test_the_desks_forget_somebody_too_but_for_what_the_accounts_keep(reader, book, company, monkeypatch):
    """Her answers, her absences, her needs and her unaccepted notes go; an accepted note keeps its amount, without its words."""
    office, today = company.organisation, date(2026, 11, 22)
    mine = {"organisation": office, "person": book.noe}
    poll = Poll.objects.create(organisation=office, production=book.estran, title="Reprise")
    poll.people.add(book.noe)
    day = PollDay.objects.create(organisation=office, poll=poll, on=today)
    PollAnswer.objects.create(day=day, answer="oui", **mine)
    Unavailability.objects.create(since=today, until=today, note="à l’hôpital", **mine)
    AccessNeed.objects.create(text="sans escalier", **mine)
    note = {"production": book.estran, "on": today, "kind": "repas", "amount": 12, "label": "avec Zoé", **mine}
    asked, paid = Expense.objects.create(**note), Expense.objects.create(state="rembourse", **note)
    links.create(office, "frais", book.noe.pk)
    told = reader.get(reverse("directory:export_person", args=[book.noe.pk])).json()
    assert told["reponses_aux_sondages"][0]["jour"] == "2026-11-22" and len(told["notes_de_frais"]) == 2
    assert "L123-22" in reader.get(reverse("directory:whole", args=[book.noe.pk])).content.decode()
    reader.post(reverse("directory:erase", args=[book.noe.pk]))
    left = [model for model in (PollAnswer, Unavailability, AccessNeed) if model.objects.within(office).exists()]
    assert left == [] and not poll.people.exists()
    assert [(one.pk, one.amount, one.label) for one in Expense.objects.within(office)] == [
        (paid.pk, 12, "")
    ] and asked.pk != paid.pk
    assert Link.objects.get(purpose="frais").revoked_at is not None


def test_somebody_whose_only_note_waits_is_erased_whole(reader, book, company):
    told = {"production": book.estran, "on": date(2026, 11, 22), "kind": "repas", "amount": 12}
    Expense.objects.create(organisation=company.organisation, person=book.claire, **told)
    reader.post(reverse("directory:erase", args=[book.claire.pk]))
    assert not Person.objects.within(company.organisation).filter(pk=book.claire.pk).exists()


def test_the_words_of_a_contact_follow_her_card_her_houses_and_her_roles(reader, book, company):
    def found(words):
        page = reader.get(reverse("directory:book"), {"montrer": "personnes", "q": words}, headers={"HX-Request": "true"})
        return [name for name in ("Claire Morvan", "Claire Le Bris", "Noé Santini") if name in page.content.decode()]

    assert found("quai claire") == found("brest") == ["Claire Morvan"] and found("quai noe") == []
    ChangeSet.on(book.quay, name="Théâtre des Capucins").apply(by=company.ana)
    assert found("quai") == [] and found("capucins") == ["Claire Morvan"]
    ChangeSet.on(book.claire, name="Claire Le Bris").apply(by=company.ana)
    assert found("capucins le bris") == ["Claire Le Bris"] and found("morvan") == []
    role = Affiliation.objects.within(company.organisation).get(person=book.noe)
    entry = ChangeSet.on(role, structure=book.quay).apply(by=company.ana)
    assert found("capucins") == ["Claire Le Bris", "Noé Santini"] and found("ecluse") == []
    undo(entry, by=company.ana)
    assert found("ecluse") == ["Noé Santini"]
    role.refresh_from_db()
    ChangeSet.delete(role).apply(by=company.ana)
    assert found("noe") == []
    reader.post(reverse("directory:erase", args=[book.claire.pk]))
    assert not ContactWords.objects.within(company.organisation).filter(words__contains="claire").exists()


def test_the_iban_of_a_partner_is_checked_sealed_and_shown_once_to_who_reads_pay(reader, book, company):
    page = reverse("directory:structure", args=[book.quay.pk])
    typed = {"name": "Théâtre du Quai", "kind": "lieu", "country": "FR"}
    wrong = reader.post(page, typed | {"iban": "FR76 3000 6000 0112 3456 7890 188"})
    assert wrong.status_code == 422 and "clé" in wrong.content.decode()
    assert reader.post(page, typed | {"iban": "FR76 3000 6000 0112 3456 7890"}).status_code == 422
    reader.post(page, typed | {"iban": "FR76 3000 6000 0112 3456 7890 189"})  # the example of the Banque de France
    reader.post(page, typed | {"city": "Brest"})
    book.quay.refresh_from_db()
    assert (book.quay.iban, book.quay.city) == ("FR7630006000011234567890189", "Brest")
    assert "30006000" not in reader.get(page).content.decode().replace(" ", "")
    assert "30006000" not in str([one.changes for one in JournalEntry.objects.within(company.organisation)])
    shown = reader.post(reverse("directory:unseal_structure", args=[book.quay.pk])).content.decode()
    assert "FR7630006000011234567890189" in shown
    client = Client()
    client.force_login(company.karim)
    assert client.post(reverse("directory:unseal_structure", args=[book.quay.pk])).status_code in (403, 404)
    reader.post(page, typed | {"erase": ["iban"]})
    book.quay.refresh_from_db()
    assert book.quay.iban == ""


@pytest.mark.parametrize(
    ("line", "kind", "what", "due"),
    [
        ("pas cette saison", "autre", "Reproposer pour la saison suivante", date(2027, 9, 1)),
        ("appel hier : pas pour cette saison", "appel", "Reproposer pour la saison suivante", date(2027, 9, 1)),
        ("courriel, pas cette saison -> rappeler le 3 mars", "courriel", "Rappeler", date(2027, 3, 3)),
    ],
)
def test_not_this_season_is_an_answer_and_comes_back_the_first_of_september(line, kind, what, due):
    told = saying.said(line, TODAY, {})
    assert (told.kind, told.theirs, told.next_what, told.next_on) == (kind, True, what, due)
    assert saying.said("pas cette saison", date(2027, 8, 31), {}).next_on == date(2027, 9, 1)
    assert saying.said("pas cette saison", date(2027, 9, 1), {}).next_on == date(2028, 9, 1)
