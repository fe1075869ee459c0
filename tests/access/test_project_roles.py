"""Roles in projects: the table of manual QA cell by cell, admins that stay, groups, and where a role comes from."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast, Person, join_project
from tests.world import SENTIMENT

from assay.access.rules.permissions import (
    MANUAL_QA,
    TABLE,
    Permission,
    ProjectRole,
    Role,
    is_about_a_project,
    roles_in_project,
    strongest,
)
from assay.kit.db import Database

AD, TM, AR, RE, AN = ProjectRole
P = Permission


@pytest.fixture
def project(cast: Cast, database: Database) -> int:
    """A published manual QA project of the owner, with one person in each role."""
    made = cast.owner.client.post("/api/projects/", json={"title": "Streets", "preset": "manual_qa"})
    assert made.status_code == 201, made.text
    project_id = int(made.json()["id"])
    with database.transaction() as db:
        db.execute("update project set is_published = true where id = %s", (project_id,))
        for name, role in PEOPLE.items():
            if role is not None:
                join_project(db, project_id, cast[name], role=role)
    return project_id


# Of the organization they are annotators and reviewers; what counts is what they are here.
PEOPLE: dict[str, ProjectRole | None] = {"rev1": AD, "ann1": TM, "rev2": RE, "ann2": AN, "expert": AR, "owner": None}

# The table of the specification, with the permissions that stand for its lines (MQA A.13). A, T, R, N, B: Admin, team
# manager, reviewer, annotator, both.
A13 = {
    "A": {P.DATASETS_ATTACH, P.ONTOLOGY_SWITCH, P.PROJECT_DELETE, P.MEMBERS_ADMINS, P.QUALITY_CHANGE, P.EXPORT_RUN,
          P.TASKS_CREATE, P.TASKS_DELETE},
    "AT": {P.PROJECT_MEMBERS, P.QUEUE_CONTROL, P.ASSIGNMENTS_CHANGE, P.SETTINGS_VIEW,
           P.PROJECT_CHANGE, P.EXPLORE_VIEW, P.DATA_VIEW, P.INSTANCES_VIEW, P.PERFORMANCE_VIEW, P.TASKS_CHANGE,
           P.REVIEW_CHANGE_ANY, P.ANNOTATIONS_CHANGE_ANY},
    "ATNB": {P.LABEL_STREAM, P.ANNOTATIONS_CREATE},
    "ATRB": {P.REVIEW_STREAM, P.REVIEW_VERDICT},
    "ATRNB": {P.PROJECT_VIEW, P.SUMMARY_VIEW, P.ACTIVITY_VIEW, P.QUEUE_VIEW},
}  # fmt: skip
LETTERS = {"A": AD, "T": TM, "R": RE, "N": AN, "B": AR}


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("letters", A13)
def test_the_table_of_manual_qa(letters: str, letter: str) -> None:
    held = roles_in_project(Role.ANNOTATOR, LETTERS[letter], "manual_qa")
    for permission in A13[letters]:
        assert (not MANUAL_QA[permission].isdisjoint(held)) == (letter in letters), permission


@pytest.mark.parametrize("name", PEOPLE)
def test_what_somebody_may_do_is_what_the_table_says(cast: Cast, project: int, name: str) -> None:
    answer = cast[name].client.get(f"/api/projects/{project}/")
    assert answer.status_code == 200, answer.text
    held = roles_in_project(Role(cast[name].role), PEOPLE[name], "manual_qa")
    expected = [p.value for p in TABLE if not MANUAL_QA[p].isdisjoint(held)]
    my = answer.json()["my"]
    assert my["permissions"] == expected
    assert (my["can_label"], my["can_review"]) == (name not in ("rev2",), name not in ("ann2",))
    listed = cast[name].client.get("/api/projects/", params={"ids": project}).json()["results"][0]["my"]
    assert listed["permissions"] == expected


@pytest.mark.parametrize("name", PEOPLE)
def test_a_draft_is_there_for_who_administers_it(cast: Cast, project: int, database: Database, name: str) -> None:
    """It is theirs to make ready and to publish, though of the organization they are reviewers; others wait for it."""
    with database.transaction() as db:
        db.execute("update project set is_published = false where id = %s", (project,))
    client = cast[name].client
    sees = PEOPLE[name] in (AD, None)
    path = f"/api/projects/{project}/"
    assert client.get(path).status_code == (200 if sees else 404)
    assert [row["id"] for row in client.get("/api/projects/").json()["results"]] == ([project] if sees else [])
    changed = client.patch(path, json={"description": "Every street"})
    assert changed.status_code == (200 if sees else 404)
    if sees:
        assert "project.change" in changed.json()["my"]["permissions"]


TABS = ("summary", "explore", "labels", "activity", "queue", "data", "instances", "performance", "export", "settings")
A14 = {
    AN: {"summary", "labels", "activity", "queue"},
    RE: {"summary", "labels", "activity", "queue"},
    AR: {"summary", "labels", "activity", "queue"},
    TM: set(TABS) - {"export"},
    AD: set(TABS),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_which_tabs_somebody_sees(cast: Cast, project: int, name: str) -> None:
    shown = cast[name].client.get(f"/api/projects/{project}/").json()["my"]
    assert shown["role"] == (PEOPLE[name] or AD)
    assert shown["tabs"] == [tab for tab in TABS if tab in A14[PEOPLE[name] or AD]]


# A harmless call for each line of the table, and who may make it.
CALLS: list[tuple[str, str, str, Any]] = [
    ("A", "DELETE", "/api/projects/{project}/tasks/", None),
    ("A", "PATCH", "/api/projects/{project}/", {"label_config": SENTIMENT}),
    ("A", "PATCH", "/api/projects/{project}/", {"review_settings": {"sampling_rate": 0.5}}),
    ("A", "POST", "/api/projects/{project}/import", [{"text": "one"}]),
    ("A", "POST", "/api/dm/actions/?id=add_data_field&project={project}", {"selectedItems": {"all": True}}),
    ("A", "POST", "/api/dm/actions/?id=cache_labels&project={project}", {"selectedItems": {"all": True}}),
    ("A", "GET", "/api/projects/{project}/exports/", None),
    ("A", "GET", "/api/projects/{project}/export/formats", None),
    ("AT", "PATCH", "/api/projects/{project}/", {"description": "Streets by day"}),
    ("AT", "GET", "/api/projects/{project}/members/paginated/", None),
    ("AT", "GET", "/api/projects/{project}/team/", None),
    ("AT", "GET", "/api/projects/{project}/groups/", None),
    ("AT", "GET", "/api/tasks/?project={project}", None),
    ("AT", "GET", "/api/projects/{project}/data/", None),
    ("AT", "GET", "/api/projects/{project}/instances/", None),
    ("AT", "GET", "/api/projects/{project}/explore/", None),
    ("AT", "GET", "/api/projects/{project}/explore/class/", None),
    ("AT", "GET", "/api/projects/{project}/performance/", None),
    ("AT", "GET", "/api/projects/{project}/time-spent/", None),
    ("AT", "GET", "/api/projects/{project}/logs/", None),
    ("ATRNB", "GET", "/api/projects/{project}/work-counts/", None),
    ("ATRNB", "GET", "/api/projects/{project}/summary-figures/", None),
    ("ATRNB", "GET", "/api/projects/{project}/queue/", None),
    ("ATRNB", "GET", "/api/projects/{project}/activity/", None),
    ("ATRNB", "GET", "/api/projects/{project}/datasets/", None),
    ("ATNB", "POST", "/api/projects/{project}/queue/start/", {"kind": "annotate"}),
    ("ATRB", "POST", "/api/projects/{project}/queue/start/", {"kind": "review"}),
    ("A", "POST", "/api/projects/{project}/datasets/", {"dataset": 1_000_000_000}),
    ("A", "POST", "/api/projects/{project}/ontology/", {"ontology": 1_000_000_000}),
    ("A", "DELETE", "/api/projects/{project}/", None),
    ("ATRNB", "GET", "/api/projects/{project}/", None),
]


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "owner"])
@pytest.mark.parametrize(("letters", "method", "path", "body"), CALLS)
def test_calls_by_role(cast: Cast, project: int, name: str, letters: str, method: str, path: str, body: Any) -> None:
    letter = {role: letter for letter, role in LETTERS.items()}[PEOPLE[name] or AD]
    answer = cast[name].client.request(method, path.format(project=project), json=body)
    if letter in letters:
        # What is named may not be there: the role was asked before.
        assert answer.status_code < 400 or answer.status_code in (400, 404), answer.text
    else:
        assert answer.status_code == 403, answer.text
        assert answer.json()["display_context"]["permission"] in {p.value for p in P}


def test_team_managers_change_what_is_done_with_a_task_but_not_its_data(cast: Cast, project: int) -> None:
    leader, admin = cast.ann1.client, cast.rev1.client
    task = cast.owner.client.post("/api/tasks/", json={"project": project, "data": {"text": "One"}}).json()["id"]
    refused = leader.patch(f"/api/tasks/{task}/", json={"data": {"text": "Two"}})
    assert (refused.status_code, refused.json()["display_context"]) == (403, {"permission": "tasks.create"})
    assert leader.patch(f"/api/tasks/{task}/", json={"allow_skip": False}).status_code == 200
    assert admin.patch(f"/api/tasks/{task}/", json={"data": {"text": "Two"}}).json()["data"] == {"text": "Two"}


def give(person: Person, project: int, user: Person, role: str) -> Any:
    body = {"project": project, "user": user.id, "role": role}
    return person.client.post("/api/projects/roles/", json=body)


def test_team_managers_give_roles_but_do_not_touch_admins(cast: Cast, project: int) -> None:
    leader = cast.ann1
    assert give(leader, project, cast.ann2, "RE").status_code == 201
    assert give(leader, project, cast.expert, "TM").status_code == 201
    for refused in (give(leader, project, cast.ann2, "AD"), give(leader, project, cast.rev1, "AN")):
        assert (refused.status_code, refused.json()["code"]) == (403, "role_refused")
    members = f"/api/projects/{project}/members/"
    assert leader.client.delete(members, params={"user": cast.rev1.id}).status_code == 403
    # A manager of the organization would come in as an Admin.
    assert leader.client.post(members, json={"user": cast.manager.id}).status_code == 403
    assert leader.client.delete(members, params={"user": cast.ann2.id}).status_code == 204


def test_an_admin_stays_one(cast: Cast, project: int) -> None:
    admin = cast.rev1
    made = give(admin, project, cast.ann2, "AD")
    assert made.status_code == 201
    for role in ("AN", "TM"):
        refused = give(admin, project, cast.ann2, role)
        assert refused.status_code == 403
        assert "stays one" in refused.json()["detail"]
    assert admin.client.delete(f"/api/projects/roles/{made.json()['id']}/").status_code == 403
    members = f"/api/projects/{project}/members/"
    assert admin.client.delete(members, params={"user": cast.ann2.id}).status_code == 403
    assert admin.client.delete(members + "bulk/", params={"included": cast.ann2.id}).status_code == 403
    # Only who is over all projects takes an Admin out altogether.
    assert cast.administrator.client.delete(members, params={"user": cast.ann2.id}).status_code == 204
    assert cast.ann2.client.get(f"/api/projects/{project}/").status_code == 404


def test_a_manager_is_an_admin_unless_given_another_role(cast: Cast, project: int) -> None:
    assert cast.manager.client.get(f"/api/projects/{project}/").status_code == 404
    assert (
        cast.owner.client.post(f"/api/projects/{project}/members/", json={"user": cast.manager.id}).status_code == 201
    )
    assert cast.manager.client.get(f"/api/projects/{project}/").json()["my"]["role"] == "AD"
    assert give(cast.owner, project, cast.manager, "AN").status_code == 201
    mine = cast.manager.client.get(f"/api/projects/{project}/").json()["my"]
    assert (mine["role"], mine["can_review"], mine["can_label"]) == ("AN", False, True)
    own = cast.manager.client.post("/api/projects/", json={"title": "Own", "preset": "manual_qa"}).json()["id"]
    refused = give(cast.owner, own, cast.manager, "RE")
    assert (refused.status_code, "made the project" in refused.text) == (400, True)


def test_new_roles_count_in_other_projects_too(cast: Cast, database: Database) -> None:
    made = cast.owner.client.post("/api/projects/", json={"title": "Texts"}).json()["id"]
    with database.transaction() as db:
        db.execute("update project set is_published = true where id = %s", (made,))
        join_project(db, made, cast.ann1, role="TM")
        join_project(db, made, cast.ann2, role="AD")
    leader, admin = (cast[name].client.get(f"/api/projects/{made}/").json()["my"] for name in ("ann1", "ann2"))
    assert {"queue.control", "project.members"} <= set(leader["permissions"])
    assert {"export.run", "tasks.delete", "members.admins"}.isdisjoint(leader["permissions"])
    assert {"export.run", "project.delete", "members.admins"} <= set(admin["permissions"])


# ---------------------------------------------------------------- groups


def group(cast: Cast, title: str, *people: Person) -> int:
    body = {"title": title, "users": [person.id for person in people]}
    made = cast.owner.client.post("/api/groups/", json=body)
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


def test_a_group_comes_and_goes_as_a_whole(cast: Cast, database: Database) -> None:
    made = cast.owner.client.post("/api/projects/", json={"title": "Groups", "preset": "manual_qa"}).json()["id"]
    with database.transaction() as db:
        db.execute("update project set is_published = true where id = %s", (made,))
    night = group(cast, "Night shift", cast.ann1, cast.rev1)
    url = f"/api/projects/{made}/groups/"
    assert cast.ann1.client.get(f"/api/projects/{made}/").status_code == 404
    added = cast.owner.client.post(url, json={"group": night})
    assert added.status_code == 201, added.text
    assert [(row["group"], row["role"], row["member_count"]) for row in added.json()] == [(night, "AN", 2)]
    # Annotators here, whatever they are in the organization.
    for person in (cast.ann1, cast.rev1):
        assert person.client.get(f"/api/projects/{made}/").json()["my"]["role"] == "AN"
    members = cast.owner.client.get(f"/api/projects/{made}/members/paginated/").json()["results"]
    assert {(m["id"], m["implicit_member"]) for m in members} == {(cast.ann1.id, True), (cast.rev1.id, True)}
    assert cast.owner.client.patch(f"{url}{night}/", json={"role": "TM"}).json()[0]["role"] == "TM"
    assert cast.ann1.client.get(f"/api/projects/{made}/").json()["my"]["role"] == "TM"
    # Who comes into the group comes into the project, and who leaves it leaves.
    assert cast.owner.client.post(f"/api/groups/{night}/members/", json={"users": [cast.ann2.id]}).status_code == 200
    assert cast.ann2.client.get(f"/api/projects/{made}/").status_code == 200
    gone = cast.owner.client.delete(f"/api/groups/{night}/members/", params={"user": cast.ann2.id})
    assert gone.status_code == 204
    assert cast.ann2.client.get(f"/api/projects/{made}/").status_code == 404
    assert cast.owner.client.delete(f"{url}{night}/").status_code == 204
    assert cast.ann1.client.get(f"/api/projects/{made}/").status_code == 404
    assert cast.owner.client.delete(f"{url}{night}/").status_code == 404


def test_the_strongest_role_counts_and_says_where_it_comes_from(cast: Cast, project: int) -> None:
    leads, judges = group(cast, "Leads", cast.ann2, cast.expert), group(cast, "Judges", cast.ann2)
    url = f"/api/projects/{project}/groups/"
    cast.owner.client.post(url, json={"group": judges, "role": "RE"})
    row = member(cast, project, cast.ann2)
    assert row["role"] == "AR"
    cast.owner.client.post(url, json={"group": leads, "role": "TM"})
    row = member(cast, project, cast.ann2)
    assert (row["role"], row["given_role"]) == ("TM", "AN")
    assert [(s["kind"], s["role"], s["group"] and s["group"]["title"]) for s in row["sources"]] == [
        ("person", "AN", None),
        ("group", "RE", "Judges"),
        ("group", "TM", "Leads"),
    ]
    assert cast.ann2.client.get(f"/api/projects/{project}/").json()["my"]["role"] == "TM"
    found = cast.owner.client.get(f"/api/projects/{project}/members/paginated/", params={"role": "TM"}).json()
    assert {m["id"] for m in found["results"]} == {cast.ann1.id, cast.ann2.id, cast.expert.id}


def member(cast: Cast, project: int, person: Person) -> Any:
    found = cast.owner.client.get(f"/api/projects/{project}/team/").json()
    return next(row for row in found if row["id"] == person.id)


def test_groups_are_the_organizations(cast: Cast, project: int) -> None:
    night = group(cast, "Night", cast.ann2)
    assert cast.owner.client.post("/api/groups/", json={"title": " night "}).status_code == 400
    assert cast.owner.client.post("/api/groups/", json={"title": " "}).status_code == 400
    assert cast.owner.client.post("/api/groups/", json={"title": "X", "users": [cast.outsider.id]}).status_code == 400
    assert cast.manager.client.get("/api/groups/").json()[0]["member_count"] == 1
    assert cast.manager.client.post("/api/groups/", json={"title": "Day"}).status_code == 403
    assert cast.ann1.client.get("/api/groups/").status_code == 403
    assert cast.outsider.client.get(f"/api/groups/{night}/").status_code == 404
    assert cast.outsider.client.delete(f"/api/groups/{night}/").status_code == 404
    renamed = cast.owner.client.patch(f"/api/groups/{night}/", json={"title": "Late"})
    assert renamed.json()["title"] == "Late"
    # A team manager who is an annotator of the organization finds the groups to add.
    offered = cast.ann1.client.get(f"/api/projects/{project}/groups/offered").json()
    assert [row["title"] for row in offered] == ["Late"]
    url = f"/api/projects/{project}/groups/"
    assert cast.ann1.client.post(url, json={"group": night, "role": "AD"}).status_code == 403
    assert cast.ann1.client.post(url, json={"group": 2**40}).status_code == 400
    assert cast.rev1.client.post(url, json={"group": night, "role": "AD"}).status_code == 201
    for call in ("PATCH", "DELETE"):
        body = {"role": "AN"} if call == "PATCH" else None
        assert cast.rev1.client.request(call, f"{url}{night}/", json=body).status_code == 403
    assert cast.owner.client.delete(f"/api/groups/{night}/").status_code == 204
    assert cast.owner.client.get(url).json() == []


def test_people_are_added_by_their_address(cast: Cast, project: int) -> None:
    cast.owner.client.delete(f"/api/projects/{project}/members/", params={"user": cast.ann2.id})
    leader, url = cast.ann1.client, f"/api/projects/{project}/team/"
    assert cast.ann2.id in {row["id"] for row in leader.get(url + "offered", params={"search": "ann2"}).json()}
    added = leader.post(url, json={"email": cast.ann2.email.upper()})
    assert (added.status_code, added.json()["role"]) == (201, "AN")
    assert leader.get(url + "offered", params={"search": "ann2"}).json() == []
    stranger = leader.post(url, json={"email": cast.outsider.email})
    assert (stranger.status_code, list(stranger.json()["validation_errors"])) == (400, ["email"])
    assert cast.ann2.client.get(url).status_code == 403


@pytest.mark.parametrize(
    ("roles", "expected"),
    [((AN,), AN), ((RE,), RE), ((AN, RE), AR), ((AR, TM), TM), ((TM, AD), AD), ((AN, AD), AD), ((RE, AR), AR)],
)
def test_the_strongest_of_several(roles: tuple[ProjectRole, ...], expected: ProjectRole) -> None:
    held = roles_in_project(Role.VIEWER, None)
    assert strongest(held) is None
    assert strongest(roles_in_project(Role.ANNOTATOR, roles[0], "manual_qa", roles[1:])) is expected


def test_all_permissions_about_projects_have_a_cell() -> None:
    assert set(MANUAL_QA) == set(TABLE) == set(P)
    changed = {p for p in P if MANUAL_QA[p] != TABLE[p]}
    assert all(is_about_a_project(p) for p in changed)
