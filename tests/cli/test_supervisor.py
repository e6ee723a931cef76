"""The processes of the house start as one and stop as one, whatever ends them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

DRIVER = """
import sys
from functools import partial
from filage.cli.supervisor import Service, supervise

first, second = sys.argv[1:]
services = [Service("le premier", partial(exec, first, {})), Service("le second", partial(exec, second, {}))]
death = supervise(services, is_ready=lambda: True, on_ready=lambda: print("prêt", flush=True))
print(death.sentence() if death else "arrêt propre", flush=True)
"""
SLEEPER = "import os, time; open(f'{os.environ[\"SEEN\"]}/{os.getpid()}', 'w').close(); time.sleep(60)"
MORTAL = "import os, time\nwhile not os.listdir(os.environ['SEEN']): time.sleep(0.02)\nraise SystemExit(7)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPER


class House:
    """A supervisor with two processes, run apart from the test."""

    def __init__(self, folder: Path):
        self.seen = folder

    def start(self, first, second):
        self.process = subprocess.Popen(
            [sys.executable, "-c", DRIVER, first, second],
            env=os.environ | {"SEEN": str(self.seen), "PYTHONPATH": "."},
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def children(self, count):
        """Wait until `count` children have told their process id, and return these."""
        for _ in range(600):
            found = [int(path.name) for path in self.seen.iterdir()]
            if len(found) >= count:
                return found
            time.sleep(0.05)
        raise AssertionError("the children never started")

    def ends_with(self):
        return self.process.communicate(timeout=60)[0].splitlines()[-1]


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    yield made
    made.process.kill()
    made.process.wait()


def is_running(pid):
    """Tell whether a process still works: a zombie that nobody has read yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def all_end(pids):
    for _ in range(200):
        if not any(is_running(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_every_process(house, number):
    house.start(SLEEPER, SLEEPER)
    children = house.children(2)
    house.process.send_signal(number)
    assert house.ends_with() == "arrêt propre"
    assert all_end(children)


def test_the_death_of_one_stops_the_other_and_is_said(house):
    house.start(SLEEPER, MORTAL)
    (sleeper,) = house.children(1)
    assert house.ends_with().startswith("Arrêt de Filage : le second s’est arrêté tout seul (code de sortie 7).")
    assert all_end([sleeper])


def test_a_second_signal_ends_a_process_that_does_not_listen(house):
    house.start(SLEEPER, DEAF)
    children = house.children(2)
    house.process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    house.process.send_signal(signal.SIGINT)
    assert house.ends_with() == "arrêt propre"
    assert all_end(children)


@pytest.mark.skipif(sys.platform != "linux", reason="seul Linux prévient les enfants d’un parent tué")
def test_no_process_stays_behind_a_supervisor_that_is_killed(house):
    house.start(SLEEPER, SLEEPER)
    children = house.children(2)
    house.process.kill()
    assert all_end(children)
