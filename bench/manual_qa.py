"""Manual QA: what a submission costs that is full of instances, and what Start costs in a queue that is long."""

from __future__ import annotations

import statistics
import time
from typing import Any

from bench import fill, people
from bench.server import Server

CONFIG = """<View><Image name="image" value="$image"/><RectangleLabels name="box" toName="image">
<Label value="Car"/><Label value="Van"/><Label value="Bus"/></RectangleLabels></View>"""
CLASSES = ("Car", "Van", "Bus")
CYCLES = 12


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
    return _submit(server, few), _submit(server, many)


def _submit(server: Server, count: int) -> float:
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
    server.call(
        "POST",
        f"/api/projects/{project}/import",
        [{"image": f"https://example.org/{n}.png"} for n in range(CYCLES + 3)],
    )
    server.publish(project)
    result, times = boxes(count), []
    for number in range(CYCLES + 2):
        task = server.call("GET", f"/api/projects/{project}/next", token=key)
        start = time.perf_counter()
        server.call("POST", f"/api/tasks/{task['id']}/annotations/", {"result": result, "lead_time": 1}, token=key)
        if number > 1:
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def start(server: Server, count: int) -> float:
    """Milliseconds of Start in a queue of so many tasks."""
    project = server.project(preset="manual_qa")
    fill.tasks(server.database_url, project, count, 1)
    server.publish(project)
    [(_, key)] = people.add(server.database_url, project, 1, "AN")
    times = []
    for number in range(CYCLES + 2):
        begun = time.perf_counter()
        found = server.call("POST", f"/api/projects/{project}/queue/start/", {"kind": "annotate"}, token=key)
        if number > 1:
            times.append((time.perf_counter() - begun) * 1000)
        server.call("POST", f"/api/tasks/{found['task']}/release/", token=key)
    return statistics.median(times)
