"""Many users at once: recorded callbacks, sent again by threads that pause like people."""

from __future__ import annotations

import http.client
import random
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

PAUSE_S = (0.5, 1.5)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: seconds from sending the request to its last byte, and compressed bytes."""

    seconds: float
    size: int


Callback = tuple[str, str]


def replay(recorded: list[Callback], users: int, rounds: int) -> list[Answer]:
    """Let each of `users` send `rounds` callbacks, each after a pause.

    Parameters
    ----------
    recorded
        Addresses and bodies of callbacks; each user begins at another one.
    """
    answers: list[Answer] = []
    threads = [
        threading.Thread(target=_user, args=(recorded, number, rounds, answers))
        for number in range(users)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _user(recorded: list[Callback], number: int, rounds: int, answers: list[Answer]) -> None:
    pause = random.Random(number)
    connection = http.client.HTTPConnection(urlsplit(recorded[0][0]).netloc)
    for turn in range(rounds):
        time.sleep(pause.uniform(*PAUSE_S))
        answers.append(_ask(connection, *recorded[(number + turn) % len(recorded)]))
    connection.close()


def _ask(connection: http.client.HTTPConnection, url: str, body: str) -> Answer:
    headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip, deflate, br"}
    since = time.perf_counter()
    connection.request("POST", url, body.encode(), headers)
    response = connection.getresponse()
    size = len(response.read())
    if response.status not in {200, 204}:
        raise RuntimeError(f"a callback was answered with {response.status}")
    return Answer(time.perf_counter() - since, size)
