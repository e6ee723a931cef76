"""Payslips: one, ten thousand streamed, a tour, a fresh process; beside the public engines on the same cases, in one run."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import TextIOBase
from pathlib import Path
from typing import Any

import yaml

from bench.peers import Told, asked
from bench.timing import Row, median_seconds, milliseconds, times
from bench.tour import SLIPS, tour

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "payroll" / "bulletins.yaml"
RUNS, STREAMS, MANY = 9, 3, 10_000
STATUSES = {"permanent": "permanents", "artiste": "artistes", "technicien": "techniciens"}
CENTS, SHARE = Decimal("0.10"), Decimal("0.001")  # how far a net or a cost may be from the one expected
FRESH = """
import time
start = time.perf_counter()
from datetime import date
from filage.rules.engine import load_law
from filage.rules.payroll.payslip import payslip
law = load_law()
for code in law.codes():
    if code.startswith("payroll."):
        law.read(code, date(2026, 9, 15))
print(time.perf_counter() - start)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) / 1000)
"""


def rows() -> list[Row]:
    """Measure payslips of the visible cases, a tour from the database, a fresh process, then the public engines."""
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"]
    told, missing = asked([_said(case["entree"]) for case in cases])
    one, streamed = _one(cases), _streamed(cases)
    beside = " ; ".join(f"{peer.name} : {milliseconds(peer.each)} ({times(peer.each / one)})" for peer in told)
    found = [
        Row("un bulletin détaillé et expliqué, barème relu", milliseconds(one), "≤ 2 ms", beside),
        Row("bulletins expliqués, l’un après l’autre, par seconde", _count(1 / streamed), "≥ 5 000", _rates(told, streamed)),
        *_tour(),
        *_fresh(told),
        Row("cas visibles justes (net et coût)", _right(cases, _ours(cases)), "", _all_right(cases, told)),
    ]
    return [*found, *(Row(sentence, "") for sentence in missing)]


def _said(entree: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, date) else value for name, value in entree.items()}


def _one(cases: Sequence[dict[str, Any]]) -> float:
    """Return the seconds of a payslip whose rates are read again from the law, its lines and trees made, on average."""
    from filage.cli.rules import payslips
    from filage.rules.payroll.payslip import payslip
    from filage.rules.payroll.scale import Scales

    held = [_terms(case) for case in cases]
    laws = [payslips.scales_of(entree).law for entree, _, _ in held]

    def act() -> None:
        for (_, employer, terms), law in zip(held, laws, strict=True):
            found = payslip(Scales(law), employer, terms)
            _ = (found.lines, found.explained_cost(), found.explained_net())

    return median_seconds(act, runs=RUNS) / len(cases)


def _streamed(cases: Sequence[dict[str, Any]]) -> float:
    """Return the seconds of each of ten thousand distinct payslips, written out line by line and dropped before the next."""
    from filage.cli.rules import payslips
    from filage.rules.payroll.payslip import stream

    held = [_terms(case) for case in cases]
    each = MANY // len(held)
    work = [
        (payslips.scales_of(entree), employer, [replace(terms, gross=terms.gross + Decimal(rank) / 100) for rank in range(each)])
        for entree, employer, terms in held
    ]

    def act() -> None:
        sink = _Sink()
        for scales, employer, raised in work:
            for found in stream(scales, employer, raised):
                sink.write(f"{found.explained_cost().value} {found.explained_net().value}\n")

    return median_seconds(act, runs=STREAMS) / (each * len(held))


class _Sink(TextIOBase):
    """A file that forgets what it is given."""

    def write(self, text: str) -> int:
        return len(text)


def _tour() -> Iterator[Row]:
    """Measure the cost lines of a tour of five hundred payslips, read from the database, remembered or not."""
    from filage.core.rails import costs, season
    from filage.desks.payroll.queries.costing import cost_lines
    from filage.desks.payroll.queries.slips import charges_of, computed, slips

    with tour() as organisation:

        def recomputed() -> None:
            loaded = season.load(organisation.pk)
            if len([slip for each in loaded.engagements for slip in slips(loaded, each) if slip.cost]) != SLIPS:
                raise RuntimeError("la tournée mesurée n’a pas ses bulletins")
            list(cost_lines(loaded))

        def forgotten() -> None:
            computed.cache_clear()
            charges_of.cache_clear()
            recomputed()

        yield Row(
            f"tournée de {SLIPS} bulletins recalculée, lue en base",
            milliseconds(median_seconds(forgotten, runs=RUNS)),
            "≤ 150 ms",
        )
        yield Row("la même, dont aucun bulletin n’a changé", milliseconds(median_seconds(recomputed, runs=RUNS)))
        whole = median_seconds(lambda: costs.of(season.load(organisation.pk)), runs=RUNS)
        yield Row("la même, toutes les lignes de coût du spectacle", milliseconds(whole))


def _fresh(told: Sequence[Told]) -> Iterator[Row]:
    """Measure a new process that loads the engine and reads every parameter of pay."""
    answers = [subprocess.run([sys.executable, "-c", FRESH], capture_output=True, check=True).stdout.split() for _ in range(RUNS)]
    seconds, memory = (sorted(float(answer[rank]) for answer in answers)[RUNS // 2] for rank in (0, 1))
    loads = " ; ".join(f"{peer.name} : {milliseconds(peer.load)} ({times(peer.load / seconds)})" for peer in told)
    held = " ; ".join(f"{peer.name} : {peer.memory:.0f} Mo" for peer in told)
    yield Row("moteur et barèmes de paie chargés, processus neuf", milliseconds(seconds), "≤ 300 ms", loads)
    yield Row("mémoire de ce processus", f"{memory:.0f} Mo", "≤ 60 Mo", held)


def _terms(case: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Return the request, the employer and the terms of a case; what the trade adds is left out, as the case does."""
    from filage.cli.rules import payslips
    from filage.cli.rules.paie import PaieEntree
    from filage.rules.payroll.terms import Module

    said = {name: Decimal(str(value)) if isinstance(value, float) else value for name, value in _said(case["entree"]).items()}
    if said["statut"] != "permanent":
        said["sans_modules"] = list(Module)
    entree = PaieEntree.model_validate(said)
    return entree, payslips.employer_of(entree), payslips.terms_of(entree, entree.brut)


def _ours(cases: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    from filage.cli.rules import payslips
    from filage.rules.payroll.payslip import payslip

    found = []
    for case in cases:
        entree, employer, terms = _terms(case)
        made = payslip(payslips.scales_of(entree), employer, terms)
        found.append({"net": made.net, "cost": made.cost})
    return found


def _right(cases: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> str:
    """Return how many cases are right in net and in cost, by status: « permanents 8/8, artistes 0/7 »."""
    counts = {status: [0, 0] for status in STATUSES}
    for case, answer in zip(cases, found, strict=True):
        count = counts[case["entree"]["statut"]]
        count[0] += _is_right(case, answer)
        count[1] += 1
    return ", ".join(f"{STATUSES[status]} {right}/{whole}" for status, (right, whole) in counts.items())


def _is_right(case: dict[str, Any], answer: dict[str, Any]) -> bool:
    """Tell whether net and cost are those expected; a cost that the case says to take from the text is not compared."""
    pairs = [("net", "net")] + ([] if "cout" in case.get("suivre_le_texte", {}) else [("cost", "cout")])
    for ours, key in pairs:
        wanted, said = Decimal(case[key]), answer.get(ours)
        if said is None or abs(Decimal(str(said)) - wanted) > max(CENTS, wanted * SHARE):
            return False
    return True


def _all_right(cases: Sequence[dict[str, Any]], told: Sequence[Told]) -> str:
    return " ; ".join(f"{peer.name} : {_right(cases, peer.found)}" for peer in told)


def _rates(told: Sequence[Told], ours: float) -> str:
    """Return the payslips a second of each public engine, vectorised when it can, and how many times faster ours are."""
    parts = []
    for peer in told:
        parts.append(f"{peer.name} : {_count(1 / peer.each)} ({times(peer.each / ours)})")
        if peer.many is not None:
            parts.append(f"vectorisé, sans arbres : {_count(MANY / peer.many)} ({times(peer.many / MANY / ours)})")
    return " ; ".join(parts)


def _count(number: float) -> str:
    return f"{number:,.0f}".replace(",", " ")
