"""A task as an export has it, any part of which may still be the text that the database sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

ExportedTask = Mapping[str, Any] | bytes


def loaded(value: Any) -> Any:
    """A value, parsed where it is JSON text."""
    return orjson.loads(value) if isinstance(value, bytes) else value


def whole(task: ExportedTask) -> dict[str, Any]:
    """A task whose data, annotations and results are parsed."""
    found: Mapping[str, Any] = loaded(task)
    annotations = [dict(loaded(annotation)) for annotation in loaded(found.get("annotations")) or []]
    for annotation in annotations:
        result = loaded(annotation.get("result")) or []
        annotation["result"] = [entry for entry in result if isinstance(entry, Mapping)]
        annotation["completed_by"] = loaded(annotation.get("completed_by"))
    return {**found, "data": loaded(found["data"]), "annotations": annotations}
