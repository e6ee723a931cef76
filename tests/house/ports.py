"""Where the servers of the tests listen: below the ports that the system lends to who calls, and may lend at any time."""

import random
import socket

RANGE = range(20_000, 32_000)


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    for port in random.sample(RANGE, 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no free port")
