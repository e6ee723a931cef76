"""Importing again shows what differs and applies it; an organisation never touches what another one owns."""

import pytest

from filage.core.changes import history, undo
from filage.core.models import JournalEntry, Organisation
from filage.core.refusal import Refusal
from filage.desks.budget.models import Line, Payment
from filage.portability import operations
from filage.portability.exporting import export
from filage.portability.problems import BadFile
from filage.productions.models import Activity, Person, Production, Venue
from tests.portability.conftest import SMALL

pytestmark = pytest.mark.django_db

NEW_VENUE = "  - id: 01a1fd5d-0000-7000-8000-0000000000aa\n    nom: L’Étale\n"


def prepared(tmp_path, text, **options):
    path = tmp_path / "encore.filage.yaml"
    path.write_text(text)
    return operations.prepare(path, **options)


def test_the_file_makes_its_organisation_and_keeps_its_identifiers(bring):
    organisation = bring(SMALL)
    assert (str(organisation.pk), organisation.slug) == ("01a1fd5d-0000-7000-8000-000000000001", "compagnie-du-phare")
    assert str(Production.objects.within(organisation).get().pk) == "01a1fd5d-0000-7000-8000-000000000006"
    assert Payment.objects.within(organisation).get().line == Line.objects.within(organisation).get()


def test_a_short_file_comes_out_with_its_defaults_and_then_never_moves(bring):
    written = export(bring(SMALL))
    Organisation.objects.all().delete()
    assert "pays: FR" in written
    assert export(bring(written)) == written


def test_the_same_file_again_changes_nothing(bring, tmp_path):
    line = SMALL.partition("lignes:\n")[2]
    payment = line.partition("paiements:\n")[2]
    again = "".join(line.replace("00000000000", f"0000000000{n}") for n in (1, 2))
    two_by_two = SMALL + payment.replace("00000000009", "0000000000a") + again.replace("000000000016", "000000000006")
    two_by_two = two_by_two.replace("000000000026", "000000000006")
    bring(two_by_two)
    assert Payment.objects.within(Organisation.objects.get()).count() == 4
    assert prepared(tmp_path, two_by_two).is_empty


def test_a_file_that_differs_says_what_then_does_it(bring, tmp_path):
    organisation = bring(SMALL)
    plan = prepared(tmp_path, SMALL.replace("La Corderie", "La Grande Corderie"))
    assert plan.described == ["lieux › nom · La Corderie : « La Corderie » → « La Grande Corderie »"]
    operations.carry_out(plan, tmp_path / "encore.filage.yaml")
    assert Venue.objects.within(organisation).filter(name="La Grande Corderie").exists()


def test_amounts_that_multiply_beyond_what_is_kept_are_refused_and_nothing_is_written(bring):
    huge = SMALL.replace('quantite: "1"', 'quantite: "99999"').replace('"9000.00"', '"999999999.99"')
    with pytest.raises(Refusal, match="dépasse ce qu’un montant peut valoir"):
        bring(huge)
    assert not Organisation.objects.exists()


def test_an_import_is_undone_as_any_other_edit(bring):
    organisation = bring(SMALL)
    bring(SMALL.replace("La Corderie", "La Grande Corderie").replace("salles:\n", f"{NEW_VENUE}salles:\n"))
    [entry] = history(Venue.objects.within(organisation).get(name="La Grande Corderie"))
    undo(entry, by=None)
    assert sorted(Venue.objects.within(organisation).values_list("name", flat=True)) == ["La Corderie", "Théâtre des Salines"]


def test_what_the_file_does_not_name_stays(bring):
    organisation = bring(SMALL)
    Person.objects.create(organisation=organisation, name="Ana")
    bring(SMALL)
    assert Person.objects.within(organisation).get().name == "Ana"


def test_new_objects_come_after_those_that_were_there(bring):
    organisation = bring(SMALL)
    without_venues = SMALL[: SMALL.index("lieux:")] + "lieux:\n" + NEW_VENUE
    bring(without_venues)
    assert [venue.name for venue in Venue.objects.within(organisation)] == ["Théâtre des Salines", "La Corderie", "L’Étale"]


def test_the_order_of_the_file_is_the_order_kept(bring):
    first, second = (
        SMALL.index("  - id: 01a1fd5d-0000-7000-8000-000000000003"),
        SMALL.index("  - id: 01a1fd5d-0000-7000-8000-000000000004"),
    )
    end = SMALL.index("salles:")
    organisation = bring(SMALL)
    bring(SMALL[:first] + SMALL[second:end] + SMALL[first:second] + SMALL[end:])
    assert [venue.name for venue in Venue.objects.within(organisation)] == ["La Corderie", "Théâtre des Salines"]


def test_a_reference_may_name_what_the_organisation_already_holds(bring):
    organisation = bring(SMALL)
    head, activities = SMALL[: SMALL.index("structures:")], SMALL[SMALL.index("activites:") : SMALL.index("lignes:")]
    bring(head + activities.replace("2027-04-08", "2027-04-09"))
    assert Activity.objects.within(organisation).get().on.isoformat() == "2027-04-09"


def test_an_identifier_of_another_organisation_is_refused_without_saying_whose(bring):
    bring(SMALL)
    with pytest.raises(BadFile) as refused:
        bring(SMALL, organisation="voisins")
    assert "cet identifiant appartient à un autre espace" in str(refused.value)
    assert "Phare" not in str(refused.value)
    assert [each.slug for each in Organisation.objects.all()] == ["compagnie-du-phare"]


def test_a_file_never_takes_the_place_of_an_organisation_of_the_same_name(bring):
    Organisation.objects.create(name="Une autre", slug="compagnie-du-phare")
    with pytest.raises(BadFile, match="un autre espace s’appelle déjà « compagnie-du-phare »"):
        bring(SMALL)
    assert bring(SMALL, organisation="phare").slug == "phare"


def test_a_file_can_enter_an_organisation_that_was_there(bring):
    theirs = Organisation.objects.create(name="Une autre", slug="une-autre")
    assert bring(SMALL, organisation="une-autre") == theirs
    assert theirs.name == "Une autre"
    assert Venue.objects.within(theirs).count() == 2


def test_a_failure_in_the_middle_leaves_nothing(bring):
    text = SMALL.replace("La Corderie", "La Grande Corderie")
    second = SMALL[SMALL.index("  - id: 01a1fd5d-0000-7000-8000-000000000006") : SMALL.index("activites:")]
    organisation = bring(SMALL)
    twin = second.replace("000000000006", "0000000000bb")  # the same slug in the same organisation
    with pytest.raises(Refusal):
        bring(text[: text.index("productions:")] + "productions:\n" + twin)
    assert not Venue.objects.within(organisation).filter(name="La Grande Corderie").exists()


def test_a_new_organisation_is_written_in_few_queries(bring, django_assert_max_num_queries):
    people = "".join(f"  - id: 01a1fd5d-0000-7000-8000-00000000{n:04d}\n    nom: Personne {n}\n" for n in range(1000, 1400))
    with django_assert_max_num_queries(120):
        organisation = bring(SMALL + "personnes:\n" + people)
    assert Person.objects.within(organisation).count() == 400


def test_the_journal_keeps_the_name_of_the_file(bring):
    organisation = bring(SMALL)
    assert JournalEntry.objects.within(organisation).get().why == "import du fichier « fichier.filage.yaml »"


def test_sealed_fields_are_listed_and_never_written(bring):
    organisation = bring(SMALL)
    Person.objects.create(organisation=organisation, name="Ana", nir="2 85 01 75 116 001 42", iban="FR76 0000")
    written = export(organisation)
    assert "- personnes.nir" in written
    assert "75 116" not in written and "FR76" not in written


def test_importing_leaves_sealed_fields_alone(bring, tmp_path):
    organisation = bring(SMALL)
    Person.objects.create(organisation=organisation, name="Ana", nir="2 85 01 75 116 001 42")
    bring(export(organisation).replace("nom: Ana", "nom: Anna"))
    assert str(Person.objects.within(organisation).get(name="Anna").nir) == "2 85 01 75 116 001 42"
