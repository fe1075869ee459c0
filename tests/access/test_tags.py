"""Tags of members: labels, CSV, many at once, filters, and the list of members as a table."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast, make_project

from assay.access.rules.tags import TaggedRow, labels_of, rows_of
from assay.kit.db import Database
from assay.kit.errors import Problem


def url(cast: Cast, rest: str = "") -> str:
    return f"/api/organizations/{cast.organization_id}/member-tags{rest}"


def tag(cast: Cast, label: str) -> int:
    made = cast.administrator.client.post(url(cast), json={"label": label})
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


def members(cast: Cast, **params: Any) -> list[str]:
    found = cast.manager.client.get(f"/api/organizations/{cast.organization_id}/memberships", params=params)
    return [row["user"]["email"] for row in found.json()["results"]]


@pytest.mark.parametrize(
    ("text", "labels"),
    [("a, b", ("a", "b")), ('"Berlin, Mitte", b', ("Berlin, Mitte", "b")), (" , a,,a", ("a",)), ("", ())],
)
def test_labels_with_commas(text: str, labels: tuple[str, ...]) -> None:
    assert labels_of(text) == labels


def test_lines_of_one_person_are_put_together() -> None:
    text = '\ufeffEmail,Tags\nA@x.org,"one,two"\n\na@x.org,two\nb@x.org,\n'
    assert rows_of(text, ["all"]) == [TaggedRow("a@x.org", ("one", "two", "all")), TaggedRow("b@x.org", ("all",))]


@pytest.mark.parametrize("text", ["", "mail,tags\na,b", "email\na@x.org", "email,tags\na@x.org," + "x" * 65])
def test_a_file_that_is_none_is_refused(text: str) -> None:
    assert isinstance(rows_of(text), Problem)


def test_tags_are_made_renamed_and_deleted(cast: Cast) -> None:
    german = tag(cast, " German ")
    assert cast.manager.client.get(url(cast)).json()["results"][0]["label"] == "German"
    assert cast.administrator.client.post(url(cast), json={"label": "german"}).status_code == 400
    many = cast.administrator.client.post(url(cast, "/bulk"), json={"labels": ["German", "Medical", "Night"]})
    assert (many.status_code, many.json()) == (201, {"created": 2})
    renamed = cast.administrator.client.patch(url(cast, f"/{german}"), json={"label": "Deutsch"})
    assert renamed.json()["label"] == "Deutsch"
    assert cast.administrator.client.patch(url(cast, f"/{german}"), json={"label": "night"}).status_code == 400
    assert cast.administrator.client.delete(url(cast, f"/{german}")).status_code == 204
    assert cast.administrator.client.delete(url(cast, f"/{german}")).status_code == 404
    rest = ",".join(str(row["id"]) for row in cast.manager.client.get(url(cast)).json()["results"])
    assert cast.administrator.client.delete(url(cast, f"/bulk?ids={rest}")).json() == {"deleted": 2}
    assert cast.manager.client.post(url(cast), json={"label": "x"}).status_code == 403
    assert cast.outsider.client.get(url(cast)).status_code == 404


def test_many_get_tags_at_once_and_are_found_by_them(cast: Cast) -> None:
    night, day = tag(cast, "Night"), tag(cast, "Day")
    body = {"all": False, "included": [cast.ann1.id, cast.rev1.id], "tags": [night]}
    given = cast.administrator.client.post(url(cast, "/assignments"), json=body).json()
    assert given == {"assigned": 2, "assignments": 2, "unassignments": 0}
    assert members(cast, tags=str(night)) == [cast.ann1.email, cast.rev1.email]
    body = {"all": True, "excluded": [cast.rev1.id], "tags": [day], "overwrite": True}
    moved = cast.administrator.client.post(url(cast, f"/assignments?tags={night}"), json=body).json()
    assert moved == {"assigned": 1, "assignments": 1, "unassignments": 1}
    assert members(cast, tags=f"{night},{day}") == [cast.ann1.email, cast.rev1.email]
    assert members(cast, tags=str(night)) == [cast.rev1.email]
    unknown = cast.administrator.client.post(url(cast, "/assignments"), json={"included": [1], "tags": [2**40]})
    assert unknown.status_code == 400


def test_a_file_gives_tags(cast: Cast) -> None:
    text = f'email,tags\n{cast.ann1.email.upper()},"Night, Medical"\nnobody@example.org,Night\n'
    sent = cast.administrator.client.post(
        url(cast, "/imports"), files={"file": ("tags.csv", text)}, data={"bulk_tags": "Batch 7"}
    )
    assert sent.status_code == 201, sent.text
    status = cast.administrator.client.get(url(cast, f"/imports/{sent.json()['import']}")).json()
    assert (status["status"], status["tags_created"], status["assignments_created"]) == ("completed", 3, 3)
    assert status["users_skipped"] == ["nobody@example.org"]
    wrong = cast.administrator.client.post(
        url(cast, "/imports"), files={"file": ("tags.csv", b"\xff\xfe")}, data={"bulk_tags": ""}
    )
    assert (wrong.status_code, list(wrong.json()["validation_errors"])) == (400, ["file"])


def test_the_members_of_a_project_as_a_table(cast: Cast, database: Database) -> None:
    night = tag(cast, "=Night")
    with database.transaction() as db:
        project = make_project(db, cast.manager, cast.ann1, cast.rev1)
    body = {"included": [cast.ann1.id], "tags": [night]}
    cast.administrator.client.post(url(cast, "/assignments"), json=body)
    answer = cast.manager.client.get(f"/api/projects/{project}/members/export/", params={"role": "AN"})
    assert answer.headers["content-type"].startswith("text/csv")
    head, line = answer.text.splitlines()
    assert head.startswith("id,first_name,last_name,email,organization_role")
    assert line.startswith(f"{cast.ann1.id},Ann1,,{cast.ann1.email},AN,AN,no,'=Night,")
    page = cast.manager.client.get(f"/api/projects/{project}/members/paginated/", params={"tags": str(night)}).json()
    assert [(row["id"], row["tags"]) for row in page["results"]] == [(cast.ann1.id, [{"id": night, "label": "=Night"}])]
    assert cast.ann1.client.get(f"/api/projects/{project}/members/export/").status_code == 403
