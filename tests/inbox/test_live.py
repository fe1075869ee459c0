"""Open pages hear of news without asking, over a real connection."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import httpx
from tests import world
from tests.cast import Cast

STREAM = "/api/notifications/stream/"


def listen(url: str, token: str, act: Callable[[], None]) -> str:
    """Opens a stream, does something once it is open, and waits for the first event."""
    with (
        httpx.Client(timeout=15) as client,
        client.stream("GET", url + STREAM, headers={"Authorization": f"Token {token}"}) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.iter_lines()
        assert next(lines) == "retry: 3000"
        acted = threading.Event()

        def begin() -> None:
            acted.set()
            act()

        # A stream is woken once when the process begins to listen; only what comes later counts.
        threading.Timer(0.5, begin).start()
        return next(line for line in lines if line.startswith("event:") and acted.is_set())


def test_a_comment_wakes_the_pages_of_those_who_are_told(db: Any, cast: Cast, live_url: str) -> None:
    w = world.build(db, cast, tasks=1)
    annotation = w.submit(cast.ann1, w.task_ids[0]).json()["id"]

    def say() -> None:
        cast.rev1.client.post("/api/comments/", json={"annotation": annotation, "text": "Look"})

    assert listen(live_url, cast.ann1.token, say) == "event: inbox"
    assert cast.ann1.client.get("/api/notifications/unread/").json()["unread"] >= 1


def test_what_is_read_in_one_window_is_read_in_the_others(db: Any, cast: Cast, live_url: str) -> None:
    w = world.build(db, cast, tasks=1)
    annotation = w.submit(cast.ann1, w.task_ids[0]).json()["id"]
    cast.rev1.client.post("/api/comments/", json={"annotation": annotation, "text": "Look"})

    def read() -> None:
        cast.ann1.client.post("/api/notifications/mark-all/", json={"is_read": True})

    assert listen(live_url, cast.ann1.token, read) == "event: inbox"


def test_strangers_hear_nothing(live_url: str) -> None:
    assert httpx.get(live_url + STREAM).status_code == 401
