"""What a reviewer may not see of a project is nowhere: in the stream, tasks, lists, comments, history, figures."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Person
from tests.world import World, choice


@pytest.fixture
def w(db: Any, cast: Any) -> World:
    made = world.build(
        db,
        cast,
        tasks=2,
        maximum_annotations=2,
        review_settings={"anonymize_annotations": True, "review_criteria": "all"},
    )
    for person in (cast.ann1, cast.ann2):
        made.submit(person, made.task_ids[0])
    return made


def names(person: Person) -> tuple[str, ...]:
    return (person.email, person.email.split("@")[0], f'"{person.name.capitalize()}"')


def hidden(w: World, text: str) -> bool:
    """Whether an answer says neither who the annotators are nor what their numbers are."""
    return not any(
        word in text
        for person in (w.cast.ann1, w.cast.ann2)
        for word in (
            *names(person),
            f'"completed_by":{person.id},',
            f'"created_by":{person.id},',
            f'"user_id":{person.id},',
        )
    )


def test_an_answer_that_names_somebody_is_noticed(w: World) -> None:
    assert not hidden(w, w.cast.manager.client.get(f"/api/tasks/{w.task_ids[0]}/").text)


def test_nobody_is_named_wherever_a_reviewer_looks(w: World) -> None:
    client, task, project = w.cast.rev1.client, w.task_ids[0], w.project_id
    first, second = (entry["id"] for entry in w.task(task)["annotations"])
    opened = f"/api/organizations/{w.cast.organization_id}/permissions/project.dashboard"
    assert w.cast.owner.client.put(opened, json={"roles": ["AD", "MA", "RE"]}).status_code == 200
    note = {"annotation": first, "text": "I was not sure"}
    assert w.cast.ann1.client.post("/api/comments/", json=note).status_code == 201
    asked = {
        f"/api/projects/{project}/next-review/": {},
        f"/api/tasks/{task}/": {},
        f"/api/tasks/{task}/annotations/": {},
        f"/api/annotations/{second}/": {},
        f"/api/annotations/{first}/revisions/1/": {},
        "/api/tasks/": {"project": project, "fields": "all"},
        f"/api/projects/{project}/task-rows/": {},
        "/api/comments/": {"annotation": first, "expand_created_by": True},
        "/api/comments/export/": {"projects": str(project)},
        "/api/annotation-history/": {"annotation": first},
        f"/api/projects/{project}/annotation-history/": {},
        f"/api/fsm/entities/task/{task}/history": {},
        f"/api/fsm/entities/annotation/{first}/history": {},
        f"/api/projects/{project}/summary-figures/": {},
    }
    for url, params in asked.items():
        answer = client.get(url, params=params)
        assert answer.status_code == 200, (url, answer.text)
        assert hidden(w, answer.text), (url, answer.text)
    shown = client.get(f"/api/tasks/{task}/").json()
    assert [entry["completed_by"]["last_name"] for entry in shown["annotations"]] == ["1", "2"]
    assert [entry["name"] for entry in shown["annotators"]] == ["Annotator 1", "Annotator 2"]


def test_filters_do_not_tell_who_annotated(w: World) -> None:
    for name in ("filter:tasks:annotators", "filter:tasks:comment_authors"):
        line = {"filter": name, "operator": "contains", "value": [w.cast.ann1.id], "type": "List"}
        view = {"project": w.project_id, "data": {"filters": {"conjunction": "and", "items": [line]}}}
        refused = w.cast.rev1.client.post("/api/dm/views/", json=view)
        assert refused.status_code == 403, refused.text
        assert w.cast.manager.client.post("/api/dm/views/", json=view).status_code == 201


def test_ones_own_work_keeps_its_name(w: World) -> None:
    w.submit(w.cast.rev1, w.task_ids[1])
    [mine] = w.cast.rev1.client.get(f"/api/tasks/{w.task_ids[1]}/").json()["annotations"]
    assert mine["completed_by"]["id"] == w.cast.rev1.id
    [theirs] = w.cast.rev2.client.get(f"/api/tasks/{w.task_ids[1]}/").json()["annotations"]
    assert theirs["completed_by"]["first_name"] == "Annotator"


def test_agreement_is_in_the_stream_only_where_it_is_shown(w: World, db: Any) -> None:
    db.execute("update task set agreement = 0.25 where id = %s", (w.task_ids[0],))
    db.commit()
    assert w.next_review(w.cast.rev1).json()["task"]["agreement"] is None
    change = {"review_settings": {"show_agreement_to_reviewers": True}}
    w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json=change)
    assert w.next_review(w.cast.rev1).json()["task"]["agreement"] == 0.25


def test_what_happened_since_is_not_judged_unseen(w: World) -> None:
    first = w.task(w.task_ids[0])["annotations"][0]["id"]
    [seen] = w.cast.rev1.client.get("/api/annotation-history/", params={"annotation": first}).json()
    w.cast.ann1.client.patch(f"/api/annotations/{first}/", json={"result": choice("Negative")})
    refused = w.review(w.cast.rev1, first, True, last_annotation_history=seen["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "stale_history")
    newest = refused.json()["display_context"]["last_annotation_history"]
    verdict = w.review(w.cast.rev1, first, True, last_annotation_history=newest, result=choice("Positive")).json()
    assert verdict["previous_annotation_history"] == newest
    assert verdict["last_annotation_history"] == verdict["fixed_annotation_history"] > newest


def test_many_are_judged_at_once_and_taken_back(w: World) -> None:
    change = {"review_settings": {"require_comment_on_reject": True}}
    w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json=change)

    def act(action: str, **more: Any) -> Any:
        url = "/api/dm/actions/"
        body = {"selectedItems": {"all": True, "excluded": []}, **more}
        return w.cast.rev1.client.post(url, params={"id": action, "project": w.project_id}, json=body)

    assert act("reject_annotations", annotators=[w.cast.ann1.id], reject_action="remove").json()["result"] == {
        "made": 1
    }
    assert act("accept_annotations").json()["result"] == {"made": 1}
    assert w.task(w.task_ids[0])["state"] == "COMPLETED"
    assert act("take_back_verdicts").json()["result"] == {"gone": 2}
    assert w.task(w.task_ids[0])["state"] == "NEEDS_REVIEW"
