"""A parent that keeps its child processes running, and ends them in order.

The children stand in sessions of their own, so that Ctrl+C in a terminal reaches the parent alone and it decides who
ends when. Each child holds one end of a pipe, its leash: when the parent is killed the pipe closes, and the child ends
itself as if it had been asked to.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType

LEASH = "ASSAY_LEASH"
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
# A child that ran this long was well; its next crash is a new story.
_WELL_SECONDS = 60.0
_ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class StartFailed(RuntimeError):
    """A child ended before the whole was ready. Its own output says why."""


@dataclass(frozen=True, slots=True)
class Program:
    """What a child runs. Children end in rank order: all of rank 0, then all of rank 1."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    descriptors: tuple[int, ...] = ()
    rank: int = 0
    grace: float = 10.0


@dataclass(slots=True)
class _Child:
    program: Program
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = _FIRST_PAUSE
    resume: float = 0.0


@dataclass(slots=True)
class Supervisor:
    """Runs programs until it is asked to end by SIGTERM, SIGINT or SIGHUP."""

    programs: Sequence[Program]
    report: Callable[[str], None]
    _children: list[_Child] = field(default_factory=list)
    _asked: int = 0

    def run(self, is_ready: Callable[[], bool], when_ready: Callable[[], None], before_end: Callable[[], None]) -> None:
        """Start the programs, call `when_ready` once `is_ready` says so, and keep them running until asked to end.

        `before_end` is called first when the end comes. Raises StartFailed when a program ends before all is ready.
        """
        reader, writer = os.pipe()
        with self._woken_by_signals() as bell:
            try:
                self._children = [_Child(program) for program in self.programs]
                for child in self._children:
                    self._start(child, reader)
                ready = False
                while not self._asked:
                    if not ready:
                        if dead := next((c for c in self._children if _exit_code(c) is not None), None):
                            raise StartFailed(f"{dead.program.name} ended with code {_exit_code(dead)}")
                        if ready := is_ready():
                            when_ready()
                    else:
                        self._revive(reader)
                    select.select([bell], [], [], 0.5 if ready else 0.05)
                    _drain(bell)
            finally:
                before_end()
                self._end(bell)
                os.close(reader)
                os.close(writer)

    def _start(self, child: _Child, leash: int) -> None:
        program = child.program
        child.started = time.monotonic()
        child.process = subprocess.Popen(
            program.command,
            env={**program.environment, LEASH: str(leash)},
            pass_fds=(leash, *program.descriptors),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _revive(self, leash: int) -> None:
        now = time.monotonic()
        for child in self._children:
            if child.process is not None and (code := child.process.poll()) is not None:
                if now - child.started > _WELL_SECONDS:
                    child.pause = _FIRST_PAUSE
                self.report(f"{child.program.name} ended unexpectedly with code {code}; starting it again")
                child.process, child.resume = None, now + child.pause
                child.pause = min(child.pause * 2, _LONGEST_PAUSE)
            elif child.process is None and now >= child.resume:
                self._start(child, leash)

    def _end(self, bell: socket.socket) -> None:
        for rank in sorted({child.program.rank for child in self._children}):
            group = [c.process for c in self._children if c.program.rank == rank and c.process is not None]
            grace = max(c.program.grace for c in self._children if c.program.rank == rank)
            for process in group:
                with suppress(ProcessLookupError):
                    process.terminate()
            deadline = time.monotonic() + grace
            # Being asked a second time means: now.
            while any(p.poll() is None for p in group) and time.monotonic() < deadline and self._asked < 2:
                select.select([bell], [], [], 0.1)
                _drain(bell)
            for process in group:
                if process.poll() is None:
                    process.kill()
                process.wait()

    @contextmanager
    def _woken_by_signals(self) -> Iterator[socket.socket]:
        """A socket that becomes readable when a signal arrives; the ones that ask for the end are counted."""
        bell, clapper = socket.socketpair()
        bell.setblocking(False)
        clapper.setblocking(False)

        def ask(_number: int, _frame: FrameType | None) -> None:
            self._asked += 1

        wanted = [s for s in _ENDING if signal.getsignal(s) is not signal.SIG_IGN]
        before = {number: signal.signal(number, ask) for number in wanted}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        old_descriptor = signal.set_wakeup_fd(clapper.fileno(), warn_on_full_buffer=False)
        try:
            yield bell
        finally:
            signal.set_wakeup_fd(old_descriptor)
            for number, handler in before.items():
                signal.signal(number, handler)
            bell.close()
            clapper.close()


def end_with_parent() -> None:
    """In a child: ask this process to end when the parent is gone. Does nothing without a leash."""
    leash = os.environ.pop(LEASH, "")
    if not leash:
        return
    descriptor = int(leash)
    os.set_inheritable(descriptor, False)

    def watch() -> None:
        with suppress(OSError):
            os.read(descriptor, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="leash", daemon=True).start()


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this installation with this interpreter."""
    return [sys.executable, "-P", "-m", module, *arguments]


def _exit_code(child: _Child) -> int | None:
    return child.process.poll() if child.process is not None else None


def _drain(bell: socket.socket) -> None:
    with suppress(BlockingIOError):
        while bell.recv(4096):
            pass
