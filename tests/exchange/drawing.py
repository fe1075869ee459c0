"""Configurations and tasks with every shape that can be drawn on a picture, for tests of formats."""

from __future__ import annotations

import io
import json
import zipfile
from types import SimpleNamespace
from typing import Any

import numpy as np

from assay.exchange.formats.catalogue import FORMATS
from assay.exchange.formats.layout import Layout
from assay.kit import brush_rle

WIDTH, HEIGHT = 400, 200


def control(name: str, kind: str, *labels: str, to_name: str = "image", **more: Any) -> Any:
    """A control that gives entries of this type."""
    items = [
        SimpleNamespace(stored=label, value=label, attributes={"value": label, **more.get("items", {}).get(label, {})})
        for label in labels
    ]
    return SimpleNamespace(
        name=name,
        tag=kind.title(),
        to_name=to_name,
        result_type=kind,
        items=items,
        answers={item.stored: item for item in items},
        per_region=more.get("per_region", False),
        attributes={},
        options_field="",
    )


def schema(*controls: Any, **shown: str) -> Any:
    """A configuration of these controls about objects `name=Tag`; the field is called like the object."""
    objects = [SimpleNamespace(name=name, tag=tag, field=name) for name, tag in (shown or {"image": "Image"}).items()]
    return SimpleNamespace(
        objects=objects,
        controls=list(controls),
        controls_by_name={each.name: each for each in controls},
        fields=tuple(each.field for each in objects),
    )


EVERY = schema(
    control("boxes", "rectanglelabels", "Car", "Bus"),
    control("lines", "polygonlabels", "Car", "Tree"),
    control("rounds", "ellipselabels", "Wheel"),
    control("points", "keypointlabels", "Nose", "Tail"),
    control("brush", "brushlabels", "Road"),
)


def entry(name: str, kind: str, value: dict[str, Any], *labels: str, **more: Any) -> dict[str, Any]:
    return {
        "id": more.pop("id", f"{name}-1"),
        "from_name": name,
        "to_name": "image",
        "type": kind,
        "original_width": WIDTH,
        "original_height": HEIGHT,
        "image_rotation": 0,
        "value": {**value, kind: list(labels)},
        **more,
    }


def box(x: float, y: float, width: float, height: float, label: str = "Car", turn: float = 0, **more: Any) -> Any:
    value = {"x": x, "y": y, "width": width, "height": height, "rotation": turn}
    return entry("boxes", "rectanglelabels", value, label, **more)


def polygon(*points: tuple[float, float], label: str = "Tree", **more: Any) -> Any:
    return entry("lines", "polygonlabels", {"points": [list(point) for point in points], "closed": True}, label, **more)


def ellipse(x: float, y: float, rx: float, ry: float, turn: float = 0, **more: Any) -> Any:
    value = {"x": x, "y": y, "radiusX": rx, "radiusY": ry, "rotation": turn}
    return entry("rounds", "ellipselabels", value, "Wheel", **more)


def point(x: float, y: float, label: str = "Nose", **more: Any) -> Any:
    return entry("points", "keypointlabels", {"x": x, "y": y, "width": 0.5}, label, **more)


def painted(mask: Any, label: str = "Road", **more: Any) -> Any:
    value = {"format": "rle", "rle": brush_rle.encode(mask)}
    size = {"original_width": mask.shape[1], "original_height": mask.shape[0]}
    return {**entry("brush", "brushlabels", value, label), **size, **more}


def square(left: int = 100, top: int = 50, side: int = 20) -> Any:
    mask = np.zeros((HEIGHT, WIDTH), bool)
    mask[top : top + side, left : left + side] = True
    return mask


def annotation(number: int, *result: Any, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "completed_by": 7,
        "result": list(result),
        "was_cancelled": False,
        "ground_truth": False,
        "verdict": None,
        "created_at": f"2026-05-17T12:00:{number:02}Z",
        **more,
    }


def task(number: int, *annotations: Any, image: Any = "/data/upload/1/1f2e.png", **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "file_upload": "street.png",
        "data": {"image": image},
        "annotations": list(annotations),
        **more,
    }


def exported(name: str, *tasks: Any, schema: Any = EVERY, media: Any = None) -> dict[str, bytes]:
    """The files of an export."""
    writer = FORMATS[name].writer(Layout([], schema))
    whole = b"".join([writer.begin(), *(writer.row(each, media) for each in tasks), *writer.end()])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def report(files: dict[str, bytes]) -> Any:
    return json.loads(files["report.json"])
