"""Tags of projects: made by the organization, put on projects, and the list filtered by all or any of them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast


def tag(cast: Cast, title: str, color: str = "") -> int:
    made = cast.manager.client.post("/api/project-tags/", json={"title": title, "color": color})
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


def project(cast: Cast, title: str, *tags: int) -> int:
    made = cast.manager.client.post("/api/projects/", json={"title": title, "tags": list(tags)})
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


def listed(cast: Cast, **query: Any) -> list[int]:
    answer = cast.manager.client.get("/api/projects/", params={**query, "ordering": "id"})
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json()["results"]]


def test_the_list_is_filtered_by_all_or_any(cast: Cast) -> None:
    night, pilot = tag(cast, "Night", "#AA3300"), tag(cast, "Pilot")
    both, one, none = project(cast, "Both", night, pilot), project(cast, "One", pilot), project(cast, "None")
    assert listed(cast) == [both, one, none]
    assert listed(cast, tags=str(pilot)) == [both, one]
    assert listed(cast, tags=f"{night},{pilot}") == [both]
    assert listed(cast, tags=f"{night},{pilot}", tags_match="any") == [both, one]
    assert cast.manager.client.get("/api/projects/", params={"tags_match": "some"}).status_code == 400
    shown = cast.manager.client.get(f"/api/projects/{both}/").json()["tags"]
    assert shown == [
        {"id": night, "title": "Night", "color": "#aa3300"},
        {"id": pilot, "title": "Pilot", "color": ""},
    ]
    counts = {row["title"]: row["project_count"] for row in cast.manager.client.get("/api/project-tags/").json()}
    assert counts == {"Night": 1, "Pilot": 2}


def test_a_project_changes_its_tags(cast: Cast) -> None:
    night, pilot = tag(cast, "Night"), tag(cast, "Pilot")
    made = project(cast, "Streets", night)
    url = f"/api/projects/{made}/"
    assert [t["id"] for t in cast.manager.client.patch(url, json={"tags": [pilot]}).json()["tags"]] == [pilot]
    assert cast.manager.client.patch(url, json={"description": "x"}).json()["tags"] != []
    assert cast.manager.client.patch(url, json={"tags": [2**40]}).status_code == 400
    assert cast.manager.client.delete(f"/api/project-tags/{pilot}/").status_code == 204
    assert cast.manager.client.get(url).json()["tags"] == []


def test_tags_are_the_organizations(cast: Cast) -> None:
    night = tag(cast, "Night")
    url = f"/api/project-tags/{night}/"
    changed = cast.manager.client.patch(url, json={"color": "#00ff00"}).json()
    assert (changed["title"], changed["color"]) == ("Night", "#00ff00")
    foreign = cast.outsider.client.post("/api/project-tags/", json={"title": "Night"}).json()["id"]
    assert cast.manager.client.post("/api/projects/", json={"title": "Theirs", "tags": [foreign]}).status_code == 400
    for call, body in (("GET", None), ("PATCH", {"title": "Mine"}), ("DELETE", None)):
        assert cast.outsider.client.request(call, url, json=body).status_code == 404
    assert cast.ann1.client.post("/api/project-tags/", json={"title": "Mine"}).status_code == 403
    assert [row["title"] for row in cast.ann1.client.get("/api/project-tags/").json()] == ["Night"]


@pytest.mark.parametrize(
    "body", [{"title": " "}, {"title": "x" * 65}, {"title": "night"}, {"title": "A", "color": "red"}]
)
def test_a_tag_that_cannot_be(cast: Cast, body: dict[str, str]) -> None:
    tag(cast, "Night")
    answer = cast.manager.client.post("/api/project-tags/", json=body)
    assert (answer.status_code, len(answer.json()["validation_errors"])) == (400, 1)
