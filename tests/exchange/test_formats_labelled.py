"""What is read from the formats of other programs: our own exports come back, and bad input is named."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.exchange.drawing import (
    EVERY,
    HEIGHT,
    WIDTH,
    annotation,
    box,
    control,
    exported,
    painted,
    point,
    polygon,
    schema,
    square,
    task,
)

from assay.exchange.formats.archive_reading import read_archive
from assay.exchange.formats.coco_reading import is_coco, read_coco
from assay.exchange.formats.conll_reading import read_conll
from assay.exchange.formats.labelled import LabelledPicture, LabelledText
from assay.exchange.formats.placing import picture_results, text_result
from assay.exchange.formats.rows import RowProblem, Unreadable
from assay.exchange.formats.voc_reading import read_voc
from assay.exchange.formats.yolo_reading import yaml_names
from assay.kit import brush_rle

SIZE = (WIDTH, HEIGHT)


def zipped(files: Mapping[str, bytes | str]) -> io.BytesIO:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    written.seek(0)
    return written


def read_back(name: str, *tasks: Any) -> list[Any]:
    """The results that come back from an export, by picture and annotation."""
    files = exported(name, *tasks)
    if name == "COCO":
        found = list(read_coco(json.loads(files["result.json"]), "result.json"))
    else:
        found = list(read_archive(zipped(files), "export.zip"))
    assert all(isinstance(each, LabelledPicture) for each in found), found
    return [picture_results(EVERY, each, SIZE) for each in found if isinstance(each, LabelledPicture)]


def shapes(result: Any) -> list[Any]:
    return [(entry["type"], entry["value"]) for entry in result]


_share = st.integers(0, 1000).map(lambda number: number / 10)
_boxes = st.builds(
    lambda x, y, w, h, label, number: box(
        x, y, round(w * (100 - x) / 100, 4), round(h * (100 - y) / 100, 4), label, id=str(number)
    ),
    st.integers(0, 90),
    st.integers(0, 90),
    st.integers(10, 100),
    st.integers(10, 100),
    st.sampled_from(["Car", "Bus"]),
    st.integers(),
)
_turned = st.builds(
    lambda x, y, turn, number: box(x, y, 10, 12, "Car", turn, id=str(number)),
    st.integers(30, 60),
    st.integers(30, 60),
    st.integers(1, 179),
    st.integers(),
)
_polygons = st.builds(
    lambda points, number: polygon(*points, id=str(number)),
    st.lists(st.tuples(_share, _share), min_size=5, max_size=8),
    st.integers(),
)


def _same(found: Any, expected: Any, exact: float) -> None:
    assert [entry["type"] for entry in found] == [entry["type"] for entry in expected]
    for ours, theirs in zip(found, expected, strict=True):
        kind = theirs["type"]
        assert ours["value"][kind] == theirs["value"][kind]
        assert (ours["original_width"], ours["original_height"]) == SIZE
        for key, value in theirs["value"].items():
            if key not in (kind, "closed"):
                assert np.allclose(np.array(ours["value"][key]), np.array(value), atol=exact), (key, ours, theirs)


@given(st.lists(_boxes | _turned | _polygons, min_size=1, max_size=4, unique_by=lambda entry: entry["id"]))
def test_coco_comes_back(result: Any) -> None:
    [[found]] = read_back("COCO", task(1, annotation(1, *result)))
    _same(found, result, 1e-3)


@given(st.lists(_boxes, min_size=1, max_size=4, unique_by=lambda entry: entry["id"]))
def test_yolo_and_voc_boxes_come_back(result: Any) -> None:
    [[found]] = read_back("YOLO", task(1, annotation(1, *result)))
    _same(found, result, 1e-4)
    [[found]] = read_back("VOC", task(1, annotation(1, *result)))
    _same(found, result, 1.0)  # whole pixels of a picture of 400 x 200


@given(st.lists(_turned, min_size=1, max_size=4, unique_by=lambda entry: entry["id"]))
def test_turned_boxes_come_back_from_yolo(result: Any) -> None:
    [[found]] = read_back("YOLO_OBB", task(1, annotation(1, *result)))
    _same(found, result, 1e-3)


@given(st.lists(_polygons, min_size=1, max_size=4, unique_by=lambda entry: entry["id"]))
def test_polygons_come_back_from_yolo(result: Any) -> None:
    [[found]] = read_back("YOLO_SEG", task(1, annotation(1, *result)))
    _same(found, result, 1e-4)


@settings(max_examples=20)
@given(st.integers(0, 380), st.integers(0, 180))
def test_masks_come_back(left: int, top: int) -> None:
    mask = square(left, top)
    the_task = task(1, annotation(1, painted(mask)), annotation(2, painted(~mask)))
    for name in ("COCO", "BRUSH_TO_PNG"):
        [works] = read_back(name, the_task)
        found = [brush_rle.decode(result[0]["value"]["rle"], *SIZE) for result in works]
        assert np.array_equal(found[0], mask)
        assert np.array_equal(found[1], ~mask)


def test_key_points_come_back_with_what_they_belong_to() -> None:
    result = [box(10, 10, 20, 20, id="b"), point(15, 15, parentID="b"), point(50, 50, "Tail", id="t")]
    [[found]] = read_back("COCO", task(1, annotation(1, *result)))
    body, nose, tail = found
    assert (body["type"], nose["type"], nose["parentID"]) == ("rectanglelabels", "keypointlabels", body["id"])
    assert (nose["value"]["x"], nose["value"]["keypointlabels"]) == (pytest.approx(15), ["Nose"])
    assert (tail["value"]["x"], tail["value"]["keypointlabels"], "parentID" in tail) == (
        pytest.approx(50),
        ["Tail"],
        False,
    )
    assert len({entry["id"] for entry in found}) == 3


def test_masks_from_folders_by_label() -> None:
    written = io.BytesIO()
    Image.fromarray(square().astype(np.uint8) * 255).save(written, "PNG")
    [found] = read_archive(zipped({"data/masks/Road/street.png": written.getvalue()}), "a.zip")
    assert isinstance(found, LabelledPicture)
    assert (found.picture, found.width, found.height) == ("street.*", *SIZE)
    [[entry]] = picture_results(EVERY, found, SIZE)
    assert isinstance(entry, Mapping)
    assert np.array_equal(brush_rle.decode(entry["value"]["rle"], *SIZE), square())


IMAGE = {"id": 1, "file_name": "a.png", "width": 400, "height": 200}
BOX = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10]}
CAR = [{"id": 1, "name": "Car"}]


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"bbox": [0, 0, -1, 5]}, "annotations[0].bbox", "negative"),
        ({"bbox": [0, 0, float("nan"), 5]}, "annotations[0].bbox", "four numbers"),
        ({"bbox": [0, 0, 5]}, "annotations[0].bbox", "four numbers"),
        ({"bbox": [500, 0, 5, 5]}, "annotations[0].bbox", "outside"),
        ({"bbox": None}, "annotations[0].bbox", "missing"),
        ({"category_id": 9}, "annotations[0].category_id", "no category"),
        ({"segmentation": [[1, 2, 3]]}, "annotations[0].segmentation", "pairs"),
        ({"segmentation": {"size": [2, 2], "counts": [4]}}, "annotations[0].segmentation.size", "2 x 2"),
        ({"segmentation": {"size": [200, 400], "counts": [4]}}, "annotations[0].segmentation.counts", "4 pixels"),
        ({"keypoints": [1, 2]}, "annotations[0].keypoints", "three numbers"),
    ],
)
def test_a_wrong_coco_annotation_is_named(change: Any, field: str, said: str) -> None:
    whole = {"images": [IMAGE], "annotations": [{**BOX, **change}], "categories": CAR}
    [problems] = read_coco(whole, "a.json")
    assert isinstance(problems, list)
    assert (problems[0].field, problems[0].row) == (field, 1)
    assert said in problems[0].message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"categories": []}, "no categories"),
        ({"categories": [{"id": 1}]}, "without id or name"),
        ({"images": [IMAGE, IMAGE]}, "same id"),
        ({"images": []}, "no image has"),
    ],
)
def test_a_coco_file_whose_frame_is_wrong_is_refused(change: Any, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        list(read_coco({"images": [IMAGE], "annotations": [BOX], "categories": CAR, **change}, "a.json"))


def test_a_task_is_no_coco_file() -> None:
    assert not is_coco({"data": {}, "annotations": []})
    assert is_coco({"images": [], "annotations": []})


VOC = """<annotation><filename>a.png</filename><size><width>400</width><height>200</height></size>
<object><name>Car</name><bndbox><xmin>{}</xmin><ymin>0</ymin><xmax>20</xmax><ymax>10</ymax></bndbox></object></annotation>"""
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + VOC.format("&b;")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd">' + VOC.format(1), "document type"),
        ("<annotation>", "malformed"),
        ('<?xml version="1.0" encoding="nonsense"?><annotation/>', "encoding"),
        ("<other/>", "<other>"),
        ("<annotation/>", "missing"),
        (VOC.format("nan"), "no number"),
        (VOC.format("30"), "before it begins"),
        (VOC.format("-90"), "outside"),
        (VOC.replace("<width>400", "<width>-4"), "no number of pixels"),
    ],
)
def test_a_wrong_voc_file_is_named(text: str, said: str) -> None:
    problems = read_voc(text.encode(), "a.xml")
    assert isinstance(problems, list)
    assert said in problems[0].message
    assert problems[0].file == "a.xml"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("7 0 0 0.1 0.1", "2 classes"),
        ("x 0 0 0.1 0.1", 'class "x"'),
        ("0 0.5 0.5 -0.1 0.1", "no share"),
        ("0 0.5 nan 0.1 0.1", "no share"),
        ("0 12 14 100 100", "no share"),
        ("0 0.1 0.1", "2 numbers"),
    ],
)
def test_a_wrong_yolo_line_is_named(line: str, said: str) -> None:
    archive = zipped({"labels/a.txt": f"0 0.5 0.5 0.1 0.1\n{line}\n", "classes.txt": "Car\nBus\n"})
    [problems] = read_archive(archive, "a.zip")
    assert isinstance(problems, list)
    assert (problems[0].file, problems[0].row) == ("a.zip: labels/a.txt", 2)
    assert said in problems[0].message


@pytest.mark.parametrize(
    ("yaml", "names"),
    [
        ("names: [Car, 'a, b', \"c: d\"]\nnc: 3\n", ["Car", "a, b", "c: d"]),
        ("nc: 2\nnames:\n  0: Car  # red\n  1: 'Bus'\nval: x\n", ["Car", "Bus"]),
        ("names:\n- Car\n- Bus\n", ["Car", "Bus"]),
        ("names: {0: Car, 2: Bus}\n", ["Car", "", "Bus"]),
        ("train: x\n", None),
    ],
)
def test_names_of_classes_in_yaml(yaml: str, names: Any) -> None:
    assert yaml_names(yaml) == names


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 not really", "broken"),
        (zipped({"../../etc/passwd": "x"}).getvalue(), "leads out"),
        (zipped({"/etc/passwd": "x"}).getvalue(), "leads out"),
        (zipped({"labels/a.txt": "0 0 0 0 0"}).getvalue(), "classes"),
        (zipped({"readme.md": "x"}).getvalue(), "no labels"),
        (zipped({"labels/a.txt": b"\xff\xfe\xfa", "classes.txt": b"\xff\xfe\xfa"}).getvalue(), "UTF-8"),
        (zipped({"labels/a.txt": b"0" * 200_000_000, "classes.txt": "Car"}).getvalue(), "unpacks to"),
        (zipped({"masks.json": "[{}]"}).getvalue(), "does not name"),
    ],
)
def test_an_archive_that_cannot_be_trusted_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        list(read_archive(io.BytesIO(content), "a.zip"))
    assert refused.value.fix


def test_labels_that_the_configuration_lacks_are_named_once() -> None:
    whole = {"images": [IMAGE], "annotations": [BOX, {**BOX, "id": 2}], "categories": [{"id": 1, "name": "Van"}]}
    [found] = read_coco(whole, "a.json")
    assert isinstance(found, LabelledPicture)
    [problem] = picture_results(EVERY, found, SIZE)
    assert isinstance(problem, RowProblem)
    assert "Van" in problem.message
    assert '<Label value="Van"/>' in problem.fix
    [problem] = picture_results(schema(control("mood", "choices", "Good")), found, SIZE)
    assert isinstance(problem, RowProblem)
    assert "<RectangleLabels>" in problem.fix


def test_a_smaller_form_is_taken_where_the_exact_one_has_no_control() -> None:
    boxes = schema(control("boxes", "rectanglelabels", "Tree"))
    files = exported("COCO", task(1, annotation(1, polygon((10, 10), (20, 10), (20, 30)))))
    [found] = read_coco(json.loads(files["result.json"]), "a.json")
    assert isinstance(found, LabelledPicture)
    [[entry]] = picture_results(boxes, found, SIZE)
    assert isinstance(entry, Mapping)
    assert [round(entry["value"][key], 6) for key in ("x", "y", "width", "height")] == [10, 10, 10, 20]


TEXTS = schema(control("spans", "labels", "PER", "First Name", to_name="text"), text="Text")


def test_conll_becomes_texts_with_spans() -> None:
    lines = "-DOCSTART- -X- O O\n\nAnna -X- _ B-PER\nB. NN B-NP I-PER\nwent O\n\nhome O\nBo B-First_Name\n".splitlines()
    [found] = read_conll(iter(lines), "a.conll")
    assert found == LabelledText("a.conll", 1, "Anna B. went\nhome Bo", ((0, 7, "PER"), (18, 20, "First_Name")))
    result = text_result(TEXTS, found)
    assert shapes(result) == [
        ("labels", {"start": 0, "end": 7, "text": "Anna B.", "labels": ["PER"]}),
        ("labels", {"start": 18, "end": 20, "text": "Bo", "labels": ["First Name"]}),
    ]


def test_conll_as_label_studio_writes_it_has_a_text_for_each_part() -> None:
    lines = ["-DOCSTART- -X- O", "Anna -X- _ B-PER", "", "no tag here", "", "Bo -X- _ I-PER"]
    first, bad, last = read_conll(iter(lines), "a.conll")
    assert isinstance(first, LabelledText)
    assert isinstance(bad, RowProblem)
    assert (bad.row, bad.field) == (2, "line 4")
    assert last == LabelledText("a.conll", 3, "Bo", ((0, 2, "PER"),))
