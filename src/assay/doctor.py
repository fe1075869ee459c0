"""What is wrong with an installation, and how to mend it. Every check returns findings; nothing is changed."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from assay.kit.config import Config
from assay.kit.db import OLDEST_POSTGRES, schema_is_current
from assay.kit.embedded import EmbeddedError, start
from assay.kit.secrets import FILE_NAME, SecretError, others_can_read, secret_key

OLDEST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 2 * 1024**3
BUILT_PAGE = Path(__file__).parent / "web" / "index.html"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check. `remedy` is empty exactly when all is well."""

    subject: str
    fact: str
    remedy: str = ""

    @property
    def is_well(self) -> bool:
        return not self.remedy


def examine(settings: Config, host: str, port: int) -> Iterator[Finding]:
    """The findings one by one, each as soon as it is known."""
    yield python_version(sys.version_info[:3])
    folder = data_folder(settings.data_dir)
    yield folder
    if settings.data_dir.is_dir():
        yield free_space(shutil.disk_usage(settings.data_dir).free, settings.data_dir)
        yield secret(settings)
    yield built_page(BUILT_PAGE)
    yield port_is_free(host, port)
    if folder.is_well or settings.database_url:
        yield from database(settings)


def python_version(version: tuple[int, ...]) -> Finding:
    """Whether this Python is new enough."""
    found = ".".join(str(part) for part in version)
    if version[:2] < OLDEST_PYTHON:
        oldest = ".".join(str(part) for part in OLDEST_PYTHON)
        return Finding("Python", found, f"Install Python {oldest} or newer and install Assay into it.")
    return Finding("Python", found)


def data_folder(path: Path) -> Finding:
    """Whether the data folder can be used, and only by this user."""
    where = str(path.absolute())
    if not path.exists():
        above = next(parent for parent in path.absolute().parents if parent.exists())
        if os.access(above, os.W_OK):
            return Finding("Data folder", f"{where} will be made at the first start")
        return Finding("Data folder", f"{where} cannot be made", f"Give this user the right to write to {above}.")
    if not path.is_dir():
        return Finding("Data folder", f"{where} is a file", "Name a folder with --data-dir.")
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return Finding("Data folder", f"{where} is not writable", f"Run Assay as the owner of {where}, or chown it.")
    if path.stat().st_mode & 0o006:
        return Finding("Data folder", f"{where} is open to every user of this machine", f"chmod o-rwx {where}")
    return Finding("Data folder", where)


def free_space(free: int, path: Path) -> Finding:
    """Whether there is room for the database to work."""
    fact = f"{free / 1024**3:.1f} GB free"
    if free < LEAST_FREE_BYTES:
        return Finding("Disk", fact, f"Make room on the disk of {path.absolute()}; the database stops when it is full.")
    return Finding("Disk", fact)


def secret(settings: Config) -> Finding:
    """Whether there is a secret key, and whether it is one."""
    path = settings.data_dir / FILE_NAME
    if not settings.secret_key and not path.exists():
        return Finding("Secret key", "will be made at the first start")
    try:
        secret_key(settings.data_dir, settings.secret_key)
    except SecretError as error:
        fact, _, remedy = str(error).partition(". ")
        return Finding("Secret key", fact, remedy or "Replace it.")
    if settings.secret_key:
        return Finding("Secret key", "from ASSAY_SECRET_KEY")
    if others_can_read(path):
        return Finding("Secret key", f"{path} can be read by other users", f"chmod 600 {path}")
    return Finding("Secret key", str(path))


def built_page(index: Path) -> Finding:
    """Whether the page is there to be served."""
    if not index.is_file():
        return Finding("Web page", "not built", "Run `make build`, or install the released package.")
    return Finding("Web page", "built")


def port_is_free(host: str, port: int) -> Finding:
    """Whether a server could listen here."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            from assay.server import answers

            if answers((host, port)):
                return Finding("Port", f"{port} on {host}: a server answers there already")
            return Finding("Port", f"{port} on {host}: {error.strerror}", "Choose another one with --port.")
    return Finding("Port", f"{port} on {host} is free")


def database(settings: Config) -> Iterator[Finding]:
    """Whether the database answers, is new enough, and has the schema of this version."""
    if not settings.database_url and not (settings.data_dir / "postgres").exists():
        yield Finding("Database", "the embedded one will be made at the first start")
        return
    try:
        with _reachable(settings) as url:
            with psycopg.connect(url, connect_timeout=10) as connection:
                version = connection.info.server_version
            yield database_version(version, embedded=not settings.database_url)
            if version // 10000 >= OLDEST_POSTGRES:
                yield schema(schema_is_current, url)
    except EmbeddedError as error:
        yield Finding("Database", "the embedded one does not start", str(error))
    except psycopg.Error as error:
        yield Finding(
            "Database", f"does not answer: {str(error).strip()}", "Check ASSAY_DATABASE_URL and that the server runs."
        )


def database_version(version: int, embedded: bool) -> Finding:
    """Whether the database is new enough."""
    fact = f"PostgreSQL {version // 10000}.{version % 10000}{', embedded' if embedded else ''}"
    if version // 10000 < OLDEST_POSTGRES:
        return Finding("Database", fact, f"Use PostgreSQL {OLDEST_POSTGRES} or newer.")
    return Finding("Database", fact)


def schema(is_current: Callable[[str], bool], url: str) -> Finding:
    """Whether the tables are those of this version."""
    if not is_current(url):
        return Finding(
            "Schema", "not that of this version", "Start `assay serve` once; it brings the schema up to date."
        )
    return Finding("Schema", "up to date")


@contextmanager
def _reachable(settings: Config) -> Iterator[str]:
    if settings.database_url:
        yield settings.database_url
        return
    with start(settings.data_dir) as embedded:
        yield embedded.url
