"""Label Studio's official client, signed in as people of the cast. It checks no answer: each test looks for itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from label_studio_sdk import LabelStudio
from tests.cast import Cast, Person, join_project
from tests.world import SENTIMENT

Connect = Callable[[Person], LabelStudio]


@pytest.fixture
def manager(sdk: Connect, cast: Cast) -> LabelStudio:
    """The client of the manager."""
    return sdk(cast.manager)


@pytest.fixture
def owner(sdk: Connect, cast: Cast) -> LabelStudio:
    """The client of the owner."""
    return sdk(cast.owner)


@pytest.fixture
def project(manager: LabelStudio, cast: Cast, db: Any) -> int:
    """A published project of the manager, with everybody in it and three tasks."""
    made = manager.projects.create(title="By script", label_config=SENTIMENT)
    for number in range(3):
        manager.tasks.create(project=made.id, data={"text": f"Text {number}"})
    manager.projects.update(made.id, is_published=True)
    join_project(db, made.id, cast.ann1, cast.ann2, cast.rev1, cast.rev2)
    db.commit()
    return int(made.id)


@pytest.fixture
def tasks(manager: LabelStudio, project: int) -> list[int]:
    """The ids of the project's tasks."""
    return [task.id for task in manager.tasks.list(project=project)]


@pytest.fixture
def annotation(sdk: Connect, cast: Cast, tasks: list[int]) -> int:
    """An annotation of the first annotator on the first task."""
    from tests.world import choice

    return int(sdk(cast.ann1).annotations.create(tasks[0], result=choice(), lead_time=4.5).id)
