"""What a function is paid at least, against the grids of the two agreements."""

from datetime import date
from decimal import Decimal

import pytest

from filage.cli.rules.minimum import MinimumEntree, answer
from filage.cli.rules.shapes import BadInput


def told(idcc, function, on, **paid):
    given = {"idcc": idcc, "fonction": function, "date": on, **paid}
    return answer(MinimumEntree.model_validate(given)).sortie


@pytest.mark.parametrize(
    ("function", "on", "count", "minimum"),
    [
        ("artiste dramatique", "2024-01-01", 2, "152.69"),
        ("artiste dramatique", "2024-01-01", 3, "132.87"),
        ("Artiste dramatique", "2026-01-01", 1, "159.56"),
        ("artiste chorégraphique", "2026-01-01", 3, "138.85"),
        ("musicien", "2026-01-01", 4, "164.29"),
        ("musicien, petite salle", "2026-01-01", 1, "116.33"),
        ("choriste", "2024-01-01", 1, "136.18"),
        ("comédienne", "2026-01-01", 2, "159.56"),
        ("danseur", "2026-01-01", 3, "138.85"),
        ("artiste dramatique ou chorégraphique, service de répétition", "2026-01-01", 4, "61.05"),
        ("musicien, service de répétition", "2024-01-01", 1, "112.40"),
        ("musiques actuelles, service de répétition", "2024-01-01", 1, "84.38"),
        ("choriste, service de répétition", "2026-01-01", 1, "105.73"),
    ],
)
def test_a_cachet_of_1285_follows_the_number_of_the_month(function, on, count, minimum):
    assert told("1285", function, on, cachets_dans_le_mois=count).minimum == minimum


def test_one_cachet_more_changes_the_price_of_all():
    two, three = (told("1285", "artiste dramatique", "2026-01-01", cachets_dans_le_mois=count) for count in (2, 3))
    assert (two.total, three.total) == ("319.12", "416.55")


@pytest.mark.parametrize(
    ("count", "minimum", "total"), [(7, "167.94", "1175.58"), (8, "149.06", "1192.48"), (16, "104.42", "2013.00")]
)
def test_a_month_of_a_tour_never_comes_to_less_than_the_best_of_the_tier_before(count, minimum, total):
    found = told("3090", "artiste dramatique, plus de 100 lignes", "2023-05-01", cachets_dans_le_mois=count)
    assert (found.minimum, found.total) == (minimum, total)  # 15 × 134,20 = 2 013,00 > 16 × 104,42


def test_a_group_of_1285_gains_three_per_cent_of_the_first_at_each_echelon():
    assert told("1285", "groupe 1", "2023-07-01", mois=1, echelon=12).minimum == "4569.71"
    assert told("1285", "groupe 6", "2023-07-01", mois=1, echelon=12).minimum == "2408.62"


def test_the_minimum_wage_is_the_floor_and_says_its_own_text():
    found = told("1285", "groupe 9", "2026-09-01", mois=1)
    assert (found.minimum, found.depuis) == ("1867.02", "2026-06-01")
    assert told("1285", "groupe 1", "2026-09-01", mois=1).depuis == "2024-06-01"
    assert told("1285", "groupe 9", "2026-09-01", heures=10).total == "123.10"


def test_what_an_agreement_gives_since_2024_is_unknown_when_it_was_not_found():
    found = told("3090", "chargé de production", "2026-05-01", mois=1)
    assert found.minimum is None and any("Saisir" in text for text in found.avertissements)
    assert told("3090", "chargé de production", "2023-05-01", mois=1).minimum == "1994.43"


def test_a_post_is_found_by_the_name_that_the_grid_counts():
    assert told("3090", "Régisseur général", "2023-05-01", mois=1).minimum == "2524.88"
    assert told("3090", "régisseur lumière", "2023-05-01", heures=1).minimum == "13.25"
    assert told("1285", "artiste dramatique ou chorégraphique, plus de quatre mois", "2024-01-01", mois=1).minimum == "2083.56"


@pytest.mark.parametrize(
    ("function", "paid", "message"),
    [
        ("artiste dramatique", {}, "l’un des trois"),
        ("groupe 7", {"cachets_dans_le_mois": 2}, "au mois ou à l’heure"),
        ("choriste", {"mois": 1}, "se paie au cachet"),
        ("dresseur d’ours", {"mois": 1}, "fonctions proches ou possibles"),
    ],
)
def test_what_cannot_be_asked_is_said(function, paid, message):
    with pytest.raises(BadInput, match=message):
        told("1285", function, "2026-05-01", **paid)


def test_every_function_of_the_grids_has_its_amounts():
    from filage.rules.engine import load_law
    from filage.rules.payroll import minima

    law, on = load_law(), date(2023, 7, 1)
    for agreement, grid in minima.GRIDS.items():
        for function in grid.values():
            amounts = [minima.cachet(law, agreement, function, count, on) for count in (1, 9, 14, 20) if function.tiers]
            amounts += [minima.month(law, agreement, function, on)] if function.month else []
            assert amounts and all(amount.value > Decimal(50) for amount in amounts), function.label
