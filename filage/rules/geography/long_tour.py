"""A shorter order for a tour too long to be compared order by order: the routing of OR-tools, an extra that may be missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from filage.rules.geography.chain import HOME_AFTER, Chain, Roads, Stop
from filage.rules.geography.towns import Town

MISSING = (
    "Au-delà de douze options, la recherche demande un module de plus : installez Filage avec « pip install filage[tournees] », "
    "ou mettez d’abord ferme une partie des options."
)
SECONDS = 2
TENTHS = 10  # of a kilometre: the solver counts in whole numbers


@dataclass(frozen=True, slots=True)
class Run:
    """Places of the chain in a row whose towns may be exchanged, between two towns that do not move."""

    start: Town
    end: Town
    places: tuple[int, ...]


def is_installed() -> bool:
    """Tell whether a long tour can be searched here."""
    return find_spec("ortools") is not None


def runs_of(home: Town, stops: Sequence[Stop]) -> list[Run]:
    """Return the runs of a chain: a firm date, or the way through home, ends one and begins another."""
    found: list[Run] = []
    start = home
    places: list[int] = []
    for rank, stop in enumerate(stops):
        if rank and (stop.on - stops[rank - 1].on).days > HOME_AFTER:
            found.append(Run(start, home, tuple(places)))
            start, places = home, []
        if stop.movable:
            places.append(rank)
        else:
            found.append(Run(start, stop.town, tuple(places)))
            start, places = stop.town, []
    found.append(Run(start, home, tuple(places)))
    return [run for run in found if run.places]


def shorter(roads: Roads, stops: Sequence[Stop], *, seconds: int = SECONDS) -> Chain:
    """Return the best chain found in that time when the towns of the movable stops are exchanged; never longer than theirs.

    Not proven the shortest: beyond a dozen options nobody compares every order.
    """
    runs = runs_of(roads.home, stops)
    found = roads.chain(reordered(stops, runs, _routes(roads, stops, runs, seconds)))
    return min((roads.chain(stops), found), key=lambda chain: chain.km)


def reordered(stops: Sequence[Stop], runs: Sequence[Run], routes: Sequence[Sequence[int]]) -> list[Stop]:
    """Return the stops once each run holds, place after place, the towns of the stops that its route names."""
    found = list(stops)
    for run, route in zip(runs, routes, strict=True):
        for place, rank in zip(run.places, route, strict=True):
            found[place] = Stop(stops[place].on, stops[rank].town, True)
    return found


def _routes(roads: Roads, stops: Sequence[Stop], runs: Sequence[Run], seconds: int) -> list[list[int]]:
    """Return, for each run, the ranks of the stops whose towns it visits: a run is a vehicle that holds as many as its places."""
    solver: Any = import_module("ortools.constraint_solver.pywrapcp")
    enums: Any = import_module("ortools.constraint_solver.routing_enums_pb2")
    ranks = [rank for run in runs for rank in run.places]
    towns = [stops[rank].town for rank in ranks] + [town for run in runs for town in (run.start, run.end)]
    many, on = len(ranks), stops[0].on
    far = [[int(roads.km(one, other, on).known() * TENTHS) for other in towns] for one in towns]
    starts = [many + 2 * each for each in range(len(runs))]
    manager = solver.RoutingIndexManager(len(towns), len(runs), starts, [each + 1 for each in starts])
    routing = solver.RoutingModel(manager)
    node = manager.IndexToNode
    ride = routing.RegisterTransitCallback(lambda one, other: far[node(one)][node(other)])
    load = routing.RegisterUnaryTransitCallback(lambda one: int(node(one) < many))
    routing.SetArcCostEvaluatorOfAllVehicles(ride)
    routing.AddDimensionWithVehicleCapacity(load, 0, [len(run.places) for run in runs], True, "places")
    asked = solver.DefaultRoutingSearchParameters()
    asked.local_search_metaheuristic = enums.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    asked.time_limit.seconds = seconds
    routing.CloseModelWithParameters(asked)
    place = {rank: each for each, rank in enumerate(ranks)}
    begun = routing.ReadAssignmentFromRoutes([[place[rank] for rank in run.places] for run in runs], True)
    solution = routing.SolveFromAssignmentWithParameters(begun, asked)
    return [_route(routing, solution, each, node, ranks) for each in range(len(runs))]


def _route(routing: Any, solution: Any, vehicle: int, node: Any, ranks: Sequence[int]) -> list[int]:
    found, at = [], solution.Value(routing.NextVar(routing.Start(vehicle)))
    while not routing.IsEnd(at):
        found.append(ranks[node(at)])
        at = solution.Value(routing.NextVar(at))
    return found
