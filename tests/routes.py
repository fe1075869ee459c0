"""Every documented route, and real ids to call it with. A new kind of parameter needs an id here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from tests.world import SENTIMENT, World, choice

from assay.kit.db import Connection

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """A method on a path, with what OpenAPI says of it."""

    method: str
    path: str
    said: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def parameters(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.said.get("parameters", [])
        return found

    @property
    def is_about_a_thing(self) -> bool:
        return "{" in self.path

    def body(self, schemas: dict[str, Any]) -> dict[str, Any] | None:
        """The schema of the JSON object that it takes, or None."""
        content = self.said.get("requestBody", {}).get("content", {})
        return resolved(content.get("application/json", {}).get("schema"), schemas)

    @property
    def other_spelling(self) -> str:
        return self.path[:-1] if self.path.endswith("/") else self.path + "/"


def resolved(schema: dict[str, Any] | None, schemas: dict[str, Any]) -> dict[str, Any] | None:
    """A schema with its reference followed."""
    if schema and "$ref" in schema:
        found: dict[str, Any] = schemas[schema["$ref"].rsplit("/", 1)[-1]]
        return found
    return schema


def operations(app: FastAPI) -> Iterator[Operation]:
    """All documented operations."""
    for path, methods in app.openapi()["paths"].items():
        for method in METHODS:
            if method in methods:
                yield Operation(method.upper(), path, methods[method])


def addresses(db: Connection, w: World) -> dict[str, int | str]:
    """An id for every parameter of a path; `prefix{id}` where the name alone does not say what it is."""
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    verdict = w.review(w.cast.rev1, annotation, True).json()["id"]
    w.submit(w.cast.ann1, w.task_ids[1])
    batch = w.next_review(w.cast.rev1).json()["reservation"]["work_item"]
    manager = w.cast.manager.client
    draft = w.cast.ann2.client.post(f"/api/tasks/{w.task_ids[2]}/drafts", json={"result": choice()}).json()["id"]
    comment = manager.post("/api/comments/", json={"annotation": annotation, "text": "So?"}).json()["id"]
    w.cast.rev1.client.post("/api/comments/", json={"annotation": annotation, "text": f"<@{w.cast.manager.id}>"})
    role = manager.post("/api/projects/roles/", json={"project": w.project_id, "user": w.cast.ann2.id, "role": "AR"})
    history = manager.get("/api/annotation-history/", params={"annotation": annotation}).json()
    pause = manager.post(
        f"/api/projects/{w.project_id}/members/{w.cast.ann2.id}/pauses/", json={"reason": "MANUAL"}
    ).json()
    prediction = manager.post("/api/predictions/", json={"task": w.task_ids[0], "result": choice()})
    issue = db.execute(
        "insert into issue (project_id, task_id, annotation_id, kind) values (%s, %s, %s, 'missing_label')"
        " returning id",
        (w.project_id, w.task_ids[0], annotation),
    ).fetchone()
    runs = {
        table: db.execute(
            f"insert into {table} (project_id{more}) values (%s{', %s' if more else ''}) returning id",
            (w.project_id, *(["Run"] if more else [])),
        ).fetchone()
        for table, more in (("import_run", ""), ("export_run", ", title"))
    }
    runs["dm_run"] = db.execute(
        "insert into dm_run (project_id, action, task_ids, total, created_by)"
        " values (%s, 'delete_tasks', '{}', 0, %s) returning id",
        (w.project_id, w.cast.manager.id),
    ).fetchone()
    upload = db.execute(
        "insert into upload (organization_id, project_id, name, path, size, sha256, content_type)"
        " values (%s, %s, 'a.txt', %s, 1, '', 'text/plain') returning id",
        (w.cast.organization_id, w.project_id, f"{w.project_id}/a.txt"),
    ).fetchone()
    hook = manager.post("/api/webhooks/", json={"url": "http://127.0.0.1:9/", "project": w.project_id}).json()["id"]
    delivery = manager.post(f"/api/webhooks/{hook}/test/").json()["id"]
    told = w.cast.owner.client.post(
        f"/api/organizations/{w.cast.organization_id}/member-tags/imports",
        files={"file": ("tags.csv", f"email,tags\n{w.cast.ann1.email},swift\n")},
    ).json()
    tag = w.cast.owner.client.post(
        f"/api/organizations/{w.cast.organization_id}/member-tags", json={"label": "careful"}
    ).json()
    dataset = manager.post("/api/datasets/", json={"title": "Letters"}).json()["id"]
    manager.post(f"/api/datasets/{dataset}/import", json=[{"text": "One"}])
    [item] = manager.get(f"/api/datasets/{dataset}/data-units/").json()["results"]
    ontology = manager.post("/api/ontologies/", json={"title": "Opinions", "label_config": SENTIMENT}).json()["id"]
    label = manager.post(
        "/api/labels/", json=[{"project": w.project_id, "from_name": "sentiment", "title": "Mixed", "value": ["Mixed"]}]
    ).json()[0]
    group = w.cast.owner.client.post("/api/groups/", json={"title": "Night", "users": [w.cast.ann2.id]}).json()["id"]
    manager.post(f"/api/projects/{w.project_id}/groups/", json={"group": group})
    mark = w.cast.owner.client.post("/api/project-tags/", json={"title": "Pilot"}).json()["id"]
    manager.put(
        f"/api/projects/{w.project_id}/instructions-file/",
        files={"file": ("how.pdf", b"%PDF-1.4\n%%EOF", "application/pdf")},
    )
    db.commit()
    assert issue is not None
    assert upload is not None
    run_ids = {table: row[0] if row else 0 for table, row in runs.items()}
    return {
        "/api/projects/{id}": w.project_id,
        "/api/tasks/{id}": w.task_ids[0],
        "/api/annotations/{id}": annotation,
        "/api/annotation-reviews/{id}": verdict,
        "/api/annotation-history/{id}": history[0]["id"],
        "/api/comments/{id}": comment,
        "/api/drafts/{id}": draft,
        "/api/notifications/{id}": manager.get("/api/notifications/").json()["results"][0]["id"],
        "/api/work-items/{id}": batch,
        "/api/issues/{id}": issue[0],
        "/api/projects/roles/{id}": role.json()["id"],
        "/api/users/{id}": w.cast.ann2.id,
        "/api/organizations/{id}": w.cast.organization_id,
        "/api/labels/{id}": label["id"],
        "/api/label_links/{id}": label["links"][0],
        "/api/invites/{id}": manager.post("/api/invites/", json={"role": "AN"}).json()["id"],
        "/api/groups/{id}": group,
        "/api/project-tags/{id}": mark,
        "group_pk": group,
        "/api/workspaces/{id}": manager.post("/api/workspaces/", json={"title": "Shared"}).json()["id"],
        "/api/dm/views/{id}": manager.post("/api/dm/views/", json={"project": w.project_id, "data": {}}).json()["id"],
        "/api/fsm/entities/{entity}/{id}": w.task_ids[0],
        "/api/predictions/{id}": prediction.json()["id"],
        "/api/webhooks/{id}": hook,
        "delivery_id": delivery,
        "/data/upload/{id}": w.project_id,
        "/api/import/file-upload/{id}": upload[0],
        "/api/dm/actions/{id}": "delete_tasks",
        "/api/dm/runs/{id}": run_ids["dm_run"],
        "/api/datasets/{id}": dataset,
        "/data/dataset/{id}": dataset,
        "/api/ontologies/{id}": ontology,
        "dataset_id": dataset,
        "unit_id": item["id"],
        "entity": "task",
        "task_id": w.task_ids[0],
        "annotation_id": annotation,
        "user_pk": w.cast.ann2.id,
        "user_id": w.cast.ann2.id,
        "model_version": "one/two",
        "dimension_id": manager.get(f"/api/projects/{w.project_id}/dimensions/").json()[0]["id"],
        "number": 1,
        "permission_key": "members.invite",
        "import_pk": told["import"],
        "tag_pk": tag["id"],
        "pause_id": pause["id"],
        "run_id": run_ids["import_run"],
        "import_id": run_ids["import_run"],
        "export_id": run_ids["export_run"],
        "upload_id": upload[0],
        "project_id": w.project_id,
        "name": "a.txt",
    }


def called(operation: Operation, ids: dict[str, int | str]) -> str:
    """The path with real ids in it."""
    path = operation.path
    for parameter in operation.parameters:
        if parameter["in"] != "path":
            continue
        name = parameter["name"]
        if name == "id":
            found = next((ids[prefix] for prefix in _prefixes(operation.path) if prefix in ids), None)
        else:
            found = ids.get(name)
        assert found is not None, f"tests/routes.py knows no {name} for {operation}"
        path = path.replace("{" + name + "}", str(found))
    return path


def _prefixes(path: str) -> Iterator[str]:
    """The beginnings of a path that end with a parameter, the longest first."""
    parts = path.strip("/").split("/")
    for length in range(len(parts), 0, -1):
        if parts[length - 1] == "{id}":
            yield "/" + "/".join(parts[:length])
