"""Times of single requests."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from bench.server import Server


def median(call: Callable[[], Any], times: int = 15) -> float:
    """Milliseconds that a call takes, the median of some after one that warms up."""
    call()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append((time.perf_counter() - start) * 1000)
    return statistics.median(found)


def cycle(server: Server, project_id: int, key: str, result: Any) -> tuple[float, float]:
    """Milliseconds of next and of submit, medians of 25 cycles of one person."""
    asked, handed = [], []
    for number in range(27):
        start = time.perf_counter()
        task = server.call("GET", f"/api/projects/{project_id}/next", token=key)
        middle = time.perf_counter()
        server.call("POST", f"/api/tasks/{task['id']}/annotations/", {"result": result, "lead_time": 1}, token=key)
        if number > 1:
            asked.append((middle - start) * 1000)
            handed.append((time.perf_counter() - middle) * 1000)
    return statistics.median(asked), statistics.median(handed)
