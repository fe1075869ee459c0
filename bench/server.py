"""A real server with two workers on a database of its own, and people who use it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.kit import embedded

PORT = int(os.environ.get("BENCH_PORT", "8391"))
CONFIG = """<View><Text name="text" value="$text"/>
<Choices name="sentiment" toName="text"><Choice value="Positive"/><Choice value="Negative"/></Choices></View>"""
OWNER = ("--email", "owner@bench.test", "--password", "a long bench password", "--role", "owner")
RESULT = [
    {"id": "a", "from_name": "sentiment", "to_name": "text", "type": "choices", "value": {"choices": ["Positive"]}}
]


@dataclass
class Server:
    """A running server and how to reach its database."""

    url: str
    database_url: str
    owner: str

    def call(self, method: str, path: str, body: Any = None, token: str | None = None) -> Any:
        """One request, for setting things up; what is timed goes through `load.py`."""
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Token {token or self.owner}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=600) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def project(self, **settings: Any) -> int:
        """A project with a configuration."""
        made = self.call("POST", "/api/projects/", {"title": "Bench", "label_config": CONFIG, **settings})
        return int(made["id"])

    def publish(self, project_id: int) -> None:
        self.call("PATCH", f"/api/projects/{project_id}/", {"is_published": True})


@contextmanager
def running() -> Iterator[Server]:
    """Starts a server in an empty folder, and ends it with its database."""
    folder = Path(tempfile.mkdtemp(prefix="assay-bench-"))
    log = (folder / "log").open("w")
    assay = [sys.executable, "-m", "assay.cli"]
    process = subprocess.Popen(
        [*assay, "serve", "--port", str(PORT), "--data-dir", str(folder / "data"), "--workers", "2"],
        stdout=log,
        stderr=log,
    )
    try:
        url = f"http://127.0.0.1:{PORT}"
        _wait(url, process, folder / "log")
        with embedded.start(folder / "data") as database:
            made = subprocess.run(
                [*assay, "user", "create", "--data-dir", str(folder / "data"), *OWNER, "--token"],
                capture_output=True,
                text=True,
                check=True,
            )
            yield Server(url, database.url, made.stdout.strip().splitlines()[-1])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if process.poll() is not None:
            raise RuntimeError(f"The server did not start:\n{log.read_text()}")
        try:
            urllib.request.urlopen(f"{url}/health", timeout=1)
            return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("The server did not answer within a minute.")
