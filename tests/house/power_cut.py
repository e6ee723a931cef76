"""Writes confirmed changes, is killed in the middle and reads the database again, many times: the durability test runs it."""

import json
import os
import random
import signal
import sqlite3
import sys
import time

from filage.cli.opening import open_data

ROUNDS = 15


def prepare():
    """Make the organisation, and the show whose pitch counts the confirmed changes; return the show's id."""
    from filage.core.models import Organisation
    from filage.productions.models import Production, Structure

    organisation = Organisation.objects.create(name="Compagnie", slug="compagnie")
    structure = Structure(organisation=organisation, name="Compagnie", ours=True)
    structure.save()
    production = Production(organisation=organisation, structure=structure, slug="les-marees", title="Les Marées", pitch="0")
    production.save()
    return production.pk


def write_on(pk):
    """Count up in one ChangeSet after another, and give each number once it is confirmed."""
    from filage.core.changes import ChangeSet
    from filage.productions.models import Production

    production = Production.objects.across_organisations(reason="épreuve de coupure").get(pk=pk)
    while True:
        number = int(production.pitch) + 1
        ChangeSet.on(production, pitch=str(number)).apply(by=None, why=str(number))
        yield number


def cut_once(pk):
    """Let a child write, kill it without warning, and return the last number that it confirmed (0: none)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        for number in write_on(pk):
            os.write(writing, f"{number}\n".encode())
    os.close(writing)
    first = os.read(reading, 100)
    time.sleep(random.uniform(0.0, 0.06))  # the time of several writes
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = first
    while more := os.read(reading, 65536):
        told += more
    os.close(reading)
    return int(told.decode().rsplit("\n", 2)[-2])


def stored(database):
    """Open the database as any program would; return its number, its journal and what SQLite says of its health."""
    with sqlite3.connect(database) as connection:
        (number,) = connection.execute("select pitch from productions_production").fetchone()
        journal = [int(why) for (why,) in connection.execute("select why from core_journalentry")]
        (health,) = connection.execute("pragma integrity_check").fetchone()
    return {"number": int(number), "journal": sorted(journal), "health": health}


def main():
    """Cut many times and write one JSON line: for each cut, what was confirmed and what is there."""
    open_data()
    from django.conf import settings
    from django.db import connections

    pk = prepare()
    next(write_on(pk))  # what a first write reads is read once, before the children are born
    connections.close_all()
    database = settings.DATABASES["default"]["NAME"]
    rounds = [{"confirmed": cut_once(pk)} | stored(database) for _ in range(ROUNDS)]
    sys.stdout.write(json.dumps(rounds))


if __name__ == "__main__":
    main()
