"""The cases of the controls about those we engage: what makes each speak, what comes near."""

from datetime import date
from decimal import Decimal

from filage.core.models import DatedSetting
from filage.productions.models import (
    Engagement,
)
from tests.desks.case_facts import DAY, FIRST
from tests.desks.sound import TODAY


def setting(company, code, value):
    told = {"structure": company.ours.pk, "since": date(2026, 1, 1), "value": Decimal(value), "source": "accord du 5 janvier"}
    company.add(DatedSetting, code=code, **told)


CASES = {  # code: (what makes it speak, what comes near and leaves it silent)
    # payroll
    "EMB-001": (lambda c: c.set(c.embauche, gross=None), lambda c: c.set(c.embauche, gross=Decimal(0))),
    "EMB-002": (
        lambda c: c.set(c.embauche, unit="heure", gross=Decimal("12.30")),
        lambda c: c.set(c.embauche, unit="heure", gross=Decimal("12.31")),
    ),
    "EMB-003": (
        lambda c: [c.set(c.embauche, person=None), c.set(c.date, on=TODAY + 30 * DAY)],
        lambda c: [c.set(c.embauche, person=None), c.set(c.date, on=TODAY + 31 * DAY)],
    ),
    "EMB-004": (
        lambda c: c.set(c.embauche, starts_on=c.show.creation_start - DAY),
        lambda c: c.set(c.embauche, starts_on=c.show.creation_start),
    ),
    "EMB-005": (  # a Friday: Saturday is the first working day, Monday the second
        lambda c: c.set(c.embauche, starts_on=TODAY - 4 * DAY),
        lambda c: c.set(c.embauche, starts_on=TODAY - 3 * DAY),
    ),
    "EMB-030": (lambda c: c.set(c.date, on=TODAY + 21 * DAY), lambda c: c.set(c.date, on=TODAY + 22 * DAY)),
    "EMB-031": (
        lambda c: c.set(c.embauche, contract="envoye"),
        lambda c: c.set(c.embauche, contract="signe"),
    ),
    "EMB-006": (lambda c: c.set(c.embauche, starts_on=TODAY + 8 * DAY), lambda c: c.set(c.embauche, starts_on=TODAY + 9 * DAY)),
    "EMB-007": (
        lambda c: c.set(c.embauche, dpae="deposee", starts_on=TODAY + 9 * DAY),
        lambda c: c.set(c.embauche, dpae="deposee", starts_on=TODAY + 8 * DAY),
    ),
    "EMB-008": (
        lambda c: c.set(c.embauche, dpae="deposee", contract="signe", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30)),
        lambda c: c.set(c.embauche, dpae="deposee", contract="signe", starts_on=date(2026, 9, 1), ends_on=date(2026, 10, 1)),
    ),
    "EMB-009": (
        lambda c: c.add(
            Engagement, production=c.show, person=c.ana, function="Comédienne", status="artiste", phase="exploitation"
        ),
        lambda c: c.add(Engagement, production=c.show, person=c.ana, function="Comédienne", status="artiste", phase="creation"),
    ),
    "EMB-010": (lambda c: c.embauche.delete(), lambda c: [c.embauche.delete(), c.set(c.date, status="option")]),
    "EMB-012": (
        lambda c: c.set(c.ana, born_on=date(2008, 12, 12)),
        lambda c: c.set(c.ana, born_on=date(2008, 12, 11)),  # eighteen on the first day
    ),
    "EMB-013": (
        lambda c: c.set(c.embauche, unit="cachet", quantity=Decimal(4)),
        lambda c: c.set(c.embauche, unit="cachet", quantity=Decimal(3)),
    ),
    "EMB-014": (
        lambda c: c.set(c.embauche, unit="cachet", gross=Decimal("5000.01")),
        lambda c: c.set(c.embauche, unit="cachet", gross=Decimal(5000)),
    ),
    "EMB-015": (
        lambda c: c.set(c.embauche, dpae="deposee", dpae_on=FIRST + DAY),
        lambda c: c.set(c.embauche, dpae="deposee", dpae_on=FIRST),
    ),
    "EMB-016": (
        lambda c: c.set(c.embauche, starts_on=TODAY),
        lambda c: c.set(c.embauche, starts_on=TODAY + DAY),
    ),
    "EMB-017": (
        lambda c: c.set(c.embauche, status="intervention", contract_kind="CDDU"),
        lambda c: c.set(c.embauche, status="artiste", contract_kind="CDDU"),
    ),
    "EMB-018": (
        lambda c: c.set(c.embauche, per_performance=False, starts_on=date(2026, 1, 31), ends_on=date(2026, 12, 1)),
        lambda c: c.set(c.embauche, per_performance=False, starts_on=date(2026, 2, 1), ends_on=date(2026, 12, 31)),
    ),
    "EMB-019": (  # a contract that ends on the seventeenth of October is sent and paid on the first of November
        lambda c: [
            c.set(c.ours, pay_circuit="guso"),
            c.set(c.embauche, starts_on=date(2026, 10, 17), ends_on=date(2026, 10, 17)),
        ],
        lambda c: [
            c.set(c.ours, pay_circuit="guso"),
            c.set(c.embauche, starts_on=date(2026, 10, 18), ends_on=date(2026, 10, 18)),
        ],
    ),
    "EMB-011": (lambda c: c.set(c.embauche, coefficient=Decimal("0.55")), lambda c: c.set(c.embauche, coefficient=Decimal(1))),
    "EMB-020": (  # one or two cachets in the month: 159,56 €
        lambda c: c.set(c.embauche, position="artiste dramatique", gross=Decimal("159.55")),
        lambda c: c.set(c.embauche, position="artiste dramatique", gross=Decimal("159.56")),
    ),
    "EMB-021": (  # 1 991,44 € ÷ 151,40 h
        lambda c: c.set(c.embauche, unit="heure", position="groupe 5", gross=Decimal("13.14")),
        lambda c: c.set(c.embauche, unit="heure", position="groupe 5", gross=Decimal("13.15")),
    ),
    "EMB-022": (
        lambda c: c.set(c.embauche, deduction="dramatique"),
        lambda c: [c.set(c.embauche, deduction="dramatique"), setting(c, "employer.dfs_agreed", 1)],
    ),
    "EMB-023": (lambda c: c.set(c.embauche, coefficient=None), lambda c: c.set(c.embauche, coefficient=Decimal("1.58"))),
    "EMB-024": (
        lambda c: [c.set(c.ours, idcc="3090"), c.set(c.embauche, position="musicien")],
        lambda c: [c.set(c.ours, idcc="1285"), c.set(c.embauche, position="musicien")],
    ),
    "EMB-050": (
        lambda c: c.set(c.ana, born_on=date(TODAY.year - 10, 1, 1)),
        lambda c: c.set(c.ana, born_on=date(TODAY.year - 19, 1, 1)),
    ),
}
