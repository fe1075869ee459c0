"""Keeps requests for a moment in memory and writes them together, so that nobody waits for the log.

What a process has not written when it is killed is lost: at most what was asked in the last second.
"""

from __future__ import annotations

import logging
import queue
import threading

from assay.activity import queries
from assay.activity.queries import Asked
from assay.kit.db import Database

PAUSE_SECONDS = 0.5
MOST_WAITING = 20_000  # a database that does not answer must not fill the memory

_log = logging.getLogger("assay.activity")


class Recorder:
    """Of one process. `add` is called by requests and never waits; a thread writes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: queue.Queue[Asked] = queue.Queue(MOST_WAITING)
        self._ends = threading.Event()
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, asked: Asked) -> None:
        """Keeps one request. Where too many wait already it is dropped."""
        try:
            self._waiting.put_nowait(asked)
        except queue.Full:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="activity", daemon=True)
            self._thread.start()

    def flush(self) -> None:
        """Writes everything that waits."""
        with self._writing:
            rows: list[Asked] = []
            while not self._waiting.empty():
                rows.append(self._waiting.get_nowait())
            if not rows:
                return
            with self._database.transaction() as db:
                queries.write(db, rows)

    def end(self) -> None:
        """Writes the rest; the process is about to leave."""
        self._ends.set()
        if self._thread is not None:
            self._thread.join(10)
            self._flush_or_say()

    def _run(self) -> None:
        while not self._ends.wait(PAUSE_SECONDS):
            self._flush_or_say()

    def _flush_or_say(self) -> None:
        try:
            self.flush()
        except Exception as error:  # the log must never end the process that it describes
            _log.warning("Requests could not be written to the log: %s", error)
