"""Bad input on every route: it ends in a clear error, never in a failure of the server, and nothing is changed."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from tests import world
from tests.routes import Operation, addresses, called, operations, resolved
from tests.test_promises import check_error
from tests.world import World, choice

JSON = {"content-type": "application/json"}

# They end the session or the token that the other calls are made with.
NOT_TRIED = {"/api/current-user/reset-token", "/api/jwt/settings", "/api/session/"}

BODIES: dict[str, bytes] = {
    "cut off": b'{"title": "a"',
    "not JSON": b"title=a",
    "nested 10,000 deep": b'{"result": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "nested 201 deep": b'{"result": ' + b"[" * 201 + b"]" * 201 + b"}",
    "objects 10,000 deep": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "NaN": b'{"lead_time": NaN, "score": NaN}',
    "Infinity": b'{"lead_time": Infinity}',
    "a number without end": b'{"lead_time": 1e999}',
    "half a surrogate": b'{"title": "\\ud800", "text": "\\ud800"}',
    "not UTF-8": b'{"title": "\xff\xfe"}',
    "UTF-16": '{"title": "a"}'.encode("utf-16"),
}

ODD = [None, True, -1, 0, 2**63, 2**70, 1.5, -1e308, "", "x" * 70_000, "\U0001f600", [], [[]], [None], {}, {"a": {}}]


@pytest.fixture
def w(db: Any, cast: Any) -> World:
    return world.build(db, cast, tasks=3)


def with_bodies(app: FastAPI) -> list[Operation]:
    schemas = app.openapi()["components"]["schemas"]
    return [o for o in operations(app) if o.path not in NOT_TRIED and o.body(schemas) is not None]


@pytest.mark.parametrize("name", list(BODIES))
def test_what_is_no_json_is_400(app: FastAPI, w: World, db: Any, name: str) -> None:
    ids = addresses(db, w)
    for operation in with_bodies(app):
        answer = w.cast.owner.client.request(
            operation.method, called(operation, ids), content=BODIES[name], headers=JSON
        )
        found = check_error(answer, 400)
        assert found["problems"], str(operation)


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "image/png", ""])
def test_a_wrong_content_type_is_400(app: FastAPI, w: World, db: Any, kind: str) -> None:
    ids = addresses(db, w)
    for operation in with_bodies(app):
        answer = w.cast.owner.client.request(
            operation.method, called(operation, ids), content=b"\x89PNG", headers={"content-type": kind}
        )
        found = check_error(answer, 400)
        # An import without a type is taken for what its content says.
        is_import = "import" in operation.path or operation.path.endswith("/tasks/bulk")
        allowed = {"content-type", "file", "body"} if is_import and not kind else {"content-type"}
        assert {name.lower() for name in found["validation_errors"]} <= allowed, str(operation)


@pytest.mark.parametrize("body", [b"null", b"[]", b"7", b'"text"', b"{}", b""])
def test_another_kind_of_json_is_never_a_failure(app: FastAPI, w: World, db: Any, body: bytes) -> None:
    ids = addresses(db, w)
    for operation in with_bodies(app):
        path = called(operation, ids)
        answer = w.cast.owner.client.request(operation.method, path, content=body, headers=JSON)
        if answer.status_code >= 400:
            check_error(answer, (400, 403, 404, 409))


def test_null_bytes_are_named_with_their_place(app: FastAPI, w: World, db: Any) -> None:
    ids = addresses(db, w)
    schemas = app.openapi()["components"]["schemas"]
    tried = 0
    for operation in with_bodies(app):
        for name in (operation.body(schemas) or {}).get("properties", {}):
            for value, place in (("a\x00b", name), ([{"x": "\x00"}], f"{name}.0.x"), ({"a\x00": 1}, f"{name}.a")):
                answer = w.cast.owner.client.request(operation.method, called(operation, ids), json={name: value})
                found = check_error(answer, 400)
                assert list(found["validation_errors"]) == [place]
                tried += 1
    assert tried > 300


def test_null_bytes_in_queries_are_400(app: FastAPI, w: World, db: Any) -> None:
    ids = addresses(db, w)
    for operation in operations(app):
        for parameter in operation.parameters:
            if parameter["in"] == "query" and operation.method == "GET":
                path = f"{called(operation, ids)}?{parameter['name']}=a%00b"
                check_error(w.cast.owner.client.get(path), (400, 404))


@pytest.mark.parametrize("part", range(4))
def test_odd_values_in_every_field_never_fail(app: FastAPI, w: World, db: Any, part: int) -> None:
    """Every field of every body takes the place of something odd; the rest is what the schema asks for."""
    ids = addresses(db, w)
    schemas = app.openapi()["components"]["schemas"]
    for operation in with_bodies(app)[part::4]:
        schema = operation.body(schemas) or {}
        needed = {name: _plain(schema["properties"][name], schemas, ids) for name in schema.get("required", ())}
        for name in schema.get("properties", {}):
            for value in ODD:
                path = called(operation, ids)
                answer = w.cast.owner.client.request(operation.method, path, json={**needed, name: value})
                if answer.status_code >= 400:
                    allowed = (400, 401, 429) if "token" in path or "password" in path else (400, 403, 404, 409)
                    check_error(answer, allowed)
                elif answer.status_code == 204:
                    assert answer.content == b""


def _plain(schema: dict[str, Any], schemas: dict[str, Any], ids: dict[str, Any]) -> Any:
    found = resolved(schema, schemas) or {}
    if "enum" in found:
        return found["enum"][0]
    kind = found.get("type")
    return {"integer": 1, "string": "text", "boolean": True, "array": [], "object": {}}.get(str(kind))


@pytest.mark.parametrize(
    "wrong", ["0", "-1", str(2**63), str(2**70), "abc", "1.5", "1e3", "%00", "%20", "%F0%9F%98%80"]
)
def test_ids_that_cannot_be_are_404(app: FastAPI, cast: Any, wrong: str) -> None:
    for operation in operations(app):
        if not operation.is_about_a_thing:
            continue
        path = operation.path
        for parameter in operation.parameters:
            if parameter["in"] == "path":
                path = path.replace("{" + parameter["name"] + "}", wrong)
        body = {} if operation.method in ("POST", "PUT", "PATCH") else None
        check_error(cast.owner.client.request(operation.method, path, json=body), 404)


def test_odd_queries_never_fail(app: FastAPI, w: World, db: Any) -> None:
    ids = addresses(db, w)
    odd = [
        "",
        "-1",
        "0",
        str(2**63),
        str(2**70),
        "abc",
        "a,b",
        "1,2",
        "%27%3B--",
        "%F0%9F%98%80",
        "x" * 2000,
        "[]",
        "{}",
    ]
    for operation in operations(app):
        if operation.method != "GET":
            continue
        for parameter in operation.parameters:
            if parameter["in"] != "query":
                continue
            for value in odd:
                path = f"{called(operation, ids)}?{parameter['name']}={value}"
                answer = w.cast.owner.client.get(path, follow_redirects=False)
                if answer.status_code >= 400:
                    check_error(answer, (400, 403, 404))


def test_a_result_that_cannot_be_is_refused_and_nothing_is_stored(w: World) -> None:
    """What looks like a result, with places and numbers that are none."""
    [entry] = choice()
    for wrong in (
        [{**entry, "from_name": "x" * 10_000}],
        [{**entry, "to_name": 7}],
        [{**entry, "type": "rectanglelabels"}],
        [{**entry, "value": []}],
        [{**entry, "value": {"choices": "Positive"}}],
        [{**entry, "value": {"choices": [{}]}}],
        [entry, entry],
        ["Positive"],
        [None],
        [[entry]],
    ):
        check_error(w.submit(w.cast.ann1, w.task_ids[0], wrong), 400)
        draft = w.cast.ann1.client.post(f"/api/tasks/{w.task_ids[0]}/drafts", json={"result": wrong})
        assert draft.status_code in (201, 400)
    assert w.task(w.task_ids[0])["total_annotations"] == 0


@pytest.mark.parametrize(
    "body",
    [
        {"url": 7},
        {"url": "file:///etc/passwd"},
        {"url": "http://127.0.0.1:1/"},
        {"url": "gopher://x"},
        [7],
        [[]],
        [{"data": 7}],
        [{"data": {}}],
        [{"data": {"other": "x"}}],
        [{"data": {"text": {}}}],
        [{"data": {"text": "x"}, "annotations": 7}],
        [{"data": {"text": "x"}, "annotations": [{"result": 7}]}],
        [{"data": {"text": "x"}, "annotations": [{"result": choice("Sideways")}]}],
        [{"data": {"text": "x"}, "predictions": ["Positive"]}],
        [{"text": "a\x00b"}],
        [{"text": "good"}, {"txt": "bad"}],
    ],
)
def test_an_odd_import_is_refused_as_a_whole(w: World, body: Any) -> None:
    client, before = w.cast.manager.client, len(w.task_ids)
    for path in (f"/api/projects/{w.project_id}/import", f"/api/projects/{w.project_id}/import-runs/"):
        answer = client.post(path, json=body)
        if answer.status_code != 201:
            check_error(answer, 400)
        else:
            # In two steps the report says what is wrong, and nothing is a task yet.
            assert path.endswith("import-runs/"), (path, answer.text)
            assert answer.json()["report"]["bad"] or answer.json()["status"] == "failed", answer.text
    assert client.get("/api/tasks/", params={"project": w.project_id}).json()["total"] == before


@pytest.mark.parametrize(
    "body", [{}, {"text": 7}, {"text": " "}, {"text": "x", "kind": [[1]]}, {"text": "x", "kind": "exe"}, [1], "x"]
)
def test_an_odd_paste_is_400(w: World, body: Any) -> None:
    check_error(w.cast.manager.client.post(f"/api/projects/{w.project_id}/import-runs/", json=body), 400)
