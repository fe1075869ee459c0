"""The command line: thin. Every command reads its options, calls one function and prints what came of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from rich.console import Console
from rich.markup import escape

from assay import __version__
from assay.access.rules.permissions import Role
from assay.kit.config import BadSetting, Config, config
from assay.kit.db import schema_is_current
from assay.kit.embedded import EmbeddedError
from assay.kit.errors import AssayError
from assay.kit.processes import StartFailed
from assay.kit.secrets import SecretError, secret_key
from assay.server import CannotListen, DatabaseTooOld, Serving

app = typer.Typer(
    name="assay",
    help="Review annotations, measure their quality, and ship only what passed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
user_commands = typer.Typer(help="People of this installation.", no_args_is_help=True)
app.add_typer(user_commands, name="user")

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

DataDir = Annotated[
    Path, typer.Option(envvar="ASSAY_DATA_DIR", help="Folder for the embedded database, files and the secret key.")
]
DatabaseUrl = Annotated[
    str, typer.Option(envvar="ASSAY_DATABASE_URL", help="PostgreSQL 15 or newer to use instead of the embedded one.")
]
Host = Annotated[str, typer.Option(envvar="ASSAY_HOST", help="Address to listen on; 0.0.0.0 for every network.")]
Port = Annotated[int, typer.Option(envvar="ASSAY_PORT", min=0, max=65535, help="Port to listen on; 0 picks one.")]
Workers = Annotated[int, typer.Option(envvar="ASSAY_WORKERS", min=1, max=128, help="Web processes; one per core.")]
Jobs = Annotated[bool, typer.Option("--jobs/--no-jobs", envvar="ASSAY_JOBS", help="Run a job process beside them.")]
AccessLog = Annotated[bool, typer.Option("--access-log", envvar="ASSAY_ACCESS_LOG", help="Print every request.")]


class RoleName(StrEnum):
    """The roles as a person types them."""

    OWNER = "owner"
    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    REVIEWER = "reviewer"
    ANNOTATOR = "annotator"


DEFAULT_DATA_DIR = Path("data")


@app.command()
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8080,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    database_url: DatabaseUrl = "",
    workers: Workers = 1,
    jobs: Jobs = True,
    access_log: AccessLog = False,
) -> None:
    """Serve Assay until Ctrl+C or SIGTERM."""
    with plain_failures():
        _serve(settings(data_dir, database_url), Serving(host, port, workers, jobs, access_log), demo=False)


@app.command()
def demo(
    host: Host = "127.0.0.1",
    port: Port = 8080,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    database_url: DatabaseUrl = "",
    workers: Workers = 1,
    jobs: Jobs = True,
    access_log: AccessLog = False,
) -> None:
    """Serve Assay with people and projects to look at; they are made once, in an installation that has none."""
    with plain_failures():
        _serve(settings(data_dir, database_url), Serving(host, port, workers, jobs, access_log), demo=True)


@app.command()
def worker(data_dir: DataDir = DEFAULT_DATA_DIR, database_url: DatabaseUrl = "") -> None:
    """Work on background jobs, beside a running server or on another machine with --database-url."""
    from assay import server

    with plain_failures(), server.leaving_in_order(), server.database(settings(data_dir, database_url)) as reachable:
        if not schema_is_current(reachable.database_url):
            err.print("[red]The database has not the schema of this version. Start `assay serve` first.[/red]")
            raise typer.Exit(1)
        out.print("Working on jobs. Ctrl+C ends this after the jobs in hand.")
        os.environ.update(server.child_environment(reachable, embedded=False))
        config.cache_clear()
        server.work(reachable.database_url)


@user_commands.command("create")
def create_user(
    email: Annotated[str, typer.Option(help="E-mail address to sign in with.")],
    password: Annotated[
        str,
        typer.Option(
            envvar="ASSAY_PASSWORD",
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
            help="Password to sign in with, of at least 8 characters.",
        ),
    ],
    role: Annotated[RoleName, typer.Option(help="Role in the organization.")] = RoleName.ANNOTATOR,
    first_name: Annotated[str, typer.Option(help="First name.")] = "",
    last_name: Annotated[str, typer.Option(help="Last name.")] = "",
    organization: Annotated[str, typer.Option(help="Name of the organization that a first owner founds.")] = "Assay",
    token: Annotated[bool, typer.Option("--token", help="Print the person's API token as the last line.")] = False,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    database_url: DatabaseUrl = "",
) -> None:
    """Make an account; also beside a running server. The first one must be the owner's."""
    from assay import server
    from assay.kit.db import Database, migrate
    from assay.newcomer import Newcomer, admit

    newcomer = Newcomer(email, password, Role[role.name], first_name, last_name, organization)
    with plain_failures(), server.leaving_in_order(), server.database(settings(data_dir, database_url)) as reachable:
        secret = secret_key(reachable.data_dir, reachable.secret_key).encode()
        migrate(reachable.database_url)
        database = Database(reachable.database_url, size=1)
        try:
            with database.transaction() as connection:
                key = admit(connection, newcomer, secret if token else None)
        finally:
            database.close()
    out.print(f"{escape(email)} is now {role.value} of this installation.")
    if key is not None:
        out.print(key)


@user_commands.command("password")
def give_password(
    email: Annotated[str, typer.Option(help="E-mail address that the person signs in with.")],
    password: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="The new password."),
    ],
    data_dir: DataDir = DEFAULT_DATA_DIR,
    database_url: DatabaseUrl = "",
) -> None:
    """Give somebody who forgot theirs a new password; also beside a running server."""
    from assay import newcomer, server
    from assay.kit.db import Database

    with plain_failures(), server.leaving_in_order(), server.database(settings(data_dir, database_url)) as reachable:
        database = Database(reachable.database_url, size=1)
        try:
            with database.transaction() as connection:
                newcomer.give_password(connection, email, password)
        finally:
            database.close()
    out.print(f"{escape(email)} has a new password and is signed out everywhere.")


@app.command()
def doctor(
    host: Host = "127.0.0.1",
    port: Port = 8080,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    database_url: DatabaseUrl = "",
) -> None:
    """Say what is wrong with this installation and how to fix it. Exit code 1 if anything is."""
    from assay.doctor import examine

    wrong = 0
    with plain_failures():
        for finding in examine(settings(data_dir, database_url), host, port):
            wrong += not finding.is_well
            mark = "[green]ok   [/green]" if finding.is_well else "[red]wrong[/red]"
            out.print(f"{mark} {finding.subject}: {escape(finding.fact)}")
            if finding.remedy:
                out.print(f"      Fix: {escape(finding.remedy)}")
    if wrong:
        out.print(f"\n{wrong} thing{'s are' if wrong > 1 else ' is'} wrong.")
        raise typer.Exit(1)
    out.print("\nAll is well.")


@app.command()
def openapi() -> None:
    """Print the description of the HTTP API as OpenAPI JSON."""
    import orjson

    from assay.main import create_app

    described = orjson.dumps(create_app().openapi(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    sys.stdout.buffer.write(described)


@app.command()
def version() -> None:
    """Print the version."""
    out.print(__version__)


def settings(data_dir: Path, database_url: str) -> Config:
    """The configuration of this process: the environment, with what the command line says."""
    os.environ["ASSAY_DATA_DIR"] = str(data_dir.expanduser().absolute())
    os.environ["ASSAY_DATABASE_URL"] = database_url
    config.cache_clear()
    return config()


@contextmanager
def plain_failures() -> Iterator[None]:
    """Failures that a person can act on are printed as one message, without a traceback."""
    try:
        yield
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except AssayError as error:
        err.print(f"[red]{escape(error.detail)}[/red]")
        for problem in error.problems:
            if problem.fix:
                err.print(escape(problem.fix))
        raise typer.Exit(1) from None
    except (BadSetting, CannotListen, DatabaseTooOld, EmbeddedError, SecretError) as error:
        err.print(f"[red]{escape(str(error))}[/red]")
        raise typer.Exit(1) from None
    except StartFailed as error:
        err.print(f"[red]Assay did not start: {escape(str(error))}. See above; `assay doctor` may know more.[/red]")
        raise typer.Exit(1) from None
    except psycopg.OperationalError as error:
        err.print(f"[red]The database does not answer: {escape(str(error).strip())}[/red]")
        err.print("Check --database-url; `assay doctor` tells more.")
        raise typer.Exit(1) from None


def _serve(settings: Config, serving: Serving, demo: bool) -> None:
    from assay import server

    out.print(f"Starting Assay {__version__} with its data in {escape(str(settings.data_dir))}")
    server.serve(
        settings,
        serving,
        prepare=_prepare_demo if demo else lambda _: None,
        announce=_announce,
        report=lambda text: err.print(f"[yellow]{escape(text)}[/yellow]"),
    )
    out.print("Assay has ended.")


def _prepare_demo(reachable: Config) -> None:
    from assay.demo.seed import plant
    from assay.kit.db import Database

    database = Database(reachable.database_url, size=2)
    try:
        if plant(database, reachable.data_dir):
            out.print("Made the demo organization.")
    finally:
        database.close()


def _announce(address: str, reachable: Config) -> None:
    from assay.access.set_up import needs_owner
    from assay.demo.login import FILE_NAME

    with psycopg.connect(reachable.database_url) as connection:
        unowned = needs_owner(connection)
    out.print(f"\nAssay is ready at [bold]{address}[/bold]")
    note = reachable.data_dir / FILE_NAME
    if unowned:
        out.print(f"Nobody has set it up yet: open {address}/setup and make the owner.")
    elif note.is_file():
        out.print(escape(note.read_text(encoding="utf-8").rstrip()))
    out.print("Ctrl+C ends it.")


if __name__ == "__main__":
    app()
