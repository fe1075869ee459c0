"""People at work: many at once, each doing one thing after the other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

import aiohttp

from bench.server import RESULT


def label(url: str, project_id: int, keys: Sequence[str], seconds: float) -> float:
    """Label cycles (next + submit) a second with these people at once."""
    return asyncio.run(_many(url, keys, seconds, lambda s, key: _label(s, project_id, key)))


def review(url: str, project_id: int, keys: Sequence[str], seconds: float) -> float:
    """Review cycles (next + verdict) a second with these people at once."""
    return asyncio.run(_many(url, keys, seconds, lambda s, key: _review(s, project_id, key)))


async def _many(url, keys, seconds, cycle):  # type: ignore[no-untyped-def]
    connector = aiohttp.TCPConnector(limit=len(keys))
    async with aiohttp.ClientSession(url, connector=connector) as session:
        await asyncio.gather(*(cycle(session, key) for key in keys))
        until = time.perf_counter() + seconds
        start = time.perf_counter()
        done = await asyncio.gather(*(_until(session, key, until, cycle) for key in keys))
        return sum(done) / (time.perf_counter() - start)


async def _until(session, key, until, cycle):  # type: ignore[no-untyped-def]
    done = 0
    while time.perf_counter() < until:
        done += await cycle(session, key)
    return done


async def _label(session: aiohttp.ClientSession, project_id: int, key: str) -> int:
    headers = {"Authorization": f"Token {key}"}
    async with session.get(f"/api/projects/{project_id}/next", headers=headers) as answer:
        if answer.status != 200:
            raise RuntimeError(f"next: {answer.status} {await answer.text()}")
        task = await answer.json()
    body = {"result": RESULT, "lead_time": 2.5}
    async with session.post(f"/api/tasks/{task['id']}/annotations/", headers=headers, json=body) as answer:
        if answer.status != 201:
            raise RuntimeError(f"submit: {answer.status} {await answer.text()}")
        await answer.read()
    return 1


async def _review(session: aiohttp.ClientSession, project_id: int, key: str) -> int:
    headers = {"Authorization": f"Token {key}"}
    async with session.get(f"/api/projects/{project_id}/next-review/", headers=headers) as answer:
        if answer.status != 200:
            raise RuntimeError(f"next-review: {answer.status} {await answer.text()}")
        batch = await answer.json()
    body = {"annotation": batch["annotation"]["id"], "accepted": True, "revision": batch["annotation"]["revision"]}
    async with session.post("/api/annotation-reviews/", headers=headers, json=body) as answer:
        if answer.status != 201:
            raise RuntimeError(f"verdict: {answer.status} {await answer.text()}")
        await answer.read()
    return 1
