"""Reads Pascal VOC: one XML text for each picture."""

from __future__ import annotations

import math
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from assay.exchange.formats.geometry import Box, Polygon
from assay.exchange.formats.labelled import Bad, Found, LabelledPicture, LabelledShape, Said
from assay.exchange.formats.rows import RowProblem

MOST_BYTES = 20_000_000


def read_voc(text: bytes, file: str) -> Found:
    """The picture of an XML text with its boxes; a `polygon` of an object is taken too."""
    try:
        root = fromstring(text, forbid_dtd=True)
    except DefusedXmlException:
        fix = "Remove the DOCTYPE and what it declares."
        return [RowProblem(file, None, "file", "declares a document type, which is not read.", fix, fatal=True)]
    except ParseError as error:
        line, column = error.position
        message = f"is malformed XML at line {line}, column {column + 1}."
        return [RowProblem(file, line, "file", message, "Write it with an XML library.", fatal=True)]
    except (ValueError, LookupError):
        message = "names an encoding that is not known, or is not written in it."
        return [RowProblem(file, None, "file", message, "Save it as UTF-8.", fatal=True)]
    try:
        return _picture(root, file)
    except Bad as bad:
        return [bad.at(file, 1)]


def _picture(root: Element, file: str) -> Found:
    if root.tag != "annotation":
        raise Bad("annotation", f"is missing: the outermost element is <{root.tag[:50]}>.", "Write <annotation>.")
    name = (root.findtext("filename") or root.findtext("path") or "").strip()
    if not name:
        raise Bad("filename", "is missing.", "Write the name of the picture's file.")
    width, height = _side(root, "width"), _side(root, "height")
    shapes, problems = [], []
    for number, thing in enumerate(root.findall("object"), 1):
        try:
            shapes.append(_object(thing, f"object[{number}]", width, height))
        except Bad as bad:
            problems.append(bad.at(file, number))
    works = (tuple(shapes),) if shapes else ()
    return problems or LabelledPicture(file, 1, name, width, height, works)


def _side(root: Element, side: str) -> int | None:
    """Width or height; some programs write 0 where they did not look."""
    given = root.findtext(f"size/{side}")
    if given is None or given.strip() in ("", "0"):
        return None
    number = _number(given, f"size.{side}")
    if not 1 <= number <= 1_000_000:
        raise Bad(f"size.{side}", f"is {given.strip()}, which is no number of pixels.", "Write the picture's size.")
    return round(number)


def _object(thing: Element, where: str, width: int | None, height: int | None) -> LabelledShape:
    label = (thing.findtext("name") or "").strip()
    if not label:
        raise Bad(f"{where}.name", "is missing.", "Write the class of the object.")
    left, top, right, bottom = (
        _number(thing.findtext(f"bndbox/{side}"), f"{where}.bndbox.{side}") for side in ("xmin", "ymin", "xmax", "ymax")
    )
    if right < left or bottom < top:
        raise Bad(f"{where}.bndbox", "ends before it begins.", "Write xmin and ymin of the left upper corner.")
    if left < -1 or top < -1 or (width and right > width + 1) or (height and bottom > height + 1):
        message = f"reaches outside of the picture of {width or '?'} x {height or '?'}."
        raise Bad(f"{where}.bndbox", message, "Write pixels of this picture.")
    forms: list[Said] = []
    if (polygon := thing.find("polygon")) is not None:
        forms.append(_polygon(polygon, f"{where}.polygon"))
    forms.append(Box(left, top, right - left, bottom - top))
    return LabelledShape(label, tuple(forms), where)


def _polygon(element: Element, where: str) -> Polygon:
    """Corners as `x1`, `y1`, `x2`, ..., or as `pt` elements with `x` and `y`."""
    points = [(pt.findtext("x"), pt.findtext("y")) for pt in element.findall("pt")]
    while element.find(f"x{len(points) + 1}") is not None:
        number = len(points) + 1
        points.append((element.findtext(f"x{number}"), element.findtext(f"y{number}")))
    if len(points) < 3:
        raise Bad(where, "has fewer than three corners.", "Write x1, y1, x2, y2 and so on.")
    return Polygon(tuple((_number(x, where), _number(y, where)) for x, y in points))


def _number(text: str | None, field: str) -> float:
    try:
        number = float((text or "").strip())
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        what = "is missing." if text is None else f'is "{text.strip()[:40]}", which is no number.'
        raise Bad(field, what, "Write a number of pixels.")
    return number
