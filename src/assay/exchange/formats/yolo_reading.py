"""Reads YOLO: a text file for each picture, whose lines are boxes, turned boxes or polygons."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence

from assay.exchange.formats.geometry import Box, Polygon
from assay.exchange.formats.labelled import Bad, Corners, Found, LabelledPicture, LabelledShape, Said
from assay.exchange.formats.rows import RowProblem, Unreadable

# A border pixel may be counted half outside, and programs round.
_SLACK = 0.01

_TURNED_TASK = re.compile(r"(?m)^task:\s*obb\b")


def is_turned(yaml: str) -> bool:
    """Whether `data.yaml` says that lines of four corners are turned boxes, not polygons."""
    return bool(_TURNED_TASK.search(yaml))


def class_names(text: str) -> list[str]:
    """The classes of `classes.txt`: one on each line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def yaml_names(yaml: str) -> list[str] | None:
    """The `names` of `data.yaml`, written as a list or as numbers with names; None when there are none."""
    found = re.search(r"(?m)^names:[ \t]*(.*)$", yaml)
    if found is None:
        return None
    inline = found[1].partition(" #")[0].strip()
    if inline.startswith("["):
        whole = yaml[found.start(1) :]
        return [_scalar(part) for part in _split(whole[1 : whole.find("]")])]
    if inline.startswith("{"):
        whole = yaml[found.start(1) :]
        return _numbered(_split(whole[1 : whole.find("}")]))
    lines = []
    for line in yaml[found.end() :].splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            if line[0] not in " \t-":
                break
            lines.append(line.strip())
    if all(line.startswith("-") for line in lines):
        return [_scalar(line[1:]) for line in lines]
    return _numbered(lines)


def _split(text: str) -> list[str]:
    """The parts of a list in one line, where commas in quotes part nothing."""
    return [part for part in re.findall(r"""\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^,"'])+)""", text) if part.strip()]


def _numbered(parts: Sequence[str]) -> list[str] | None:
    names: dict[int, str] = {}
    for part in parts:
        number, mark, name = part.partition(":")
        if not mark or not number.strip().strip("'\"").isdigit():
            return None
        names[int(number.strip().strip("'\""))] = _scalar(name)
    most = max(names, default=-1)
    return [names.get(number, "") for number in range(most + 1)] if most < 100_000 else None


def _scalar(text: str) -> str:
    text = text.strip()
    if text.startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return text.strip('"')
    return (
        text[1:-1].replace("''", "'")
        if text.startswith("'") and text.endswith("'")
        else text.partition(" #")[0].strip()
    )


def read_yolo(text: str, file: str, number: int, picture: str, names: Sequence[str], *, turned: bool) -> Found:
    """What the file of one picture says of it. `number` is that of the picture in its archive."""
    shapes: list[LabelledShape] = []
    problems: list[RowProblem] = []
    for line_number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            shapes.append(_line(line.split(), f"line {line_number}", names, turned))
        except Bad as bad:
            problems.append(bad.at(file, line_number))
    works = (tuple(shapes),) if shapes else ()
    return problems or LabelledPicture(file, number, picture, None, None, works, in_shares=True)


def _line(words: Sequence[str], where: str, names: Sequence[str], turned: bool) -> LabelledShape:
    if not words[0].isdigit() or int(words[0]) >= len(names):
        message = f'begins with the class "{words[0][:20]}", but there are {len(names)} classes.'
        raise Bad(where, message, "Write the number of a line of classes.txt, counted from 0.")
    label = names[int(words[0])]
    numbers = [_share(word, where) for word in words[1:]]
    forms: list[Said]
    score = None
    if len(numbers) in (4, 5):
        x, y, width, height = numbers[:4]
        score = numbers[4] if len(numbers) == 5 else None
        if width < 0 or height < 0:
            raise Bad(where, "has a negative width or height.", "Write class x y width height.")
        forms = [Box(x - width / 2, y - height / 2, width, height)]
    elif len(numbers) >= 6 and len(numbers) % 2 == 0:
        points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        forms = [Polygon(points)]
        if len(points) == 4:
            # Nothing in the line tells a turned box from a polygon of four corners.
            forms = [Corners(points), *forms] if turned else [*forms, Corners(points)]
    else:
        message = f"has {len(numbers)} numbers behind the class."
        raise Bad(where, message, "Write four for a box, eight for a turned box, or pairs for a polygon.")
    return LabelledShape(label, tuple(forms), where, score=score)


def _share(word: str, where: str) -> float:
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or not -_SLACK <= number <= 1 + _SLACK:
        message = f'has "{word[:20]}", which is no share of the picture.'
        raise Bad(where, message, "Write numbers from 0 to 1, not pixels.")
    return min(max(number, 0.0), 1.0)


def names_of(files: Mapping[str, str]) -> list[str]:
    """The classes of a data set from the text of its `data.yaml` or `classes.txt`. Raises Unreadable."""
    yaml = files.get("yaml")
    names = yaml_names(yaml) if yaml is not None else None
    if not names and "classes" in files:
        names = class_names(files["classes"])
    if not names:
        raise Unreadable(None, "does not say what its classes are.", "Add classes.txt with one class on each line.")
    return names
