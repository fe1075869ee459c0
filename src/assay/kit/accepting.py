"""Connections spread over the processes that share a listening socket.

A loop that is left to itself accepts whatever waits, so the process that wakes first gets every connection of a
crowd, and keeps them: connections live long, and the other processes have nothing to do. Here a process takes one at a
time, and hesitates the longer the more it has, so that the one with the fewest comes first.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

# A process that has none does not hesitate; one that has a hundred does for seven milliseconds.
_SECONDS_PER_DOUBLING = 0.001
# Of a crowd a process with many takes several at a time, for hesitating before each would keep the crowd waiting.
_SHARE_AT_ONCE = 8
# Out of descriptors, for example: what waits goes on waiting.
_PAUSE_AFTER_ERROR = 0.5


class Acceptor:
    """Accepts from a shared listening socket. It closes as a server of asyncio does, and leaves the socket open."""

    def __init__(
        self,
        listener: socket.socket,
        make_protocol: Callable[[], asyncio.Protocol],
        count: Callable[[], int],
    ) -> None:
        """`count` says how many connections this process has, those aside that are just being accepted."""
        self._loop = asyncio.get_running_loop()
        self._listener = listener
        self._make_protocol = make_protocol
        self._count = count
        self._starting: set[asyncio.Task[object]] = set()
        self._closed = False
        listener.setblocking(False)
        self._watch()

    def close(self) -> None:
        """Accepts nothing more."""
        if not self._closed:
            self._closed = True
            self._loop.remove_reader(self._listener)

    async def wait_closed(self) -> None:
        """Returns when what was accepted has come to its protocol."""
        await asyncio.gather(*self._starting, return_exceptions=True)

    def _connections(self) -> int:
        return self._count() + len(self._starting)

    def _watch(self) -> None:
        if not self._closed:
            self._loop.add_reader(self._listener, self._hesitate)

    def _hesitate(self) -> None:
        self._loop.remove_reader(self._listener)
        if connections := self._connections():
            self._loop.call_later(connections.bit_length() * _SECONDS_PER_DOUBLING, self._accept)
        else:
            self._accept()

    def _accept(self) -> None:
        if self._closed:
            return
        for _ in range(1 + self._connections() // _SHARE_AT_ONCE):
            try:
                connection, _address = self._listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                break  # another process was faster, or whoever it was has left
            except OSError:
                self._loop.call_later(_PAUSE_AFTER_ERROR, self._watch)
                return
            connection.setblocking(False)
            task = self._loop.create_task(self._loop.connect_accepted_socket(self._make_protocol, connection))
            self._starting.add(task)
            task.add_done_callback(self._started)
        self._watch()

    def _started(self, task: asyncio.Task[object]) -> None:
        self._starting.discard(task)
        if not task.cancelled():
            task.exception()  # whoever connected has left in the meantime
