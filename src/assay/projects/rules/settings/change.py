"""A change of settings: everything that is asked for is checked before anything is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assay.kit.errors import Problem
from assay.projects.rules.settings.annotation import FIELDS, NOT_YET
from assay.projects.rules.settings.checks import Bad, Field, one_of
from assay.projects.rules.settings.review import MODES, REVIEW_FIELDS, REVIEW_NOT_YET
from assay.projects.rules.settings.values import Distribution, ReviewOrder, ReviewSettings, Sampling, Settings

# The server sets these; a client that sends them back with the rest of a project is not wrong.
SET_BY_SERVER = frozenset({"id", "project", "created_by", "created_at", "organization", "state"})

# What only makes sense where people draw from a common pool. Handing out by hand switches it off, for good (LSE 3.6.6).
OFF_BY_HAND: Mapping[str, Any] = {
    "maximum_annotations": 1,
    "overlap_cohort_percentage": 100,
    "show_overlap_first": False,
    "show_ground_truth_first": False,
    "sampling": Sampling.SEQUENTIAL,
    "agreement_threshold": None,
    "max_additional_annotators_assignable": None,
    "annotator_evaluation_enabled": False,
}


def changed(settings: Settings, patch: Mapping[str, Any]) -> Settings | tuple[Problem, ...]:
    """The settings after a change in Label Studio's spelling, or everything that is wrong with the change.

    `patch` may hold the flat fields, `review_settings` and `assignment_settings`; what it does not name stays. What it
    names with the value that it has is not asked for, so a client may send back all that it has read.
    """
    problems: list[Problem] = []
    values = _checked(patch, FIELDS, NOT_YET, "", problems, {"review_settings", "assignment_settings"})
    review = settings.review
    # Label Studio's rule: a surface that is left out stays, and null clears all of them.
    if values.get("dm_column_defaults") == {} and patch["dm_column_defaults"] is not None:
        del values["dm_column_defaults"]
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
                values["distribution"] = one_of(Distribution)(assignment["label_stream_task_distribution"])
            except Bad as bad:
                problems.append(Problem("assignment_settings.label_stream_task_distribution", bad.message, bad.fix))
    if problems:
        return tuple(problems)
    after = replace(settings, review=review, **values)
    if after.distribution is Distribution.MANUAL:
        asked = {name: value for name, value in values.items() if value != getattr(settings, name)}
        # A number of annotations that was asked for closes tasks that nobody is assigned to.
        kept = {name: asked.pop(name) for name in ("maximum_annotations",) if name in asked}
        if refused := [name for name, off in OFF_BY_HAND.items() if asked.get(name, off) != off]:
            return tuple(
                Problem(name, "does nothing where tasks are handed out by hand.", "Leave it out.") for name in refused
            )
        off = OFF_BY_HAND if settings.distribution is Distribution.AUTO else {}
        after = replace(after, **{**off, **kept})
    return after


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
    after = _ordered(replace(review, **values), values, problems)
    if after.reviewer_mapping.enabled and after.review_only_manual_assignments:
        named = "reviewer_mapping" if "reviewer_mapping" in values else "review_only_manual_assignments"
        problems.append(
            Problem(
                f"review_settings.{named}",
                "does not go together: with review_only_manual_assignments a review waits for those who were asked by"
                " name, with reviewer_mapping one of the mapped reviewers is drawn.",
                "Switch one of them off in the same request.",
            )
        )
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


# Percentages that mean something in one order only.
_ONLY_WITH = {
    "annotator_batch_percent": (ReviewOrder.ANNOTATOR, "by annotator"),
    "review_task_limit_percent": (ReviewOrder.RANDOM, "at random"),
}


def _ordered(after: ReviewSettings, values: Mapping[str, Any], problems: list[Problem]) -> ReviewSettings:
    """A percentage goes with its order: asked for with another one it is refused, left over from before it goes."""
    for name, (order, words) in _ONLY_WITH.items():
        if after.sampling is order or getattr(after, name) is None:
            continue
        if values.get(name) is not None:
            problems.append(
                Problem(
                    f"review_settings.{name}",
                    f"means something only when work is reviewed {words}.",
                    f"Send sampling: {order} with it, or leave it empty.",
                )
            )
        off: dict[str, Any] = {name: None}
        after = replace(after, **off)
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
            says_something = known[name].nullable or name in (
                "expert",
                "expert_instruction",
                "instruction",
                "reviewer_mapping",
            )
            if value is None and not says_something:
                continue
            try:
                values[name] = known[name].check(value)
            except Bad as bad:
                problems.append(Problem(prefix + name, bad.message, bad.fix, bad.line, bad.tag))
        elif name in not_yet:
            if not any(value == unused and type(value) is type(unused) for unused in not_yet[name]):
                problems.append(
                    Problem(prefix + name, "is not obeyed by this version of Assay.", "Leave it out of the request.")
                )
        elif name not in nested and name not in SET_BY_SERVER:
            problems.append(Problem(prefix + name, "is not a setting of a project.", "Check the spelling."))
    return values
