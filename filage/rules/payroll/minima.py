"""What a function is paid at least: the agreement's grid by the cachets of the month, and the minimum wage as its floor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from filage.rules.engine import Explained, Law, maximum, quantity
from filage.rules.payroll.terms import FULL_WEEK, WEEKS_OF_A_MONTH

FULL_MONTH = {"1285": Decimal("151.40"), "3090": Decimal("151.67")}
STEP = Decimal("0.03")  # of the first échelon, for each échelon above it (convention 1285)
FOLDER = {"1285": "ccneac", "3090": "ccnsvp"}
DRAMATIC = ((2, "cachet_1_2"), (None, "cachet_3"))
ONE_PRICE = ((None, "cachet"),)
REHEARSAL = ((None, "repetition"),)
TOUR = ((7, "1_7"), (11, "8_11"), (15, "12_15"), (None, "16"))


TECHNICAL_HEADS = ("directeur technique", "régisseur général", "ingénieur du son", "éclairagiste", "scénographe")
STAGE_MANAGERS = ("régisseur son", "régisseur lumière", "régisseur plateau", "chef machiniste")
CREW = ("technicien", "machiniste", "cintrier")


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a grid: the words it is asked by, the prefix of its parameters, the tiers of its cachets by month."""

    label: str
    prefix: str
    tiers: tuple[tuple[int | None, str], ...] = ()
    month: str = ""  # parameter of the month; empty: paid by the cachet only
    echelons: bool = False
    also: tuple[str, ...] = ()  # names of posts that the grid counts in it


def _functions(*rows: Function) -> Mapping[str, Function]:
    return {row.label: row for row in rows}


GRIDS: Mapping[str, Mapping[str, Function]] = {
    "1285": _functions(
        Function("artiste dramatique", "dramatique", DRAMATIC, "mois_cdd", also=("comédien", "comédienne", "marionnettiste")),
        Function("artiste chorégraphique", "dramatique", DRAMATIC, "mois_cdd", also=("danseur", "danseuse")),
        Function("artiste dramatique ou chorégraphique, plus de quatre mois", "dramatique", (), "mois_cdi"),
        Function("artiste dramatique ou chorégraphique, service de répétition", "dramatique", REHEARSAL),
        Function("artiste de cirque", "cirque", DRAMATIC, "mois", also=("circassien", "circassienne")),
        Function("artiste de cirque, service de répétition", "cirque", REHEARSAL),
        Function("musicien", "musicien", ONE_PRICE, "mois"),
        Function("musicien, petite salle", "musiques_actuelles_petit", ONE_PRICE),
        Function("musicien, service de répétition", "musicien", REHEARSAL),
        Function("musiques actuelles, service de répétition", "musiques_actuelles", REHEARSAL),
        Function("choriste", "choriste", ONE_PRICE),
        Function("choriste, service de répétition", "choriste", REHEARSAL),
        Function("soliste lyrique", "soliste_lyrique", ONE_PRICE, "mois"),
        *(Function(f"groupe {rank}", f"groupe_{rank}", (), "self", echelons=True) for rank in range(1, 10)),
    ),
    "3090": _functions(
        Function("artiste dramatique, rôle principal", "dramatique_principal", TOUR, "mois"),
        Function("artiste dramatique, plus de 100 lignes", "dramatique_plus_100", TOUR, "mois"),
        Function("artiste dramatique, 1 à 100 lignes", "dramatique_1_100", TOUR, "mois"),
        Function("danseur soliste", "danseur_soliste", TOUR, "mois"),
        Function("danseur, ballet", "danseur_ballet", TOUR, "mois"),
        Function("marionnettiste", "marionnettiste", TOUR, "mois"),
        Function("artiste de cirque", "cirque", TOUR, "mois"),
        Function("chanteur soliste, moins de 300 places", "chanteur_300", TOUR, "mois"),
        Function("chanteur soliste", "chanteur", TOUR, "mois"),
        Function("musicien", "musicien", TOUR, "mois"),
        Function("technique, cadre groupe 2", "cadre_2", (), "self", also=TECHNICAL_HEADS),
        Function("technique, cadre groupe 3", "cadre_3", (), "self"),
        Function("technique, agent de maîtrise", "maitrise", (), "self", also=STAGE_MANAGERS),
        Function("technique, employé qualifié groupe 1", "employe_qualifie_1", (), "self", also=CREW),
        Function("technique, employé qualifié groupe 2", "employe_qualifie_2", (), "self"),
        Function("technique, employé", "employe", (), "self"),
        Function("administratif, cadre groupe 1", "administratif_cadre_1", (), "self"),
        Function("administratif, cadre groupe 2", "administratif_cadre_2", (), "self"),
        Function("administratif, cadre groupe 3", "administratif_cadre_3", (), "self"),
        Function("chargé de production", "charge_de_production", (), "self"),
    ),
}


def cachet(law: Law, agreement: str, function: Function, count: int, on: date) -> Explained:
    """Return the least price of each cachet of a month that holds `count` of them: one more changes the price of all."""
    tier = next(code for most, code in function.tiers if most is None or count <= most)
    return law.read(f"minimum.{FOLDER[agreement]}.{function.prefix}_{tier}", on)


def month(law: Law, agreement: str, function: Function, on: date, *, echelon: int = 1) -> Explained:
    """Return the least pay of a full month, never under the minimum wage when that is held."""
    found = _grid_month(law, agreement, function, on, echelon)
    wage = law.read("payroll.smic_horaire", on) * quantity(FULL_WEEK * WEEKS_OF_A_MONTH, "Heures du mois")
    return _at_least(found, wage.named("SMIC du mois", "EUR").rounded())


def hour(law: Law, agreement: str, function: Function, on: date) -> Explained:
    """Return the least pay of an hour: the month divided by its hours, never under the minimum wage."""
    whole = _grid_month(law, agreement, function, on, 1) / quantity(FULL_MONTH[agreement], "Heures du mois")
    return _at_least(whole.named("Minimum de l’heure", "EUR").rounded(), law.read("payroll.smic_horaire", on))


def month_total(law: Law, agreement: str, function: Function, count: int, on: date) -> Explained:
    """Return the least total of a month of `count` cachets: never under the best total of the tier before."""
    total = (cachet(law, agreement, function, count, on) * count).named("Total du mois", "EUR")
    before = [most for most, _ in function.tiers if most is not None and most < count]
    if not before:
        return total
    best = (cachet(law, agreement, function, before[-1], on) * before[-1]).named("Total du palier précédent", "EUR")
    return maximum(total, best, label="Total du mois")


def _grid_month(law: Law, agreement: str, function: Function, on: date, echelon: int) -> Explained:
    """Return the month of the grid; an échelon above the first adds three per cent of the first (convention 1285)."""
    code = function.prefix if function.month == "self" else f"{function.prefix}_{function.month}"
    found = law.read(f"minimum.{FOLDER[agreement]}.{code}", on)
    if not function.echelons or echelon == 1:
        return found
    steps = quantity(1 + STEP * (echelon - 1), f"Échelon {echelon}", unit="coefficient")
    return (found * steps).named(found.label, "EUR").rounded()


def _at_least(found: Explained, wage: Explained) -> Explained:
    if found.value is None or wage.value is None:
        return found
    return maximum(found, wage, label="Minimum")
