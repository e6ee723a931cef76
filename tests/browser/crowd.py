"""Many applicants who press at once: a thread, a connection and a cookie each, against a Filage that runs."""

import http.client
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode, urlsplit

COOKIE = "a" * 32  # each brings its own, as a browser that has opened the page


def pressed(address: str, paths: Sequence[str], said: Sequence[dict[str, str]]) -> list[tuple[int, str]]:
    """Return the status and the next address (the page where there is none) that each one gets, all sent at the same instant."""
    ready = Barrier(len(paths))
    host, port = urlsplit(address).hostname or "", urlsplit(address).port

    def press(path: str, form: dict[str, str]) -> tuple[int, str]:
        line = http.client.HTTPConnection(host, port, timeout=120)
        head = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"filage_csrf={COOKIE}"}
        ready.wait()
        line.request("POST", path, urlencode({**form, "csrfmiddlewaretoken": COOKIE}), head)
        answer = line.getresponse()
        page = answer.read().decode()
        line.close()
        return answer.status, answer.getheader("Location") or page

    with ThreadPoolExecutor(len(paths)) as threads:
        return list(threads.map(press, paths, said))
