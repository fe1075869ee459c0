"""A parent revives what crashed, ends its children in order, and does not outlive its orders."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

# A parent of one "web" and one "jobs" child. Each writes its number into a file, and its name when it ends in order.
PARENT = """
import os, sys, time
from pathlib import Path
from assay.kit.processes import Program, StartFailed, Supervisor

folder = Path(sys.argv[1])
child = [sys.executable, "-c", Path(sys.argv[2]).read_text()]
environment = dict(os.environ, FOLDER=str(folder))

def program(name, rank, **more):
    return Program(name, [*child, name], {**environment, **more}, rank=rank, grace=5)

programs = [program("web", 0), program("jobs", 1)]
if "fail" in sys.argv:
    programs.append(program("broken", 0, FAIL="1"))
supervisor = Supervisor(programs, lambda text: print(text, flush=True))
try:
    supervisor.run(
        is_ready=lambda: (folder / "web.up").exists() and (folder / "jobs.up").exists() and "fail" not in sys.argv,
        when_ready=lambda: print("ready", flush=True),
        before_end=lambda: print("ending", flush=True),
    )
except StartFailed as error:
    print(f"failed: {error}", flush=True)
"""

CHILD = """
import os, signal, sys, time
from pathlib import Path
from assay.kit.processes import end_with_parent

end_with_parent()
folder, name = Path(os.environ["FOLDER"]), sys.argv[1]
if os.environ.get("FAIL"):
    sys.exit(3)

def leave(*_):
    with (folder / "ended").open("a") as file:
        file.write(name + "\\n")
    sys.exit(0)

signal.signal(signal.SIGTERM, leave)
(folder / f"{name}.up").write_text(str(os.getpid()))
while True:
    time.sleep(0.05)
"""


@contextmanager
def parent(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    child = folder / "child.py"
    child.write_text(CHILD)
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(folder), str(child), *arguments], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def number(folder: Path, name: str) -> int:
    return int((folder / f"{name}.up").read_text())


def eventually(condition: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def is_gone(process_number: int) -> bool:
    try:
        return psutil.Process(process_number).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_children_end_in_order_of_rank(tmp_path: Path) -> None:
    with parent(tmp_path) as process:
        assert line(process) == "ready"
        process.terminate()
        assert line(process) == "ending"
        assert process.wait(timeout=20) == 0
    assert (tmp_path / "ended").read_text().split() == ["web", "jobs"]


def test_a_crashed_child_is_started_again(tmp_path: Path) -> None:
    with parent(tmp_path) as process:
        assert line(process) == "ready"
        first = number(tmp_path, "web")
        os.kill(first, signal.SIGKILL)
        assert line(process) == "web ended unexpectedly with code -9; starting it again"
        eventually(lambda: number(tmp_path, "web") != first)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def test_children_end_themselves_when_the_parent_is_killed(tmp_path: Path) -> None:
    with parent(tmp_path) as process:
        assert line(process) == "ready"
        children = [number(tmp_path, "web"), number(tmp_path, "jobs")]
        process.kill()
        process.wait(timeout=10)
        eventually(lambda: all(is_gone(child) for child in children))
    assert sorted((tmp_path / "ended").read_text().split()) == ["jobs", "web"]


def test_a_child_that_cannot_start_ends_the_whole(tmp_path: Path) -> None:
    with parent(tmp_path, "fail") as process:
        assert line(process) == "ending"
        assert line(process) == "failed: broken ended with code 3"
        assert process.wait(timeout=20) == 0


def test_ctrl_c_in_the_terminal_reaches_the_parent_alone(tmp_path: Path) -> None:
    with parent(tmp_path) as process:
        assert line(process) == "ready"
        for name in ("web", "jobs"):
            assert os.getsid(number(tmp_path, name)) != os.getsid(process.pid)
