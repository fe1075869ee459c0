"""The formats that people can choose for an export, and how well each one fits a labeling configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assay.exchange.formats.coco import CocoWriter
from assay.exchange.formats.layout import Layout
from assay.exchange.formats.masks import NumpyMaskWriter, PngMaskWriter
from assay.exchange.formats.span_writers import ConllWriter, SpacyWriter
from assay.exchange.formats.voc import VocWriter
from assay.exchange.formats.writers import JsonMin, LabelStudioJson, Table, Writer
from assay.exchange.formats.yolo import YoloOrientedWriter, YoloSegmentWriter, YoloWriter
from assay.projects.rules.labeling import ControlTag, Schema

ZIP = "application/zip"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that people can choose.

    `holds` maps the types of results that it can carry to what becomes of them, "" where they stay what they are;
    None means that it carries everything. `on` is the kind of object that they are about. What a `needs_columns`
    writer has to know before it begins are the keys of all data, a `needs_media` one asks for facts about files.
    """

    name: str
    title: str
    description: str
    extension: str
    media_type: str
    writer: Callable[[Layout], Writer]
    tags: tuple[str, ...] = ()
    on: str = ""
    holds: Mapping[str, str] | None = None
    whole_item: frozenset[str] = frozenset()  # types that count only without a region
    needs_columns: bool = False
    needs_media: bool = False


_AS_BOX = "as the upright box around it"
_AS_TURNED = "as the smallest turned box around it"
_AS_POLYGON = "as a polygon"

_BOXES = {"rectanglelabels": "", "labels": ""}

_BOX_OF_ALL = {**_BOXES, **dict.fromkeys(("polygonlabels", "ellipselabels", "brushlabels"), _AS_BOX)}
_TURNED_OF_ALL = {**_BOXES, **dict.fromkeys(("polygonlabels", "ellipselabels", "brushlabels"), _AS_TURNED)}
_POLYGON_OF_ALL = {
    "polygonlabels": "",
    "labels": "",
    **dict.fromkeys(("rectanglelabels", "ellipselabels", "brushlabels"), _AS_POLYGON),
}
_COCO = {
    **dict.fromkeys(("rectanglelabels", "polygonlabels", "keypointlabels", "labels", "brushlabels"), ""),
    "ellipselabels": _AS_POLYGON,
}
_FOR_PICTURES = ("object detection",)
_FOR_PARTS = ("image segmentation", "object detection")


def _pictures(
    name: str,
    title: str,
    description: str,
    writer: Callable[[Layout], Writer],
    tags: tuple[str, ...],
    holds: Mapping[str, str],
) -> ExportFormat:
    return ExportFormat(name, title, description, "zip", ZIP, writer, tags, on="Image", holds=holds, needs_media=True)


FORMATS: Mapping[str, ExportFormat] = {
    chosen.name: chosen
    for chosen in (
        ExportFormat(
            "JSON",
            "JSON",
            "Whole tasks; can be imported again here or in Label Studio.",
            "json",
            "application/json",
            lambda _: LabelStudioJson(),
        ),
        ExportFormat(
            "JSON_MIN",
            "JSON-MIN",
            "One flat object for each annotation, with the data and the answers.",
            "json",
            "application/json",
            lambda _: JsonMin(),
        ),
        ExportFormat(
            "CSV",
            "CSV",
            "A table with one line for each annotation; regions are JSON in their cell.",
            "csv",
            "text/csv",
            lambda layout: Table(layout.columns, layout.controls, ","),
            needs_columns=True,
        ),
        ExportFormat(
            "TSV",
            "TSV",
            "The same table with tabs between the cells.",
            "tsv",
            "text/tab-separated-values",
            lambda layout: Table(layout.columns, layout.controls, "\t"),
            needs_columns=True,
        ),
        _pictures(
            "COCO",
            "COCO",
            "One JSON file with boxes, polygons, masks and key points in pixels.",
            CocoWriter,
            ("image segmentation", "object detection", "keypoints"),
            _COCO,
        ),
        _pictures(
            "VOC",
            "Pascal VOC",
            "An XML file for each picture, with upright boxes in whole pixels.",
            VocWriter,
            _FOR_PICTURES,
            _BOX_OF_ALL,
        ),
        _pictures(
            "YOLO",
            "YOLO boxes",
            "A text file for each picture, with upright boxes; classes.txt and data.yaml.",
            YoloWriter,
            _FOR_PICTURES,
            _BOX_OF_ALL,
        ),
        _pictures(
            "YOLO_OBB",
            "YOLO oriented boxes",
            "The same with the four corners of turned boxes.",
            YoloOrientedWriter,
            _FOR_PICTURES,
            _TURNED_OF_ALL,
        ),
        _pictures(
            "YOLO_SEG",
            "YOLO segmentation",
            "The same with polygons.",
            YoloSegmentWriter,
            _FOR_PARTS,
            _POLYGON_OF_ALL,
        ),
        _pictures(
            "BRUSH_TO_PNG",
            "Masks as PNG",
            "A grey picture for each annotation and label; painted pixels are white.",
            PngMaskWriter,
            ("image segmentation",),
            {"brushlabels": "", "labels": ""},
        ),
        _pictures(
            "BRUSH_TO_NUMPY",
            "Masks for NumPy",
            "The same as arrays of bytes (.npy); painted pixels are 255.",
            NumpyMaskWriter,
            ("image segmentation",),
            {"brushlabels": "", "labels": ""},
        ),
        ExportFormat(
            "CONLL2003",
            "CoNLL-2003",
            "Words of texts with tags that begin with B, I or O, one to a line.",
            "zip",
            ZIP,
            ConllWriter,
            ("sequence labeling", "text tagging", "named entity recognition"),
            on="Text",
            holds={"labels": ""},
        ),
        ExportFormat(
            "SPACY",
            "spaCy",
            "JSON for spacy convert: entities, and choices as categories.",
            "zip",
            ZIP,
            SpacyWriter,
            ("named entity recognition", "text classification"),
            on="Text",
            holds={"labels": "", "choices": ""},
            whole_item=frozenset({"choices"}),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a format fits: not at all, in part, or wholly; and a sentence for people."""

    fits: bool
    whole: bool
    sentence: str


def fit(chosen: ExportFormat, schema: Schema) -> Fit:
    """Whether a format can carry what a configuration asks for."""
    if chosen.holds is None:
        return Fit(True, True, "Holds everything in this project.")
    held = {
        control.name: chosen.holds[_kind(control, schema)]
        for control in schema.controls
        if _held(chosen, control, schema)
    }
    if not held:
        wanted = "pictures" if chosen.on == "Image" else "texts"
        if all(tag.tag != chosen.on for tag in schema.objects):
            return Fit(False, False, f"It is for {wanted}, and the labeling interface shows none.")
        tags = ", ".join(_tag_name(kind) for kind in chosen.holds if kind != "labels" or chosen.on == "Text")
        return Fit(False, False, f"None of the controls gives what it holds: {tags}.")
    ways = dict.fromkeys(how for how in held.values() if how)
    changed = [f"{_quoted([name for name, by in held.items() if by == how])} {how}" for how in ways]
    missing = [control.name for control in schema.controls if control.name not in held]
    parts = [f"Holds {_quoted([name for name, how in held.items() if not how])}" if not all(held.values()) else ""]
    parts += [f"gives {', '.join(changed)}" if changed else "", f"leaves out {_quoted(missing)}" if missing else ""]
    sentence = "; ".join(part for part in parts if part)
    return Fit(True, not changed and not missing, f"{sentence[0].upper()}{sentence[1:]}.")


def _kind(control: ControlTag, schema: Schema) -> str:
    """The type of a control's regions; a bare shape counts as labelled where a <Labels> names it."""
    kind = control.result_type
    is_named = any(other.result_type == "labels" and other.to_name == control.to_name for other in schema.controls)
    return f"{kind}labels" if is_named and f"{kind}labels" in _TAG_NAMES else kind


def _held(chosen: ExportFormat, control: ControlTag, schema: Schema) -> bool:
    assert chosen.holds is not None
    about = {tag.name: tag.tag for tag in schema.objects}.get(control.to_name)
    kind = _kind(control, schema)
    if about != chosen.on or kind not in chosen.holds:
        return False
    return kind not in chosen.whole_item or not control.per_region


def _quoted(names: list[str]) -> str:
    shown = [f'"{name}"' for name in names[:6]] + (["more"] if len(names) > 6 else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


_TAG_NAMES = {
    "rectanglelabels": "RectangleLabels",
    "polygonlabels": "PolygonLabels",
    "ellipselabels": "EllipseLabels",
    "keypointlabels": "KeyPointLabels",
    "brushlabels": "BrushLabels",
    "labels": "Labels",
    "choices": "Choices",
}


def _tag_name(kind: str) -> str:
    return _TAG_NAMES[kind]
