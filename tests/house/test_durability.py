"""A power cut in the middle of writes, many times: the database opens again with every confirmed change."""

import json
import os
import subprocess
import sys

import pytest

from tests.house import empty_database
from tests.house.repository import ROOT


@pytest.mark.sqlite
def test_every_confirmed_change_survives_a_kill_in_the_middle_of_writes(tmp_path):
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    environment = kept | {"FILAGE_DATA": str(empty_database.prepare(tmp_path)), "PYTHONPATH": "."}
    done = subprocess.run(
        [sys.executable, "-m", "tests.house.power_cut"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    rounds = json.loads(done.stdout)
    assert len(rounds) >= 15
    for cut in rounds:
        assert cut["health"] == "ok"
        assert cut["confirmed"] <= cut["number"] <= cut["confirmed"] + 1  # the last one may be written and not yet told
        assert cut["journal"] == list(range(1, cut["number"] + 1))  # never a change without its journal
