"""Comments over HTTP: who sees, writes, changes and resolves them, and what the task counts (LSE 7.1)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Person
from tests.world import World, choice


@pytest.fixture
def w(db: Any, cast: Any) -> World:
    return world.build(db, cast, tasks=2)


@pytest.fixture
def annotation(w: World) -> int:
    """An annotation of ann1 on the first task."""
    return int(w.submit(w.cast.ann1, w.task_ids[0]).json()["id"])


def write(person: Person, **body: Any) -> Any:
    return person.client.post("/api/comments/", json={"text": "Is this right?", **body})


def seen(person: Person, **params: Any) -> list[int]:
    answer = person.client.get("/api/comments/", params=params)
    assert answer.status_code == 200, answer.text
    return [comment["id"] for comment in answer.json()]


def test_a_comment_on_an_annotation(w: World, annotation: int) -> None:
    made = write(w.cast.rev1, annotation=annotation, region_ref={"region_id": "c1"})
    assert made.status_code == 201, made.text
    comment = made.json()
    assert comment["created_by"] == w.cast.rev1.id
    assert (comment["task"], comment["project"], comment["draft"]) == (w.task_ids[0], w.project_id, None)
    assert comment["region_ref"] == {"region_id": "c1"}
    task = w.task(w.task_ids[0])
    assert (task["comment_count"], task["unresolved_comment_count"]) == (1, 1)
    assert task["last_comment_updated_at"] is not None
    assert w.cast.ann1.client.get(f"/api/comments/{comment['id']}/").json() == comment


def test_newest_first_with_the_person_when_wanted(w: World, annotation: int) -> None:
    first = write(w.cast.rev1, annotation=annotation).json()["id"]
    second = write(w.cast.ann1, annotation=annotation).json()["id"]
    assert seen(w.cast.rev1, annotation=annotation) == [second, first]
    assert seen(w.cast.rev1, annotation=annotation, ordering="created_at") == [first, second]
    [newest, _] = w.cast.rev1.client.get(
        "/api/comments/", params={"annotation": annotation, "expand_created_by": True}
    ).json()
    assert newest["created_by"]["email"] == w.cast.ann1.email
    assert newest["created_by"]["initials"]


def test_annotators_see_comments_on_their_own_work_only(w: World, annotation: int, db: Any) -> None:
    about_ann1 = write(w.cast.rev1, annotation=annotation).json()["id"]
    among_reviewers = write(w.cast.rev1, task=w.task_ids[0]).json()["id"]
    assert seen(w.cast.ann1, projects=w.project_id) == [about_ann1]
    assert seen(w.cast.ann2, projects=w.project_id) == []
    assert seen(w.cast.rev2, projects=w.project_id) == [among_reviewers, about_ann1]
    assert seen(w.cast.rev2, task=w.task_ids[0]) == [among_reviewers, about_ann1]
    assert seen(w.cast.rev2, annotators=w.cast.ann2.id) == []
    assert seen(w.cast.rev2, annotators=f"{w.cast.ann1.id},{w.cast.ann2.id}") == [about_ann1]
    assert w.cast.ann2.client.get(f"/api/comments/{about_ann1}/").status_code == 404
    assert write(w.cast.ann2, annotation=annotation).status_code == 404
    assert write(w.cast.ann1, task=w.task_ids[0]).status_code == 404, "notes on a task are among reviewers"
    outsider = w.cast.outsider
    assert outsider.client.get("/api/comments/", params={"annotation": annotation}).status_code == 404
    assert seen(outsider) == []


def test_a_draft_takes_its_comments_along(w: World) -> None:
    draft = w.cast.ann1.client.post(f"/api/tasks/{w.task_ids[0]}/drafts", json={"result": choice()}).json()["id"]
    comment = write(w.cast.ann1, draft=draft).json()
    assert (comment["draft"], comment["annotation"]) == (draft, None)
    assert write(w.cast.ann2, draft=draft).status_code == 404
    assert seen(w.cast.ann1, draft=draft) == [comment["id"]]
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    after = w.cast.ann1.client.get(f"/api/comments/{comment['id']}/").json()
    assert (after["draft"], after["annotation"]) == (None, annotation)


def test_only_the_author_edits_and_deletes(w: World, annotation: int) -> None:
    comment = write(w.cast.ann1, annotation=annotation).json()["id"]
    url = f"/api/comments/{comment}/"
    for person in (w.cast.rev1, w.cast.owner):
        assert person.client.patch(url, json={"text": "Mine now"}).status_code == 403
        assert person.client.delete(url).status_code == 403
    changed = w.cast.ann1.client.patch(url, json={"text": "Is this really right?"}).json()
    assert changed["text"] == "Is this really right?"
    assert changed["updated_at"] > changed["created_at"]
    assert w.cast.ann1.client.delete(url).status_code == 204
    assert w.cast.ann1.client.get(url).status_code == 404
    assert w.task(w.task_ids[0])["comment_count"] == 0


def test_the_author_and_reviewers_resolve(w: World, annotation: int) -> None:
    comment = write(w.cast.ann1, annotation=annotation).json()["id"]
    url = f"/api/comments/{comment}/"
    resolved = w.cast.rev1.client.patch(url, json={"is_resolved": True}).json()
    assert (resolved["is_resolved"], resolved["state"]) == (True, "RESOLVED")
    assert resolved["resolved_at"] is not None
    task = w.task(w.task_ids[0])
    assert (task["comment_count"], task["unresolved_comment_count"]) == (1, 0)
    reopened = w.cast.ann1.client.patch(url, json={"is_resolved": False}).json()
    assert (reopened["is_resolved"], reopened["resolved_at"]) == (False, None)
    by_reviewer = write(w.cast.rev1, annotation=annotation).json()["id"]
    refused = w.cast.ann1.client.patch(f"/api/comments/{by_reviewer}/", json={"is_resolved": True})
    assert refused.status_code == 403, "an annotator resolves their own only"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": None}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"text": 7}, "text"),
        ({"region_ref": [1]}, "region_ref"),
        ({"region_ref": "c1"}, "region_ref"),
        ({"region_ref": {"region_id": "x" * 30_000}}, "region_ref"),
        ({"classifications": [1]}, "classifications"),
    ],
)
def test_what_cannot_be_a_comment_is_refused(w: World, annotation: int, body: dict[str, Any], field: str) -> None:
    refused = write(w.cast.rev1, annotation=annotation, **body)
    assert refused.status_code == 400
    assert field in refused.json()["validation_errors"]
    assert w.task(w.task_ids[0])["comment_count"] == 0


def test_a_comment_is_about_one_thing_and_stays_there(w: World, annotation: int) -> None:
    assert write(w.cast.rev1).status_code == 400
    assert write(w.cast.rev1, annotation=annotation, task=w.task_ids[0]).status_code == 400
    assert write(w.cast.rev1, annotation=2**63).status_code == 404
    comment = write(w.cast.rev1, annotation=annotation).json()["id"]
    moved = w.cast.rev1.client.patch(f"/api/comments/{comment}/", json={"annotation": annotation + 1})
    assert moved.status_code == 400
    same = w.cast.rev1.client.patch(f"/api/comments/{comment}/", json={"annotation": annotation, "text": "Still here"})
    assert same.json()["text"] == "Still here"


def test_the_table_of_comments(w: World, annotation: int) -> None:
    write(w.cast.rev1, annotation=annotation, text='He said "no",\nthen yes')
    table = w.cast.rev1.client.get("/api/comments/export/", params={"annotation": annotation, "tz": "Asia/Tokyo"})
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.splitlines()[0].startswith("id,project,task")
    assert '"He said ""no"",' in table.text
    assert "+09:00" in table.text
    assert w.cast.rev1.client.get("/api/comments/export/", params={"tz": "../etc/passwd"}).status_code == 400


def test_each_change_is_in_the_events(w: World, annotation: int, db: Any) -> None:
    comment = write(w.cast.ann1, annotation=annotation).json()["id"]
    url = f"/api/comments/{comment}/"
    w.cast.ann1.client.patch(url, json={"text": "Changed"})
    w.cast.ann1.client.patch(url, json={"text": "Changed"})
    w.cast.rev1.client.patch(url, json={"is_resolved": True})
    w.cast.ann1.client.delete(url)
    rows = db.execute(
        "select action from event where annotation_id = %s and action like 'comment.%%' order by id", (annotation,)
    ).fetchall()
    assert [row[0] for row in rows] == ["comment.created", "comment.updated", "comment.resolved", "comment.deleted"]


TAXONOMY = """<Taxonomy name="default">
  <TaxonomyItem value="Geometry"><TaxonomyItem value="Too loose"/></TaxonomyItem>
  <TaxonomyItem value="Class"/>
</Taxonomy>"""


def classes(*path: str) -> dict[str, Any]:
    return {"default": {"type": "taxonomy", "values": [list(path)]}}


def classify(w: World, xml: str) -> Any:
    return w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"comment_classification_config": xml})


@pytest.mark.parametrize(
    ("xml", "line", "words"),
    [
        ('<Taxonomy name="default">\n  <TaxonomyItem/>\n</Taxonomy>', 2, "without a value"),
        ('<Taxonomy name="default">\n<TaxonomyItem value="A"/>\n<TaxonomyItem value="A"/></Taxonomy>', 3, "twice"),
        ('<Taxonomy name="default">\n<Choice value="A"/></Taxonomy>', 2, "<Choice>"),
        ('<Taxonomy name="reasons"><TaxonomyItem value="A"/></Taxonomy>', 1, "reasons"),
        ("<Choices/>", 1, "<Choices>"),
        ('<Taxonomy name="default">\n', 2, "malformed"),
        ('<Taxonomy name="default"/>', 1, "no choices"),
    ],
)
def test_a_taxonomy_that_is_none_is_refused_with_its_line(w: World, xml: str, line: int, words: str) -> None:
    refused = classify(w, xml)
    assert refused.status_code == 400
    [problem] = refused.json()["problems"]
    assert (problem["field"], problem["line"]) == ("comment_classification_config", line)
    assert words in problem["message"]


def test_comments_are_classified_by_the_projects_own_taxonomy(w: World, annotation: int) -> None:
    assert classify(w, TAXONOMY).json()["comment_classification_config"] == TAXONOMY
    given = classes("Geometry", "Too loose")
    assert write(w.cast.rev1, annotation=annotation, classifications=given).json()["classifications"] == given
    for wrong in (classes("Geometry", "Too tight"), {"other": {}}, {"default": {"values": ["Geometry"]}}):
        refused = write(w.cast.rev1, annotation=annotation, classifications=wrong)
        assert refused.status_code == 400
        assert "classifications" in refused.json()["validation_errors"]
    assert classify(w, "").status_code == 200
    assert write(w.cast.rev1, annotation=annotation, classifications={"free": 1}).status_code == 201


def test_what_is_said_with_a_decision_is_classified_too(w: World, annotation: int) -> None:
    classify(w, TAXONOMY)
    wrong = w.review(w.cast.rev1, annotation, False, comment="No", comment_classifications=classes("Colour"))
    assert wrong.status_code == 400
    w.review(w.cast.rev1, annotation, False, comment="No", comment_classifications=classes("Class"))
    w.submit(w.cast.ann1, w.task_ids[1], comment="Sure?", comment_classifications=classes("Class"))
    found = w.cast.rev1.client.get("/api/comments/", params={"projects": w.project_id}).json()
    assert [comment["classifications"] for comment in found] == [classes("Class"), classes("Class")]


@pytest.mark.parametrize("is_one", [True, False])
def test_what_is_deleted_takes_its_comments_out_of_the_count(w: World, annotation: int, is_one: bool) -> None:
    manager, [task_id, _] = w.cast.manager.client, w.task_ids
    assert write(w.cast.rev1, annotation=annotation).status_code == 201
    assert write(w.cast.rev1, task=task_id).status_code == 201
    assert w.task(task_id)["comment_count"] == 2
    if is_one:
        gone = manager.delete(f"/api/annotations/{annotation}/")
    else:
        chosen = {"selectedItems": {"all": False, "included": [task_id]}}
        params = {"id": "delete_tasks_annotations", "project": w.project_id}
        gone = manager.post("/api/dm/actions/", params=params, json=chosen)
    assert gone.status_code < 300, gone.text
    task = w.task(task_id)
    assert (task["comment_count"], task["unresolved_comment_count"]) == (1, 1)
