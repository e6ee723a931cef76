"""The reference seasons hold the figures they were written from: published cases, and sums made by hand."""

from decimal import Decimal

import pytest

from filage.core.models import Organisation
from filage.core.rails import checks
from filage.core.rails import season as seasons
from filage.core.rails.types import Severity
from filage.desks.budget import queries
from filage.desks.contracts.queries import agreements
from filage.documents import papers
from filage.portability import operations
from filage.productions.models import Production, Structure
from filage.rules.contracts import terms
from filage.rules.engine import to_cent
from filage.web import format as french
from tests.documents.test_dossier import read, words
from tests.house.repository import ROOT
from tests.portability.test_examples import example

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
# percentages that the employer bears for an artist in 2026, in a company of the convention 1285 under 11 people
ARTIST = "9.10 5.99 1.48 3.68 1.0 0.07 0.30 0.016 0.25 9.50 15.50 4.45 1.29 0.42 2.10 0.10 0.35 0.68 1.45 0.25"


def figures(name):
    """Return the organisation of a season that no control contradicts, and the figures of its productions by slug."""
    organisation = operations.import_file(example(name))
    ids = tuple(Production.objects.within(organisation).values_list("pk", flat=True))
    season = seasons.load(organisation.pk, ids)
    graver = [finding for finding in checks.of(season) if finding.severity != Severity.INFO]
    assert [f"{finding.code} {finding.subject} {finding.message}" for finding in graver] == []  # a sound season
    assert_contracts(season)
    return organisation, {production.slug: queries.figures(season, production) for production in season.productions}


KINDS = {  # where each kind of contract is found among the seasons
    "saison-theatre": "cession corealisation coproduction residence atelier",
    "saison-musiques": "cession corealisation residence auteur mecenat parrainage fournisseur mise_a_disposition prestation "
    "mandat captation partenariat location",
    "bureau-production": "cession corealisation coproduction preachat creneau",
}


def assert_contracts(season):
    """Make one contract of each kind of a season: accessible, archivable, and naming who signs, for what, at what price."""
    first = {deal.kind: deal for deal in reversed(season.deals)}
    slug = Organisation.objects.get(pk=season.organisation_id).slug
    assert set(first) == set(KINDS[slug].split())
    for kind, deal in first.items():
        data = agreements.paper(season, deal, on=season.today)
        content = papers.render(data)
        declared = read(content).trailer["/Root"]["/Metadata"].get_data().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in declared and "<pdfaid:part>3</pdfaid:part>" in declared
        said = "".join(words(content).split())
        due = [
            each for party in (data.facts.first, data.facts.second) for each in (party.name, party.siret, party.representative)
        ]
        due += ["droit d’exploitation"] * (kind == "cession")
        due += [french.number(deal.base_price)] if deal.base_price else []
        absent = [each for each in due if "".join(each.split()) not in said]
        assert absent == [], f"{kind} ne dit pas {absent}"


def test_every_kind_of_contract_is_in_a_season():
    assert {kind for held in KINDS.values() for kind in held.split()} == set(terms.kinds())


def borne(gross, percentages):
    """Return what an employer adds to a gross, each line rounded to the cent."""
    return sum(to_cent(gross * Decimal(each) / 100) for each in percentages.split())


def told(*amounts):
    """Refuse a figure of an exercise that the guide for trainers no longer tells as it is."""
    guide = " ".join((ROOT / "docs/guide/saisons-de-reference.md").read_text().split())
    for amount in amounts:
        assert " ".join(french.money(amount).split()) in guide, f"le guide ne dit plus {amount}"


def losing(found):
    """Return what each date that loses money loses, by date."""
    margins = [found.dates[each.pk].margin for each in found.performances if each.pk in found.dates]
    return [margin.known() for margin in margins if margin.known() < 0]


def sold(found):
    """Return what the deals of a production bring, net of VAT."""
    return sum(line.amount.known() for line in found.lines if line.origin.startswith("deal:") and line.side == "income")


def test_the_theatre_season_holds_the_published_case_of_its_creation():  # cas pratique 1
    organisation, found = figures("saison-theatre")
    sheet = found["ce-que-la-mer-rend"].price
    assert found["ce-que-la-mer-rend"].creation.charges.known() == Decimal("78400.00")
    assert found["ce-que-la-mer-rend"].creation.income.known() == Decimal("66400.00")
    assert to_cent(sheet.plateau.known()) == Decimal("1686.00")
    assert to_cent(sheet.price.floor.known()) == Decimal("1888.32")
    assert sheet.price.break_even_dates.known() == 20
    abroad = found["l-heure-du-sel"]  # cas pratique 3, C1 : 7 800 + 6 400 − 576
    withheld = sum(line.amount.known() for line in abroad.lines if line.label.startswith("Retenue à la source"))
    assert sold(abroad) - withheld == Decimal("13624.00")
    assert found["ce-que-la-mer-rend"].budgets["creation"].securise.need.known() == Decimal("41000.00")
    told(found["ce-que-la-mer-rend"].cash.low.balance.known())
    tour = found["quai-des-absents"].price  # priced by the engine; 60 € of consumables
    technician = Decimal("329.10")  # 210 + 139,62 de cotisations − 20,52 de réduction (12,31 × 10 h, T 0,3703, 100/90)
    assert to_cent(tour.plateau.known()) == 4 * (170 + borne(170, ARTIST)) + technician + 60
    assert len(found["quai-des-absents"].firm) == 28
    assert_sound(organisation, found)


def test_the_season_of_musiques_actuelles_holds_the_published_four_dates():  # cas pratique 5, situation B
    organisation, found = figures("saison-musiques")
    four = found["sel-de-nuit"].budgets["exploitation"].previsionnel
    tax = Decimal(70)  # « charge oubliée » of the case, 3,5 % of 2 000
    assert four.income.known == Decimal("8500.00")
    assert four.expense.known == Decimal("8019.80") + tax
    quintet = found["grand-large"]
    taxes = [line.amount.known() for line in quintet.lines if line.label.startswith("Taxe sur les spectacles")]
    assert taxes == [Decimal("112.00"), Decimal("98.00")]  # 3,5 % of 3 200 and of 2 800
    told(*losing(quintet), four.income.known - four.expense.known)
    assert to_cent(quintet.price.plateau.known()) == Decimal("1679.65")  # 5 × 165 × 1,57 + 10 h × 21 × 1,64 + 40
    assert_sound(organisation, found)


def test_the_bureau_holds_two_companies_with_their_own_rates_and_vat():
    organisation, found = figures("bureau-production")
    square = found["metre-carre"]  # formules S1, S2, S3
    assert square.price.plateau.known() == Decimal("1652.80")
    assert square.price.price.break_even_dates.known() == 7
    series = [line for line in square.lines if line.side == "income" and "Le Grand Plateau" in line.label]
    recharged = [line for line in square.lines if line.key.endswith("#refacture")]
    assert sum(line.amount.known() for line in series) == Decimal("8840.00")
    taxed = series + recharged
    assert sum(line.amount.known() for line in taxed) == Decimal("10864.00")
    assert {line.vat_rate for line in taxed} == {Decimal("5.5")}
    assert sold(found["chaise-vide"]) == Decimal("4767.24")  # formules S4
    breakwater = found["brise-lames"]  # cas pratique 6
    assert breakwater.creation.charges.known() == Decimal("62000.00")
    assert breakwater.budgets["creation"].securise.income.known == Decimal("38500.00")
    assert breakwater.price.plateau.known() == Decimal("1780.00")
    bought = [line for line in breakwater.lines if line.label == "Préachat, Le Ponton"]
    assert sum(line.amount.known() for line in bought) == Decimal("5365.00")
    assert {line.vat_rate for line in breakwater.lines} == {None}
    assert_sound(organisation, found)


def assert_sound(organisation, found):
    """Refuse a budget that does not balance, a month below zero, a SIRET that is not formally valid and openly fictional."""
    for held in found.values():
        for phase, budget in held.budgets.items():
            assert budget.gap.known() == 0 or (phase == "exploitation" and budget.gap.known() < 0)
        assert all(month.balance.known() >= 0 for month in held.cash.months)
    numbers = [each for each in Structure.objects.within(organisation).values_list("siret", flat=True) if each]
    assert all(luhn(number) and luhn(number[:9]) and number.startswith("000") for number in numbers)


def luhn(number):
    """Say whether a SIREN or a SIRET has a valid key."""
    doubled = (int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(number)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0
