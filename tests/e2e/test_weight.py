"""What an annotator's browser has to load before it can show an item."""

from __future__ import annotations

import gzip
from typing import Any

from playwright.sync_api import Request, expect
from tests import world
from tests.e2e.conftest import Visit

from assay.kit.db import Connection

# Kilobytes of script, as gzip sends them.
MOST = 250


def test_the_label_stream_loads_little_before_its_surface(visit: Visit, cast: Any, db: Connection) -> None:
    project = world.build(db, cast).project_id
    page = visit(cast.ann1, "/health")
    scripts: list[Request] = []
    page.on("request", lambda request: scripts.append(request) if request.url.endswith(".js") else None)
    page.goto(f"/projects/{project}/label")
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    page.wait_for_load_state("networkidle")

    first = next(at for at, script in enumerate(scripts) if "Surface" in script.url)
    answers = [script.response() for script in scripts[:first]]
    weights = [len(gzip.compress(answer.body())) for answer in answers if answer]
    assert weights
    assert sum(weights) / 1000 < MOST
