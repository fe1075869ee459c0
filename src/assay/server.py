"""What `assay serve` runs: one parent, some web processes that share a listening socket, and one job process.

The parent holds the embedded database, brings the schema up to date and watches its children; it serves no request
itself. The children are this module run as a program: `python -m assay.server web 3` and `python -m assay.server jobs`.
"""

from __future__ import annotations

import asyncio
import errno
import gc
import hashlib
import http.client
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from types import FrameType
from typing import Any

import psycopg

from assay.access.queries import installation
from assay.kit import live
from assay.kit.accepting import Acceptor
from assay.kit.config import Config, config
from assay.kit.db import OLDEST_POSTGRES, migrate
from assay.kit.embedded import Embedded
from assay.kit.embedded import start as start_embedded
from assay.kit.processes import Program, Supervisor, end_with_parent, python
from assay.kit.secrets import SecretError, secret_key

# Set in the children of a server that runs the embedded database: they hold it too, so that they can finish what they
# do when the parent is killed.
EMBEDDED = "ASSAY_HOLD_EMBEDDED"

FINISH_SECONDS = 8
# Browsers and proxies reuse a connection for about a minute; the server must not be the first to close it.
KEEP_ALIVE_SECONDS = 75
BACKLOG = 2048


class CannotListen(RuntimeError):
    """The address cannot be listened on. The message says why and what to do."""


class DatabaseTooOld(RuntimeError):
    """The database lacks what Assay is built on."""


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve."""

    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 1
    jobs: bool = True
    access_log: bool = False


def serve(
    settings: Config,
    serving: Serving,
    prepare: Callable[[Config], None],
    announce: Callable[[str, Config], None],
    report: Callable[[str], None],
) -> None:
    """Serve until asked to end.

    `prepare` runs once with the database ready and before the first request; `announce` gets the address and the
    settings with the database when the server answers; `report` gets what goes wrong meanwhile. Raises CannotListen,
    SecretError, StartFailed, and what `database` raises.
    """
    with leaving_in_order(), listening(serving.host, serving.port) as listener:
        with database(settings) as reachable:
            secret = secret_key(reachable.data_dir, reachable.secret_key)
            migrate(reachable.database_url)
            check_secret(reachable.database_url, secret)
            prepare(reachable)
            address = listener.getsockname()
            supervisor = Supervisor(_programs(reachable, serving, listener, settings), report)
            supervisor.run(
                is_ready=lambda: answers(address),
                when_ready=lambda: announce(web_address(serving.host, address[1]), reachable),
                before_end=listener.close,
            )


def check_secret(url: str, secret: str) -> None:
    """Raises SecretError when the database was set up by servers with another secret.

    The database keeps a fingerprint of the first secret that it met: with another one every token would be refused by
    one server and accepted by the other.
    """
    mark = hashlib.sha256(b"fingerprint of " + secret.encode()).hexdigest()[:32]
    with psycopg.connect(url) as connection:
        if installation.secret_mark(connection, mark) != mark:
            raise SecretError(
                "This database is used by servers with another secret key. Copy their secret.key into the data folder,"
                " or set ASSAY_SECRET_KEY to the same value on all of them."
            )


@contextmanager
def database(settings: Config) -> Iterator[Config]:
    """The settings with the address of a database that runs: the embedded one unless they name another.

    Raises EmbeddedError, DatabaseTooOld, and psycopg's OperationalError when the named one does not answer.
    """
    if settings.database_url:
        with psycopg.connect(settings.database_url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10000
        if version < OLDEST_POSTGRES:
            raise DatabaseTooOld(f"The database is PostgreSQL {version}; Assay needs {OLDEST_POSTGRES} or newer.")
        yield settings
        return
    with start_embedded(settings.data_dir) as embedded:
        yield replace(settings, database_url=embedded.url)


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket. Connections that arrive before the server is ready wait in it instead of being refused."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except socket.gaierror as error:
        raise CannotListen(f"{host} is not an address of this machine; try --host 127.0.0.1.") from error
    except OverflowError as error:
        raise CannotListen(f"{port} is not a port; give one from 1 to 65535 with --port.") from error
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(BACKLOG)
        except OSError as error:
            raise CannotListen(_why_not(error, host, port)) from error
        yield listener


def answers(address: tuple[str, int]) -> bool:
    """Whether GET /health on this address says 200."""
    connection = http.client.HTTPConnection(_reachable(address[0]), address[1], timeout=2)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def web_address(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    host = _reachable(host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def leaving_in_order() -> Iterator[None]:
    """Let SIGTERM unwind the program like Ctrl+C does, so that whatever was begun is ended."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def run_web_process(descriptor: int, *, access_log: bool, is_alone: bool) -> None:
    """A web process: answers requests from the listening socket that the parent opened, `is_alone` or with others."""
    import uvicorn

    class Server(uvicorn.Server):
        """Shares connections with the other web processes, and ends open streams, which it would wait for else."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            gc.collect()
            gc.freeze()  # what is there by now stays: no request waits while it is looked through for garbage
            gc.set_threshold(20_000, 10, 10)  # a request makes thousands of objects, and all go with it
            if is_alone:
                await super().startup(sockets)
                return
            await super().startup([])
            servers: list[Any] = self.servers
            servers += [Acceptor(each, self._protocol, self._connections) for each in sockets or ()]

        def _protocol(self) -> asyncio.Protocol:
            make: Any = self.config.http_protocol_class
            made: asyncio.Protocol = make(
                config=self.config, server_state=self.server_state, app_state=self.lifespan.state
            )
            return made

        def _connections(self) -> int:
            return len(self.server_state.connections)

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            live.end_all()
            super().handle_exit(sig, frame)

    listener = socket.socket(fileno=descriptor)
    os.set_inheritable(descriptor, False)
    with held_database():
        Server(
            uvicorn.Config(
                "assay.main:create_app",
                factory=True,
                loop="uvloop",
                http="httptools",
                ws="none",
                lifespan="on",
                log_level="info" if access_log else "warning",
                access_log=access_log,
                server_header=False,
                backlog=BACKLOG,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=FINISH_SECONDS,
            )
        ).run([listener])


def run_job_process() -> None:
    """A job process beside the web processes of one parent."""
    with held_database():
        work(config().database_url)


def work(url: str) -> None:
    """Work on the jobs of a database until asked to end; the jobs in hand are finished."""
    import assay.main  # noqa: F401  (it knows every kind of job)
    from assay.kit.jobs import run_worker

    run_worker(url)


@contextmanager
def held_database() -> Iterator[None]:
    """In a child: keep the parent's embedded database until this process is done with it."""
    held: Embedded | None = start_embedded(config().data_dir) if os.environ.get(EMBEDDED) == "1" else None
    try:
        yield
    finally:
        if held is not None:
            held.stop()


def child_environment(reachable: Config, embedded: bool) -> dict[str, str]:
    """The environment of a child: this process's, with the settings it was started with."""
    return {
        **os.environ,
        "ASSAY_DATA_DIR": str(reachable.data_dir.absolute()),
        "ASSAY_DATABASE_URL": reachable.database_url,
        EMBEDDED: "1" if embedded else "0",
    }


def _programs(reachable: Config, serving: Serving, listener: socket.socket, settings: Config) -> list[Program]:
    environment = child_environment(reachable, embedded=not settings.database_url)
    descriptor = listener.fileno()
    arguments = ["web", str(descriptor)]
    if serving.access_log:
        arguments.append("--access-log")
    if serving.workers == 1:
        arguments.append("--alone")
    programs = [
        Program(
            f"web process {number + 1}",
            python("assay.server", *arguments),
            environment,
            descriptors=(descriptor,),
            grace=FINISH_SECONDS + 2,
        )
        for number in range(serving.workers)
    ]
    if serving.jobs:
        programs.append(Program("job process", python("assay.server", "jobs"), environment, rank=1))
    return programs


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use by another program; choose another one with --port."
    if error.errno == errno.EACCES:
        return f"This user may not listen on port {port}; choose one above 1023 with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this machine; try --host 127.0.0.1, or 0.0.0.0 for all of its addresses."
    return f"Cannot listen on {host}:{port}: {error.strerror}."


def main(arguments: list[str]) -> None:
    """Entry point of a child."""
    end_with_parent()
    # Uvicorn raises the signal again when it is done; it must not take this process away from its database.
    with suppress(KeyboardInterrupt), leaving_in_order():
        if arguments[0] == "web":
            run_web_process(int(arguments[1]), access_log="--access-log" in arguments, is_alone="--alone" in arguments)
        else:
            run_job_process()


if __name__ == "__main__":
    main(sys.argv[1:])
