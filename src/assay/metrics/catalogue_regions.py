"""Rows of the catalogue for what is drawn: boxes, polygons, masks, points, spans, tracks, and answers about them."""

from __future__ import annotations

from assay.metrics import regions, tracks
from assay.metrics.catalogue_answers import (
    AREAS,
    BOXES,
    DOCUMENTS,
    MASKS,
    POINTS,
    POLYGONS,
    SPANS,
    TEXT_PARAMETERS,
    TRACKS,
)
from assay.metrics.kinds import Regions, Tracks
from assay.metrics.metric import Metric, Parameter

_MARKS = AREAS | SPANS | DOCUMENTS

# Answers about a region that are words; numbers and paths are compared as such too.
_ASKED = frozenset({"Choices", "Rating", "Number", "DateTime", "Taxonomy"})

_OVERLAP = Parameter(
    "overlap",
    "Overlap",
    "number",
    0.5,
    "The intersection over union from which on two regions are the same one.",
    minimum=0.01,
    maximum=1,
)
_TOLERANCE = Parameter(
    "tolerance",
    "Tolerance",
    "number",
    1.0,
    "How far two points may lie apart, across and down, in percent of the picture.",
    minimum=0,
    maximum=100,
)


REGIONS: tuple[Metric, ...] = (
    Metric(
        key="iou",
        title="IoU",
        meaning="Each region takes the best overlap (intersection over union) with one of the other side that has the "
        "same labels; the mean over the regions of both sides. One without a partner counts as 0.",
        source="Jaccard 1901; LSE 11.7",
        kind=Regions,
        suits=AREAS,
        score=lambda a, b, _: regions.best_match(a, b),
        default_for=BOXES | POLYGONS | MASKS,
        threshold=0.5,
    ),
    Metric(
        key="span_overlap",
        title="Span Overlap",
        meaning="Each stretch takes the best overlap (intersection over union) with one of the other side that has the "
        "same labels; the mean over the stretches of both sides. In HTML, stretches that begin or end in "
        "different elements do not overlap.",
        source="LSE 11.6, 11.7",
        kind=Regions,
        suits=SPANS | DOCUMENTS,
        score=lambda a, b, _: regions.best_match(a, b),
        default_for=SPANS | DOCUMENTS,
        threshold=0.5,
    ),
    Metric(
        key="f1",
        title="F1 of Pairs",
        meaning="Regions are paired one to one so that as many as possible overlap enough under the same labels; twice "
        "the pairs over the regions of both sides. A region drawn twice is one too many.",
        source="Kuhn 1955; van Rijsbergen 1979",
        kind=Regions,
        suits=_MARKS,
        score=lambda a, b, params: regions.pairs_f1(a, b, params["overlap"]),
        parameters=(_OVERLAP,),
        threshold=0.5,
    ),
    Metric(
        key="f1_without_labels",
        title="F1 of Pairs, whatever the label",
        meaning="The same without regard to labels: whether the same things were found.",
        source="Kuhn 1955; van Rijsbergen 1979",
        kind=Regions,
        suits=_MARKS,
        score=lambda a, b, params: regions.pairs_f1(a, b, params["overlap"], labels=False),
        parameters=(_OVERLAP,),
        threshold=0.5,
    ),
    Metric(
        key="f1_mean",
        title="F1 of Pairs, mean over overlaps",
        meaning="Mean of the F1 of pairs at overlaps from 0.50 to 0.95 in steps of 0.05: exact drawing counts.",
        source="COCO thresholds",
        kind=Regions,
        suits=_MARKS,
        score=lambda a, b, _: regions.f1_over_thresholds(a, b),
        threshold=0.5,
    ),
    Metric(
        key="soft_f1",
        title="Overlap of Pairs",
        meaning="Regions are paired one to one so that the sum of their overlaps is greatest; twice that sum over the "
        "regions of both sides.",
        source="Kuhn 1955",
        kind=Regions,
        suits=_MARKS,
        score=lambda a, b, _: regions.pairs_soft_f1(a, b),
        threshold=0.5,
    ),
    Metric(
        key="event_matching",
        title="Event Matching (unordered)",
        meaning="Events of the same label are paired one to one wherever they stand in the list; overlap in time of "
        "the pairs over the events of both sides.",
        source="LSE 11.6",
        kind=Regions,
        suits=frozenset({"TimelineLabels"}),
        score=lambda a, b, _: regions.pairs_soft_f1(a, b),
        threshold=0.5,
    ),
    Metric(
        key="keypoint_distance",
        title="Keypoint Distance",
        meaning="Each point looks for one of the other side with the same labels within the tolerance; the share of "
        "the points of both sides that find one.",
        source="LSE 11.6",
        kind=Regions,
        suits=POINTS,
        score=lambda a, b, params: regions.best_match(a, b, tolerance=params["tolerance"]),
        parameters=(_TOLERANCE,),
        threshold=0.5,
    ),
    Metric(
        key="keypoint_f1",
        title="F1 of Points",
        meaning="Points with the same labels within the tolerance are paired one to one; twice the pairs over the "
        "points of both sides.",
        source="Kuhn 1955; van Rijsbergen 1979",
        kind=Regions,
        suits=POINTS,
        score=lambda a, b, params: regions.pairs_f1(a, b, 0.5, tolerance=params["tolerance"]),
        parameters=(_TOLERANCE,),
        threshold=0.5,
    ),
    Metric(
        key="region_choices",
        title="Labels Similarity per Region",
        meaning="Regions are matched by their shape alone; overlap times the Jaccard similarity of what was chosen for "
        "each, the mean over the regions of both sides.",
        source="LSE 11.6, 11.7.7",
        kind=Regions,
        suits=_ASKED,
        score=lambda a, b, _: regions.choices_per_region(a, b),
        default_for=_ASKED,
        threshold=0.5,
        per_region=True,
    ),
    Metric(
        key="region_text",
        title="Text Similarity per Region",
        meaning="Regions are matched by their shape alone; overlap times the similarity of the texts of each, the mean "
        "over the regions of both sides.",
        source="LSE 11.6, 11.7.7",
        kind=Regions,
        suits=frozenset({"TextArea"}),
        score=lambda a, b, params: regions.text_per_region(
            a,
            b,
            algorithm=params["algorithm"],
            granularity=params["granularity"],
            normalise=params["normalise"],
        ),
        parameters=TEXT_PARAMETERS,
        default_for=frozenset({"TextArea"}),
        threshold=0.5,
        per_region=True,
    ),
    Metric(
        key="frames_iou",
        title="Exact Frames Matching",
        meaning="Mean over the frames on which anybody drew of the IoU of the boxes there; who is who from frame to "
        "frame does not matter.",
        source="LSE 11.6",
        kind=Tracks,
        suits=TRACKS,
        score=lambda a, b, _: tracks.frames_iou(a, b),
        default_for=TRACKS,
        threshold=0.5,
    ),
    Metric(
        key="track_iou",
        title="Object Tracking IoU",
        meaning="Whole tracks with the same labels are paired one to one; what each pair covers in common over all its "
        "frames, over the tracks of both sides.",
        source="LSE 11.6; Yang et al. 2019",
        kind=Tracks,
        suits=TRACKS,
        score=lambda a, b, _: tracks.tracks_soft_f1(a, b),
        threshold=0.5,
    ),
    Metric(
        key="track_f1",
        title="F1 of Tracks",
        meaning="Whole tracks are paired one to one where they overlap enough under the same labels; twice the pairs "
        "over the tracks of both sides.",
        source="Kuhn 1955; van Rijsbergen 1979",
        kind=Tracks,
        suits=TRACKS,
        score=lambda a, b, params: tracks.tracks_f1(a, b, params["overlap"]),
        parameters=(_OVERLAP,),
        threshold=0.5,
    ),
    Metric(
        key="identity_f1",
        title="Identity F1",
        meaning="Whole tracks are paired one to one so that as many boxes as possible overlap enough; twice those "
        "boxes over all boxes. A track that jumps to another thing loses the rest.",
        source="Ristani et al. 2016",
        kind=Tracks,
        suits=TRACKS,
        score=lambda a, b, params: tracks.identity_f1(a, b, params["overlap"]),
        parameters=(_OVERLAP,),
        threshold=0.5,
    ),
)
