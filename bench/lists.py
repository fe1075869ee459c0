"""`python -m bench.lists`: what lists of a million tasks cost, by filter, order and depth.

Times are of whole requests on a server with nothing else to do, so they hold HTTP and JSON too.
"""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Iterator
from urllib.parse import quote

import psycopg
from psycopg import sql

from bench import fill, people, timing
from bench.server import Server, running

COLUMNS = "id,status,annotators,agreement,reviewers,ground_truth,total_annotations,comment_count,updated_at"

# Facts as a project has them that is in full work, told apart by the number of the task.
_SPREAD = """update task set
  status = (array['queued','assigned','in_review','returned','completed'])[1 + inner_id %% 5],
  state = (array['CREATED','ANNOTATION_IN_PROGRESS','NEEDS_REVIEW','REVIEW_IN_PROGRESS','COMPLETED']
    )[1 + inner_id %% 5],
  agreement = case when inner_id %% 3 = 0 then (inner_id %% 101) / 100.0 end,
  completed_at = case when inner_id %% 5 = 4 then now() - inner_id * interval '1 second' end,
  cancelled_annotations = case when inner_id %% 1000 = 0 then 1 else 0 end,
  reviews_rejected = case when inner_id %% 700 = 0 then 1 else 0 end,
  unresolved_comment_count = case when inner_id %% 900 = 0 then 1 else 0 end,
  updated_at = now() - (inner_id::bigint * 7919 %% 1000003) * interval '1 second'
  where project_id = %s and inner_id between %s and %s"""


def spread(database_url: str, project_id: int, count: int) -> None:
    """Gives tasks different facts, a stretch at a time so that the table is cleaned between."""
    with psycopg.connect(database_url, autocommit=True) as db:
        for start in range(1, count, 250_000):
            db.execute(_SPREAD, (project_id, start, start + 249_999))
            db.execute("vacuum task")
        for status in ("queued", "assigned", "in_review", "returned", "completed"):
            db.execute(
                sql.SQL("update project_tally set {} = %s where project_id = %s and shard = 0").format(
                    sql.Identifier(status)
                ),
                (count // 5, project_id),
            )
    fill.analyze(database_url)


def asked(person: int, count: int) -> Iterator[tuple[str, dict[str, object]]]:
    """The filters and orders that have an index."""

    def line(column: str, operator: str, value: object) -> dict[str, object]:
        return {"filters": {"items": [{"filter": f"tasks:{column}", "operator": operator, "value": value}]}}

    yield "id between two numbers", line("inner_id", "in", {"min": count // 2, "max": count // 2 + 5000})
    yield "status is returned", line("status", "equal", "returned")
    yield "state is in review", line("state", "equal", "REVIEW_IN_PROGRESS")
    yield "agreement below 10 %", line("agreement", "less", 0.1)
    yield "somebody skipped it", line("cancelled_annotations", "greater", 0)
    yield "something was rejected", line("reviews_rejected", "greater", 0)
    yield "open comments", line("unresolved_comment_count", "empty", False)
    yield "annotated by a person who did a twentieth", line("annotators", "contains", person)
    yield "by number", {"ordering": ["tasks:id"]}
    yield "newest change first", {"ordering": ["-tasks:updated_at"]}
    yield "by status", {"ordering": ["tasks:status"]}
    yield "lowest agreement first", {"ordering": ["tasks:agreement"]}
    yield "last completed first", {"ordering": ["-tasks:completed_at"]}


def measure(server: Server, project_id: int, person: int, count: int) -> list[tuple[str, float, float, float]]:
    """For each: the first page, a page in the middle of the list, and the count, in milliseconds."""
    rows = f"/api/projects/{project_id}/task-rows/?limit=50&columns={COLUMNS}"
    found = []
    for what, query in asked(person, count):
        address = f"&query={quote(json.dumps(query))}"
        first = timing.median(lambda a=address: server.call("GET", rows + a))  # type: ignore[misc]
        deep = _deep(server, project_id, rows + address, query)
        middle = timing.median(lambda d=deep: server.call("GET", d)) if deep else 0.0  # type: ignore[misc]
        number = f"/api/projects/{project_id}/task-count/?{address[1:]}"
        counted = timing.median(lambda n=number: server.call("GET", n), 5)  # type: ignore[misc]
        found.append((what, first, middle, counted))
    for what, page in (("first page by number", 1), ("page in the middle by number", count // 200)):
        pages = f"/api/tasks/?project={project_id}&page_size=100&page={page}"
        found.append((what, timing.median(lambda p=pages: server.call("GET", p)), 0.0, 0.0))  # type: ignore[misc]
    return found


def _deep(server: Server, project_id: int, address: str, query: dict[str, object]) -> str:
    """The address of a page far down: after the place that a task in the middle of the list has."""
    half = server.call("GET", f"/api/projects/{project_id}/task-count/?query={quote(json.dumps(query))}")["count"] // 2
    tasks = f"/api/tasks/?project={project_id}&page_size=1&page={half}&query={quote(json.dumps(query))}"
    listed = server.call("GET", tasks)["tasks"]
    if not listed:
        return ""
    return f"{address}&after={_mark(listed[0], query)}"


def _mark(task: dict[str, object], query: dict[str, object]) -> str:
    [order] = query.get("ordering", ["tasks:id"])  # type: ignore[misc]
    name = str(order).removeprefix("-").removeprefix("tasks:")
    states = ("queued", "assigned", "in_review", "returned", "completed")
    nullable = name in ("agreement", "completed_at")
    part = states.index(str(task["status"])) if name == "status" else int(nullable and task[name] is None)
    value = None if name in ("id", "status") or (nullable and part) else task[name]
    return base64.urlsafe_b64encode(json.dumps([part, value, task["id"]]).encode()).decode()


def main() -> None:
    """Fills a project, measures, prints a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--tasks", type=int, default=1_000_000)
    options.add_argument("--hold", action="store_true", help="Print the database's address and wait for Enter.")
    given = options.parse_args()
    with running() as server:
        project = server.project(maximum_annotations=3)
        fill.tasks(server.database_url, project, given.tasks, 3)
        [(person, _)] = people.add(server.database_url, project, 1, "AN")
        fill.done_by(server.database_url, project, person, given.tasks // 20)
        spread(server.database_url, project, given.tasks)
        if given.hold:
            print(server.url, server.database_url, server.owner, project, person, flush=True)
            input()
        print("| list | first page | in the middle | count |\n|---|---:|---:|---:|")
        for what, *times in measure(server, project, person, given.tasks):
            print("|", what, "|", " | ".join(f"{time:.0f} ms" if time else "–" for time in times), "|", flush=True)


if __name__ == "__main__":
    main()
