"""One embedded PostgreSQL for a run of the tests, one database for each worker of it, one cast for each test.

The workers of pytest-xdist share the server: each holds it, and it ends with the last of them. A worker's database is
a copy of the migrated one. Tests never clean up, because every test has an organization of its own.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
from psycopg import sql

# Before anything of ours is imported: routes look at the configuration when they are made.
_DATA_DIR = tempfile.mkdtemp(prefix="assay-test-")
os.environ.update(
    ASSAY_DATA_DIR=_DATA_DIR,
    ASSAY_DATABASE_URL="",
    ASSAY_CHECK_RESPONSES="1",
    ASSAY_PASSWORD_COST="1",
    ASSAY_TEST_FAST_DB="1",
)

from fastapi import FastAPI  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as hypothesis_settings  # noqa: E402
from label_studio_sdk import LabelStudio  # noqa: E402

with warnings.catch_warnings():
    # Starlette would have the next httpx, which is not released for production yet.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from tests.cast import Cast, Person, make_cast  # noqa: E402

from assay.kit import embedded  # noqa: E402
from assay.kit.config import Config, config  # noqa: E402
from assay.kit.db import Connection, Database, migrate  # noqa: E402
from assay.main import create_app  # noqa: E402

# How fast a machine is decides nothing: several workers share it with a database and browsers.
hypothesis_settings.register_profile("assay", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("assay")

SECRET = b"the secret of the tests, which is long enough"


@pytest.fixture(scope="session", autouse=True)
def data_dir() -> Iterator[Path]:
    """The data folder of this process's application."""
    yield Path(_DATA_DIR)
    shutil.rmtree(_DATA_DIR, ignore_errors=True)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def make_database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Callable[[str], str]]:
    """Makes a database of this worker, migrated and empty; its address."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    with embedded.start(shared / "server") as server:

        def made(purpose: str) -> str:
            name = f"{purpose}_{worker_id}"
            # A database that is copied must have no visitors, so workers take turns.
            with _alone(shared / "template.lock"):
                migrate(server.url)
                with psycopg.connect(server.url.replace("/assay?", "/postgres?"), autocommit=True) as connection:
                    connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
                    connection.execute(sql.SQL("create database {} template assay").format(sql.Identifier(name)))
            return server.url.replace("/assay?", f"/{name}?")

        yield made


@pytest.fixture(scope="session")
def database_url(make_database: Callable[[str], str]) -> str:
    """The address of this worker's own database."""
    return make_database("tests")


@pytest.fixture(scope="session")
def settings(database_url: str) -> Config:
    """The configuration of the application under test."""
    os.environ["ASSAY_DATABASE_URL"] = database_url
    config.cache_clear()
    return config()


@pytest.fixture(scope="session")
def database(settings: Config) -> Iterator[Database]:
    """The pool of the application under test; `with database.transaction() as db` looks behind its back."""
    made = Database(settings.database_url, settings.pool_size)
    yield made
    made.close()


@pytest.fixture(scope="session")
def app(settings: Config, database: Database) -> FastAPI:
    """The application under test."""
    return create_app(settings, database=database, secret=SECRET)


@pytest.fixture(scope="session")
def connect(app: FastAPI) -> Iterator[Callable[[str | None], TestClient]]:
    """Makes a client of the application, with a legacy token or for somebody who is not signed in."""
    with TestClient(app) as first:

        def connected(token: str | None = None) -> TestClient:
            client = TestClient(app, headers={"Authorization": f"Token {token}"} if token else {})
            # All clients run on the event loop of the first, so a request does not start one of its own.
            client.portal = first.portal
            return client

        yield connected


@pytest.fixture
def anonymous(connect: Callable[[str | None], TestClient]) -> TestClient:
    """A client of somebody who is not signed in, with cookies of its own."""
    return connect(None)


@pytest.fixture
def cast(database: Database, connect: Callable[[str | None], TestClient]) -> Cast:
    """A new organization with an owner, an administrator, a manager, annotators, reviewers, an expert; an outsider."""
    with database.transaction() as db:
        return make_cast(db, SECRET, connect)


@pytest.fixture(scope="session")
def live_url(app: FastAPI, connect: object) -> Iterator[str]:
    """The application behind a real socket, for clients that we did not write. `connect` has started it."""
    import uvicorn

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def sdk(live_url: str) -> Iterator[Callable[[Person], LabelStudio]]:
    """Makes the official client of Label Studio for somebody, by their legacy token or by another key."""
    with ExitStack() as stack:

        def connected(person: Person, key: str | None = None) -> LabelStudio:
            transport = stack.enter_context(httpx.Client(timeout=30))
            return LabelStudio(base_url=live_url, api_key=key or person.token, httpx_client=transport)

        yield connected


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The official client uses what pydantic has deprecated; that is not for us to mend."""
    for item in items:
        if "sdk" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.filterwarnings("ignore::DeprecationWarning"))


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    """A connection behind the application's back; what it writes is seen after `db.commit()`."""
    with database.pool.connection() as connection:
        yield connection


@pytest.fixture
def new_cast(database: Database, connect: Callable[[str | None], TestClient]) -> Callable[[], Cast]:
    """Makes as many casts as a test wants."""

    def made() -> Cast:
        with database.transaction() as db:
            return make_cast(db, SECRET, connect)

    return made
