"""What every answer tells browsers: no script and no style but our own, media from wherever people keep them."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.cast import Cast

from assay.page import BUILT

PLACES = ("/", "/projects/1/label", "/nowhere", "/api/projects/", "/api/nothing", "/health", "/static/samples/none.png")


def policy(answer: object) -> dict[str, set[str]]:
    written = answer.headers["content-security-policy"]  # type: ignore[attr-defined]
    return {name: set(sources) for name, *sources in (rule.split() for rule in written.split(";"))}


@pytest.mark.parametrize("path", PLACES)
def test_every_answer_has_the_policy(app: FastAPI, cast: Cast, path: str) -> None:
    answer = cast.owner.client.get(path)
    found = policy(answer)
    assert found["default-src"] == {"'self'"}
    assert found["script-src"] == {"'self'"}
    assert found["worker-src"] == {"'self'"}
    assert found["object-src"] == found["base-uri"] == found["frame-ancestors"] == {"'none'"}
    assert not any(word in source for sources in found.values() for source in sources for word in ("unsafe", "*"))
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("rule", ["img-src", "media-src", "connect-src"])
def test_media_may_lie_elsewhere(app: FastAPI, anonymous: TestClient, rule: str) -> None:
    assert policy(anonymous.get("/"))[rule] >= {"'self'", "blob:", "http:", "https:"}


@pytest.mark.skipif(not (BUILT / "index.html").is_file(), reason="the page is not built")
def test_each_page_has_a_nonce_of_its_own(app: FastAPI, anonymous: TestClient) -> None:
    nonces = set()
    for _ in range(2):
        answer = anonymous.get("/projects")
        [nonce] = [source for source in policy(answer)["style-src"] if source.startswith("'nonce-")]
        assert nonce[7:-1] in answer.text
        assert not re.search(r"<script(?![^>]*\bsrc=)", answer.text)
        nonces.add(nonce)
    assert len(nonces) == 2
