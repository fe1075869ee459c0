"""Reviews, comments and history: by the official client."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from label_studio_sdk import LabelStudio
from label_studio_sdk.core.api_error import ApiError
from label_studio_sdk.types import Comment, CommentSerializerWithExpandedUser
from tests.cast import Cast
from tests.world import choice


@pytest.fixture
def reviewer(sdk: Any, cast: Cast) -> LabelStudio:
    client: LabelStudio = sdk(cast.rev1)
    return client


def test_reviews(reviewer: LabelStudio, cast: Cast, project: int, annotation: int) -> None:
    started = datetime(2026, 1, 1, tzinfo=UTC)
    made = reviewer.annotation_reviews.create(
        annotation=annotation, accepted=False, reject_action="requeue", comment="Look again", started_at=started
    )
    assert (made.annotation, made.created_by, made.accepted) == (annotation, cast.rev1.id, False)
    assert (made.reject_action, made.started_at) == ("requeue", started)
    assert reviewer.annotation_reviews.get(made.id).id == made.id
    changed = reviewer.annotation_reviews.update(made.id, accepted=True)
    assert (changed.id, changed.accepted, changed.reject_action) == (made.id, True, None)
    assert [found.id for found in reviewer.annotation_reviews.list(annotation=annotation)] == [made.id]
    assert [found.id for found in reviewer.annotation_reviews.list(annotation_task_project=project)] == [made.id]
    reviewer.annotation_reviews.delete(made.id)
    assert reviewer.annotation_reviews.list(annotation=annotation) == []


def test_a_fix_keeps_both_revisions(reviewer: LabelStudio, manager: LabelStudio, annotation: int) -> None:
    made = reviewer.annotation_reviews.create(annotation=annotation, accepted=True, result=choice("Negative"))
    assert (made.accepted, made.result) == (True, choice("Negative"))
    before, after = (entry.id for entry in reviewer.annotation_history.list(annotation=annotation))
    assert (made.previous_annotation_history, made.fixed_annotation_history) == (before, after)
    assert manager.annotations.get(annotation).result == choice("Negative")


def test_annotators_give_no_verdicts(sdk: Any, cast: Cast, annotation: int) -> None:
    with pytest.raises(ApiError) as refused:
        sdk(cast.ann2).annotation_reviews.create(annotation=annotation, accepted=True)
    assert refused.value.status_code == 403


def test_comments(reviewer: LabelStudio, cast: Cast, project: int, annotation: int) -> None:
    made = reviewer.comments.create(annotation=annotation, text="Sure?", region_ref={"region_id": "c1"})
    assert isinstance(made, Comment)
    assert (made.created_by, made.project, made.annotation) == (cast.rev1.id, project, annotation)
    shown = reviewer.comments.get(made.id, expand_created_by=True)
    assert isinstance(shown, CommentSerializerWithExpandedUser)
    assert shown.created_by.email == cast.rev1.email
    assert [found.id for found in reviewer.comments.list(annotation=annotation)] == [made.id]
    assert [found.id for found in reviewer.comments.list(projects=str(project), annotators=str(cast.ann1.id))] == [
        made.id
    ]
    resolved = reviewer.comments.update(made.id, is_resolved=True)
    assert resolved.is_resolved is True
    assert resolved.resolved_at is not None
    assert b"Sure?" in b"".join(reviewer.comments.export(annotation=annotation))
    reviewer.comments.delete(made.id)
    assert reviewer.comments.list(annotation=annotation) == []


def test_history(reviewer: LabelStudio, cast: Cast, project: int, annotation: int) -> None:
    reviewer.annotation_reviews.create(annotation=annotation, accepted=True)
    submitted, accepted = reviewer.annotation_history.list(annotation=annotation)
    assert (submitted.action, submitted.created_by, submitted.lead_time) == ("submitted", cast.ann1.id, 4.5)
    assert (accepted.action, accepted.created_by) == ("accepted", cast.rev1.id)
    assert reviewer.annotation_history.retrieve(accepted.id).annotation_id == annotation
    page = reviewer.annotation_history.list_for_project(project, page_size=1)
    assert (page.count, [entry.action for entry in page.results]) == (2, ["submitted"])


def test_states_of_a_task_end_where_they_end(reviewer: LabelStudio, tasks: list[int], annotation: int) -> None:
    reviewer.annotation_reviews.create(annotation=annotation, accepted=True)
    states = list(reviewer.states.state_history("task", tasks[0], page_size=1))
    assert [state.state for state in states] == ["COMPLETED", "NEEDS_REVIEW", "ANNOTATION_IN_PROGRESS"]
    judged = reviewer.states.state_history("annotation", annotation)
    assert [state.state for state in judged] == ["COMPLETED", "CREATED"]
