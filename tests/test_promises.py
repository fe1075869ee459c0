"""What the whole API promises: one shape of errors, both spellings of every path, a documentation that is complete."""

from __future__ import annotations

import uuid
from typing import Any

import jwt
import pytest
from fastapi import FastAPI
from tests import world
from tests.conftest import SECRET
from tests.routes import Operation, addresses, called, operations
from tests.world import World, choice

from assay import __version__
from assay.access import keys


@pytest.fixture
def w(db: Any, cast: Any) -> World:
    return world.build(db, cast, tasks=3)


def check_error(answer: Any, status: int | tuple[int, ...], code: str | None = None) -> dict[str, Any]:
    """That an answer is an error in the one shape."""
    expected = status if isinstance(status, tuple) else (status,)
    assert answer.status_code in expected, (answer.status_code, answer.text[:500])
    found: dict[str, Any] = answer.json()
    assert set(found) <= {
        "id", "status_code", "version", "detail", "exc_info", "code", "validation_errors", "problems",
        "display_context",
    }  # fmt: skip
    uuid.UUID(found["id"])
    assert found["status_code"] == answer.status_code
    assert found["version"] == __version__
    assert found["exc_info"] is None
    assert isinstance(found["detail"], str)
    assert found["detail"]
    assert code is None or found["code"] == code
    for problem in found.get("problems", ()):
        assert set(problem) <= {"field", "message", "fix", "line", "tag", "file", "row"}
        assert problem["message"] in found["validation_errors"][problem["field"]]
    return found


# ---------------------------------------------------------------- one shape of errors


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "PUT", "DELETE"])
@pytest.mark.parametrize("path", ["/api/nothing", "/api/", "/api/projects/1/nothing", "/api/tasks/1/2/3/"])
def test_an_unknown_address_is_404(anonymous: Any, method: str, path: str) -> None:
    check_error(anonymous.request(method, path), 404, "not_found")


def test_a_known_address_with_another_method_is_405(cast: Any) -> None:
    answer = cast.owner.client.put("/api/projects/", json={})
    check_error(answer, 405, "method_not_allowed")
    assert "GET" in answer.headers["allow"]


def test_bad_input_is_400_and_names_the_fields(cast: Any) -> None:
    found = check_error(cast.owner.client.post("/api/projects/", json={"maximum_annotations": "many"}), 400)
    assert "maximum_annotations" in found["validation_errors"]
    found = check_error(cast.owner.client.get("/api/projects/", params={"page": 0, "page_size": "all"}), 400)
    assert set(found["validation_errors"]) == {"page", "page_size"}


def test_a_stranger_is_401(anonymous: Any, cast: Any) -> None:
    check_error(anonymous.get("/api/projects/"), 401, "not_signed_in")
    assert cast.owner.client.get("/api/projects/").status_code == 200


def test_a_role_that_may_not_is_403(w: World) -> None:
    found = check_error(w.cast.ann1.client.delete(f"/api/projects/{w.project_id}/"), 403, "not_allowed")
    assert found["display_context"] == {"permission": "project.delete"}


def test_somebody_elses_change_is_409(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    url = f"/api/annotations/{annotation}/"
    w.cast.ann1.client.patch(url, json={"result": choice("Negative"), "revision": 1})
    check_error(w.cast.ann1.client.patch(url, json={"result": choice(), "revision": 1}), 409, "stale_revision")


def test_too_much_is_413(cast: Any) -> None:
    """The announced size is refused before a byte is read."""
    headers = {"content-length": str(10**12), "content-type": "application/json"}
    check_error(cast.owner.client.post("/api/projects/", content=b"{}", headers=headers), 413, "too_large")


def test_a_body_that_grows_too_large_is_413(connect: Any, app: FastAPI, cast: Any) -> None:
    """Without an announced size it ends when the limit is reached."""
    most = app.state.config.max_upload_mb * 1024 * 1024

    def endless() -> Any:
        yield b'{"title": "'
        for _ in range(most // 2**20 + 2):
            yield b"x" * 2**20

    headers = {"content-type": "application/json"}
    check_error(cast.owner.client.post("/api/projects/", content=endless(), headers=headers), 413, "too_large")


# ---------------------------------------------------------------- tokens


def forged() -> dict[str, str]:
    """Credentials that must not open anything."""
    claims = {"token_type": "access", "exp": 4_000_000_000, "iat": 1, "jti": "0" * 32, "user_id": "1"}
    expired = {**claims, "exp": 1_000_000_000}
    key = keys._signing_key(SECRET)
    return {
        "unknown key": "Token " + "0" * 40,
        "no key": "Token ",
        "very long key": "Token " + "a" * 5000,
        "no token": "Bearer ",
        "rubbish": "Bearer a.b.c",
        "rubbish in dots": "Bearer ..",
        "not a scheme": "Basic YTpi",
        "other secret": "Bearer " + jwt.encode(claims, "another secret of the same length as ours", "HS256"),
        "no signature": "Bearer " + jwt.encode(claims, None, algorithm="none"),
        "another algorithm": "Bearer " + jwt.encode(claims, key, "HS512"),
        "expired": "Bearer " + jwt.encode(expired, key, "HS256"),
        "of nobody": "Bearer " + jwt.encode(claims, key, "HS256"),
        "no end": "Bearer " + jwt.encode({k: v for k, v in claims.items() if k != "exp"}, key, "HS256"),
        "odd user": "Bearer " + jwt.encode({**claims, "user_id": {"a": 1}}, key, "HS256"),
    }


@pytest.mark.parametrize("name", list(forged()))
def test_forged_and_expired_tokens_are_401(anonymous: Any, name: str) -> None:
    check_error(anonymous.get("/api/projects/", headers={"Authorization": forged()[name]}), 401, "not_signed_in")


def test_a_refresh_token_opens_nothing_and_a_revoked_one_is_401(anonymous: Any, cast: Any) -> None:
    token = cast.ann1.client.post("/api/token/").json()["token"]
    check_error(anonymous.get("/api/projects/", headers={"Authorization": f"Bearer {token}"}), 401)
    access = anonymous.post("/api/token/refresh/", json={"refresh": token}).json()["access"]
    headers = {"Authorization": f"Bearer {access}"}
    assert anonymous.get("/api/projects/", headers=headers).status_code == 200
    check_error(anonymous.post("/api/token/refresh/", json={"refresh": access}), 401)
    cast.ann1.client.post("/api/token/blacklist/", json={"refresh": token})
    check_error(anonymous.post("/api/token/refresh/", json={"refresh": token}), 401)
    check_error(anonymous.get("/api/projects/", headers=headers), 401)


def test_a_session_cookie_that_is_none_is_401(anonymous: Any) -> None:
    anonymous.cookies.set("assay_session", "x" * 43)
    check_error(anonymous.get("/api/projects/"), 401, "not_signed_in")


# ---------------------------------------------------------------- both spellings, and what OpenAPI says


def test_both_spellings_of_every_path_are_served_without_redirect(app: FastAPI, anonymous: Any) -> None:
    for operation in operations(app):
        answers = []
        for path in (operation.path, operation.other_spelling):
            for parameter in operation.parameters:
                path = path.replace("{" + parameter["name"] + "}", "1")
            body = {} if operation.method in ("POST", "PUT", "PATCH") else None
            answers.append(anonymous.request(operation.method, path, json=body, follow_redirects=False))
        first, second = answers
        assert first.status_code == second.status_code, str(operation)
        assert not first.is_redirect, str(operation)
        assert first.status_code not in (404, 405) or operation.is_about_a_thing or first.json()["detail"], operation


def test_openapi_says_everything(app: FastAPI) -> None:
    """Every operation has a name, words, a tag, and a typed answer."""
    problems = []
    for operation in operations(app):
        if not operation.said.get("summary") or not operation.said.get("description"):
            problems.append(f"{operation}: no summary or description")
        if not operation.said.get("tags"):
            problems.append(f"{operation}: no tag")
        problems += [f"{operation}: {text}" for text in _untyped(operation)]
    assert problems == []


def _untyped(operation: Operation) -> list[str]:
    good = {status: said for status, said in operation.said["responses"].items() if status.startswith("2")}
    if not good:
        return ["no good answer"]
    found = []
    for status, said in good.items():
        content = said.get("content", {})
        if status == "204":
            if content:
                found.append("204 with a body")
        elif not content:
            found.append(f"{status} without a content")
        elif "application/json" in content and not content["application/json"].get("schema"):
            found.append(f"{status} without a schema")
    return found


def test_operations_have_names_of_their_own(app: FastAPI) -> None:
    names = [operation.said["operationId"] for operation in operations(app)]
    assert len(names) == len(set(names))


# ---------------------------------------------------------------- not yours looks like not there


def test_another_organizations_ids_are_404(app: FastAPI, w: World, db: Any) -> None:
    ids = addresses(db, w)
    stranger, manager = w.cast.outsider.client, w.cast.owner.client
    wrong, unreal = [], []
    for operation in operations(app):
        if not operation.is_about_a_thing:
            continue
        path = called(operation, ids)
        body = {} if operation.method in ("POST", "PUT", "PATCH") else None
        answer = stranger.request(operation.method, path, json=body)
        # A body is looked at before what it is for; nothing is told by that.
        allowed = (404,) if body is None else (400, 404)
        if answer.status_code not in allowed:
            wrong.append((str(operation), answer.status_code))
        else:
            check_error(answer, allowed)
        if operation.method == "GET" and manager.get(path).status_code not in (200, 204, 302, 404, 403):
            unreal.append((str(operation), manager.get(path).text))
    assert wrong == []
    assert unreal == []


def test_ids_in_queries_are_checked_as_well(app: FastAPI, w: World, db: Any) -> None:
    ids = addresses(db, w)
    annotation, project = ids["/api/annotations/{id}"], w.project_id
    for path, query in (
        ("/api/tasks/", {"project": project}),
        ("/api/comments/", {"annotation": annotation}),
        ("/api/comments/", {"draft": ids["/api/drafts/{id}"]}),
        ("/api/comments/", {"task": w.task_ids[0]}),
        ("/api/annotation-history/", {"annotation": annotation}),
        ("/api/annotation-reviews/", {"annotation": annotation}),
        ("/api/annotation-reviews/", {"annotation__task__project": project}),
        ("/api/review-items/", {"annotation": annotation}),
    ):
        check_error(w.cast.outsider.client.get(path, params=query), 404)
        assert w.cast.owner.client.get(path, params=query).status_code == 200, (path, query)
    for path, query in (
        ("/api/comments/", {"projects": project}),
        ("/api/projects/roles/", {}),
        ("/api/projects/", {}),
    ):
        answer = w.cast.outsider.client.get(path, params=query).json()
        assert answer == [] or answer.get("results") == []
