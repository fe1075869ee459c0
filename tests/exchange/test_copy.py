"""Copies of projects: every task waits in the queue, whatever comes along (T14)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast, Person, join_project
from tests.world import ENTITIES, World, build, span

from assay.annotations.rules.instances import entries_of
from assay.exchange import copies, copy_queries


def copy(person: Person, project: int, **wish: Any) -> Any:
    return person.client.post(f"/api/projects/{project}/copy/", json=wish)


def filled(person: Person, project: int, **wish: Any) -> int:
    answer = copy(person, project, **wish)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["status"], answer.json()["error"]) == ("done", "")
    return int(answer.json()["project"])


def tasks(w: World, project: int) -> list[Any]:
    found = w.cast.owner.client.get("/api/tasks/", params={"project": project, "page_size": 100})
    assert found.status_code == 200, found.text
    return [w.task(row["id"], w.cast.owner) for row in found.json()["tasks"]]


@pytest.fixture
def worked(cast: Cast, db: Any) -> World:
    """Three tasks: one submitted with an instance accepted and one rejected, one held, one fresh."""
    w = build(db, cast, tasks=3, config=ENTITIES, preset="manual_qa")
    held = w.cast.ann1.client.get(f"/api/projects/{w.project_id}/next").json()
    made = w.submit(cast.ann1, held["id"], [span("a", 0, 4), span("b", 5, 9, "Place")])
    assert made.status_code == 201, made.text
    batch = w.next_review(cast.rev1).json()
    items = cast.rev1.client.get("/api/review-items/", params={"annotation": made.json()["id"]}).json()
    good, bad = (next(i["id"] for i in items if i["class_name"] == name) for name in ("Person", "Place"))
    verdicts = [{"item": good, "accepted": True}, {"item": bad, "accepted": False, "comment": "Not a place"}]
    given = cast.rev1.client.post(
        f"/api/work-items/{batch['reservation']['work_item']}/verdicts/",
        json={"verdicts": verdicts, "revision": made.json()["revision"]},
    )
    assert given.status_code == 200, given.text
    w.next(cast.ann2)
    return w


@pytest.mark.parametrize("datasets", ["attach", "clone"])
@pytest.mark.parametrize(
    ("states", "kept"),
    [
        (None, []),
        (["approved"], ["a"]),
        (["rejected"], ["b"]),
        (["approved", "rejected"], ["a", "b"]),
        (["pending", "not_selected"], []),
    ],
)
def test_all_tasks_of_a_copy_are_queued_and_free(
    worked: World, datasets: str, states: list[str] | None, kept: list[str]
) -> None:
    w, owner = worked, worked.cast.owner
    made = filled(owner, w.project_id, datasets=datasets, labels=states and {"states": states})
    found = tasks(w, made)
    assert len(found) == 3
    assert {task["status"] for task in found} == {"queued"}
    assert [task["total_annotations"] for task in found] == [0, 0, 0]
    counts = owner.client.get(f"/api/projects/{made}/").json()["status_counts"]
    assert counts == {"queued": 3, "assigned": 0, "in_review": 0, "returned": 0, "completed": 0}
    labels = [sorted(entry["id"] for entry in draft["result"]) for task in found for draft in task["drafts"]]
    assert labels == ([kept] if kept else [])


def test_who_starts_begins_with_the_labels_and_submits_them_as_their_own(worked: World) -> None:
    w, cast = worked, worked.cast
    made = filled(cast.owner, w.project_id, labels={"states": ["approved", "rejected"]})
    assert cast.owner.client.patch(f"/api/projects/{made}/", json={"is_published": True}).status_code == 200
    task = cast.ann2.client.get(f"/api/projects/{made}/next").json()
    [draft] = task["drafts"]
    assert (draft["user"], [entry["id"] for entry in draft["result"]]) == (cast.ann2.id, ["a", "b"])
    assert draft["came_with_task"]
    # They go on with their own; given back, the task still has what it came with.
    changed = cast.ann2.client.patch(f"/api/drafts/{draft['id']}/", json={"result": [span("a", 0, 4)]})
    assert changed.status_code == 200, changed.text
    assert [e["id"] for e in cast.ann1.client.get(f"/api/tasks/{task['id']}/drafts").json()[0]["result"]] == ["a", "b"]
    [own] = cast.ann2.client.get(f"/api/tasks/{task['id']}/drafts").json()
    assert ([entry["id"] for entry in own["result"]], own["came_with_task"]) == (["a"], False)
    sent = cast.ann2.client.post(f"/api/tasks/{task['id']}/annotations/", json={"result": [span("a", 0, 4)]})
    assert sent.status_code == 201, sent.text
    assert cast.ann1.client.get(f"/api/tasks/{task['id']}/drafts").json() == []


def test_people_come_with_their_roles_and_admins_always(worked: World, db: Any) -> None:
    w, cast = worked, worked.cast
    join_project(db, w.project_id, cast.expert, role="AD")
    join_project(db, w.project_id, cast.rev2, role="TM")
    db.commit()
    night = cast.owner.client.post("/api/groups/", json={"title": "Night", "users": [cast.ann2.id]}).json()["id"]
    cast.owner.client.post(f"/api/projects/{w.project_id}/groups/", json={"group": night, "role": "RE"})

    def people(project: int) -> dict[int, str | None]:
        found = cast.owner.client.get(f"/api/projects/{project}/team/").json()
        return {row["id"]: row["role"] for row in found}

    everybody, few = filled(cast.owner, w.project_id), filled(cast.owner, w.project_id, collaborators=False)
    assert people(everybody) == people(w.project_id)
    assert people(few) == {cast.manager.id: "AD", cast.expert.id: "AD"}
    assert cast.owner.client.get(f"/api/projects/{few}/groups/").json() == []


def test_what_is_copied_beside_and_how_it_is_told(worked: World) -> None:
    w, cast = worked, worked.cast
    tag = cast.manager.client.post("/api/project-tags/", json={"title": "Pilot"}).json()["id"]
    cast.manager.client.patch(
        f"/api/projects/{w.project_id}/", json={"tags": [tag], "review_settings": {"sampling_rate": 0.25}}
    )
    pdf = {"file": ("how.pdf", b"%PDF-1.4\n%%EOF", "application/pdf")}
    cast.manager.client.put(f"/api/projects/{w.project_id}/instructions-file/", files=pdf)
    made = filled(cast.manager, w.project_id, title="Second street", datasets="none")
    shown = cast.manager.client.get(f"/api/projects/{made}/").json()
    assert (shown["title"], shown["preset"], shown["is_published"]) == ("Second street", "manual_qa", False)
    assert (shown["tags"][0]["id"], shown["instructions_file"], shown["task_number"]) == (tag, "how.pdf", 0)
    assert shown["review_settings"]["sampling_rate"] == 0.25
    [told] = cast.manager.client.get(f"/api/projects/{w.project_id}/copies/").json()
    assert (told["project"], told["status"], told["tasks_total"]) == (made, "done", 0)


def test_labels_of_some_tasks(worked: World) -> None:
    w, owner = worked, worked.cast.owner
    others = filled(owner, w.project_id, labels={"states": ["approved"], "search": "nothing is called so"})
    assert [task["drafts"] for task in tasks(w, others)] == [[], [], []]
    chosen = filled(owner, w.project_id, labels={"states": ["approved"], "tasks": w.task_ids})
    assert sum(len(task["drafts"]) for task in tasks(w, chosen)) == 1


@pytest.fixture
def labeled(cast: Cast, db: Any) -> World:
    """Six tasks by name: four handed in, one of them judged, two untouched."""
    names = ["north-1", "north-2", "south-1", "south-2", "south-3", "north-3"]
    w = build(db, cast, data=[{"text": name} for name in names], config=ENTITIES, preset="manual_qa")
    for task_id in w.task_ids[:4]:
        assert w.submit(cast.ann1, task_id, [span("a", 0, 4)]).status_code == 201
    batch = w.next_review(cast.rev1).json()
    verdicts = [{"item": item["id"], "accepted": True} for item in batch["items"]]
    path = f"/api/work-items/{batch['reservation']['work_item']}/verdicts/"
    assert cast.rev1.client.post(path, json={"verdicts": verdicts, "revision": 1}).status_code == 200
    return w


def test_what_can_be_chosen_is_what_comes_along(labeled: World) -> None:
    """The list of tasks with labels, narrowed, has the tasks whose labels a copy with the same filter takes."""
    w, owner = labeled, labeled.cast.owner
    path = f"/api/projects/{w.project_id}/labeled-tasks/"
    [dataset] = owner.client.get(f"/api/projects/{w.project_id}/datasets/").json()
    for which, names in (
        ({}, ["north-1", "north-2", "south-1", "south-2"]),
        ({"search": "SOUTH"}, ["south-1", "south-2"]),
        ({"statuses": ["completed"]}, ["north-1"]),
        ({"statuses": ["completed", "in_review"], "search": "north"}, ["north-1", "north-2"]),
        ({"datasets": [dataset["dataset"]]}, ["north-1", "north-2", "south-1", "south-2"]),
        ({"statuses": ["queued"]}, []),
    ):
        shown = owner.client.get(path, params=which).json()
        assert ([row["title"] for row in shown["rows"]], shown["count"]) == (names, len(names)), which
        made = filled(owner, w.project_id, labels={"states": ["approved", "pending"], **which})
        came = [task["data"]["text"] for task in tasks(w, made) if task["drafts"]]
        assert sorted(came) == names, which
    first = owner.client.get(path, params={"limit": 3}).json()
    assert (len(first["rows"]), first["count"], first["next"]) == (3, 4, first["rows"][-1]["task"])
    last = owner.client.get(path, params={"limit": 3, "after": first["next"]}).json()
    assert ([row["title"] for row in last["rows"]], last["next"]) == (["south-2"], None)
    assert w.cast.ann1.client.get(path).status_code == 403
    assert w.cast.outsider.client.get(path).status_code == 404


def test_tasks_that_are_chosen_by_hand(labeled: World) -> None:
    w, owner = labeled, labeled.cast.owner
    chosen = [w.task_ids[0], w.task_ids[3]]
    made = filled(owner, w.project_id, labels={"states": ["approved", "pending"], "tasks": chosen})
    found = tasks(w, made)
    assert len(found) == 6, "all data comes, and the labels of some"
    assert sorted(task["data"]["text"] for task in found if task["drafts"]) == ["north-1", "south-2"]
    for field, value in (("tasks", [w.task_ids[0], 10**9]), ("datasets", [10**9])):
        refused = copy(owner, w.project_id, labels={"states": ["approved"], field: value})
        assert refused.status_code == 400
        assert refused.json()["problems"][0]["field"] == f"labels.{field}"


def test_a_large_copy_says_how_far_it_is(labeled: World, database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both here, where the copy was asked for, and in the project that it makes; as often as it is asked."""
    w, owner = labeled, labeled.cast.owner
    monkeypatch.setattr(copies, "AT_ONCE", 2)
    answer = copy(owner, w.project_id, title="Slow", datasets="clone", labels={"states": ["approved", "pending"]})
    told = answer.json()
    assert (told["status"], told["tasks_total"], told["tasks_done"]) == ("waiting", 6, 0)
    assert (told["labels_total"], told["labels_done"]) == (4, 0)
    steps: list[tuple[int, int]] = []

    def progress(tasks: int, labels: int) -> None:
        with database.transaction() as beside:
            copy_queries.note(beside, told["id"], tasks, labels)
        [here] = owner.client.get(f"/api/projects/{w.project_id}/copies/").json()
        there = owner.client.get(f"/api/projects/{told['project']}/copy/").json()
        assert (here, here["status"]) == (there, "running")
        steps.append((here["tasks_done"], here["labels_done"]))

    with database.transaction() as work:
        copies.fill(work, told["id"], progress)
    assert steps == [(2, 0), (4, 0), (6, 0), (6, 2), (6, 4)]
    [done] = owner.client.get(f"/api/projects/{w.project_id}/copies/").json()
    assert (done["status"], done["tasks_done"], done["labels_done"]) == ("done", 6, 4)
    assert sum(len(task["drafts"]) for task in tasks(w, told["project"])) == 4
    assert owner.client.get(f"/api/projects/{w.project_id}/copy/").json() is None


@pytest.mark.parametrize(
    "wish",
    [
        {"labels": {"states": []}},
        {"labels": {"states": ["perfect"]}},
        {"datasets": "none", "labels": {"states": ["approved"]}},
        {"labels": {"states": ["approved"], "search": "\x00"}},
        {"labels": {"states": ["approved"], "statuses": ["done"]}},
        {"models": True},
        {"title": "x"},
        {"workspace": 2**40},
    ],
)
def test_a_copy_that_cannot_be(worked: World, wish: dict[str, Any]) -> None:
    assert copy(worked.cast.owner, worked.project_id, **wish).status_code == 400


def test_only_admins_who_make_projects_copy(worked: World, db: Any) -> None:
    w, cast = worked, worked.cast
    join_project(db, w.project_id, cast.rev1, role="TM")
    join_project(db, w.project_id, cast.rev2, role="AD")
    db.commit()
    for person in (cast.ann1, cast.rev1, cast.rev2):
        assert copy(person, w.project_id).status_code == 403
    assert copy(cast.outsider, w.project_id).status_code == 404


def test_links_go_with_their_ends() -> None:
    link = {"type": "relation", "from_id": "a", "to_id": "b"}
    result = [span("a", 0, 1), span("b", 2, 3), link]
    assert [e.get("id") for e in entries_of(result, lambda key: key != "b")] == ["a"]
    assert entries_of(result, lambda key: True) == result
