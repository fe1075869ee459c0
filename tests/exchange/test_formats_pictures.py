"""What COCO, Pascal VOC, YOLO and mask files say of drawings: as Label Studio's converter does, and by hand."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from label_studio_sdk.converter import Converter
from PIL import Image
from tests.exchange.drawing import (
    EVERY,
    annotation,
    box,
    control,
    ellipse,
    exported,
    painted,
    point,
    polygon,
    report,
    schema,
    square,
    task,
)

CONFIG = """<View><Image name="image" value="$image"/>
<RectangleLabels name="boxes" toName="image"><Label value="Car"/><Label value="Bus"/></RectangleLabels>
<PolygonLabels name="lines" toName="image"><Label value="Car"/><Label value="Tree"/></PolygonLabels></View>"""
SIMPLE = schema(control("boxes", "rectanglelabels", "Car", "Bus"), control("lines", "polygonlabels", "Car", "Tree"))
SIZE = {"width": 400, "height": 200}
KNOWN = {"image": {"items": [SIZE, {**SIZE, "name": "2nd.png"}]}}
TASK = task(1, annotation(1, box(10, 20, 30, 40, id="a"), box(50, 50, 10, 12.5, "Bus", id="b")), image="street.png")


def _theirs(tmp_path: Path, kind: str, tasks: list[Any]) -> Path:
    (tmp_path / "street.png").touch()
    (tmp_path / "tasks.json").write_text(json.dumps(tasks))
    converter = Converter(CONFIG, str(tmp_path), download_resources=False)
    getattr(converter, f"convert_to_{kind}")(str(tmp_path / "tasks.json"), str(tmp_path / "out"), is_dir=False)
    return tmp_path / "out"


def test_coco_says_of_boxes_and_polygons_what_label_studio_says(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    tasks = [
        {
            **TASK,
            "annotations": [
                annotation(1, *TASK["annotations"][0]["result"], polygon((10, 10), (20, 10), (20, 30), id="c"))
            ],
        }
    ]
    theirs = json.loads((_theirs(tmp_path, "coco", tasks) / "result.json").read_text())
    ours = json.loads(exported("COCO", *tasks, schema=SIMPLE)["result.json"])
    assert ours["categories"] == theirs["categories"]
    assert [(image["width"], image["height"], image["id"]) for image in ours["images"]] == [(400, 200, 0)]
    keys = ("id", "image_id", "category_id", "segmentation", "bbox", "area", "iscrowd", "ignore")
    assert [{key: each[key] for key in keys} for each in ours["annotations"]] == [
        {key: each[key] for key in keys} for each in theirs["annotations"]
    ]


def test_yolo_says_of_boxes_what_label_studio_says(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    out = _theirs(tmp_path, "yolo", [TASK])
    ours = exported("YOLO", TASK, schema=SIMPLE)
    assert ours["classes.txt"].decode() == (out / "classes.txt").read_text()
    assert json.loads(ours["notes.json"])["categories"] == json.loads((out / "notes.json").read_text())["categories"]
    assert _numbers(ours["labels/street.txt"].decode()) == _numbers((out / "labels" / "street.txt").read_text())


def _numbers(text: str) -> Any:
    return [[round(float(word), 7) for word in line.split()] for line in text.splitlines()]


def test_voc_says_of_boxes_what_label_studio_says(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    theirs = ElementTree.parse(_theirs(tmp_path, "voc", [TASK]) / "Annotations" / "street.xml").getroot()
    ours = ElementTree.fromstring(exported("VOC", TASK, schema=SIMPLE)["Annotations/street.xml"])
    for path in ("filename", "size/width", "size/height", "size/depth", "segmented"):
        assert ours.findtext(path) == theirs.findtext(path), path
    assert [ElementTree.tostring(thing).split() for thing in ours.findall("object")] == [
        ElementTree.tostring(thing).split() for thing in theirs.findall("object")
    ]


def coco(*tasks: Any, **more: Any) -> Any:
    return json.loads(exported("COCO", *tasks, **more)["result.json"])


def test_coco_of_every_shape() -> None:
    result = [
        box(25, 50, 10, 10, turn=90, id="turned"),
        ellipse(50, 50, 10, 20, id="round"),
        painted(square(), id="mask"),
        point(10, 10, id="free"),
        box(50, 10, 20, 20, "Bus", id="body"),
        point(55, 15, "Tail", id="tail", parentID="body"),
    ]
    found = coco(task(3, annotation(1, *result)))
    turned, round_, mask, free, body = found["annotations"]
    # A box of 40 x 20 pixels turned about its left upper corner at (100, 100) lies to the left of it.
    assert turned["bbox"] == [80, 100, 20, 40]
    assert turned["segmentation"] == [[100, 100, 100, 140, 80, 140, 80, 100]]
    assert turned["attributes"] == {"annotation_id": 1, "annotator": "7", "rotation": 90}
    assert round_["bbox"] == [160, 60, 80, 80]
    assert round_["area"] == pytest.approx(np.pi * 40 * 40, rel=0.01)
    assert (mask["bbox"], mask["area"], mask["iscrowd"]) == ([100, 50, 20, 20], 400, 0)
    assert mask["segmentation"]["size"] == [200, 400]
    assert (free["keypoints"], free["num_keypoints"]) == ([40, 20, 2], 1)
    assert (body["keypoints"], body["num_keypoints"]) == ([0, 0, 0, 220, 30, 2], 1)
    names = {category["name"]: category.get("keypoints") for category in found["categories"]}
    assert names == {"Bus": ["Nose", "Tail"], "Car": None, "Nose": ["Nose"], "Road": None, "Tail": None,
                     "Tree": None, "Wheel": None}  # fmt: skip


def test_coco_has_every_annotation_and_every_picture() -> None:
    tasks = [
        task(1, annotation(1, box(0, 0, 10, 10)), annotation(2, box(1, 1, 10, 10))),
        task(2, image=["/a/first.png", "/a/second.png"], file_upload="list.csv"),
        task(3, annotation(3, was_cancelled=True)),
    ]
    files = exported("COCO", *tasks, media=KNOWN)
    found = json.loads(files["result.json"])
    assert [image["file_name"] for image in found["images"]] == ["street.png", "first.png", "2nd.png", "street.png"]
    assert [each["attributes"]["annotation_id"] for each in found["annotations"]] == [1, 2]
    assert report(files)["problems"] == []


def test_yolo_has_one_annotation_of_a_picture_and_names_the_others() -> None:
    works = [
        annotation(1, box(0, 0, 10, 10), verdict="accepted"),
        annotation(2, box(50, 50, 10, 10)),
    ]
    files = exported("YOLO", task(1, *works))
    assert files["labels/street.txt"].decode() == "1 0.05 0.05 0.1 0.1\n", "what a reviewer accepted goes first"
    [problem] = report(files)["problems"]
    assert (problem["task"], problem["annotation"]) == (1, 2)
    assert "annotation 1" in problem["problem"]
    truth = [*works, annotation(3, box(0, 0, 100, 100), ground_truth=True)]
    assert exported("YOLO", task(1, *truth))["labels/street.txt"] == b"1 0.5 0.5 1 1\n"


def test_yolos_three_forms() -> None:
    shapes = [
        box(25, 50, 10, 10, turn=90, id="a"),
        polygon((10, 10), (20, 10), (20, 30), id="b"),
        painted(square(), id="c"),
    ]
    the_task = task(1, annotation(1, *shapes))
    boxes, turned, segments = (exported(name, the_task) for name in ("YOLO", "YOLO_OBB", "YOLO_SEG"))
    assert boxes["labels/street.txt"].decode().splitlines() == [
        "1 0.225 0.6 0.05 0.2", "5 0.15 0.2 0.1 0.2", "3 0.275 0.3 0.05 0.1",
    ]  # fmt: skip
    assert turned["labels/street.txt"].decode().splitlines()[0] == "1 0.25 0.5 0.25 0.7 0.2 0.7 0.2 0.5"
    assert segments["labels/street.txt"].decode().splitlines()[1] == "5 0.1 0.1 0.2 0.1 0.2 0.3"
    assert segments["labels/street.txt"].decode().splitlines()[2] == "3 0.25 0.25 0.3 0.25 0.3 0.35 0.25 0.35"
    assert b"task: obb" in turned["data.yaml"]
    assert b'  1: "Car"\n' in boxes["data.yaml"]
    assert boxes["images.txt"] == b"./images/street.png\n"
    assert [len(report(files)["problems"]) for files in (boxes, turned, segments)] == [3, 2, 0]


def test_shapes_beyond_the_border_are_cut_and_told() -> None:
    the_task = task(1, annotation(1, box(-5, 0, 10, 10, id="a"), box(95, 95, 10, 10, turn=10, id="b")))
    assert exported("YOLO", the_task)["labels/street.txt"].decode().splitlines()[0] == "1 0.025 0.05 0.05 0.1"
    files = exported("YOLO_OBB", the_task)
    assert all(
        0 <= float(word) <= 1 for line in files["labels/street.txt"].decode().splitlines() for word in line.split()[1:]
    )
    assert "border" in report(files)["problems"][0]["problem"]
    root = ElementTree.fromstring(exported("VOC", the_task)["Annotations/street.xml"])
    assert [root.findtext(f"object/bndbox/{side}") for side in ("xmin", "ymin", "xmax", "ymax")] == [
        "0",
        "0",
        "20",
        "20",
    ]


@pytest.mark.parametrize("name", ["COCO", "VOC", "YOLO", "YOLO_OBB", "YOLO_SEG", "BRUSH_TO_PNG"])
def test_a_picture_without_a_size_is_named_and_nothing_else_lost(name: str) -> None:
    files = exported(name, task(1, annotation(1)), task(2, annotation(2, painted(square()))))
    [problem] = [each for each in report(files)["problems"] if "width" in each["problem"]]
    assert (problem["task"], problem["picture"]) == (1, "street.png")
    assert report(files)["written"] == 1


@pytest.mark.parametrize("name", ["COCO", "VOC", "YOLO", "YOLO_OBB", "YOLO_SEG", "BRUSH_TO_PNG", "BRUSH_TO_NUMPY"])
def test_what_cannot_be_written_is_told(name: str) -> None:
    said = {"id": "x", "from_name": "mood", "to_name": "image", "type": "choices", "value": {"choices": ["Good"]}}
    link = {"type": "relation", "from_id": "a", "to_id": "b"}
    broken = {**painted(square(), id="broken"), "value": {"format": "rle", "rle": [1, 2], "brushlabels": ["Road"]}}
    nameless = {**box(0, 0, 5, 5, id="nameless"), "value": {"x": 0, "y": 0, "width": 5, "height": 5}}
    not_a_number = box(float("nan"), 0, 5, 5, id="nan")
    files = exported(name, task(1, annotation(1, said, link, broken, nameless, not_a_number)))
    told = report(files)
    assert told["left_out"] == [
        {"control": "mood", "type": "choices", "entries": 1},
        {"control": "relations", "type": "relation", "entries": 1},
    ]
    assert {each.get("region") for each in told["problems"]} == {"broken", "nameless", "nan"}
    assert told["written"] == 0


def test_two_pictures_of_one_name_get_files_of_their_own() -> None:
    other = {**task(2, annotation(2, box(0, 0, 10, 10))), "file_upload": "Street.png"}
    files = exported("YOLO", task(1, annotation(1)), other, media=KNOWN)
    assert {"labels/street.txt", "labels/Street-2.txt"} <= files.keys()
    assert "Street-2.txt" in report(files)["problems"][0]["problem"]


def test_a_name_that_leads_elsewhere_stays_inside() -> None:
    evil = {**task(1, annotation(1, box(0, 0, 10, 10))), "file_upload": "..\\..\\etc/pass:wd.png"}
    names = {name for name in exported("YOLO", evil) if name.startswith("labels/")}
    assert names == {"labels/-..-etc-pass-wd.txt"}


def test_masks_are_pictures_and_arrays_by_label() -> None:
    both = annotation(5, painted(square(), id="a"), painted(square(0, 0), id="b"), painted(square(), "Car/Bus", id="c"))
    files = exported("BRUSH_TO_PNG", task(9, {**both, "completed_by": {"id": 3, "email": "ann@example.org"}}))
    names = sorted(name for name in files if name.endswith(".png"))
    assert names == [
        "task-9-annotation-5-by-ann@example.org-brush-Car-Bus-0.png",
        "task-9-annotation-5-by-ann@example.org-brush-Road-0.png",
    ]
    image = np.asarray(Image.open(io.BytesIO(files[names[1]])))
    assert np.array_equal(image, (square() | square(0, 0)) * np.uint8(255))
    arrays = exported("BRUSH_TO_NUMPY", task(9, both))
    array = np.load(io.BytesIO(arrays["task-9-annotation-5-by-7-brush-Road-0.npy"]))
    assert (array.dtype, np.array_equal(array, image)) == (np.uint8, True)
    listed = json.loads(files["masks.json"])
    assert [(each["picture"], each["label"]) for each in listed] == [("street.png", "Road"), ("street.png", "Car/Bus")]


def test_labels_beside_a_bare_shape_count() -> None:
    """<Labels> with <Rectangle>: two entries with one id."""
    bare = {**box(10, 10, 10, 10, id="r"), "from_name": "shape", "type": "rectangle"}
    del bare["value"]["rectanglelabels"]
    named = {**bare, "from_name": "names", "type": "labels", "value": {**bare["value"], "labels": ["Van"]}}
    both = schema(control("shape", "rectangle"), control("names", "labels", "Van"))
    files = exported("YOLO", task(1, annotation(1, bare, named)), schema=both)
    assert files["labels/street.txt"] == b"0 0.15 0.15 0.1 0.1\n"


def test_numbers_of_classes_can_be_chosen_and_new_ones_are_added() -> None:
    chosen = schema(control("boxes", "rectanglelabels", "Car", "Bus", items={"Car": {"category": "7"}}))
    found = coco(task(1, annotation(1, box(0, 0, 5, 5, "Van"))), schema=chosen)
    assert found["categories"] == [{"id": 0, "name": "Bus"}, {"id": 1, "name": "Van"}, {"id": 7, "name": "Car"}]
    files = exported("YOLO", task(1, annotation(1, box(0, 0, 5, 5, "Van"))), schema=chosen)
    assert files["classes.txt"].decode().splitlines()[:2] == ["Bus", "Van"]
    assert files["classes.txt"].decode().splitlines()[7] == "Car"
    assert EVERY.controls, "left alone"
