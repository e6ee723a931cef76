"""What openfisca-france makes of the same payslips: cases as JSON on the input, durations and results as JSON on the output.

It runs in an environment of its own: openfisca is no part of Filage, and measured apart.
"""

import json
import resource
import sys
import time
from typing import Any

import numpy

WHOLE_WEEK, WEEKS = 35, 52 / 12
MANY = 10_000
LINES = (
    "mmid_employeur", "vieillesse_plafonnee_employeur", "vieillesse_plafonnee_salarie", "vieillesse_deplafonnee_employeur",
    "vieillesse_deplafonnee_salarie", "famille", "accident_du_travail", "fnal", "contribution_solidarite_autonomie",
    "chomage_employeur", "ags", "agirc_arrco_employeur", "agirc_arrco_salarie", "contribution_equilibre_general_employeur",
    "contribution_equilibre_general_salarie", "taxe_apprentissage", "csg_deductible_salaire", "csg_imposable_salaire",
    "crds_salaire",
)  # fmt: skip


def main() -> None:
    """Load the system, then measure the payslips one by one, and ten thousand at once."""
    started = time.perf_counter()
    from openfisca_core.simulation_builder import SimulationBuilder
    from openfisca_france import CountryTaxBenefitSystem

    system = CountryTaxBenefitSystem()
    loaded = time.perf_counter() - started
    lines = [name for name in LINES if name in system.variables]
    cases = json.load(sys.stdin)

    def payslips(told: list[dict[str, Any]]) -> tuple[Any, Any]:
        simulation = SimulationBuilder().build_default_simulation(system, count=len(told))
        month = told[0]["date"][:7]
        for name, values in _inputs(told).items():
            simulation.set_input(name, month, values)
        for name in lines:
            simulation.calculate(name, month)
        net = simulation.calculate("salaire_net_a_payer", month)
        return net, simulation.calculate("salaire_super_brut", month)

    found = []
    for case in cases:
        if case["statut"] == "permanent":
            net, cost = payslips([case])
            found.append({"net": round(float(net[0]), 4), "cost": round(float(cost[0]), 4)})
        else:
            found.append({"error": "aucune règle pour un intermittent"})
    known = [case for case in cases if case["statut"] == "permanent"]
    each = _seconds(lambda: [payslips([case]) for case in known]) / len(known)
    same_month = [case | {"date": known[0]["date"]} for case in known]
    many = [same_month[rank % len(same_month)] for rank in range(MANY)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"load": loaded, "each": each, "many": _seconds(lambda: payslips(many)), "memory": memory, "found": found}))


def _inputs(told: list[dict[str, Any]]) -> dict[str, Any]:
    part_time = numpy.array([case.get("heures_hebdo", WHOLE_WEEK) for case in told])
    return {
        "salaire_de_base": numpy.array([float(case["brut"]) for case in told]),
        "effectif_entreprise": numpy.array([case["effectif"] for case in told]),
        "categorie_salarie": numpy.array(["prive_cadre" if case["cadre"] else "prive_non_cadre" for case in told]),
        "contrat_de_travail": numpy.array(["temps_partiel" if hours < WHOLE_WEEK else "temps_plein" for hours in part_time]),
        "heures_remunerees_volume": part_time * WEEKS,
        "taux_accident_travail": numpy.array([case["taux_atmp"] / 100 for case in told]),
        "complementaire_sante_montant": numpy.array([float(case.get("mutuelle", 0)) for case in told]),
    }


def _seconds(act: Any, runs: int = 5) -> float:
    durations = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        durations.append(time.perf_counter() - start)
    return min(durations)


main()
