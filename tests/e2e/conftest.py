"""A real server with a job process, a real Chromium with a new profile for every person, and an eye on its console.

Everything is made for one worker of the run, so journeys go on beside each other; the embedded PostgreSQL is shared.
"""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.cast import Person
from tests.conftest import SECRET
from tests.e2e.console import Console

from assay.kit.db import Database

ROOT = Path(__file__).parents[2]
PAGE = Path("src/assay/web/index.html")
INSTALLED = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZE = {"width": 1440, "height": 900}
PATIENCE_MS = 15_000

expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def built_page() -> None:
    """The page as people get it. It is built here only where nobody has built it, and by one worker only."""
    with (ROOT / "pyproject.toml").open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (ROOT / PAGE).is_file():
            subprocess.run(["make", str(PAGE)], cwd=ROOT, check=True)


@contextmanager
def served(database_url: str, data_dir: Path) -> Iterator[str]:
    """`assay serve` on a database of the tests, until the block ends; its address."""
    settings = {
        "ASSAY_DATABASE_URL": database_url,
        "ASSAY_DATA_DIR": str(data_dir),
        "ASSAY_SECRET_KEY": SECRET.decode(),
    }
    command = [sys.executable, "-m", "assay.cli", "serve", "--port", "0"]
    with subprocess.Popen(
        command, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        said = []
        try:
            for line in process.stdout:
                said.append(line)
                if found := re.search(r"ready at (http://\S+)", line):
                    yield found[1]
                    break
            else:
                pytest.fail(f"The server did not start: {''.join(said)}")
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="session")
def database_url(make_database: Callable[[str], str]) -> str:
    """The journeys of a worker have a database of their own: their server's job process takes whatever job it sees."""
    return make_database("journeys")


@pytest.fixture(scope="session")
def server_url(built_page: None, database_url: str, data_dir: Path) -> Iterator[str]:
    """The address of this worker's server, on the database that `cast` writes into."""
    with served(database_url, data_dir) as url:
        yield url


@pytest.fixture(scope="session")
def database(database_url: str) -> Iterator[Database]:
    """A pool of connections behind the back of the server."""
    made = Database(database_url, 4)
    yield made
    made.close()


@pytest.fixture(scope="session")
def connect(server_url: str) -> Iterator[Callable[[str | None], httpx.Client]]:
    """Makes a client of the server, with a legacy token or for somebody who is not signed in."""
    with ExitStack() as stack:

        def connected(token: str | None = None) -> httpx.Client:
            headers = {"Authorization": f"Token {token}"} if token else {}
            return stack.enter_context(httpx.Client(base_url=server_url, headers=headers, timeout=30))

        yield connected


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium. Not for longer than a module: while it is there, nothing else can run an event loop."""
    with sync_playwright() as playwright:
        installed = next((name for name in INSTALLED if Path(name).exists()), None)
        started = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        yield started
        started.close()


def cut_live_line(context: BrowserContext) -> None:
    """Answers the live channel once and for all, so that a page whose work is done has nothing open on the network."""
    context.route(
        "**/api/notifications/stream/",
        lambda route: route.fulfill(content_type="text/event-stream", body="retry: 3600000\n\n"),
    )


class Visit(Protocol):
    """Opens a browser of somebody's own; signed in when it is said who.

    `expecting` are patterns of what the browser will complain of on purpose; `live` keeps the live channel; options are
    those of a browser context.
    """

    def __call__(
        self,
        person: Person | None = None,
        path: str = "/",
        *,
        expecting: Sequence[str] = (),
        live: bool = False,
        **options: Any,
    ) -> Page: ...


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """People come to this worker's server, or to the one at `base_url`. None of their browsers may complain."""
    opened: list[tuple[BrowserContext, Console]] = []

    def visited(
        person: Person | None = None,
        path: str = "/",
        *,
        expecting: Sequence[str] = (),
        live: bool = False,
        **options: Any,
    ) -> Page:
        if "base_url" not in options:
            options["base_url"] = request.getfixturevalue("server_url")
        context = browser.new_context(**{"viewport": SIZE, "reduced_motion": "reduce", **options})
        context.set_default_timeout(PATIENCE_MS)
        if not live:
            cut_live_line(context)
        opened.append((context, Console(context, expecting)))
        if person is not None:
            known = context.request.post("/api/session/", data={"email": person.email, "password": person.password})
            assert known.ok, known.text()
        page = context.new_page()
        page.goto(path)
        return page

    yield visited
    complaints = [text for _, console in opened for text in console.complaints]
    for context, _ in opened:
        context.close()
    assert not complaints
