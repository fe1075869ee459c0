"""The embedded database starts once, is shared, and ends with the last process that uses it, however that one ends."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from assay.kit.embedded import Embedded, EmbeddedError, start

# A second process that uses the database until it reads a line, then leaves in order.
NEIGHBOUR = """
import sys
from pathlib import Path
from assay.kit.embedded import start
held = start(Path(sys.argv[1]))
print(held.url, flush=True)
sys.stdin.readline()
held.stop()
"""


@pytest.fixture(autouse=True)
def fast_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_TEST_FAST_DB", "1")


@contextmanager
def neighbour(data: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", NEIGHBOUR, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("postgresql://")
        try:
            yield process
        finally:
            process.kill()


def ask(url: str, question: str = "SELECT current_database()") -> str:
    with psycopg.connect(url, connect_timeout=5) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[arg-type]
    assert row is not None
    return str(row[0])


def runs(data: Path) -> bool:
    return (data / "postgres" / "postmaster.pid").exists()


def test_starts_stops_and_keeps_what_was_written(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with start(data) as held:
        assert ask(held.url) == "assay"
        with psycopg.connect(held.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 'as it was' AS text")
    assert not runs(data)
    with start(data) as held:
        assert ask(held.url, "SELECT text FROM kept") == "as it was"


def test_processes_that_start_together_on_a_new_folder_share_one_server(tmp_path: Path) -> None:
    command = [sys.executable, "-c", NEIGHBOUR, str(tmp_path / "data")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    together = [subprocess.Popen(command, **pipes) for _ in range(4)]  # type: ignore[call-overload]
    urls = {process.stdout.readline() for process in together}
    left = [process.communicate("\n", timeout=120) for process in together]
    assert [process.returncode for process in together] == [0, 0, 0, 0], left
    assert len(urls) == 1
    assert not runs(tmp_path / "data")


def test_a_folder_may_be_called_anything(tmp_path: Path) -> None:
    data = tmp_path / 'it\'s a "data" $HOME, folder' / ("long" * 30)
    with start(data) as held:
        assert ask(held.url) == "assay"
        socket_dir = Path(ask(held.url, "SELECT trim(both '\"' from current_setting('unix_socket_directories'))"))
        assert socket_dir.is_dir()
        assert stat.S_IMODE(socket_dir.stat().st_mode) == 0o700
    assert not socket_dir.exists()


def test_nobody_else_can_look_inside(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with start(data):
        assert stat.S_IMODE(data.stat().st_mode) & 0o067 == 0
        assert stat.S_IMODE((data / "postgres").stat().st_mode) == 0o700
        for lock in ("postgres.lock", "postgres.users"):
            assert stat.S_IMODE((data / lock).stat().st_mode) == 0o600


def test_runs_until_the_last_process_leaves(tmp_path: Path) -> None:
    mine = start(tmp_path)
    with neighbour(tmp_path) as other:
        mine.stop()
        assert runs(tmp_path)
        assert ask(mine.url) == "assay"
        other.communicate("leave\n", timeout=60)
    assert not runs(tmp_path)


def test_one_process_may_hold_it_twice(tmp_path: Path) -> None:
    first, second = start(tmp_path), start(tmp_path)
    first.stop()
    first.stop()
    assert ask(second.url) == "assay"
    second.stop()
    assert not runs(tmp_path)


def test_a_killed_process_neither_keeps_the_server_nor_blocks_it(tmp_path: Path) -> None:
    with neighbour(tmp_path) as other:
        mine = start(tmp_path)
        other.kill()
        other.wait(timeout=10)
        assert ask(mine.url) == "assay"
        mine.stop()
    assert not runs(tmp_path)


def test_a_server_left_behind_is_taken_over(tmp_path: Path) -> None:
    with neighbour(tmp_path) as other:
        other.kill()
        other.wait(timeout=10)
    assert runs(tmp_path)
    with start(tmp_path) as mine:
        assert ask(mine.url) == "assay"
    assert not runs(tmp_path)


def server_number(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0])


def test_a_killed_server_is_started_again(tmp_path: Path) -> None:
    before = start(tmp_path)
    os.kill(server_number(tmp_path), signal.SIGKILL)
    with start(tmp_path) as after:
        assert ask(after.url) == "assay"
        before.stop()
        assert ask(after.url) == "assay"


def test_a_pid_file_that_names_another_program_does_not_keep_it_from_starting(tmp_path: Path) -> None:
    start(tmp_path).stop()
    stale = f"{os.getpid()}\n{tmp_path / 'postgres'}\n1700000000\n5432\n{tmp_path / 'postgres'}\n\n  1  2\nready   \n"
    (tmp_path / "postgres" / "postmaster.pid").write_text(stale)
    with start(tmp_path) as held:
        assert ask(held.url) == "assay"


def test_ctrl_c_in_the_terminal_does_not_reach_it(tmp_path: Path) -> None:
    with start(tmp_path):
        assert os.getsid(server_number(tmp_path)) != os.getsid(0)


def test_a_folder_that_is_a_file_is_refused_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(EmbeddedError, match="give a folder with --data-dir"):
        start(tmp_path / "data")


def test_a_cluster_of_an_unknown_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("12\n")
    with pytest.raises(EmbeddedError, match="PostgreSQL 12"):
        start(tmp_path)


def test_is_safe_unless_a_test_asks_for_speed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSAY_TEST_FAST_DB")
    with start(tmp_path) as held:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert ask(held.url, f"SHOW {setting}") == "on"


def test_stop_is_safe_to_repeat_and_as_a_context(tmp_path: Path) -> None:
    with start(tmp_path) as held:
        assert isinstance(held, Embedded)
        held.stop()
        held.stop()
    assert not runs(tmp_path)
