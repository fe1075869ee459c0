"""Jobs are asked for in a transaction, wherever that is: in an answer, and in another job."""

from __future__ import annotations

import threading
import time

from procrastinate import PsycopgConnector

from assay.exchange.media.jobs import probe_media
from assay.kit import jobs
from assay.kit.config import Config
from assay.kit.db import Database


def waiting(database: Database, project_id: int) -> int:
    with database.transaction() as db:
        found = db.execute(
            "select count(*) from procrastinate_jobs where (args->>'project_id')::bigint = %s", (project_id,)
        ).fetchone()
    assert found
    return int(found[0])


def test_a_job_is_asked_for_exactly_when_its_transaction_is_committed(database: Database) -> None:
    with database.transaction() as db:
        jobs.defer(db, probe_media, project_id=-1)
        db.rollback()
    assert waiting(database, -1) == 0
    with database.transaction() as db:
        jobs.defer(db, probe_media, project_id=-1)
    assert waiting(database, -1) == 1


def test_a_job_may_ask_for_another_one(database: Database, settings: Config) -> None:
    """A worker's connector is asynchronous; the one that asks inside of a job is not."""
    import asyncio

    failures: list[BaseException] = []

    def ask() -> None:
        try:
            with database.transaction() as db:
                jobs.defer(db, probe_media, project_id=-2)
        except BaseException as error:
            failures.append(error)

    async def work() -> None:
        with jobs.app.replace_connector(PsycopgConnector(conninfo=settings.database_url, min_size=1, max_size=1)):
            async with jobs.app.open_async():
                thread = threading.Thread(target=ask)
                thread.start()
                until = time.monotonic() + 20
                while thread.is_alive() and time.monotonic() < until:
                    await asyncio.sleep(0.02)

    asyncio.run(work())
    assert failures == []
    assert waiting(database, -2) == 1
