"""Thirty-two clients at once against a real server: no double reservation, no lost submission, exact overlap."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections import Counter
from typing import Any

import aiohttp
from tests import world
from tests.cast import join_project
from tests.engine import invariants
from tests.world import choice

from assay.kit.db import Database

CLIENTS = 32
TASKS = 60
OVERLAP = 3


async def _label_all(session: aiohttp.ClientSession, project_id: int, token: str) -> list[tuple[int, int]]:
    """One person at work until nothing is left for them; returns (task, annotation) of everything acknowledged."""
    headers = {"Authorization": f"Token {token}"}
    done = []
    while True:
        async with session.get(f"/api/projects/{project_id}/next", headers=headers) as answer:
            if answer.status == 404:
                return done
            assert answer.status == 200, await answer.text()
            task = await answer.json()
        body = {"result": choice(), "lead_time": 1, "unique_id": f"{token[:8]}-{task['id']}"}
        async with session.post(f"/api/tasks/{task['id']}/annotations/", headers=headers, json=body) as answer:
            assert answer.status == 201, await answer.text()
            done.append((task["id"], (await answer.json())["id"]))


async def _review_all(session: aiohttp.ClientSession, project_id: int, token: str) -> list[int]:
    headers = {"Authorization": f"Token {token}"}
    judged = []
    while True:
        async with session.get(f"/api/projects/{project_id}/next-review/", headers=headers) as answer:
            if answer.status == 404:
                return judged
            assert answer.status == 200, await answer.text()
            batch = await answer.json()
        body = {"annotation": batch["annotation"]["id"], "accepted": True, "revision": batch["annotation"]["revision"]}
        async with session.post("/api/annotation-reviews/", headers=headers, json=body) as answer:
            assert answer.status == 201, await answer.text()
            judged.append(batch["annotation"]["id"])


async def _together(url: str, work: Any, project_id: int, tokens: list[str]) -> list[Any]:
    connector = aiohttp.TCPConnector(limit=CLIENTS)
    async with aiohttp.ClientSession(url, connector=connector) as session:
        return await asyncio.gather(*(work(session, project_id, token) for token in tokens))


def test_thirty_two_people_label_and_review_at_once(live_url: str, database: Database, new_cast: Any) -> None:
    cast = new_cast()
    with database.pool.connection() as db:
        w = world.build(
            db,
            cast,
            tasks=TASKS,
            maximum_annotations=OVERLAP,
            strict_task_overlap=True,
            review_settings={"review_criteria": "all"},
        )
        people = _more_people(db, w, CLIENTS)
    found = asyncio.run(_together(live_url, _label_all, w.project_id, [token for _, token in people]))

    acknowledged = [pair for person in found for pair in person]
    per_task = Counter(task for task, _ in acknowledged)
    assert per_task == dict.fromkeys(w.task_ids, OVERLAP), "every task exactly its overlap"
    assert all(len({task for task, _ in person}) == len(person) for person in found), "nobody twice on a task"
    with database.pool.connection() as db:
        stored = db.execute("select task_id, id from annotation where project_id = %s", (w.project_id,)).fetchall()
        assert sorted(stored) == sorted(acknowledged), "nothing lost, nothing twice"
        invariants.check(db, w.project_id)

    reviewers = [token for _, token in people[: CLIENTS // 2]]
    judged = asyncio.run(_together(live_url, _review_all, w.project_id, reviewers))
    counted = Counter(annotation for one in judged for annotation in one)
    assert counted == dict.fromkeys((annotation for _, annotation in acknowledged), 1), "each judged once, by one"
    with database.pool.connection() as db:
        invariants.check(db, w.project_id)


def _more_people(db: Any, w: Any, count: int) -> list[tuple[int, str]]:
    """Reviewers (who may label, too) with keys of their own."""
    made = []
    for _ in range(count):
        token = secrets.token_hex(20)
        person = db.execute(
            "insert into account (email, organization_id) values (%s, %s) returning id",
            (f"{token[:12]}@parallel.test", w.cast.organization_id),
        ).fetchone()[0]
        db.execute("insert into membership values (%s, %s, 'RE')", (w.cast.organization_id, person))
        db.execute("insert into project_member (project_id, account_id) values (%s, %s)", (w.project_id, person))
        db.execute(
            "insert into api_token (account_id, kind, lookup_hash) values (%s, 'legacy', %s)",
            (person, hashlib.sha256(token.encode()).digest()),
        )
        made.append((person, token))
    db.commit()
    return made


def test_one_person_with_two_browsers_gets_one_task(live_url: str, database: Database, new_cast: Any) -> None:
    cast = new_cast()
    with database.pool.connection() as db:
        w = world.build(db, cast, tasks=8)
        join_project(db, w.project_id, cast.ann1)
        db.commit()

    async def ask(session: aiohttp.ClientSession, project_id: int, token: str) -> int:
        headers = {"Authorization": f"Token {token}"}
        async with session.get(f"/api/projects/{project_id}/next", headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            return int((await answer.json())["id"])

    asked = asyncio.run(_together(live_url, ask, w.project_id, [cast.ann1.token] * 8))
    assert set(asked) == {w.task_ids[0]}
    with database.pool.connection() as db:
        invariants.check(db, w.project_id)
