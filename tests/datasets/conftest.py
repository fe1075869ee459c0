"""Datasets and projects to attach them to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import Cast
from tests.datasets.steps import TEXTS, add
from tests.world import SENTIMENT


@pytest.fixture
def fill(cast: Cast) -> Callable[..., int]:
    """Makes a dataset of the manager with some rows."""

    def made(title: str = "Street scenes", rows: Any = TEXTS) -> int:
        answer = cast.manager.client.post("/api/datasets/", json={"title": title})
        assert answer.status_code == 201, answer.text
        dataset = int(answer.json()["id"])
        if rows:
            assert add(cast.manager, dataset, rows).status_code == 201
        return dataset

    return made


@pytest.fixture
def project(cast: Cast) -> Callable[..., int]:
    """Makes a project of the manager."""

    def made(config: str | None = SENTIMENT, **more: Any) -> int:
        body = {"title": "Composed", **more} | ({"label_config": config} if config else {})
        answer = cast.manager.client.post("/api/projects/", json=body)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    return made
