"""Readers of the web application: readers.py ADDRESS READERS [SECONDS]

Each reader keeps one connection and asks again as soon as it has looked at the answer for a moment.
Times are taken from the first byte sent to the last byte read."""

import http.client
import json
import sys
import threading
import time
from urllib.parse import quote, urlparse

address, readers = urlparse(sys.argv[1]), int(sys.argv[2])
seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 20
LOOK = 1.0  # seconds between an answer and the next question


def words():
    """Words of titles, and pairs of words that stand together in them, each asked for by one reader
    after the other."""
    connection = http.client.HTTPConnection(address.netloc)
    titles = []
    for start in range(0, 2000, 100):
        connection.request("GET", f"/api/stories?from={start}")
        stories = json.loads(connection.getresponse().read())["stories"]
        titles += [s["title"].split() for s in stories]
    single = sorted({w for t in titles for w in t if w.isalpha()})
    pairs = sorted({" ".join(t[n:n + 2]) for t in titles for n in range(len(t) - 1)})
    return single, pairs[:: max(1, len(pairs) // 1000)]


def ask(paths, times, errors, until):
    connection = http.client.HTTPConnection(address.netloc, timeout=30)
    turn = 0
    while time.monotonic() < until:
        path = paths[turn % len(paths)]
        turn += 1
        began = time.monotonic()
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                errors.append(f"{answer.status} {path}")
        except OSError as error:
            errors.append(f"{error} {path}")
            connection.close()
        times.append(time.monotonic() - began)
        time.sleep(LOOK)


def measure(name, paths):
    times, errors, threads = [], [], []
    until = time.monotonic() + seconds
    for n in range(readers):
        at = n * len(paths) // readers
        turned = paths[at:] + paths[:at]
        threads.append(threading.Thread(target=ask, args=(turned, times, errors, until)))
    for n, thread in enumerate(threads):
        thread.start()
        time.sleep(LOOK / readers)
    for thread in threads:
        thread.join()
    times.sort()
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))] * 1000
    print(f"{name:24} {len(times):6} answers  median {at(0.5):7.1f} ms  99th {at(0.99):7.1f} ms  "
          f"{len(errors)} errors", *errors[:3])


single, phrases = words()
measure("first page", ["/"])
measure("search, a word", [f"/?q={quote(w)}" for w in single])
measure("search, a phrase", ["/?q=" + quote(f'"{p}"') for p in phrases])
measure("search, with a facet", [f"/?q={quote(w)}&single=1&sort=date" for w in single])
