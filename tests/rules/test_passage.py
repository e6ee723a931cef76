"""What the schema of the Caisse des dépôts asks of who is certified, read in its version 1.1.2."""

from datetime import date

import pytest

from filage.rules.schooling.passage import ACCESS, Holder, sender_faults
from filage.rules.schooling.record import certifications

NORA = {
    "name": "Nora Diallo",
    "birth_name": "Diallo",
    "civility": "Mme",
    "born_on": date(1990, 2, 3),
    "birth_place": "31000 Toulouse",
}
CODES = {  # of the schema
    "FORMATION_INITIALE_HORS_APPRENTISSAGE", "FORMATION_INITIALE_APPRENTISSAGE", "VAE", "CANDIDAT_LIBRE",
    "FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION", "FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION",
}  # fmt: skip


def test_a_whole_identity_lacks_nothing_and_names_her_town_of_birth():
    nora = Holder(**NORA)
    assert (nora.faults, nora.doubts) == ((), ())
    assert (nora.first, nora.usage, nora.sex, nora.postal, nora.town) == ("Nora", "", "F", "31000", "Toulouse")


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"birth_name": ""}, "le nom de naissance manque"),
        ({"birth_name": "D" * 61}, "le nom de naissance dépasse 60 signes"),
        ({"born_on": None}, "la date de naissance manque"),
        ({"born_on": date(1899, 12, 31)}, "l’année de naissance n’est pas entre 1900 et 2099"),
        ({"civility": ""}, "la civilité (Mme ou M.) manque"),
        ({"name": "Nora " + "D" * 61}, "le nom d’usage dépasse 60 signes"),
    ],
)
def test_each_thing_that_the_schema_would_refuse_is_named(told, fault):
    assert Holder(**NORA | told).faults == (fault,)


@pytest.mark.parametrize(
    ("place", "postal", "insee"),
    [
        ("Port-Gaillard (00470)", "00470", ""),
        ("Toulouse", "", "31555"),  # the only town of that name: code officiel géographique
        ("Saint-Denis", "", ""),  # several towns: said, not chosen
        ("", "", ""),
    ],
)
def test_a_town_of_birth_is_coded_when_nothing_else_bears_its_name(place, postal, insee):
    one = Holder(**NORA | {"birth_place": place})
    assert (one.postal, one.insee, bool(one.doubts)) == (postal, insee, not (postal or insee))


def test_the_account_of_a_certifier_has_its_lengths():
    assert list(sender_faults("03ABC123", "MCFCER000001")) == []
    assert len(list(sender_faults("", ""))) == 2 and len(list(sender_faults("03ABC1234", "x" * 21))) == 2


def test_every_route_of_the_record_has_a_code_of_the_schema():
    assert set(ACCESS) == set(certifications()["RNCP39624"].routes) and set(ACCESS.values()) == CODES
