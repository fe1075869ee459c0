"""Many clients at one queue: nobody gets what another one has, the order holds, and an assignment is all or nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
from tests import world
from tests.engine.test_parallel import _more_people
from tests.world import ENTITIES

from assay.kit.db import Database

CLIENTS = 24
TASKS = 60


def _made(database: Database, cast: Any, tasks: int) -> Any:
    with database.pool.connection() as db:
        w = world.build(db, cast, tasks=tasks, config=ENTITIES, preset="manual_qa")
        people = _more_people(db, w, CLIENTS)
        db.execute("update project_member set role = 'AR' where project_id = %s", (w.project_id,))
        db.commit()
    return w, people


async def _call(session: aiohttp.ClientSession, token: str, path: str, body: Any = None) -> tuple[int, Any]:
    headers = {"Authorization": f"Token {token}"}
    async with session.post(path, headers=headers, json=body or {}) as answer:
        return answer.status, await answer.json()


async def _start_all(session: aiohttp.ClientSession, project_id: int, token: str) -> list[int]:
    """Starts until nothing is left."""
    got: list[int] = []
    while True:
        status, answer = await _call(session, token, f"/api/projects/{project_id}/queue/start/")
        if status == 404:
            return got
        assert status == 201, answer
        got.append(answer["task"])


async def _together(url: str, calls: Any) -> list[Any]:
    async with aiohttp.ClientSession(url, connector=aiohttp.TCPConnector(limit=CLIENTS)) as session:
        return await asyncio.gather(*(call(session) for call in calls))


def test_starts_at_once_never_return_the_same_task(live_url: str, database: Database, new_cast: Any) -> None:
    """T1, T2: each task goes to one person, and each person's come in the order of the queue."""
    cast = new_cast()
    w, people = _made(database, cast, TASKS)
    found = asyncio.run(_together(live_url, [lambda s, t=token: _start_all(s, w.project_id, t) for _, token in people]))
    taken = [task_id for person in found for task_id in person]
    assert sorted(taken) == w.task_ids
    assert all(person == sorted(person) for person in found)
    with database.pool.connection() as db:
        held = db.execute(
            "select count(*), count(distinct task_id) from work_item where project_id = %s and state = 'held'",
            (w.project_id,),
        ).fetchone()
        wrong = db.execute(
            "select count(*) from task where project_id = %s and (status, holds, queue_open) <> ('assigned', 1, false)",
            (w.project_id,),
        ).fetchone()
        counted = db.execute(
            "select sum(queued), sum(assigned) from project_tally where project_id = %s", (w.project_id,)
        ).fetchone()
    assert held == (TASKS, TASKS)
    assert wrong == (0,)
    assert counted == (0, TASKS)


def test_assignments_at_once_give_all_or_nothing(live_url: str, database: Database, new_cast: Any) -> None:
    """T5: of many that assign the same forty rows one succeeds, and the others change nothing."""
    cast = new_cast()
    w, people = _made(database, cast, 40)
    path = f"/api/projects/{w.project_id}/queue/assign/"
    calls = [
        lambda s, u=user: _call(s, cast.manager.token, path, {"user": u, "tasks": w.task_ids}) for user, _ in people[:8]
    ]
    found = asyncio.run(_together(live_url, calls))
    assert sorted(status for status, _ in found) == [200] + [409] * 7
    [winner] = [person for (status, _), (person, _) in zip(found, people[:8], strict=True) if status == 200]
    with database.pool.connection() as db:
        holders = db.execute(
            "select holder_id, count(*) from work_item where project_id = %s and state = 'held' group by 1",
            (w.project_id,),
        ).fetchall()
    assert holders == [(winner, 40)]


def test_starting_and_assigning_at_once_leave_each_task_one_holder(
    live_url: str, database: Database, new_cast: Any
) -> None:
    """T1, T5: whoever comes first has it; an assignment that meets a held row names it."""
    cast = new_cast()
    w, people = _made(database, cast, TASKS)
    path = f"/api/projects/{w.project_id}/queue/assign/"
    starts = [lambda s, t=token: _start_all(s, w.project_id, t) for _, token in people[:8]]
    halves = (w.task_ids[::2], w.task_ids[1::2], w.task_ids[-5:])
    gives = [
        lambda s, u=people[8][0], ids=ids: _call(s, cast.manager.token, path, {"user": u, "tasks": ids})
        for ids in halves
    ]
    asyncio.run(_together(live_url, [*gives, *starts]))
    with database.pool.connection() as db:
        held = db.execute(
            "select count(*), count(distinct task_id) from work_item where project_id = %s and state = 'held'",
            (w.project_id,),
        ).fetchone()
    assert held == (TASKS, TASKS)
