"""Importing the labels of other programs: with their pictures, to pictures that are there, or not at all."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from tests.cast import Cast
from tests.exchange.sending import picture, tasks_of

CONFIG = """<View><Image name="image" value="$photo"/>
<RectangleLabels name="boxes" toName="image"><Label value="Car"/><Label value="Bus"/></RectangleLabels>
<PolygonLabels name="lines" toName="image"><Label value="Car"/><Label value="Tree"/></PolygonLabels>
<BrushLabels name="brush" toName="image"><Label value="Road"/></BrushLabels></View>"""
TEXT = """<View><Text name="text" value="$text"/>
<Labels name="spans" toName="text"><Label value="PER"/></Labels></View>"""

VOC = """<annotation><filename>{}</filename><size><width>40</width><height>30</height></size>
<object><name>{}</name><bndbox><xmin>4</xmin><ymin>3</ymin><xmax>8</xmax><ymax>6</ymax></bndbox></object></annotation>"""
COCO = {
    "images": [{"id": 1, "file_name": "images/a.png", "width": 40, "height": 30}],
    "annotations": [{"id": 1, "image_id": 1, "category_id": 3, "bbox": [4, 3, 4, 3], "segmentation": []}],
    "categories": [{"id": 3, "name": "Car"}],
}


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def give(cast: Cast, project: int, *files: tuple[str, bytes | str], path: str = "import", **params: Any) -> Any:
    given = [("files", (name, content if isinstance(content, bytes) else content.encode())) for name, content in files]
    return cast.manager.client.post(f"/api/projects/{project}/{path}", files=given, params=params)


FORMS = {
    "coco": [("labels.json", json.dumps(COCO)), ("a.png", picture())],
    "coco in an archive": [("a.zip", zipped({"data/labels.json": json.dumps(COCO), "data/images/a.png": picture()}))],
    "voc": [("a.png", picture()), ("a.xml", VOC.format("a.png", "Car"))],
    "voc in an archive": [("a.zip", zipped({"Annotations/a.xml": VOC.format("a.png", "Car"), "a.png": picture()}))],
    "yolo": [
        ("a.zip", zipped({"labels/a.txt": "0 0.15 0.15 0.1 0.1\n", "classes.txt": "Car\n", "images/a.png": picture()}))
    ],
    "yolo beside its picture": [
        ("a.png", picture()),
        ("a.zip", zipped({"labels/train/a.txt": "1 0.15 0.15 0.1 0.1", "data.yaml": "names: [Bus, Car]"})),
    ],
}  # fmt: skip


@pytest.mark.parametrize("form", list(FORMS))
@pytest.mark.parametrize("labels_as", ["predictions", "annotations"])
def test_labels_come_with_their_pictures(cast: Cast, make: Callable[..., int], form: str, labels_as: str) -> None:
    project = make(CONFIG)
    answer = give(cast, project, *FORMS[form], labels_as=labels_as)
    assert answer.status_code == 201, answer.text
    other = {"predictions": "annotations", "annotations": "predictions"}[labels_as]
    [task] = tasks_of(cast.manager, project)
    assert (task["title"], task["data"]["photo"].startswith(f"/data/upload/{project}/")) == ("a.png", True)
    assert task["media"]["photo"]["width"] == 40
    assert task[other] == []
    [work] = task[labels_as]
    [entry] = work["result"]
    assert (entry["from_name"], entry["value"]["rectanglelabels"]) == ("boxes", ["Car"])
    assert (entry["original_width"], entry["original_height"]) == (40, 30)
    found = [entry["value"][side] for side in ("x", "y", "width", "height")]
    assert found == pytest.approx([10, 10, 10, 10])


def test_labels_find_pictures_that_are_there_already(cast: Cast, make: Callable[..., int]) -> None:
    project = make(CONFIG)
    assert give(cast, project, ("a.png", picture()), ("b.png", picture())).status_code == 201
    archive = zipped({"labels/a.txt": "0 0.15 0.15 0.1 0.1", "classes.txt": "Car"})
    answer = give(cast, project, ("a.zip", archive))
    assert answer.status_code == 201, answer.text
    assert (answer.json()["task_count"], answer.json()["prediction_count"]) == (0, 1)
    first, second = tasks_of(cast.manager, project)
    assert (first["total_predictions"], second["total_predictions"]) == (1, 0)
    counted = cast.manager.client.get(f"/api/projects/{project}/").json()
    assert counted["total_predictions_number"] == 1
    refused = give(cast, project, ("a.zip", archive), labels_as="annotations")
    assert refused.status_code == 400
    assert f"task {first['id']} shows already" in refused.json()["detail"]


def test_pictures_at_addresses_are_found_by_the_end_of_them(cast: Cast, make: Callable[..., int]) -> None:
    project = make(CONFIG)
    body = [{"photo": "https://example.org/set/a.png?size=full"}]
    assert cast.manager.client.post(f"/api/projects/{project}/import", json=body).status_code == 201
    assert give(cast, project, ("labels.json", json.dumps(COCO))).json()["prediction_count"] == 1
    new = {**COCO, "images": [{**COCO["images"][0], "file_name": "https://example.org/new.png"}]}  # type: ignore[dict-item,index]
    assert give(cast, project, ("labels.json", json.dumps(new))).json()["task_count"] == 1
    assert tasks_of(cast.manager, project)[1]["data"] == {"photo": "https://example.org/new.png"}


@pytest.mark.parametrize(
    ("files", "field", "said", "fix"),
    [
        ([("a.xml", VOC.format("nowhere.png", "Car"))], "picture", "neither", "together"),
        ([("a.xml", VOC.format("a.png", "Van")), ("a.png", picture())], "object[1]", '"Van"', '<Label value="Van"/>'),
        ([("a.zip", zipped({"../a.xml": "x"}))], "file", "leads out", "Pack"),
        ([("a.zip", b"PK\x03\x04broken")], "file", "broken", "Pack"),
        ([("a.zip", b"no archive")], "file", "no ZIP", "Pack"),
        ([("a.zip", zipped({"x.md": "x"}))], "file", "holds no labels", "YOLO"),
        ([("a.xml", '<!DOCTYPE a [<!ENTITY x "y">]><annotation/>')], "file", "document type", "DOCTYPE"),
        ([("a.json", json.dumps({**COCO, "categories": []}))], "file", "no categories", "categories"),
        ([("a.json", json.dumps(COCO).replace("[4, 3,", "[NaN, 3,")), ("a.png", picture())], "annotations[0].bbox",
         "four numbers", "pixels"),
        ([("a.xml", VOC.format("a.png", "Car")), ("b.zip", zipped({"b.xml": VOC.format("a.png", "Car")})),
          ("a.png", picture())], "picture", "already", "one set"),
        ([("a.xml", VOC.format("a.png", "Car")), ("a.png", picture()), ("z.zip", zipped({"1/a.png": picture()}))],
         "picture", "2 pictures", "own name"),
    ],
)  # fmt: skip
def test_labels_that_cannot_be_taken_are_named(
    cast: Cast, make: Callable[..., int], files: Any, field: str, said: str, fix: str
) -> None:
    project = make(CONFIG)
    answer = give(cast, project, *files)
    assert answer.status_code == 400, answer.text
    problem = answer.json()["problems"][0]
    assert problem["field"] == field
    assert said in problem["message"]
    assert fix in problem["fix"]
    assert tasks_of(cast.manager, project) == []
    assert cast.manager.client.get(f"/api/projects/{project}/file-uploads").json() == []


def test_conll_becomes_texts(cast: Cast, make: Callable[..., int]) -> None:
    project = make(TEXT)
    assert give(cast, project, ("a.conll", "Anna B-PER\nwent O\n\nBo B-PER\n")).status_code == 201
    first, second = tasks_of(cast.manager, project)
    assert (first["data"], second["data"]) == ({"text": "Anna went"}, {"text": "Bo"})
    assert first["predictions"][0]["result"][0]["value"] == {"start": 0, "end": 4, "text": "Anna", "labels": ["PER"]}


def test_two_steps_say_what_goes_where(cast: Cast, make: Callable[..., int]) -> None:
    project = make(CONFIG)
    give(cast, project, ("a.png", picture()))
    both = zipped({"Annotations/a.xml": VOC.format("a.png", "Car"), "Annotations/b.xml": VOC.format("b.png", "Bus")})
    run = give(cast, project, ("a.zip", both), ("b.png", picture()), path="import-runs/").json()
    report = run["report"]
    assert (report["good"], report["attached"], report["predictions"], report["bad"]) == (2, 1, 2, 0)
    path = f"/api/projects/{project}/import-runs/{run['id']}"
    done = cast.manager.client.post(f"{path}/commit/", json={"skip_bad_rows": False}).json()
    assert (done["status"], done["task_count"], done["prediction_count"]) == ("completed", 1, 2)


@pytest.mark.parametrize("name", ["COCO", "VOC", "YOLO", "YOLO_OBB", "YOLO_SEG", "BRUSH_TO_PNG"])
def test_an_export_can_be_imported_into_another_project(cast: Cast, make: Callable[..., int], name: str) -> None:
    mask = {"size": [30, 40], "counts": [100, 60, 1040]}
    every = {
        **COCO,
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 3, "bbox": [4, 3, 4, 3]},
            {"id": 2, "image_id": 1, "category_id": 4, "segmentation": [[4, 3, 20, 3, 20, 15]]},
            {"id": 3, "image_id": 1, "category_id": 5, "segmentation": mask},
        ],
        "categories": [{"id": 3, "name": "Car"}, {"id": 4, "name": "Tree"}, {"id": 5, "name": "Road"}],
    }
    first = make(CONFIG)
    answer = give(cast, first, ("labels.json", json.dumps(every)), ("a.png", picture()), labels_as="annotations")
    assert answer.status_code == 201, answer.text
    client = cast.manager.client
    export = client.get(f"/api/projects/{first}/export", params={"export_type": name})
    assert export.status_code == 200, export.text
    kind = {"VOC": "RectangleLabels", "YOLO": "RectangleLabels", "YOLO_OBB": "RectangleLabels"}.get(name)
    config = (
        CONFIG
        if kind is None
        else (
            '<View><Image name="i" value="$p"/><RectangleLabels name="b" toName="i"><Label value="Car"/>'
            '<Label value="Tree"/><Label value="Road"/></RectangleLabels></View>'
        )
    )
    if name == "YOLO_SEG":
        config = config.replace('<Label value="Tree"/>', '<Label value="Tree"/><Label value="Road"/>')
    second = make(config)
    answer = give(cast, second, ("export.zip", export.content), ("a.png", picture()))
    assert answer.status_code == 201, answer.text
    [task] = tasks_of(cast.manager, second)
    [prediction] = task["predictions"]
    expected = {"BRUSH_TO_PNG": ["Road"]}.get(name, ["Car", "Tree", "Road"])
    assert [entry["value"][entry["type"]] for entry in prediction["result"]] == [[label] for label in expected]
