"""Telling open pages that something happened, across processes, by PostgreSQL's LISTEN and NOTIFY.

A transaction announces people; each process that has a page of theirs open wakes its stream after the commit. Nothing
but the number of the account travels: the page asks for the rest, and gets what it may see.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import weakref
from collections.abc import Iterable
from types import TracebackType

import psycopg

from assay.kit.db import Connection, run

CHANNEL = "assay_live"
PAUSE_SECONDS = 1.0  # between two looks whether to end, and before another attempt to connect

_boards: weakref.WeakSet[Switchboard] = weakref.WeakSet()


def announce(connection: Connection, account_ids: Iterable[int]) -> None:
    """Wakes the streams of these people when the transaction is committed."""
    people = sorted(set(account_ids))
    if people:
        run(connection, "select pg_notify(%s, person::text) from unnest(%s::bigint[]) person", (CHANNEL, people))


class Ear:
    """One open stream: waits for what concerns one person. Used on the event loop that made it."""

    def __init__(self, board: Switchboard, account_id: int) -> None:
        self._board, self._account_id = board, account_id
        self._loop = asyncio.get_running_loop()
        self._happened = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Whether something happened within this time; False when not, or when the process ends."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._happened.wait(), seconds)
        happened = self._happened.is_set() and not self._board.has_ended
        self._happened.clear()
        return happened

    def wake(self) -> None:
        """From any thread."""
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
            self._loop.call_soon_threadsafe(self._happened.set)

    def __enter__(self) -> Ear:
        self._board.add(self._account_id, self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._board.remove(self._account_id, self)


class Switchboard:
    """One listening connection of a process, made when the first stream opens."""

    def __init__(self, url: str) -> None:
        self.has_ended = False
        self._url = url
        self._ears: dict[int, set[Ear]] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        _boards.add(self)

    def add(self, account_id: int, ear: Ear) -> None:
        with self._lock:
            self._ears.setdefault(account_id, set()).add(ear)
            if self._thread is None:
                self._thread = threading.Thread(target=self._listen, name="live", daemon=True)
                self._thread.start()

    def remove(self, account_id: int, ear: Ear) -> None:
        with self._lock:
            ears = self._ears.get(account_id, set())
            ears.discard(ear)
            if not ears:
                self._ears.pop(account_id, None)

    def end(self) -> None:
        """Ends all streams, so that a process which leaves does not wait for them."""
        self.has_ended = True
        self._wake(None)

    def _listen(self) -> None:
        pause = threading.Event()
        while not self.has_ended:
            try:
                with psycopg.connect(self._url, autocommit=True) as connection:
                    connection.execute(f"listen {CHANNEL}")
                    self._wake(None)  # what was said while nobody listened
                    while not self.has_ended:
                        for note in connection.notifies(timeout=PAUSE_SECONDS):
                            self._wake(int(note.payload))
            except psycopg.Error:
                pause.wait(PAUSE_SECONDS)

    def _wake(self, account_id: int | None) -> None:
        with self._lock:
            if account_id is None:
                ears = [ear for found in self._ears.values() for ear in found]
            else:
                ears = list(self._ears.get(account_id, ()))
        for ear in ears:
            ear.wake()


def end_all() -> None:
    """Ends the streams of this process; it is about to leave."""
    for board in list(_boards):
        board.end()
