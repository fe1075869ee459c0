"""Manual QA: what a submission costs that is full of instances, and what Start and verdicts cost where much waits.

The two sides of a comparison take turns, and of each the median is taken: what it usually costs. The fastest of a short
request is luck.
"""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable
from statistics import median
from typing import Any

from bench import fill, people
from bench.server import Server

CONFIG = """<View><Image name="image" value="$image"/><RectangleLabels name="box" toName="image">
<Label value="Car"/><Label value="Van"/><Label value="Bus"/></RectangleLabels></View>"""
CLASSES = ("Car", "Van", "Bus")
CYCLES = 60

Turn = Callable[[], float]


def boxes(count: int) -> list[dict[str, Any]]:
    """A result with so many boxes, of three classes in turn."""
    return [
        {
            "id": f"b{n}",
            "from_name": "box",
            "to_name": "image",
            "type": "rectanglelabels",
            "original_width": 1000,
            "original_height": 1000,
            "image_rotation": 0,
            "value": {
                "x": n % 90,
                "y": n // 90,
                "width": 3,
                "height": 2,
                "rotation": 0,
                "rectanglelabels": [CLASSES[n % 3]],
            },
        }
        for n in range(count)
    ]


def submits(server: Server, few: int, many: int) -> tuple[float, float]:
    """Milliseconds of a submission with few and with many instances, with sampling and routing on."""
    return alternating(_submitting(server, few), _submitting(server, many))


def starts(server: Server, few: int, many: int) -> tuple[float, float]:
    """Milliseconds of Start in a queue of few and of many tasks."""
    return alternating(_starting(server, few), _starting(server, many))


def review_starts(server: Server, few: int, many: int) -> tuple[float, float]:
    """Milliseconds of Start where few and many reviews wait."""
    return alternating(_starting_reviews(server, few), _starting_reviews(server, many))


def verdicts(server: Server, few: int, many: int) -> tuple[float, float]:
    """Milliseconds for each verdict where a review of few and one of many instances is judged with one request."""
    return alternating(_judging(server, few), _judging(server, many), times=6)


def alternating(one: Turn, other: Turn, times: int = CYCLES) -> tuple[float, float]:
    """What each of two turns usually takes; the first two rounds warm up."""
    found = [(one(), other()) for _ in range(times + 2)][2:]
    return median(a for a, _ in found), median(b for _, b in found)


def timed(server: Server, method: str, path: str, body: Any, key: str) -> tuple[float, Any]:
    """Milliseconds from a request that is written already to its answer, which is parsed afterwards."""
    request = urllib.request.Request(
        server.url + path,
        method=method,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Token {key}", "Content-Type": "application/json"},
    )
    begun = time.perf_counter()
    with urllib.request.urlopen(request, timeout=600) as answer:
        text = answer.read()
    return (time.perf_counter() - begun) * 1000, json.loads(text) if text else None


def _submitting(server: Server, count: int) -> Turn:
    project = server.project(label_config=CONFIG, preset="manual_qa")
    [(author, key)] = people.add(server.database_url, project, 1, "AN")
    reviewers = [person for person, _ in people.add(server.database_url, project, 4, "RE")]
    server.call(
        "PATCH",
        f"/api/projects/{project}/",
        {
            "review_settings": {
                "sampling_rate": 0.5,
                "class_sampling_rates": {"Car": 0.8},
                "annotator_sampling_rates": {str(author): 0.3},
                "reviewer_mapping": {
                    "enabled": True,
                    "classes": {"Car": reviewers[:2]},
                    "annotators": {str(author): reviewers[2:]},
                },
            },
        },
    )
    _pictures(server, project, CYCLES + 2)
    body = {"result": boxes(count), "lead_time": 1}

    def turn() -> float:
        task = server.call("GET", f"/api/projects/{project}/next", token=key)
        return timed(server, "POST", f"/api/tasks/{task['id']}/annotations/", body, key)[0]

    return turn


def _pictures(server: Server, project: int, count: int) -> None:
    rows = [{"image": f"https://example.org/{n}.png"} for n in range(count)]
    server.call("POST", f"/api/projects/{project}/import", rows)
    server.publish(project)


def _starting(server: Server, count: int) -> Turn:
    project = server.project(preset="manual_qa")
    fill.tasks(server.database_url, project, count, 1)
    server.publish(project)
    [(_, key)] = people.add(server.database_url, project, 1, "AN")

    def turn() -> float:
        took, found = timed(server, "POST", f"/api/projects/{project}/queue/start/", {"kind": "annotate"}, key)
        server.call("POST", f"/api/tasks/{found['task']}/release/", token=key)
        return took

    return turn


def _starting_reviews(server: Server, count: int) -> Turn:
    project = server.project(preset="manual_qa")
    fill.tasks(server.database_url, project, count, 1)
    server.publish(project)
    [(author, _)] = people.add(server.database_url, project, 1, "AN")
    [(_, key)] = people.add(server.database_url, project, 1, "RE")
    fill.in_review(server.database_url, project, author)

    def turn() -> float:
        took, found = timed(server, "POST", f"/api/projects/{project}/queue/start/", {"kind": "review"}, key)
        server.call("POST", f"/api/projects/{project}/queue/release/", {"work_items": [found["work_item"]]}, token=key)
        return took

    return turn


def _judging(server: Server, count: int) -> Turn:
    project = server.project(label_config=CONFIG, preset="manual_qa")
    [(_, author)] = people.add(server.database_url, project, 1, "AN")
    [(_, key)] = people.add(server.database_url, project, 1, "RE")
    _pictures(server, project, 10)
    result = boxes(count)

    def turn() -> float:
        task = server.call("POST", f"/api/projects/{project}/queue/start/", {}, token=author)["task"]
        server.call("POST", f"/api/tasks/{task}/annotations/", {"result": result, "lead_time": 1}, token=author)
        batch = server.call("GET", f"/api/projects/{project}/next-review/", token=key)
        said = [{"item": item["id"], "accepted": n % 3 > 0, "reason": "Wide"} for n, item in enumerate(batch["items"])]
        body = {"revision": batch["annotation"]["revision"], "verdicts": said}
        path = f"/api/work-items/{batch['reservation']['work_item']}/verdicts/"
        return timed(server, "POST", path, body, key)[0] / count

    return turn
