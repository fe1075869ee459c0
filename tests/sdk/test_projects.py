"""Projects, their members, roles and assignments: by the official client."""

from __future__ import annotations

from typing import Any

import pytest
from label_studio_sdk import LabelStudio
from label_studio_sdk.core.api_error import ApiError
from tests.cast import Cast
from tests.world import SENTIMENT


def test_create_change_and_delete(manager: LabelStudio, cast: Cast) -> None:
    made = manager.projects.create(
        title="Sentiment", description="Of letters", label_config=SENTIMENT, color="#FF0000", maximum_annotations=2
    )
    assert (made.title, made.description, made.maximum_annotations) == ("Sentiment", "Of letters", 2)
    assert made.created_by.id == cast.manager.id
    assert made.organization == cast.organization_id
    found = manager.projects.get(made.id)
    assert found.label_config == SENTIMENT
    assert found.parsed_label_config["sentiment"]["labels"] == ["Positive", "Negative"]
    changed = manager.projects.update(
        made.id,
        expert_instruction="<b>Read</b> twice",
        skip_queue="IGNORE_SKIPPED",
        review_settings={"require_comment_on_reject": True},
        assignment_settings={"label_stream_task_distribution": "assigned_only"},
    )
    assert changed.skip_queue == "IGNORE_SKIPPED"
    assert changed.review_settings.require_comment_on_reject is True
    assert changed.review_settings.review_criteria == "one", "what is not given stays"
    assert changed.assignment_settings.label_stream_task_distribution == "assigned_only"
    manager.projects.delete(made.id)
    with pytest.raises(ApiError) as gone:
        manager.projects.get(made.id)
    assert gone.value.status_code == 404


def test_the_list_ends_where_it_ends(manager: LabelStudio) -> None:
    made = [manager.projects.create(title=f"Project {number}", label_config=SENTIMENT).id for number in range(5)]
    assert [project.id for project in manager.projects.list(page_size=2)] == made[::-1]
    assert [project.id for project in manager.projects.list(ids=f"{made[0]},{made[1]}")] == made[1::-1]
    assert [project.title for project in manager.projects.list(title="project 3")] == ["Project 3"]
    counts = manager.projects.list_counts(page=1)
    assert counts.count == 5
    assert counts.results[0].task_number == 0


def test_configurations_are_checked(manager: LabelStudio, project: int) -> None:
    assert manager.projects.validate_label_config(project, label_config=SENTIMENT).label_config == SENTIMENT
    with pytest.raises(ApiError) as refused:
        manager.projects.validate_label_config(project, label_config="<View><Nonsense/></View>")
    assert refused.value.status_code == 400
    assert "Nonsense" in str(refused.value.body)
    with pytest.raises(ApiError) as untitled:
        manager.projects.create(title="", label_config=SENTIMENT)
    assert untitled.value.status_code == 400


def test_members(manager: LabelStudio, cast: Cast) -> None:
    made = manager.projects.create(title="Team", label_config=SENTIMENT).id
    assert manager.projects.members.add(made, user=cast.ann1.id).user == cast.ann1.id
    added = manager.projects.members.bulk.post(made, all_=False, included=[cast.ann2.id, cast.rev1.id])
    assert added.assignments == 2
    people = list(manager.projects.members.paginated.list(made, page_size=2))
    assert {person.id for person in people} == {cast.ann1.id, cast.ann2.id, cast.rev1.id, cast.manager.id}
    assert next(person for person in people if person.id == cast.manager.id).implicit_member is True
    manager.projects.members.remove(made, user=cast.ann1.id)
    assert manager.projects.members.bulk.delete(made, included=f"{cast.ann2.id}").deleted == 1
    assert {person.id for person in manager.projects.members.paginated.list(made)} == {cast.rev1.id, cast.manager.id}


def test_roles_in_a_project(manager: LabelStudio, cast: Cast, project: int) -> None:
    role = manager.projects.roles.add(project=project, role="RE", user=cast.ann1.id)
    assert (role.project, role.user, role.role) == (project, cast.ann1.id, "RE")
    assert [found.id for found in manager.projects.roles.get(project)] == [role.id]
    assert [found.id for found in manager.projects.roles.list(ids=[role.id])] == [role.id]
    manager.projects.roles.remove(role.id)
    assert manager.projects.roles.get(project) == []


def test_assignments(manager: LabelStudio, cast: Cast, project: int, tasks: list[int]) -> None:
    one = manager.projects.assignments.assign(project, tasks[0], type="AN", users=[cast.ann1.id])
    assert (one.assignee, one.task, one.type) == (cast.ann1.id, tasks[0], "AN")
    many = manager.projects.assignments.bulk_assign(
        project, selected_items={"all": True, "excluded": [tasks[0]]}, type="RE", users=[cast.rev1.id]
    )
    assert (many.assignments, sorted(many.task_ids)) == (2, tasks[1:])
    replaced = manager.projects.assignments.update(project, tasks[0], type="AN", users=[cast.ann2.id])
    assert replaced.assignee == cast.ann2.id
    [listed] = manager.projects.assignments.list(project, tasks[0])
    assert (listed.assignee, listed.type) == (cast.ann2.id, "AN")
    manager.projects.assignments.delete(project, tasks[0], type="AN", users=str(cast.ann2.id))
    assert manager.projects.assignments.list(project, tasks[0]) == []


def test_annotators_cannot_change_a_project(sdk: Any, cast: Cast, project: int) -> None:
    client = sdk(cast.ann1)
    assert client.projects.get(project).id == project
    for change in (
        lambda: client.projects.update(project, title="Mine"),
        lambda: client.projects.delete(project),
        lambda: client.tasks.create(project=project, data={"text": "x"}),
        lambda: client.projects.members.add(project, user=cast.rev2.id),
    ):
        with pytest.raises(ApiError) as refused:
            change()
        assert refused.value.status_code == 403
