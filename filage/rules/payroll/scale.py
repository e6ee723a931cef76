"""Which contributions a payslip bears on a day: their bases and their rates, read once for all the payslips alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum

from filage.rules.engine import Explained, Law, quantity
from filage.rules.engine.explained import FRACTION
from filage.rules.payroll.terms import FULL_WEEK, Contract, Employer, Module, Status, Terms

ZERO, ONE = Decimal(0), Decimal(1)
SMALL_FIRM, LARGE_FIRM, BIG_FIRM = 11, 50, 250
SHORT_CDDU = 3  # months
ARTIST_DAYS = 5  # from which an artist's ceiling is that of everybody
UNIFIED = date(2026, 1, 1)  # first day of the reduction that took the place of the reduced rates
RATE_SCALE = 10**10
POINT = Decimal("0.001")  # one decimal of a percentage


class Base(IntEnum):
    """What a rate applies to; the order is that of the tuple of amounts of a payslip."""

    GROSS = 0
    TAXED = 1  # after the DFS
    CAPPED = 2
    FOUR_CEILINGS = 3
    GROSS_FOUR_CEILINGS = 4
    SLICE_2 = 5
    BEYOND = 6  # of the CET: from the first euro, once the ceiling is passed
    HEALTH = 7  # half of the mutuelle, the employer's
    HEALTH_REST = 8  # what is left of it: an odd cent is borne once
    CSG = 9
    PROVIDENCE = 10  # what the employer pays for prévoyance


BASE_LABELS = (
    "Brut",
    "Assiette des cotisations",
    "Assiette plafonnée",
    "Assiette jusqu’à quatre plafonds",
    "Brut jusqu’à quatre plafonds",
    "Tranche 2",
    "Assiette jusqu’à huit plafonds",
    "Moitié de la mutuelle",
    "Reste de la mutuelle",
    "Assiette de la CSG",
    "Prévoyance payée par l’employeur",
)


@dataclass(frozen=True, slots=True)
class Levy:
    """One contribution: the line it adds to, who bears it, its base and its rate (a fraction, maybe unknown)."""

    line: str
    label: str
    employer: bool
    base: Base
    rate: Explained
    provides: bool = False  # prévoyance or health: part of the base of the CSG


@dataclass(frozen=True, slots=True)
class Easing:
    """What the general reduction of a payslip is computed with; `most` serves until 2025, the others from 2026."""

    minimum_wage: Decimal  # an hour
    exit: Decimal  # in minimum wages
    least: Decimal
    more: Decimal
    power: Decimal
    most: Decimal
    leave_fund: bool  # the paid leave is borne by Congés Spectacles
    rests_on: tuple[Explained, ...] = ()  # the rates that lower it


class Scale:
    """Everything a payslip needs of the law on a day.

    The levies come in the order of their bases. In whole numbers, `first` are the bases and rates of those whose base comes
    from the terms alone, `last` those that bear on what the first ones came to; `borne` tells which ones the employer bears,
    `provides` which of the first ones count in the base of the CSG.
    """

    __slots__ = ("borne", "easing", "first", "last", "levies", "limits", "provides", "unknown_sides")

    def __init__(self, levies: tuple[Levy, ...], limits: "Limits", easing: Easing | None):
        self.levies = levies
        self.limits = limits
        self.easing = easing
        weights = [(int(each.base), int((each.rate.value or ZERO) * RATE_SCALE)) for each in levies]
        self.first = tuple(weight for weight in weights if weight[0] < Base.CSG)
        self.last = tuple(weights[len(self.first) :])
        self.borne = tuple(each.employer for each in levies)
        self.provides = tuple(each.provides for each in levies)
        self.unknown_sides = frozenset(each.employer for each in levies if each.rate.value is None)


class Limits:
    """The ceilings and floors of a day, which the terms of each payslip turn into bases."""

    __slots__ = ("artist_hours", "csg_share", "deduction", "deduction_most", "hourly_ceiling", "known", "minimum_wage", "monthly")

    def __init__(self, read: Callable[[str], Explained], deduction: str):
        self.monthly = read("pmss")
        self.hourly_ceiling = read("plafond_horaire")
        self.artist_hours = read("artist.heures_plafond")
        self.minimum_wage = read("smic_horaire")
        self.csg_share = read("general.csg_part")
        self.deduction = read(f"dfs.{deduction}") if deduction else None
        self.deduction_most = read("dfs.plafond_annuel")
        self.known: dict[object, int] = {}

    def ceiling(self, terms: Terms) -> int:
        """Return the ceiling of the period, in cents."""
        if terms.ceiling is not None:
            return cents(terms.ceiling)
        key = (terms.status, terms.days, terms.month_days, terms.weekly_hours)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = cents(self.explained_ceiling(terms).known())
        return found

    def explained_ceiling(self, terms: Terms) -> Explained:
        """Return the ceiling, in euros: imposed, an artist's by the day under five days, prorated otherwise."""
        label = "Plafond de la période"
        if terms.ceiling is not None:
            return quantity(terms.ceiling, label, unit="EUR")
        if terms.status is Status.ARTISTE and terms.days is not None and terms.days < ARTIST_DAYS:
            found = self.hourly_ceiling * self.artist_hours * quantity(terms.days, "Jours de travail")
        elif terms.status.is_intermittent and terms.days is not None and terms.month_days:
            found = self.monthly * quantity(terms.days, "Jours du contrat") / quantity(terms.month_days, "Jours du mois")
        elif terms.weekly_hours < FULL_WEEK:
            found = self.monthly * quantity(terms.weekly_hours, "Heures par semaine") / FULL_WEEK
        else:
            return self.monthly
        return found.named(label, "EUR").rounded()


def cents(amount: Decimal) -> int:
    """Return an amount in euros as whole cents, halves up."""
    return int((amount * 100).to_integral_value(ROUND_HALF_UP))


class Scales:
    """The scales of a law, each made once."""

    def __init__(self, law: Law):
        self.law = law
        self._known: dict[tuple[object, ...], Scale] = {}

    def of(self, employer: Employer, terms: Terms) -> Scale:
        """Return the scale of a payslip."""
        reduced = _reduced(self.law, terms) if terms.on < UNIFIED else (False, False)
        kind = (terms.on, terms.status, terms.contract, terms.executive, terms.deduction, terms.without)
        key = (kind, employer, reduced, terms.months <= SHORT_CDDU, bool(terms.health))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _Maker(self.law, employer, terms, reduced).scale()
        return found


def _reduced(law: Law, terms: Terms) -> tuple[bool, bool]:
    """Tell whether health and family allowances are at their reduced rates: until 2025, under 2.25 and 3.3 SMIC of January."""
    wage = law.read("payroll.smic_horaire", date(terms.on.year, 1, 1)).value
    if wage is None:
        return False, False
    floor = wage * terms.paid_hours
    return terms.gross < Decimal("2.25") * floor, terms.gross < Decimal("3.3") * floor


class _Maker:
    """Reads the rates of one kind of payslip."""

    def __init__(self, law: Law, employer: Employer, terms: Terms, reduced: tuple[bool, bool]):
        self.law, self.employer, self.terms, self.on = law, employer, terms, terms.on
        self.low_health, self.low_family = reduced
        self.artist = terms.status is Status.ARTISTE
        self.folder = "artist" if self.artist else "general"
        self.local = self.read("general.alsace_moselle").value == ONE

    def scale(self) -> Scale:
        first = (*self._security(), *self._unemployment(), *self._pension(), *self._training())
        levies = (*first, *self._provision(), *self._last())
        return Scale(levies, Limits(self.read, self.terms.deduction), self._easing())

    def read(self, code: str) -> Explained:
        return self.law.read(f"payroll.{code}", self.on)

    def levy(self, line: str, code: str, base: Base, *, employer: bool = True, provides: bool = False) -> Levy:
        return self.levied(line, self.read(code), base, employer=employer, provides=provides)

    def levied(self, line: str, rate: Explained, base: Base, *, employer: bool = True, provides: bool = False) -> Levy:
        return Levy(line, rate.label, employer, base, rate, provides)

    def _security(self) -> Iterator[Levy]:
        health = "maladie_employeur_reduit" if self.low_health else "maladie_employeur"
        family = "allocations_familiales_reduit" if self.low_family else "allocations_familiales"
        large = self.employer.headcount >= LARGE_FIRM
        own = self.folder
        yield self.levy("maladie_employeur", f"{own}.{health}", Base.TAXED)
        if self.local:
            yield self.levy("maladie_salarie", f"{own}.maladie_alsace_moselle", Base.TAXED, employer=False)
        yield self.levy("vieillesse_plafonnee_employeur", f"{own}.vieillesse_plafonnee_employeur", Base.CAPPED)
        yield self.levy("vieillesse_plafonnee_salarie", f"{own}.vieillesse_plafonnee_salarie", Base.CAPPED, employer=False)
        yield self.levy("vieillesse_deplafonnee_employeur", f"{own}.vieillesse_deplafonnee_employeur", Base.TAXED)
        yield self.levy("vieillesse_deplafonnee_salarie", f"{own}.vieillesse_deplafonnee_salarie", Base.TAXED, employer=False)
        yield self.levy("allocations_familiales", f"{own}.{family}", Base.TAXED)
        yield self.levied("atmp", self._accidents(), Base.TAXED)
        yield self.levy("fnal", f"{own}.fnal_{'50' if large else 'moins_50'}", Base.TAXED if large else Base.CAPPED)
        yield self.levy("csa", "general.csa", Base.TAXED)
        yield self.levy("dialogue_social", "general.dialogue_social", Base.TAXED)
        if self.employer.headcount >= SMALL_FIRM and self._is_set("general.versement_mobilite"):
            yield self.levied("versement_mobilite", self._seventy("general.versement_mobilite"), Base.TAXED)
        if large:
            yield self.levy("peec", "general.peec", Base.TAXED)

    def _accidents(self) -> Explained:
        """Return the notified rate; an artist's is 70 % of it, rounded to one decimal of a percentage."""
        rate = self._seventy("general.accidents_du_travail")
        if not self.artist or rate.value is None:
            return rate
        return Explained(rate.value.quantize(POINT, "ROUND_HALF_UP"), "round", (rate,), rate.label, FRACTION)

    def _seventy(self, code: str) -> Explained:
        rate = self.read(code)
        return (rate * self.read("artist.part_des_taux")).named(rate.label) if self.artist else rate

    def _is_set(self, code: str) -> bool:
        return self.read(code).value is not None

    def _unemployment(self) -> Iterator[Levy]:
        yield self.levy("ags", "general.ags", Base.FOUR_CEILINGS)
        if not self.terms.status.is_intermittent:
            yield self.levy("chomage_employeur_droit_commun", "general.chomage", Base.FOUR_CEILINGS)
            return
        rate = self.read("general.chomage") + self.read("intermittent.chomage_employeur")
        if self.terms.contract is Contract.CDDU and self.terms.months <= SHORT_CDDU:
            rate = rate + self.read("intermittent.chomage_cddu")
        named = rate.named("Chômage des annexes 8 et 10", FRACTION)
        yield self.levied("chomage_employeur_annexes", named, Base.GROSS_FOUR_CEILINGS)
        yield self.levy("chomage_salarie_annexes", "intermittent.chomage_salarie", Base.GROSS_FOUR_CEILINGS, employer=False)
        yield self.levy("conges_spectacles_employeur", "intermittent.conges_spectacles", Base.GROSS)

    def _pension(self) -> Iterator[Levy]:
        for tranche, base in (("t1", Base.CAPPED), ("t2", Base.SLICE_2)):
            for side in ("employeur", "salarie"):
                mine = side == "employeur"
                yield self.levy(f"retraite_complementaire_{side}", self._pension_code(tranche, side), base, employer=mine)
                yield self.levy(f"ceg_{side}", f"general.ceg_{tranche}_{side}", base, employer=mine)
        yield self.levy("cet_employeur", "general.cet_employeur", Base.BEYOND)
        yield self.levy("cet_salarie", "general.cet_salarie", Base.BEYOND, employer=False)
        if self.terms.executive:
            yield self.levy("apec_employeur", "general.apec_employeur", Base.FOUR_CEILINGS)
            yield self.levy("apec_salarie", "general.apec_salarie", Base.FOUR_CEILINGS, employer=False)

    def _pension_code(self, tranche: str, side: str) -> str:
        match self.terms.status:
            case Status.ARTISTE:
                return f"artist.retraite_{tranche}_{side}"
            case Status.TECHNICIEN:
                grade = "_cadre" if self.terms.executive and tranche == "t2" else ""
                return f"technician.retraite_{tranche}{grade}_{side}"
        return f"general.retraite_{tranche}_{side}"

    def _provision(self) -> Iterator[Levy]:
        if self.terms.executive:
            yield self.levy("prevoyance_cadre_employeur", "general.prevoyance_cadre", Base.CAPPED, provides=True)
        if Module.PREVOYANCE not in self.terms.without:
            for code, base in self._agreed_provision():
                yield self.levy("prevoyance_employeur", code, base, provides=True)
        if self.terms.health:
            whole = quantity(1, "Part de la mutuelle", unit=FRACTION)
            yield self.levied("sante_employeur", whole.named("Mutuelle, moitié de l’employeur"), Base.HEALTH, provides=True)
            yield self.levied("sante_salarie", whole.named("Mutuelle, moitié du salarié"), Base.HEALTH_REST, employer=False)

    def _agreed_provision(self) -> Iterator[tuple[str, Base]]:
        intermittent, executive = self.terms.status.is_intermittent, self.terms.executive
        technician = self.terms.status is Status.TECHNICIEN
        match self.employer.agreement:
            case "1285" if intermittent and executive:
                yield "branch.prevoyance_1285_intermittent_cadre_t1", Base.CAPPED
                yield "branch.prevoyance_1285_intermittent_cadre_t2", Base.SLICE_2
            case "1285" if technician:
                yield "branch.prevoyance_1285_technicien", Base.CAPPED
                return  # counted against the agreement of all branches
            case "1285" if executive:
                yield "branch.prevoyance_1285_cadre_t2", Base.SLICE_2
            case "1285" if not intermittent:
                yield "branch.prevoyance_1285_non_cadre", Base.CAPPED
            case "3090" if not intermittent and not executive:
                yield "branch.prevoyance_3090_permanent", Base.CAPPED
        if intermittent:
            yield "intermittent.prevoyance", Base.CAPPED

    def _training(self) -> Iterator[Levy]:
        without, small = self.terms.without, self.employer.headcount < SMALL_FIRM
        if not self.terms.status.is_intermittent:
            yield self.levy("formation_professionnelle", f"general.formation_{'moins_11' if small else '11'}", Base.TAXED)
            if self.terms.contract is Contract.CDD:
                yield self.levy("cpf_cdd", "general.cpf_cdd", Base.TAXED)
        else:
            if Module.AFDAS not in without:
                yield self.levy("formation_afdas", "intermittent.afdas", Base.TAXED)
            if Module.CONVENTIONNEL not in without:
                yield self.levy("contribution_conventionnelle", "intermittent.contribution_conventionnelle", Base.TAXED)
            if Module.MEDECINE not in without:
                yield self.levy("medecine_travail", "intermittent.medecine_du_travail", Base.GROSS)
        purpose, local = "_non_lucrative" if self.employer.nonprofit else "", "_alsace_moselle" if self.local else ""
        yield self.levy("taxe_apprentissage", f"general.taxe_apprentissage{local}{purpose}", Base.TAXED)
        if self.employer.headcount >= BIG_FIRM and self.read(f"general.taxe_apprentissage{purpose}").value:
            yield self.levy("taxe_apprentissage", f"general.contribution_alternance{local}", Base.TAXED)
        if Module.FONDS not in without:
            yield from self._funds()

    def _funds(self) -> Iterator[Levy]:
        """Yield the funds borne by a payslip; the FCAP-SVP is one sum a year and a company (see `yearly`)."""
        match self.employer.agreement:
            case "1285":
                yield self.levy("fnas", "branch.fnas_1285", Base.GROSS)
                yield self.levy("fcap", "branch.fcap_1285", Base.GROSS)
            case "3090":
                yield self.levy("casc", "branch.casc_3090", Base.CAPPED)

    def _easing(self) -> Easing | None:
        if self.artist:
            return None
        unified, size = self.on >= UNIFIED, "50" if self.employer.headcount >= LARGE_FIRM else "moins_50"
        wage = self.law.read("payroll.smic_horaire", self.on if unified else date(self.on.year, 1, 1)).known()
        technician = self.terms.status is Status.TECHNICIEN
        rests_on = (self.read("technician.retraite_t1_employeur"),) if technician else ()
        short = self._short_of_pension(rests_on)
        out = self.read("reduction.sortie").known()
        if unified:
            least, more = self.read("reduction.t_min").known(), self.read(f"reduction.t_delta_{size}").known() - short
            return Easing(wage, out, least, more, self.read("reduction.puissance").known(), ZERO, technician, rests_on)
        most = self.read(f"reduction.t_{size}").known() - short
        return Easing(wage, out, ZERO, ZERO, ONE, most, technician, rests_on)

    def _short_of_pension(self, own: tuple[Explained, ...]) -> Decimal:
        """Return what the employer pays less than everybody for the first slice of the pension (CSS D241-7 III)."""
        usual = self.read("general.retraite_t1_employeur").known()
        return max([ZERO, *(usual - rate.known() for rate in own)])

    def _last(self) -> Iterator[Levy]:
        if self.employer.headcount >= SMALL_FIRM:
            yield self.levy("forfait_social", "general.forfait_social_prevoyance", Base.PROVIDENCE)
        for line in ("csg_deductible", "csg_non_deductible", "crds"):
            yield self.levy(line, f"general.{line}", Base.CSG, employer=False)
