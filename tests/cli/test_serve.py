"""The command line as an operator meets it: a real server, real signals, real exit codes."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from assay.access import passwords
from assay.kit.secrets import SecretError
from assay.server import check_secret

ASSAY = [sys.executable, "-m", "assay.cli"]
PASSWORD = "three quiet harbours"


def environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    return {**kept, "ASSAY_TEST_FAST_DB": "1", "ASSAY_PASSWORD_COST": "1", "ASSAY_DATA_DIR": str(data)}


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ASSAY, *arguments], env=environment(data), capture_output=True, text=True, timeout=120, check=False
    )


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    port: int
    said: list[str]

    def ask(self, method: str, path: str, **headers: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        finally:
            connection.close()

    def children(self, kind: str) -> list[psutil.Process]:
        found = psutil.Process(self.process.pid).children()
        return [child for child in found if "assay.server" in child.cmdline() and kind in child.cmdline()]


@contextmanager
def served(data: Path, *arguments: str) -> Iterator[Served]:
    with subprocess.Popen(
        [*ASSAY, "serve", "--port", "0", *arguments], env=environment(data), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = []
        try:
            for line in process.stdout:
                said.append(line.rstrip())
                if line.startswith("Ctrl+C"):
                    break
            address = re.search(r"ready at http://127\.0\.0\.1:(\d+)", "\n".join(said))
            assert address is not None, said
            yield Served(process, int(address[1]), said)
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            finally:
                process.kill()


def database_runs(data: Path) -> bool:
    return (data / "postgres" / "postmaster.pid").exists()


def test_serves_and_ends_within_seconds(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with served(data, "--workers", "2") as server:
        assert server.ask("GET", "/health") == (200, {"status": "UP"})
        assert any("/setup" in line for line in server.said)
        assert len(server.children("web")) == 2
        assert len(server.children("jobs")) == 1
        asked = time.monotonic()
        server.process.terminate()
        assert server.process.wait(timeout=30) == 0
        assert time.monotonic() - asked < 8
    assert not database_runs(data)


def test_a_request_in_flight_is_answered_before_the_end(tmp_path: Path) -> None:
    with served(tmp_path, "--no-jobs") as server:
        body = json.dumps({"refresh": "not a token"}).encode()
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
            head = ("POST /api/token/refresh HTTP/1.1", "Host: here", "Content-Type: application/json")
            connection.sendall("\r\n".join([*head, f"Content-Length: {len(body)}", "", ""]).encode() + body[:5])
            time.sleep(0.3)
            server.process.terminate()
            time.sleep(0.8)
            connection.sendall(body[5:])
            answer = connection.recv(4096)
        assert answer.startswith(b"HTTP/1.1 4")
        assert server.process.wait(timeout=30) == 0


def test_a_crashed_web_process_is_replaced(tmp_path: Path) -> None:
    with served(tmp_path, "--no-jobs") as server:
        (first,) = server.children("web")
        first.kill()
        deadline = time.monotonic() + 30
        while True:
            try:
                assert server.ask("GET", "/health")[0] == 200
                break
            except (OSError, http.client.HTTPException):
                assert time.monotonic() < deadline
                time.sleep(0.1)
        assert [child.pid for child in server.children("web")] != [first.pid]


def test_nothing_is_left_behind_when_the_parent_is_killed(tmp_path: Path) -> None:
    with served(tmp_path) as server:
        children = psutil.Process(server.process.pid).children()
        server.process.kill()
        server.process.wait(timeout=10)
        psutil.wait_procs(children, timeout=20)
        deadline = time.monotonic() + 20
        while database_runs(tmp_path):
            assert time.monotonic() < deadline, "the database outlived its server"
            time.sleep(0.1)


def test_people_are_made_beside_a_running_server(tmp_path: Path) -> None:
    with served(tmp_path, "--no-jobs") as server:
        owner = ("user", "create", "--email", "o@example.org", "--password", PASSWORD, "--role", "owner", "--token")
        made = run(tmp_path, *owner)
        assert made.returncode == 0, made.stderr
        key = made.stdout.splitlines()[-1]
        status, person = server.ask("GET", "/api/current-user/whoami", Authorization=f"Token {key}")
        assert (status, person["email"]) == (200, "o@example.org")
        again = run(tmp_path, "user", "create", "--email", "o@example.org", "--password", PASSWORD, "--role", "manager")
        assert again.returncode == 1
        assert "There is an account with this e-mail address." in again.stderr
        assert server.ask("GET", "/health")[0] == 200


def test_the_first_person_must_be_the_owner(tmp_path: Path) -> None:
    refused = run(tmp_path, "user", "create", "--email", "a@example.org", "--password", PASSWORD)
    assert refused.returncode == 1
    assert "Use --role owner." in refused.stderr
    assert not database_runs(tmp_path)


def test_a_port_in_use_is_said_plainly(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run(tmp_path, "serve", "--port", str(port))
    assert refused.returncode == 1
    assert f"Port {port} on 127.0.0.1 is in use" in refused.stderr
    assert "--port" in refused.stderr
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--host", "256.1.1.1"), "not an address of this machine"),
        (("--host", "192.0.2.7"), "not an address of this machine"),
        (("--database-url", "postgresql://nobody@127.0.0.1:9/none"), "The database does not answer"),
    ],
)
def test_what_cannot_work_ends_with_one_message(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    refused = run(tmp_path, "serve", "--port", "0", *arguments)
    assert refused.returncode == 1
    assert words in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("seconds", [0.1, 0.4, 1.0, 1.6])
def test_ctrl_c_while_starting_leaves_nothing(tmp_path: Path, seconds: float) -> None:
    with subprocess.Popen(
        [*ASSAY, "serve", "--port", "0"], env=environment(tmp_path), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert not database_runs(tmp_path)


def test_a_worker_needs_the_schema(tmp_path: Path) -> None:
    refused = run(tmp_path, "worker")
    assert refused.returncode == 1
    assert "Start `assay serve` first." in refused.stderr


def test_a_worker_runs_beside_a_server_and_keeps_the_database(tmp_path: Path) -> None:
    with served(tmp_path, "--no-jobs") as server:
        worker = subprocess.Popen([*ASSAY, "worker"], env=environment(tmp_path), stdout=subprocess.PIPE, text=True)
        with worker:
            assert worker.stdout is not None
            assert worker.stdout.readline().startswith("Working on jobs")
            server.process.terminate()
            assert server.process.wait(timeout=30) == 0
            assert database_runs(tmp_path)
            worker.terminate()
            worker.wait(timeout=30)
    assert not database_runs(tmp_path)


def test_servers_with_another_secret_may_not_share_a_database(make_database: Callable[[str], str]) -> None:
    url = make_database("secrets")
    check_secret(url, "one secret")
    check_secret(url, "one secret")
    with pytest.raises(SecretError, match="another secret key"):
        check_secret(url, "another secret")


def test_a_forgotten_password_is_given_anew(make_database: Callable[[str], str], tmp_path: Path) -> None:
    url = make_database("passwords")
    where = ["--data-dir", str(tmp_path), "--database-url", url, "--email", "elif@example.test"]
    made = run(tmp_path, "user", "create", *where, "--password", PASSWORD, "--role", "owner")
    assert made.returncode == 0, made.stderr
    given = run(tmp_path, "user", "password", *where, "--password", "four loud harbours")
    assert given.returncode == 0, given.stderr
    weak = run(tmp_path, "user", "password", *where, "--password", "short")
    assert weak.returncode != 0
    with psycopg.connect(url) as db:
        row = db.execute("select password_hash from account where email = 'elif@example.test'").fetchone()
    assert row is not None
    assert passwords.matches("four loud harbours", row[0])
