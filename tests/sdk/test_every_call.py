"""All calls of the official client that are about reviews and quality, one after the other, by an owner's script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Cast
from tests.sdk.calls import CALLS, NOT_YET, Place


def test_every_call_is_answered(
    sdk: Any, cast: Cast, project: int, tasks: list[int], annotation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("label_studio_sdk.core.http_client.INITIAL_RETRY_DELAY_SECONDS", 0.01)
    place = Place(sdk(cast.owner), cast, sdk, project, tasks, annotation, {})
    failed = {}
    for name, call in CALLS.items():
        if name in NOT_YET:
            continue
        try:
            call(place)
        except Exception as error:
            failed[name] = (
                f"{type(error).__name__}: {getattr(error, 'status_code', '')} {getattr(error, 'body', error)}"
            )
    assert failed == {}, "\n".join(f"{name}: {why[:300]}" for name, why in failed.items())


def test_the_reference_lists_every_call() -> None:
    text = (Path(__file__).parents[2] / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w.]+)` \| (.*) \|$", text, flags=re.M))
    for name in CALLS:
        group, _, call = name.rpartition(".")
        if name in NOT_YET:
            assert rows[name] == NOT_YET[name]
        else:
            assert f"`{call}`" in rows[group].split(", "), name
