"""The settings of a project: what they are, what they may be, and what they mean.

One table describes them all (`FIELDS`): the wire name of Label Studio, the default, the check, and the sentence that
the page and the reference show. Code reads settings only through the frozen `Settings`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from assay.kit.errors import Problem


class SkipQueue(StrEnum):
    """Where a skipped task goes (LSE 4.7)."""

    FOR_ME = "REQUEUE_FOR_ME"
    FOR_OTHERS = "REQUEUE_FOR_OTHERS"
    IGNORE = "IGNORE_SKIPPED"


class Sampling(StrEnum):
    """The order in which tasks are offered."""

    SEQUENTIAL = "Sequential sampling"
    UNIFORM = "Uniform sampling"


class Distribution(StrEnum):
    """Whether people draw tasks from the common pool or only get what was assigned to them."""

    AUTO = "auto_distribution"
    MANUAL = "assigned_only"


class Criterion(StrEnum):
    """When a task counts as reviewed: after one verdict that closes it, or when every annotation has one (LSE 5.5)."""

    ONE = "one"
    ALL = "all"


class RejectAction(StrEnum):
    """What a rejection does with the work (LSE 5.6)."""

    REMOVE = "remove"
    REQUEUE = "requeue"
    REDISTRIBUTE = "redistribute"


@dataclass(frozen=True, slots=True)
class ExpertSettings:
    """Expert review: after how many rejections of one item, and who the experts are (MQA A.10)."""

    threshold: int | None = None
    reviewers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How work is reviewed."""

    instruction: str = ""
    show_instruction: bool = False
    review_criteria: Criterion = Criterion.ONE
    only_finished_tasks: bool = False
    allowed_reject_actions: tuple[RejectAction, ...] = tuple(RejectAction)
    default_reject_action: RejectAction = RejectAction.REMOVE
    require_comment_on_reject: bool = False
    sampling_rate: float = 1.0
    expert: ExpertSettings = field(default_factory=ExpertSettings)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a project is worked on. Defaults are those of a new project."""

    expert_instruction: str = ""
    show_instruction: bool = False
    maximum_annotations: int = 1
    sampling: Sampling = Sampling.SEQUENTIAL
    custom_task_lock_ttl: int = 86_400
    enable_empty_annotation: bool = True
    show_skip_button: bool = True
    skip_queue: SkipQueue = SkipQueue.FOR_OTHERS
    require_comment_on_skip: bool = False
    strict_task_overlap: bool = False
    show_collab_predictions: bool = True
    distribution: Distribution = Distribution.AUTO
    review: ReviewSettings = field(default_factory=ReviewSettings)

    @property
    def overlap(self) -> int:
        return self.maximum_annotations


Check = Callable[[Any], Any]


class _Bad(Exception):
    def __init__(self, message: str, fix: str = "") -> None:
        self.message, self.fix = message, fix


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Bad("must be true or false.")
    return value


def _text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _Bad("must be a text.")
    if len(value) > 100_000:
        raise _Bad("is longer than 100,000 characters.", "Shorten it, or link to a longer document.")
    if "\x00" in value:
        raise _Bad("holds a null byte.", "Remove it.")
    return value


def _whole(low: int, high: int, fix: str = "") -> Check:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _Bad(f"must be a whole number from {low:,} to {high:,}.", fix)
        return value

    return check


def _one_of(kind: type[StrEnum]) -> Check:
    def check(value: Any) -> StrEnum:
        try:
            return kind(value)
        except ValueError:
            raise _Bad(f"must be one of: {', '.join(kind)}.") from None

    return check


def _rate(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise _Bad("must be a number from 0 to 1.", "Give a share: 0.5 sends half of the items to review.")
    return float(value)


def _actions(value: Any) -> tuple[RejectAction, ...]:
    if not isinstance(value, list) or not value:
        raise _Bad("must be a list with at least one of: remove, requeue, redistribute.")
    check = _one_of(RejectAction)
    chosen = {check(item) for item in value}
    return tuple(action for action in RejectAction if action in chosen)


def _expert(value: Any) -> ExpertSettings:
    if value is None:
        return ExpertSettings()
    if not isinstance(value, dict) or set(value) - {"threshold", "reviewers"}:
        raise _Bad("must be an object with threshold and reviewers.")
    threshold = value.get("threshold")
    if threshold is not None:
        _whole(1, 100)(threshold)
    reviewers = value.get("reviewers") or []
    if not isinstance(reviewers, list) or not all(isinstance(r, int) and not isinstance(r, bool) for r in reviewers):
        raise _Bad("reviewers must be a list of people's ids.")
    if threshold is not None and not reviewers:
        raise _Bad("needs at least one expert.", "Name the experts in reviewers, or leave threshold empty.")
    return ExpertSettings(threshold, tuple(dict.fromkeys(reviewers)))


@dataclass(frozen=True, slots=True)
class Field:
    """A setting as people meet it: its wire name, how a value is checked, and one sentence on what it does."""

    name: str
    check: Check
    meaning: str


FIELDS: tuple[Field, ...] = (
    Field("expert_instruction", _text, "What annotators can read while they label."),
    Field("show_instruction", _flag, "Shows the instructions before the first task of a session."),
    Field("maximum_annotations", _whole(1, 500), "How many different people annotate each task."),
    Field("sampling", _one_of(Sampling), "The order in which tasks are offered: by number, or at random."),
    Field(
        "custom_task_lock_ttl",
        _whole(60, 86_400, "Give seconds: 3600 is one hour."),
        "Seconds for which a task stays reserved for the person who opened it.",
    ),
    Field("enable_empty_annotation", _flag, "Allows submitting with nothing marked."),
    Field("show_skip_button", _flag, "Allows annotators to skip a task."),
    Field("skip_queue", _one_of(SkipQueue), "What becomes of a skipped task."),
    Field("require_comment_on_skip", _flag, "Asks for a comment with every skip."),
    Field("strict_task_overlap", _flag, "Refuses annotations beyond the number wanted."),
    Field("show_collab_predictions", _flag, "Starts a task from its prediction."),
)

REVIEW_FIELDS: tuple[Field, ...] = (
    Field("instruction", _text, "What reviewers can read while they judge."),
    Field("show_instruction", _flag, "Shows the instructions before the first review of a session."),
    Field("review_criteria", _one_of(Criterion), "Whether one verdict or one per annotation makes a task reviewed."),
    Field("only_finished_tasks", _flag, "Offers a task for review only once it has all its annotations."),
    Field("allowed_reject_actions", _actions, "What a reviewer may do with rejected work."),
    Field("default_reject_action", _one_of(RejectAction), "What the Reject button does."),
    Field("require_comment_on_reject", _flag, "Asks for a comment with every rejection."),
    Field("sampling_rate", _rate, "The share of submitted items that reviewers look at."),
    Field("expert", _expert, "After how many rejections an item goes to an expert, and who the experts are."),
)

# Fields of Label Studio that later versions will obey. Until then only the value that means "not used" is taken.
NOT_YET: Mapping[str, tuple[Any, ...]] = {
    "overlap_cohort_percentage": (100, None),
    "show_overlap_first": (False, None),
    "show_ground_truth_first": (False, None),
    "reveal_preannotations_interactively": (False, None),
    "show_annotation_history": (False, None),
    "show_unused_data_columns_to_annotators": (False, True, None),
    "agreement_threshold": (None, "", 0),
    "agreement_methodology": (None, ""),
    "max_additional_annotators_assignable": (None, 0),
    "annotation_limit_count": (None,),
    "annotation_limit_percent": (None,),
    "annotator_evaluation_enabled": (False, None),
    "annotator_evaluation_metric": (None, "gt_agreement"),
    "annotator_evaluation_minimum_score": (None, "", 0, "95.00"),
    "annotator_evaluation_minimum_tasks": (None, 0, 10),
    "annotator_evaluation_onboarding_tasks": (None, 0),
    "annotator_evaluation_continuous_tasks": (None, 0),
    "pause_on_failed_annotator_evaluation": (False, None),
    "control_weights": (None, {}),
    "comment_classification_config": (None, ""),
    "custom_interface_code": (None, ""),
    "custom_interface_compiled": (None, ""),
    "custom_interface_params": (None, {}),
    "custom_script": (None, ""),
    "use_custom_interface": (False, None),
    "collection_mode": (None, "assigned"),
    "dm_column_defaults": (None, {}),
    "evaluate_predictions_automatically": (False, None),
    "input_schema": (None, {}),
    "output_schema": (None, {}),
    "min_annotations_to_start_training": (0, None),
    "start_training_on_annotation_update": (False, None),
    "model_version": (None, ""),
    "source_interface_id": (None,),
    "source_interface_version": (None,),
    "task_data_login": (None, ""),
    "task_data_password": (None, ""),
    "internal_description": (None, "", []),
}

REVIEW_NOT_YET: Mapping[str, tuple[Any, ...]] = {
    "review_only_manual_assignments": (False, None),
    "sampling": ("task_id", None),
    "annotator_batch_percent": (None, ""),
    "review_task_limit_percent": (None, ""),
    "anonymize_annotations": (False, None),
    "show_agreement_to_reviewers": (False, None),
    "show_data_manager_to_reviewers": (True, None),
    "show_unused_data_columns_to_reviewers": (False, True, None),
}

# The server sets these; a client that sends them back with the rest of a project is not wrong.
SET_BY_SERVER = frozenset({"id", "project", "created_by", "created_at", "organization", "state"})

MODES: Mapping[str, tuple[RejectAction, ...]] = {
    "requeue": (RejectAction.REQUEUE,),
    "remove": (RejectAction.REMOVE,),
    "flexible": (RejectAction.REMOVE, RejectAction.REQUEUE),
}


def changed(settings: Settings, patch: Mapping[str, Any]) -> Settings | tuple[Problem, ...]:
    """The settings after a change in Label Studio's spelling, or everything that is wrong with the change.

    `patch` may hold the flat fields, `review_settings` and `assignment_settings`; what it does not name stays.
    """
    problems: list[Problem] = []
    values = _checked(patch, FIELDS, NOT_YET, "", problems, {"review_settings", "assignment_settings"})
    review = settings.review
    given = patch.get("review_settings")
    if given is not None:
        if isinstance(given, Mapping):
            review = _changed_review(review, given, problems)
        else:
            problems.append(Problem("review_settings", "must be an object."))
    assignment = patch.get("assignment_settings")
    if assignment is not None:
        if not isinstance(assignment, Mapping):
            problems.append(Problem("assignment_settings", "must be an object."))
        elif "label_stream_task_distribution" in assignment:
            try:
                values["distribution"] = _one_of(Distribution)(assignment["label_stream_task_distribution"])
            except _Bad as bad:
                problems.append(Problem("assignment_settings.label_stream_task_distribution", bad.message, bad.fix))
    if problems:
        return tuple(problems)
    return replace(settings, review=review, **values)


def _changed_review(review: ReviewSettings, given: Mapping[str, Any], problems: list[Problem]) -> ReviewSettings:
    mode = given.get("requeue_rejected_tasks_mode")
    rest = {key: value for key, value in given.items() if key != "requeue_rejected_tasks_mode"}
    rest.pop("requeue_rejected_tasks_to_annotator", None)
    values = _checked(rest, REVIEW_FIELDS, REVIEW_NOT_YET, "review_settings.", problems, set())
    if mode is not None:
        if mode in MODES:
            values.setdefault("allowed_reject_actions", MODES[mode])
            values.setdefault("default_reject_action", MODES[mode][0])
        else:
            problems.append(
                Problem("review_settings.requeue_rejected_tasks_mode", f"must be one of: {', '.join(MODES)}.")
            )
    after = replace(review, **values)
    if after.default_reject_action not in after.allowed_reject_actions:
        if "allowed_reject_actions" in values and "default_reject_action" not in values:
            after = replace(after, default_reject_action=after.allowed_reject_actions[0])
        else:
            problems.append(
                Problem(
                    "review_settings.default_reject_action",
                    "is not among the allowed reject actions.",
                    f"Choose one of: {', '.join(after.allowed_reject_actions)}.",
                )
            )
    return after


def _checked(
    patch: Mapping[str, Any],
    table: tuple[Field, ...],
    not_yet: Mapping[str, tuple[Any, ...]],
    prefix: str,
    problems: list[Problem],
    nested: set[str],
) -> dict[str, Any]:
    known = {row.name: row for row in table}
    values: dict[str, Any] = {}
    for name, value in patch.items():
        if name in known:
            if value is None and name not in ("expert", "expert_instruction", "instruction"):
                continue
            try:
                values[name] = known[name].check(value)
            except _Bad as bad:
                problems.append(Problem(prefix + name, bad.message, bad.fix))
        elif name in not_yet:
            if not any(value == unused and type(value) is type(unused) for unused in not_yet[name]):
                problems.append(
                    Problem(prefix + name, "is not obeyed by this version of Assay.", "Leave it out of the request.")
                )
        elif name not in nested and name not in SET_BY_SERVER:
            problems.append(Problem(prefix + name, "is not a setting of a project.", "Check the spelling."))
    return values


def from_json(stored: Mapping[str, Any]) -> Settings:
    """Settings as stored; what is not stored has its default. Unknown keys of newer versions are left alone."""
    known = {f.name for f in fields(Settings)} - {"review"}
    values: dict[str, Any] = {key: value for key, value in stored.items() if key in known}
    for name, kind in (("sampling", Sampling), ("skip_queue", SkipQueue), ("distribution", Distribution)):
        if name in values:
            values[name] = kind(values[name])
    return Settings(**values, review=_review_from_json(stored.get("review") or {}))


def _review_from_json(stored: Mapping[str, Any]) -> ReviewSettings:
    known = {f.name for f in fields(ReviewSettings)}
    values: dict[str, Any] = {key: value for key, value in stored.items() if key in known}
    if "review_criteria" in values:
        values["review_criteria"] = Criterion(values["review_criteria"])
    if "default_reject_action" in values:
        values["default_reject_action"] = RejectAction(values["default_reject_action"])
    if "allowed_reject_actions" in values:
        values["allowed_reject_actions"] = tuple(RejectAction(item) for item in values["allowed_reject_actions"])
    if "expert" in values:
        values["expert"] = ExpertSettings(
            values["expert"].get("threshold"), tuple(values["expert"].get("reviewers") or ())
        )
    return ReviewSettings(**values)


def as_json(settings: Settings) -> dict[str, Any]:
    """What is stored: every field, so that a later change of a default never changes a project."""
    found: dict[str, Any] = {f.name: getattr(settings, f.name) for f in fields(Settings) if f.name != "review"}
    found["review"] = review_as_json(settings.review)
    return found


def review_as_json(review: ReviewSettings) -> dict[str, Any]:
    """The review settings in their wire form."""
    found: dict[str, Any] = {f.name: getattr(review, f.name) for f in fields(ReviewSettings)}
    found["allowed_reject_actions"] = list(review.allowed_reject_actions)
    found["expert"] = {"threshold": review.expert.threshold, "reviewers": list(review.expert.reviewers)}
    return found
