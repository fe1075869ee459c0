"""Reads COCO: boxes, polygons, run lengths and key points, picture by picture."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from assay.exchange.formats.coco_rle import mask_of
from assay.exchange.formats.geometry import Box, KeyPoint, Polygon
from assay.exchange.formats.labelled import (
    Bad,
    Corners,
    Found,
    LabelledPicture,
    LabelledShape,
    Painted,
    Said,
)
from assay.exchange.formats.rows import RowProblem, Unreadable
from assay.kit.brush_rle import MAX_PIXELS, BadRle

POINT_WIDTH = 0.5  # percent of the width: how large a key point is drawn


def is_coco(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a JSON value is a COCO file and not a task."""
    return (
        isinstance(value, dict) and isinstance(value.get("images"), list) and isinstance(value.get("annotations"), list)
    )


def read_coco(whole: Mapping[str, Any], file: str) -> Iterator[Found]:
    """The pictures of a COCO file, also those without annotations. Raises Unreadable when its frame is wrong."""
    names, point_names = _categories(whole)
    by_picture: defaultdict[object, list[tuple[int, Mapping[str, Any]]]] = defaultdict(list)
    pictures = {_key(picture): picture for picture in whole["images"]}
    if len(pictures) < len(whole["images"]):
        raise Unreadable(None, "has two images with the same id, or one without.", "Give each image an id of its own.")
    for number, annotation in enumerate(whole["annotations"]):
        key = annotation.get("image_id") if isinstance(annotation, dict) else None
        if not isinstance(key, int | str) or key not in pictures:
            message = f"has an annotation whose image_id is {key!r}, which no image has. (annotations[{number}])"
            raise Unreadable(None, message, "Add the image to images, or remove the annotation.")
        by_picture[key].append((number, annotation))
    for number, (key, picture) in enumerate(pictures.items(), 1):
        problems: list[RowProblem] = []
        groups: dict[object, list[LabelledShape]] = {}
        try:
            name, width, height = _picture(picture)
        except Bad as bad:
            yield [bad.at(file, number)]
            continue
        for place, annotation in by_picture.pop(key, []):
            try:
                reading = _Reading(annotation, f"annotations[{place}]", width, height)
                shape = reading.shape(names, point_names)
            except Bad as bad:
                problems.append(bad.at(file, number))
            else:
                groups.setdefault(_whose(annotation), []).append(shape)
        works = tuple(tuple(shapes) for shapes in groups.values())
        yield problems or LabelledPicture(file, number, name, width, height, works)


def _key(picture: object) -> object:
    key = picture.get("id") if isinstance(picture, dict) else None
    return key if isinstance(key, int | str) else None


def _whose(annotation: Mapping[str, Any]) -> object:
    """Annotations of several people on one picture, as our own export keeps them apart."""
    attributes = annotation.get("attributes")
    whose = attributes.get("annotation_id") if isinstance(attributes, dict) else None
    return whose if isinstance(whose, int | str) else None


def _categories(whole: Mapping[str, Any]) -> tuple[Mapping[int, str], Mapping[int, Sequence[str]]]:
    given = whole.get("categories")
    if not isinstance(given, list) or not (given or not whole["annotations"]):
        raise Unreadable(None, "has no categories.", 'Add "categories": [{"id": 1, "name": "..."}].')
    names: dict[int, str] = {}
    points: dict[int, Sequence[str]] = {}
    for number, category in enumerate(given):
        identifier = category.get("id") if isinstance(category, dict) else None
        name = category.get("name") if isinstance(category, dict) else None
        if not isinstance(identifier, int) or not isinstance(name, str) or not name:
            raise Unreadable(None, f"has a category without id or name. (categories[{number}])", "Add both.")
        names[identifier] = name
        of_points = category.get("keypoints") or []
        points[identifier] = (
            [point for point in of_points if isinstance(point, str)] if isinstance(of_points, list) else []
        )
    return names, points


def _picture(picture: Mapping[str, Any]) -> tuple[str, int | None, int | None]:
    name = picture.get("file_name")
    if not isinstance(name, str) or not name:
        raise Bad("file_name", "is missing.", "Write the name of the picture's file.")
    width, height = picture.get("width"), picture.get("height")
    if width is None or height is None:
        return name, None, None
    for field, side in (("width", width), ("height", height)):
        if not isinstance(side, int | float) or isinstance(side, bool) or not 1 <= side <= MAX_PIXELS:
            raise Bad(field, f"is {side!r}, which is no number of pixels.", "Write the size of the picture in pixels.")
    return name, round(width), round(height)


class _Reading:
    """One annotation of a COCO file."""

    def __init__(self, given: Mapping[str, Any], where: str, width: int | None, height: int | None) -> None:
        self._given = given
        self._where = where
        self._width, self._height = width, height

    def shape(self, names: Mapping[int, str], point_names: Mapping[int, Sequence[str]]) -> LabelledShape:
        category = self._given.get("category_id")
        if not isinstance(category, int) or category not in names:
            message = f"is {category!r}, which no category has."
            raise self._bad("category_id", message, "Add the category to categories, or correct the number.")
        forms = [*self._segmentation(), *self._box()]
        points = self._points(point_names[category])
        said = self._given.get("score")
        score = float(said) if _is_number(said) else None
        if not points or (forms and not self._is_single_point(points, names[category])):
            if not forms:
                raise self._bad("bbox", "is missing, and so is segmentation.", "Write at least one of them.")
            return LabelledShape(names[category], tuple(forms), self._where, points, score)
        if len(points) == 1:
            label, point, hidden = points[0]
            return LabelledShape(label, (point,), self._where, score=score, hidden=hidden)
        label, point, hidden = points[0]
        return LabelledShape(label, (point,), self._where, points[1:], score, hidden)

    def _is_single_point(self, points: Sequence[tuple[str, KeyPoint, bool]], label: str) -> bool:
        box = self._given.get("bbox")
        return len(points) == 1 and points[0][0] == label and isinstance(box, list) and box[2:] == [0, 0]

    def _bad(self, field: str, message: str, fix: str) -> Bad:
        return Bad(f"{self._where}.{field}", message, fix)

    def _box(self) -> Iterator[Said]:
        box = self._given.get("bbox")
        if box is None:
            return
        if not isinstance(box, list) or len(box) != 4 or not all(map(_is_number, box)):
            raise self._bad("bbox", "is not four numbers.", "Write [x, y, width, height] in pixels.")
        x, y, width, height = map(float, box)
        if width < 0 or height < 0:
            raise self._bad("bbox", "has a negative width or height.", "Write [x, y, width, height] in pixels.")
        self._inside([(x, y), (x + width, y + height)], "bbox")
        yield Box(x, y, width, height)

    def _segmentation(self) -> Iterator[Said]:
        given = self._given.get("segmentation")
        if given is None or given == []:
            return
        if isinstance(given, dict):
            yield self._mask(given)
            return
        polygons = [self._polygon(flat) for flat in given] if isinstance(given, list) else []
        if not polygons:
            raise self._bad("segmentation", "is neither polygons nor run lengths.", "Write [[x1, y1, x2, y2, ...]].")
        if len(polygons) > 1:
            # One thing in several pieces: no polygon is all of it, so the box is taken where there is one.
            if self._given.get("bbox") is None:
                message = f"has {len(polygons)} polygons for one object, and there is no bbox."
                raise self._bad("segmentation", message, "Write one annotation for each piece.")
            return
        attributes = self._given.get("attributes")
        is_turned = isinstance(attributes, dict) and _is_number(attributes.get("rotation"))
        if is_turned and len(polygons[0].points) == 4:
            yield Corners(polygons[0].points)
        yield polygons[0]

    def _polygon(self, flat: object) -> Polygon:
        if not isinstance(flat, list) or len(flat) < 6 or len(flat) % 2 or not all(map(_is_number, flat)):
            fix = "Write at least three corners as [x1, y1, x2, y2, ...]."
            raise self._bad("segmentation", "is no list of pairs of numbers.", fix)
        points = tuple((float(x), float(y)) for x, y in zip(flat[::2], flat[1::2], strict=True))
        self._inside(points, "segmentation")
        return Polygon(points)

    def _mask(self, given: Mapping[str, Any]) -> Painted:
        size, counts = given.get("size"), given.get("counts")
        if not isinstance(size, list) or len(size) != 2 or not all(isinstance(side, int) and side > 0 for side in size):
            raise self._bad("segmentation.size", "is not [height, width].", "Write the size of the picture.")
        if self._width is not None and [self._height, self._width] != size:
            message = f"is {size[1]} x {size[0]}, but the picture is {self._width} x {self._height}."
            raise self._bad("segmentation.size", message, "Write the size of the picture.")
        if not isinstance(counts, str | list):
            raise self._bad("segmentation.counts", "is missing.", "Write the run lengths.")
        try:
            return Painted(mask_of(counts, size[1], size[0]))
        except BadRle as bad:
            raise self._bad("segmentation.counts", f"is no mask: {bad}.", "Write COCO's run lengths.") from None

    def _points(self, names: Sequence[str]) -> tuple[tuple[str, KeyPoint, bool], ...]:
        given = self._given.get("keypoints")
        if not given:
            return ()
        if not isinstance(given, list) or len(given) != 3 * len(names) or not all(map(_is_number, given)):
            message = f"is not three numbers for each of the {len(names)} key points of its category."
            raise self._bad("keypoints", message, "Write [x, y, v] for each name in the category's keypoints.")
        found = []
        wide = POINT_WIDTH / 100 * (self._width or 100)
        for place, name in enumerate(names):
            x, y, seen = map(float, given[3 * place : 3 * place + 3])
            if seen:
                self._inside([(x, y)], "keypoints")
                found.append((name, KeyPoint(x, y, wide), seen == 1))
        return tuple(found)

    def _inside(self, points: Sequence[tuple[float, float]], field: str) -> None:
        """Refuses what lies clearly outside of the picture: most likely it belongs to another one."""
        if self._width is None or self._height is None:
            return
        slack_x, slack_y = max(2.0, 0.01 * self._width), max(2.0, 0.01 * self._height)
        for x, y in points:
            if not (-slack_x <= x <= self._width + slack_x and -slack_y <= y <= self._height + slack_y):
                size = f"{self._width} x {self._height}"
                message = f"reaches to ({x:g}, {y:g}), outside of the picture of {size}."
                raise self._bad(field, message, "Write pixels of this picture.")


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
