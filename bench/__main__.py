"""`make bench`: what the server does beside what the database alone can do, in one run, as ratios.

`python -m bench --quick` takes a tenth of the tasks, for trying the bench itself; `--only instances` one of its parts.
"""

from __future__ import annotations

import argparse
import base64
import json
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

import psycopg

from bench import baseline, fill, load, manual_qa, people, timing
from bench.server import RESULT, Server, running

SECONDS = 8.0
PEOPLE = 16


@dataclass(frozen=True)
class Line:
    """One line of the table: what was measured, against what, and what is wanted."""

    what: str
    ours: str
    base: str
    ratio: float
    wanted: str

    @property
    def is_met(self) -> bool:
        sign, number = self.wanted.split()
        return self.ratio >= float(number) if sign == ">=" else self.ratio <= float(number)


def streams(server: Server) -> list[Line]:
    """Label and review cycles of sixteen people, against plain loops on the same database."""
    ours, base = server.project(maximum_annotations=3), server.project(maximum_annotations=3)
    for project in (ours, base):
        fill.tasks(server.database_url, project, 30_000, 3)
        server.publish(project)
    annotators = people.add(server.database_url, ours, PEOPLE, "AN")
    reviewers = people.add(server.database_url, ours, PEOPLE, "RE")
    lines = []
    plain = baseline.loop(server.database_url, [i for i, _ in annotators], SECONDS, baseline.label_cycle(base))
    done = load.label(server.url, ours, [key for _, key in annotators], SECONDS)
    lines.append(
        Line("label cycles (next + submit), 16 people", f"{done:.0f}/s", f"{plain:.0f}/s", done / plain, ">= 0.2")
    )
    plain = baseline.loop(server.database_url, [i for i, _ in reviewers], SECONDS / 2, baseline.review_cycle(base))
    done = load.review(server.url, ours, [key for _, key in reviewers], SECONDS / 2)
    lines.append(
        Line("review cycles (next + verdict), 16 people", f"{done:.0f}/s", f"{plain:.0f}/s", done / plain, ">= 0.2")
    )
    return lines


def exchange(server: Server, count: int) -> list[Line]:
    """Import and export of many tasks, against a bare COPY of the same rows."""
    project = server.project()
    rows = [{"data": {"text": f"Message {n}: the parcel came late and the box was wet."}} for n in range(count)]
    body = json.dumps(rows).encode()
    start = time.perf_counter()
    _post(server, f"/api/projects/{project}/import", body)
    took = time.perf_counter() - start
    plain = baseline.copy_in(server.database_url, project)
    lines = [Line(f"import of {count:,} tasks", f"{took:.1f} s", f"{plain:.1f} s", plain / took, ">= 0.3")]
    fill.analyze(server.database_url)
    start = time.perf_counter()
    size = _size(server, f"/api/projects/{project}/export?export_type=JSON&download_all_tasks=true")
    took = time.perf_counter() - start
    plain = baseline.copy_out(server.database_url, project)
    what = f"export of {count:,} tasks ({size / 1e6:.0f} MB)"
    lines.append(Line(what, f"{took:.1f} s", f"{plain:.1f} s", plain / took, ">= 0.3"))
    return lines


def growth(server: Server, small: int, large: int) -> list[Line]:
    """What next, submit and lists cost in a large project, against a small one."""
    times: list[dict[str, float]] = []
    for count in (small, large):
        project = server.project(maximum_annotations=3)
        fill.tasks(server.database_url, project, count, 3)
        server.publish(project)
        [(old, old_key)] = people.add(server.database_url, project, 1, "AN")
        [(_, new_key)] = people.add(server.database_url, project, 1, "AN")
        fill.done_by(server.database_url, project, old, count // 5)
        times.append(_times(server, project, old_key, new_key, count))
    lines = []
    for what, before in times[0].items():
        after = times[1][what]
        name = f"{what}: {large:,} tasks against {small:,}"
        lines.append(Line(name, f"{after:.1f} ms", f"{before:.1f} ms", after / before, "<= 1.5"))
    return lines


def _times(server: Server, project: int, old_key: str, new_key: str, count: int) -> dict[str, float]:
    columns = "annotators,reviewers,agreement,total_annotations,comment_count,updated_at"
    rows = f"/api/projects/{project}/task-rows/?limit=50&columns={columns}"
    deep = _deep(server, project, count)
    found: dict[str, float] = {}
    found["next, a person who has done a fifth"], found["submit, the same person"] = timing.cycle(
        server, project, old_key, RESULT
    )
    found["next, a new person"], found["submit, a new person"] = timing.cycle(server, project, new_key, RESULT)
    found["project list"] = timing.median(lambda: server.call("GET", "/api/projects/"))
    found["task list, first page, newest first"] = timing.median(
        lambda: server.call("GET", f"{rows}{_query(ordering=['-tasks:updated_at'])}")
    )
    found["task list, a page in the middle"] = timing.median(lambda: server.call("GET", f"{rows}&after={deep}"))
    found["task list, filtered by status"] = timing.median(
        lambda: server.call("GET", f"{rows}{_query(filters=_status('assigned'))}")
    )
    found["task list, sorted by status"] = timing.median(
        lambda: server.call("GET", f"{rows}{_query(ordering=['-tasks:status'])}")
    )
    return found


def instances(server: Server, small: int, large: int, share: int) -> list[Line]:
    """Manual QA: submissions and reviews of many instances against few, Start in long queues against short ones."""
    few, many = manual_qa.submits(server, 10, 500)
    what = "submit with 500 instances against 10, sampling and routing on"
    lines = [Line(what, f"{many:.1f} ms", f"{few:.1f} ms", many / few, "<= 3")]
    few, many = manual_qa.verdicts(server, 20, 2_000 // share)
    what = f"verdicts on {2_000 // share:,} instances at once against 20, each"
    lines.append(Line(what, f"{many:.2f} ms", f"{few:.2f} ms", many / few, "<= 1.5"))
    few, many = manual_qa.starts(server, small, large)
    what = f"Start in a queue of {large:,} tasks against {small:,}"
    lines.append(Line(what, f"{many:.1f} ms", f"{few:.1f} ms", many / few, "<= 1.5"))
    few, many = manual_qa.review_starts(server, small, large // 10)
    what = f"Start of a review where {large // 10:,} wait against {small:,}"
    lines.append(Line(what, f"{many:.1f} ms", f"{few:.1f} ms", many / few, "<= 1.5"))
    return lines


def _query(**asked: object) -> str:
    return f"&query={quote(json.dumps(asked))}"


def _status(word: str) -> dict[str, object]:
    return {"items": [{"filter": "tasks:status", "operator": "equal", "type": "String", "value": word}]}


def _deep(server: Server, project: int, count: int) -> str:
    """The place in the middle of a list, as its `next` would name it."""
    with psycopg.connect(server.database_url) as db:
        row = db.execute(
            "select id from task where project_id = %s order by id offset %s limit 1", (project, count // 2)
        ).fetchone()
    assert row is not None
    return base64.urlsafe_b64encode(json.dumps([0, None, row[0]]).encode()).decode()


def _post(server: Server, path: str, body: bytes) -> None:
    request = urllib.request.Request(
        server.url + path,
        method="POST",
        data=body,
        headers={"Authorization": f"Token {server.owner}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=900) as answer:
        answer.read()


def _size(server: Server, path: str) -> int:
    request = urllib.request.Request(server.url + path, headers={"Authorization": f"Token {server.owner}"})
    size = 0
    with urllib.request.urlopen(request, timeout=900) as answer:
        while block := answer.read(1 << 20):
            size += len(block)
    return size


def show(lines: list[Line]) -> None:
    """Prints the table in Markdown."""
    print("| measured | Assay | baseline | ratio | wanted | |\n|---|---:|---:|---:|---|---|")
    for line in lines:
        mark = "met" if line.is_met else "missed"
        print(f"| {line.what} | {line.ours} | {line.base} | {line.ratio:.2f} | {line.wanted} | {mark} |")


PARTS: dict[str, Callable[[Server, int], list[Line]]] = {
    "streams": lambda server, share: streams(server),
    "exchange": lambda server, share: exchange(server, 100_000 // share),
    "growth": lambda server, share: growth(server, 1_000, 1_000_000 // share),
    "instances": lambda server, share: instances(server, 1_000, 1_000_000 // share, share),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the tasks")
    parser.add_argument("--only", choices=list(PARTS), help="one part of it")
    wanted = parser.parse_args()
    share = 10 if wanted.quick else 1
    with running() as server:
        show([line for name, part in PARTS.items() if wanted.only in (None, name) for line in part(server, share)])


if __name__ == "__main__":
    main()
