"""The database: one pool of connections, typed rows, migrations.

Queries are written as SQL and read into frozen dataclasses. One request is one transaction, committed at the edge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, LiteralString, TypeVar

import orjson
import psycopg
from psycopg.rows import class_row, dict_row, scalar_row
from psycopg.types.json import Jsonb, set_json_dumps, set_json_loads
from psycopg_pool import ConnectionPool

Connection = psycopg.Connection[Any]
Params = Mapping[str, Any] | Sequence[Any]
T = TypeVar("T")

OLDEST_POSTGRES = 15

set_json_dumps(orjson.dumps)
set_json_loads(orjson.loads)


def json(value: Any) -> Jsonb:
    """A value for a jsonb column."""
    return Jsonb(value)


def _prepare(connection: Connection) -> None:
    connection.prepare_threshold = 3
    connection.execute("set time zone 'UTC'")
    connection.commit()


class Database:
    """A pool of connections to one database."""

    def __init__(self, url: str, size: int = 20) -> None:
        self.url = url
        self.pool: ConnectionPool[Connection] = ConnectionPool(
            url, min_size=1, max_size=size, configure=_prepare, open=True, timeout=30
        )

    def close(self) -> None:
        self.pool.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back on an error."""
        with self.pool.connection() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection of its own that sees the database as it is now, for reads that take long.

        It is not one of the pool's: a person with a slow line who downloads for an hour keeps nobody else waiting.
        """
        with psycopg.connect(self.url) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            connection.prepare_threshold = 1
            connection.execute("set time zone 'UTC'")
            yield connection


def one(connection: Connection, row: type[T], sql: LiteralString, params: Params = ()) -> T | None:
    """The first row as `row`, or None."""
    with connection.cursor(row_factory=class_row(row)) as cursor:
        return cursor.execute(sql, params).fetchone()


def many(connection: Connection, row: type[T], sql: LiteralString, params: Params = ()) -> list[T]:
    """All rows as `row`."""
    with connection.cursor(row_factory=class_row(row)) as cursor:
        return cursor.execute(sql, params).fetchall()


def value(connection: Connection, sql: LiteralString, params: Params = ()) -> Any:
    """The first column of the first row, or None."""
    with connection.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(sql, params).fetchone()


def values(connection: Connection, sql: LiteralString, params: Params = ()) -> list[Any]:
    """The first column of all rows."""
    with connection.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(sql, params).fetchall()


def record(connection: Connection, sql: LiteralString, params: Params = ()) -> dict[str, Any] | None:
    """The first row as a mapping, for answers that go out as they are."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(sql, params).fetchone()


def records(connection: Connection, sql: LiteralString, params: Params = ()) -> list[dict[str, Any]]:
    """All rows as mappings."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(sql, params).fetchall()


def tuples(connection: Connection, sql: LiteralString, params: Params = ()) -> list[tuple[Any, ...]]:
    """All rows as they are, for statements that are put together of parts."""
    with connection.cursor() as cursor:
        return cursor.execute(sql, params).fetchall()


def run(connection: Connection, sql: LiteralString, params: Params = ()) -> int:
    """Executes a statement and returns how many rows it touched."""
    with connection.cursor() as cursor:
        return cursor.execute(sql, params).rowcount


def sent(connection: Connection, sql: LiteralString, params: Params = ()) -> Callable[[], Any]:
    """Sends a statement in a pipeline of the connection, where nobody waits for it yet.

    What it returns waits, and gives the first column of the first row, or None.
    """
    cursor = connection.cursor(row_factory=scalar_row).execute(sql, params)
    return cursor.fetchone


def copy_rows(connection: Connection, target: LiteralString, rows: Iterable[Sequence[Any]]) -> None:
    """Copies rows in; `target` is the table with its columns, as `task (id, overlap)`. JSON goes in as text."""
    with connection.cursor().copy(composed("copy", target, "from stdin")) as copy:
        for row in rows:
            copy.write_row(row)


def among(ids: Sequence[int]) -> tuple[LiteralString, int | list[int]]:
    """A comparison with some ids, as text and parameter.

    PostgreSQL keeps its plan of how to find one row; for a list it would plan anew each time.
    """
    return ("= %s", ids[0]) if len(ids) == 1 else ("= any(%s)", list(ids))


def columns(row: type[Any]) -> LiteralString:
    """The columns that a row's dataclass is read from, joined with commas."""
    return ", ".join(field.name for field in fields(row))


def now(connection: Connection) -> datetime:
    """The time of this transaction: every row that it writes has the same one."""
    found: datetime = value(connection, "select now()")
    return found


def composed(*parts: str) -> LiteralString:
    """Joins pieces of SQL that our own code chose from fixed texts; never give it a value."""
    return " ".join(parts)


def as_sqlalchemy(url: str) -> str:
    """The same address for SQLAlchemy, which Alembic needs."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)


def migrate(url: str, revision: str = "head") -> None:
    """Brings the database to the newest schema. Servers that start at once wait for one another."""
    from alembic import command
    from alembic.config import Config as AlembicConfig
    from sqlalchemy import create_engine, pool, text

    settings = AlembicConfig()
    settings.set_main_option("script_location", str(Path(__file__).parent.parent / "migrations"))
    engine = create_engine(as_sqlalchemy(url), poolclass=pool.NullPool)
    with engine.connect() as lock:
        lock.execute(text("select pg_advisory_lock(8315272)"))
        with engine.connect() as connection:
            connection.execute(text("set lock_timeout = '30s'"))
            connection.commit()
            settings.attributes["connection"] = connection
            command.upgrade(settings, revision)
            connection.commit()
        lock.execute(text("select pg_advisory_unlock(8315272)"))
    engine.dispose()


def schema_is_current(url: str) -> bool:
    """Whether all migrations have run."""
    from alembic.config import Config as AlembicConfig
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine, pool

    settings = AlembicConfig()
    settings.set_main_option("script_location", str(Path(__file__).parent.parent / "migrations"))
    engine = create_engine(as_sqlalchemy(url), poolclass=pool.NullPool)
    with engine.connect() as connection:
        return (
            MigrationContext.configure(connection).get_current_revision()
            in ScriptDirectory.from_config(settings).get_heads()
        )
