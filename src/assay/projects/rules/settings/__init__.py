"""The settings of a project: what they are, what they may be, and what they mean.

Tables describe them all (`FIELDS`, `REVIEW_FIELDS`): the wire name of Label Studio, the check, and the sentence that
the page and the reference show; the defaults are those of the frozen `Settings`. Code reads settings only through it.
"""

from assay.projects.rules.settings.annotation import FIELDS, NOT_YET
from assay.projects.rules.settings.change import SET_BY_SERVER, changed
from assay.projects.rules.settings.checks import Field
from assay.projects.rules.settings.one_queue import not_obeyed
from assay.projects.rules.settings.review import MODES, OF_INSTANCES, REVIEW_FIELDS, REVIEW_NOT_YET, mode_of
from assay.projects.rules.settings.stored import as_json, from_json, review_as_json
from assay.projects.rules.settings.values import (
    Criterion,
    Distribution,
    EvaluationMetric,
    ExpertSettings,
    ExpertStage,
    Methodology,
    RejectAction,
    RejectReason,
    ReturnAt,
    ReviewerMapping,
    ReviewOrder,
    ReviewSettings,
    Sampling,
    Settings,
    SkipQueue,
    StageAction,
)

__all__ = [
    "FIELDS",
    "MODES",
    "NOT_YET",
    "OF_INSTANCES",
    "REVIEW_FIELDS",
    "REVIEW_NOT_YET",
    "SET_BY_SERVER",
    "Criterion",
    "Distribution",
    "EvaluationMetric",
    "ExpertSettings",
    "ExpertStage",
    "Field",
    "Methodology",
    "RejectAction",
    "RejectReason",
    "ReturnAt",
    "ReviewOrder",
    "ReviewSettings",
    "ReviewerMapping",
    "Sampling",
    "Settings",
    "SkipQueue",
    "StageAction",
    "as_json",
    "changed",
    "from_json",
    "mode_of",
    "not_obeyed",
    "review_as_json",
]
