"""Processes that share a listening socket share its connections."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from assay.kit.accepting import Acceptor


class Process:
    """Accepts connections and keeps them."""

    def __init__(self, listener: socket.socket) -> None:
        self.connections: set[asyncio.Transport] = set()
        self.acceptor = Acceptor(listener, self._protocol, lambda: len(self.connections))

    def _protocol(self) -> asyncio.Protocol:
        process = self

        class Kept(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                assert isinstance(transport, asyncio.Transport)
                process.connections.add(transport)

        return Kept()


@asynccontextmanager
async def _processes(number: int) -> AsyncIterator[tuple[socket.socket, list[Process]]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        copies = [listener.dup() for _ in range(number)]
        processes = [Process(copy) for copy in copies]
        yield listener, processes
        for process in processes:
            process.acceptor.close()
            await process.acceptor.wait_closed()
            for transport in process.connections:
                transport.abort()
        await asyncio.sleep(0)
        for copy in copies:
            copy.close()


async def _settled(processes: list[Process], wanted: int) -> list[int]:
    for _ in range(1000):
        counts = [len(process.connections) for process in processes]
        if sum(counts) == wanted:
            return counts
        await asyncio.sleep(0.01)
    pytest.fail(f"{counts} connections instead of {wanted}")


def test_a_crowd_is_shared() -> None:
    async def shared() -> list[int]:
        async with _processes(2) as (listener, processes):
            crowd = [socket.create_connection(listener.getsockname()) for _ in range(20)]
            counts = await _settled(processes, len(crowd))
            for each in crowd:
                each.close()
            return counts

    assert min(asyncio.run(shared())) >= 6


def test_the_connections_of_who_is_closed_go_to_others() -> None:
    async def handed_over() -> list[int]:
        async with _processes(2) as (listener, processes):
            processes[0].acceptor.close()
            crowd = [socket.create_connection(listener.getsockname()) for _ in range(5)]
            counts = await _settled(processes, len(crowd))
            for each in crowd:
                each.close()
            return counts

    assert asyncio.run(handed_over()) == [0, 5]
