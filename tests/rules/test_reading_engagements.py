"""An embauche on one line: who, what, how much work, how much gross; what is not said follows the function."""

from datetime import date
from decimal import Decimal

import pytest

from filage.rules.reading import Unreadable
from filage.rules.reading.engagements import common_terms, engaged

NAMES = ("Camille Roux", "Karim Benali", "Sonia Petit", "Sonia Le Goff")


def terms(found):
    """Return who, what, status, work and gross of an embauche."""
    return found.who, found.function, found.status, f"{found.quantity} {found.unit}", found.gross


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Camille Roux, comédienne, 5 cachets à 160", ("Camille Roux", "comédienne", "artiste", "5 cachet", Decimal(160))),
        ("camille, comédienne, 5 à 160", ("Camille Roux", "comédienne", "artiste", "5 cachet", Decimal(160))),
        ("Régie, 12 h à 20", ("", "Régie", "technicien", "12 heure", Decimal(20))),
        ("régie, 12 à 20,50 €", ("", "régie", "technicien", "12 heure", Decimal("20.50"))),
        ("Lumière, Karim, 8 services à 1 120,5", ("Karim Benali", "Lumière", "technicien", "8 service", Decimal("1120.5"))),
        ("Interprète 3, danseuse, 160 € le cachet", ("Interprète 3", "danseuse", "artiste", "1 cachet", Decimal(160))),
        ("Scénographe, forfait 2 500 €", ("", "Scénographe", "artiste", "1 forfait", Decimal(2500))),
        ("Administratrice, permanente, 3 mois à 2400", ("", "Administratrice", "permanent", "3 mois", Decimal(2400))),
        ("Son, 4 jours", ("", "Son", "technicien", "4 jour", None)),
        ("Karim Benali\trégisseur\t12\t20,00", ("Karim Benali", "régisseur", "technicien", "12 heure", Decimal(20))),
        ("Violoniste", ("", "Violoniste", "artiste", "1 cachet", None)),
    ],
)  # fmt: skip
def test_a_line_is_read(text, expected):
    assert terms(engaged(text, names=NAMES)) == expected


def test_what_is_paid_at_each_date_the_phase_and_a_number_of_people_are_read():
    found = engaged("3 x choristes, 1 cachet par date à 130, exploitation", names=NAMES)
    assert (found.headcount, found.per_performance, found.phase) == (3, True, "exploitation")
    assert terms(found) == ("", "choristes", "artiste", "1 cachet", Decimal(130))
    assert engaged("Technicien, 12 h à 20").status == "technicien"
    said = engaged("5 comédiens, 1 cachet à 160 par représentation")
    assert (said.headcount, said.per_performance, *terms(said)) == (5, True, "", "comédiens", "artiste", "1 cachet", Decimal(160))
    assert (engaged("2 régisseuses lumière, 8 h à 20").headcount, engaged("12 h, régie").headcount) == (2, 1)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Régie, 12 h à 20, du 3 au 12 mars", (date(2027, 3, 3), date(2027, 3, 12))),
        ("Régie, 12 h à 20, le 5/1", (date(2027, 1, 5), date(2027, 1, 5))),
        ("Régie, du 3 mars 2028 au 5 mars 2028, 12 h", (date(2028, 3, 3), date(2028, 3, 5))),
        ("Régie, dès le 5 janvier", (date(2027, 1, 5), None)),
        ("Régie, 12 h", (None, None)),
    ],
)
def test_the_days_of_the_work_are_read(text, days):
    found = engaged(text, today=date(2026, 11, 22))
    assert (found.starts_on, found.ends_on) == days and found.function == "Régie"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("5 cachets à 160", "fonction"),
        ("Sonia, chanteuse, 2 cachets", "nom entier"),
        ("Camille Roux, comédienne, chanteuse, danseuse", "danseuse|chanteuse"),
        ("Régie, 12 h à vingt", "ne se lit pas"),
        ("Régie, 12, 20, 30", "de trop"),
        ("12 à vingt, régie", "ne se lit pas"),
        ("12 semaines, régie", "ne se lit pas"),
        ("0 comédiens, 1 cachet", "ne se lit pas"),
        ("Régie, 5 minutes", "ne se lit pas"),
        ("=SOMME(A1)", "formule"),
        ("<b>Régie</b>", "HTML"),
        ("", "fonction"),
        ("Régie, 1.234 h", "deux façons"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(text, says):
    with pytest.raises(Unreadable, match=says):
        engaged(text, names=NAMES)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Camille Roux, comédienne", ("artiste", "cachet", 1, 185, True)),
        ("Camille Roux, comédienne, 2 cachets à 200", ("artiste", "cachet", 2, 200, True)),
        ("Régie lumière, 8 h à 22", ("technicien", "heure", 8, 22, True)),
        ("Régie lumière", ("technicien", "heure", 1, None, True)),
    ],
    ids=["says nothing more", "says its own work and gross", "is paid by the hour", "a technician is not paid in cachets"],
)
def test_a_line_takes_the_terms_of_all_where_it_says_nothing(text, terms):
    found = engaged(text, common=common_terms("1 cachet par date à 185"))
    assert (found.status, found.unit, found.quantity, found.gross, found.per_performance) == terms


def test_the_terms_of_all_hold_the_days_too():
    found = engaged("Camille Roux, comédienne", common=common_terms("8 services à 60, du 3 au 12 mars 2027"))
    assert (found.unit, found.starts_on, found.ends_on) == ("service", date(2027, 3, 3), date(2027, 3, 12))


@pytest.mark.parametrize("text", ["Camille Roux, 1 cachet à 185", "12 personnes, 1 cachet à 185"])
def test_a_name_or_a_count_is_not_a_term_of_all(text):
    with pytest.raises(Unreadable, match="ne se lit pas"):
        common_terms(text)
