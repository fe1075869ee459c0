"""A project to import into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import Cast
from tests.world import SENTIMENT


@pytest.fixture
def make(cast: Cast) -> Callable[..., int]:
    """Makes a project of the manager."""

    def made(config: str | None = SENTIMENT, **settings: Any) -> int:
        body = {"title": "Imports", **settings} | ({"label_config": config} if config else {})
        answer = cast.manager.client.post("/api/projects/", json=body)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    return made
