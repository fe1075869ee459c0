"""Background work on imports, exports and copies that are too large to wait for."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
from procrastinate import JobContext, RetryStrategy
from procrastinate.exceptions import JobAborted

from assay.exchange import (
    copies,
    copy_queries,
    dataset_imports,
    duplicate_queries,
    duplicates,
    exports,
    imports,
    queries,
)
from assay.kit.db import Connection
from assay.kit.errors import AssayError
from assay.kit.jobs import app, database
from assay.kit.storage import storage

# A job that was interrupted this often is given up, so that work which brings the server down does not do so for ever.
MAX_STARTS = 3

BROKEN = "Something went wrong on the server."
INTERRUPTED = f"The server was stopped {MAX_STARTS} times while it was at work."

_retry = RetryStrategy(max_attempts=MAX_STARTS, wait=2, retry_exceptions=[JobAborted, psycopg.OperationalError])


@app.task(name="exchange.check_import", pass_context=True, retry=_retry)
def check_import(context: JobContext, import_id: int) -> None:
    """Checks the files of an import."""
    _carry_out(
        context,
        lambda db: imports.check(db, import_id, _import_progress(context, import_id)),
        lambda db, error: imports.fail(db, import_id, error),
    )


@app.task(name="exchange.commit_import", pass_context=True, retry=_retry)
def commit_import(context: JobContext, import_id: int) -> None:
    """Makes tasks of what was checked, in one transaction: whatever happens to this process, all of it or nothing."""
    _carry_out(
        context,
        lambda db: imports.commit(db, import_id, _import_progress(context, import_id)),
        lambda db, error: imports.fail(db, import_id, f"{error} Nothing was imported."),
    )


@app.task(name="exchange.fill_dataset", pass_context=True, retry=_retry)
def fill_dataset(context: JobContext, import_id: int) -> None:
    """Makes items of the files that were given to a dataset, and tasks in the projects that it is attached to."""
    _carry_out(
        context,
        lambda db: dataset_imports.commit(db, import_id, _import_progress(context, import_id)),
        lambda db, error: dataset_imports.give_up(db, import_id, f"{error} Nothing was added."),
    )


@app.task(name="exchange.run_export", pass_context=True, retry=_retry)
def run_export(context: JobContext, export_id: int) -> None:
    """Writes an export to its file."""

    def progress(tasks: int, total: int) -> None:
        _stay(context)
        with database().transaction() as db:
            exports.note_progress(db, export_id, tasks, total)

    _carry_out(
        context,
        lambda db: exports.run(database(), db, export_id, progress),
        lambda db, error: exports.fail(db, export_id, error),
    )


@app.task(name="exchange.convert_export", pass_context=True, retry=_retry)
def convert_export(context: JobContext, conversion_id: int) -> None:
    """Writes a finished export in a further format."""
    _carry_out(
        context,
        lambda db: exports.run_conversion(db, conversion_id, lambda: _stay(context)),
        lambda db, error: exports.fail_conversion(db, conversion_id, error),
    )


@app.task(name="exchange.fill_copy", pass_context=True, retry=_retry)
def fill_copy(context: JobContext, project_id: int) -> None:
    """Copies the data of a project into another one."""

    def progress(tasks: int) -> None:
        _stay(context)
        with database().transaction() as db:
            duplicate_queries.note(db, project_id, tasks)

    _carry_out(
        context,
        lambda db: duplicates.fill(db, storage(), project_id, progress),
        lambda db, error: duplicates.fail(db, storage(), project_id, error),
    )


@app.task(name="exchange.fill_project_copy", pass_context=True, retry=_retry)
def fill_project_copy(context: JobContext, copy_id: int) -> None:
    """Copies the data and the labels of a project into its copy, in one transaction."""

    def progress(tasks: int, labels: int) -> None:
        _stay(context)
        with database().transaction() as db:
            copy_queries.note(db, copy_id, tasks, labels)

    _carry_out(
        context,
        lambda db: copies.fill(db, copy_id, progress),
        lambda db, error: copies.fail(db, copy_id, error),
    )


def _import_progress(context: JobContext, import_id: int) -> imports.Progress:
    """Tells how far an import is, in transactions of their own: its own one is seen by nobody until it ends."""

    def note(rows: int) -> None:
        _stay(context)
        with database().transaction() as db:
            queries.note_import_progress(db, import_id, rows)

    return note


def _stay(context: JobContext) -> None:
    """Raises JobAborted when the worker is told to end: the job starts again with the next one."""
    if context.should_abort():
        raise JobAborted


def _carry_out(
    context: JobContext, work: Callable[[Connection], object], fail: Callable[[Connection, str], None]
) -> None:
    """Does the work in one transaction; what makes it impossible is written down for the person who waits."""
    if context.job.attempts >= MAX_STARTS:
        with database().transaction() as db:
            fail(db, INTERRUPTED)
        return
    try:
        with database().transaction() as db:
            work(db)
    except (JobAborted, psycopg.OperationalError):
        raise
    except AssayError as refused:
        with database().transaction() as db:
            fail(db, refused.detail)
    except Exception:
        with database().transaction() as db:
            fail(db, BROKEN)
        raise
