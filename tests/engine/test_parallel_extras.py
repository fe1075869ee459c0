"""Many real clients where counters change: one more annotator at a time, known answers, a limit that is reached."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections import Counter
from typing import Any

import aiohttp
from tests import world
from tests.engine import invariants
from tests.world import World, choice

from assay.kit.db import Connection, Database, now
from assay.projects import queries as projects
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks

CLIENTS = 16
TASKS = 24


def annotators(db: Connection, w: World, count: int) -> list[str]:
    """The keys of that many new annotators."""
    keys = []
    for _ in range(count):
        token = secrets.token_hex(20)
        [person] = db.execute(
            "insert into account (email, organization_id) values (%s, %s) returning id",
            (f"{token[:12]}@parallel.test", w.cast.organization_id),
        ).fetchone() or (0,)
        db.execute("insert into membership values (%s, %s, 'AN')", (w.cast.organization_id, person))
        db.execute("insert into project_member (project_id, account_id) values (%s, %s)", (w.project_id, person))
        db.execute(
            "insert into api_token (account_id, kind, lookup_hash) values (%s, 'legacy', %s)",
            (person, hashlib.sha256(token.encode()).digest()),
        )
        keys.append(token)
    db.commit()
    return keys


async def _label_all(session: aiohttp.ClientSession, project_id: int, token: str) -> list[int]:
    """One person at work until nothing is left for them; the tasks that they did."""
    headers = {"Authorization": f"Token {token}"}
    done = []
    while True:
        async with session.get(f"/api/projects/{project_id}/next", headers=headers) as answer:
            if answer.status in (403, 404):
                return done
            assert answer.status == 200, await answer.text()
            task = await answer.json()
        body = {"result": choice(), "lead_time": 1, "unique_id": f"{token[:8]}-{task['id']}"}
        async with session.post(f"/api/tasks/{task['id']}/annotations/", headers=headers, json=body) as answer:
            assert answer.status == 201, await answer.text()
            done.append(task["id"])


def together(url: str, project_id: int, tokens: list[str]) -> list[list[int]]:
    async def run() -> list[list[int]]:
        async with aiohttp.ClientSession(url, connector=aiohttp.TCPConnector(limit=CLIENTS)) as session:
            return await asyncio.gather(*(_label_all(session, project_id, token) for token in tokens))

    return asyncio.run(run())


def disagree(db: Connection, w: World) -> None:
    """What the job does that computes agreement, for all tasks."""
    workflow = projects.workflow(db, w.project_id)
    assert workflow is not None
    db.execute("delete from agreement_due where project_id = %s", (w.project_id,))
    db.execute("update task set agreement = 0.1 where project_id = %s", (w.project_id,))
    for task in task_queries.lock_many(db, w.project_id, w.task_ids):
        tasks.settle(db, task, workflow, at=now(db), by=None)
    db.commit()


def test_each_dispute_gets_one_more_person_each_time(live_url: str, database: Database, new_cast: Any) -> None:
    with database.pool.connection() as db:
        w = world.build(
            db,
            new_cast(),
            tasks=TASKS,
            maximum_annotations=2,
            strict_task_overlap=True,
            agreement_threshold=50,
            max_additional_annotators_assignable=2,
        )
        people = annotators(db, w, CLIENTS)
    for wanted in (2, 1, 1, 0):
        counted = Counter(task for person in together(live_url, w.project_id, people) for task in person)
        assert counted == (dict.fromkeys(w.task_ids, wanted) if wanted else {})
        with database.pool.connection() as db:
            disagree(db, w)
            invariants.check(db, w.project_id, beyond=2)


def test_everybody_gets_the_known_answers_once(live_url: str, database: Database, new_cast: Any) -> None:
    with database.pool.connection() as db:
        w = world.build(
            db,
            new_cast(),
            tasks=TASKS,
            strict_task_overlap=True,
            annotator_evaluation_enabled=True,
            annotator_evaluation_onboarding_tasks=2,
            annotator_evaluation_continuous_tasks=1,
        )
        known = w.task_ids[:4]
        for task_id in known:
            assert w.submit(w.cast.manager, task_id, ground_truth=True).status_code == 201
        people = annotators(db, w, CLIENTS)
    found = together(live_url, w.project_id, people)
    for person in found:
        assert len(set(person)) == len(person)
        assert person[:2] == known[:2], "before anything else"
        assert sum(task in known for task in person) == 3
    rest = Counter(task for person in found for task in person if task not in known)
    assert rest == dict.fromkeys(w.task_ids[4:], 1), "the others exactly their overlap"
    with database.pool.connection() as db:
        invariants.check(db, w.project_id)


def test_a_limit_that_is_reached_by_several_requests_at_once(live_url: str, database: Database, new_cast: Any) -> None:
    with database.pool.connection() as db:
        w = world.build(db, new_cast(), tasks=8, annotation_limit_count=3)
        [token] = annotators(db, w, 1)

    async def submit(session: aiohttp.ClientSession, task_id: int) -> int:
        headers = {"Authorization": f"Token {token}"}
        body = {"result": choice(), "lead_time": 1}
        async with session.post(f"/api/tasks/{task_id}/annotations/", headers=headers, json=body) as answer:
            return answer.status

    async def all_at_once() -> list[int]:
        async with aiohttp.ClientSession(live_url) as session:
            return await asyncio.gather(*(submit(session, task_id) for task_id in w.task_ids))

    answers = asyncio.run(all_at_once())
    assert set(answers) <= {201, 403}
    assert answers.count(201) >= 3
    with database.pool.connection() as db:
        paused = db.execute(
            "select count(*) from pause where project_id = %s and deleted_at is null", (w.project_id,)
        ).fetchone()
        assert paused == (1,)
        invariants.check(db, w.project_id)
    assert together(live_url, w.project_id, [token]) == [[]], "nothing more"
