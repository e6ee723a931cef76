"""How the processes that serve Filage live together: they start as one, and stop as one, and none is restarted in silence.

Each is born from this one, with all that it has read so far: nothing is loaded twice, in time or in memory.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue

GRACE = 10.0  # seconds given to a task under way when everything stops
READY_CHECK = 0.05  # seconds between two looks at a server that starts
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Service:
    """One process: the name that people read, and what it does until it is asked to stop."""

    name: str
    work: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Death:
    """A service ended, with its exit code (negative: the signal that killed it)."""

    service: Service
    code: int

    def sentence(self) -> str:
        """Return the one French sentence that says which process fell and that all was stopped."""
        how = f"tué par le signal {-self.code}" if self.code < 0 else f"code de sortie {self.code}"
        return f"Arrêt de Filage : {self.service.name} s’est arrêté tout seul ({how}). Le message qui précède dit pourquoi."


class Stop:
    """Somebody asked everything to stop (Ctrl+C, SIGTERM)."""


class Ready:
    """The pages answer."""


Event = Death | Stop | Ready


def supervise(services: Sequence[Service], *, is_ready: Callable[[], bool], on_ready: Callable[[], None]) -> Death | None:
    """Run `services` until a stop is asked (return None) or until one of them dies (return its Death); none is left running.

    `on_ready` is called once, as soon as `is_ready` says that the pages answer.
    """
    events: SimpleQueue[Event] = SimpleQueue()
    previous = {number: signal.signal(number, lambda *_: events.put(Stop())) for number in (signal.SIGTERM, signal.SIGINT)}
    running = {service: _start(service) for service in services}
    try:
        for service, process in running.items():
            threading.Thread(target=_report_death, args=(service, process, events), daemon=True).start()
        threading.Thread(target=_report_ready, args=(is_ready, events), daemon=True).start()
        while True:
            event = events.get()
            if not isinstance(event, Ready):
                return event if isinstance(event, Death) else None
            on_ready()
    finally:
        _stop(list(running.values()), events)
        for number, handler in previous.items():
            signal.signal(number, handler)


def _start(service: Service) -> BaseProcess:
    process = multiprocessing.get_context("fork").Process(target=_do, args=(service.work,), name=service.name)
    process.start()
    return process


def _do(work: Callable[[], None]) -> None:
    """Do the work of a service as a program that has just started, in a group of its own.

    Ctrl+C reaches the supervisor alone, which then stops the others in order.
    """
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform == "linux":
        _die_with_parent()
    work()


def _die_with_parent() -> None:
    """Ask Linux to stop this process when the supervisor is killed outright: no server stays behind on the port."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _report_death(service: Service, process: BaseProcess, events: SimpleQueue[Event]) -> None:
    process.join()
    events.put(Death(service, process.exitcode or 0))


def _report_ready(is_ready: Callable[[], bool], events: SimpleQueue[Event]) -> None:
    while not is_ready():
        time.sleep(READY_CHECK)
    events.put(Ready())


def _stop(processes: Sequence[BaseProcess], events: SimpleQueue[Event]) -> None:
    """Stop every process: politely, then by force after GRACE seconds or at a second Ctrl+C."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + GRACE
    while any(process.is_alive() for process in processes) and (remaining := deadline - time.monotonic()) > 0:
        with suppress(Empty):
            if isinstance(events.get(timeout=remaining), Stop):
                break
    for process in processes:
        with suppress(ProcessLookupError, PermissionError):  # nobody left in its group
            os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
