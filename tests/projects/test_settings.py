"""The settings of a project: what a change may say, and that storing them loses nothing."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from assay.projects.rules import settings as rules
from assay.projects.rules.settings import Distribution, RejectAction, Settings


def changed(**patch: Any) -> Settings:
    found = rules.changed(Settings(), patch)
    assert isinstance(found, Settings), found
    return found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("maximum_annotations", 0),
        ("maximum_annotations", 501),
        ("maximum_annotations", "3"),
        ("maximum_annotations", True),
        ("sampling", "Fastest"),
        ("custom_task_lock_ttl", 5),
        ("show_skip_button", "yes"),
        ("expert_instruction", "\x00"),
        ("skip_queue", "REQUEUE"),
        ("reveal_preannotations_interactively", "yes"),
        ("overlap_cohort_percentage", 101),
        ("overlap_cohort_percentage", 33.5),
        ("agreement_threshold", "most"),
        ("agreement_threshold", 100.5),
        ("max_additional_annotators_assignable", -1),
        ("annotation_limit_count", 0),
        ("annotation_limit_percent", 0),
        ("annotator_evaluation_metric", "speed"),
        ("annotator_evaluation_minimum_tasks", 0),
        ("colour", "red"),
    ],
)
def test_a_bad_value_names_its_field(field: str, value: Any) -> None:
    found = rules.changed(Settings(), {field: value})
    assert isinstance(found, tuple)
    assert [problem.field for problem in found] == [field]
    assert found[0].message


@pytest.mark.parametrize("field", sorted(rules.NOT_YET))
def test_a_field_of_later_versions_may_be_sent_with_its_unused_value(field: str) -> None:
    assert rules.changed(Settings(), {field: rules.NOT_YET[field][0]}) == Settings()


def test_everything_wrong_is_said_at_once() -> None:
    found = rules.changed(
        Settings(), {"maximum_annotations": 0, "review_settings": {"review_criteria": "two", "sampling_rate": 7}}
    )
    assert isinstance(found, tuple)
    assert {problem.field for problem in found} == {
        "maximum_annotations",
        "review_settings.review_criteria",
        "review_settings.sampling_rate",
    }


def test_the_default_rejection_must_be_allowed() -> None:
    found = rules.changed(
        Settings(), {"review_settings": {"allowed_reject_actions": ["remove"], "default_reject_action": "requeue"}}
    )
    assert isinstance(found, tuple)
    assert found[0].field == "review_settings.default_reject_action"
    moved = changed(review_settings={"allowed_reject_actions": ["requeue"]})
    assert moved.review.default_reject_action is RejectAction.REQUEUE, "follows when only one is left"


def test_label_studios_older_word_for_rejections_is_understood() -> None:
    review = changed(review_settings={"requeue_rejected_tasks_mode": "flexible"}).review
    assert review.allowed_reject_actions == (RejectAction.REMOVE, RejectAction.REQUEUE)


def test_an_expert_threshold_needs_experts() -> None:
    found = rules.changed(Settings(), {"review_settings": {"expert": {"threshold": 2, "reviewers": []}}})
    assert isinstance(found, tuple)


def test_nested_settings_are_merged() -> None:
    settings = changed(review_settings={"instruction": "Look twice"})
    again = rules.changed(settings, {"review_settings": {"review_criteria": "all"}})
    assert isinstance(again, Settings)
    assert again.review.instruction == "Look twice"


@pytest.mark.parametrize(
    ("field", "given", "stored"),
    [
        ("agreement_threshold", "70.50", 70.5),
        ("agreement_threshold", 70, 70.0),
        ("agreement_threshold", None, None),
        ("agreement_threshold", "", None),
        ("max_additional_annotators_assignable", 0, 0),
        ("max_additional_annotators_assignable", None, None),
        ("annotation_limit_percent", "12.5", 12.5),
        ("annotator_evaluation_minimum_score", "95.00", 95.0),
    ],
)
def test_percentages_may_be_texts_and_null_says_none(field: str, given: Any, stored: Any) -> None:
    before = changed(agreement_threshold=50, max_additional_annotators_assignable=3, annotation_limit_percent=10)
    after = rules.changed(before, {field: given})
    assert isinstance(after, Settings)
    assert getattr(after, field) == stored


POOL_ONLY = {
    "overlap_cohort_percentage": 50,
    "show_overlap_first": True,
    "show_ground_truth_first": True,
    "sampling": "Uniform sampling",
    "agreement_threshold": 60.0,
    "max_additional_annotators_assignable": 2,
    "annotator_evaluation_enabled": True,
}
BY_HAND = {"label_stream_task_distribution": "assigned_only"}


def test_handing_out_by_hand_switches_off_what_needs_a_common_pool() -> None:
    before = changed(maximum_annotations=3, **POOL_ONLY)
    after = rules.changed(before, {"assignment_settings": BY_HAND})
    assert after == rules.changed(Settings(), {"assignment_settings": BY_HAND})
    back = rules.changed(before, {**POOL_ONLY, "maximum_annotations": 3, "assignment_settings": BY_HAND})
    assert back == after, "what a client sends back as it was is not asked for"


@pytest.mark.parametrize("field", sorted(POOL_ONLY))
def test_what_needs_a_common_pool_is_refused_without_one(field: str) -> None:
    found = rules.changed(Settings(), {field: POOL_ONLY[field], "assignment_settings": BY_HAND})
    assert isinstance(found, tuple)
    assert [problem.field for problem in found] == [field]
    assert found[0].fix


def test_storing_loses_nothing() -> None:
    settings = changed(
        maximum_annotations=4,
        skip_queue="IGNORE_SKIPPED",
        assignment_settings={"label_stream_task_distribution": "assigned_only"},
        review_settings={"expert": {"threshold": 2, "reviewers": [5, 5, 7]}, "sampling_rate": 0.25},
    )
    assert settings.distribution is Distribution.MANUAL
    assert rules.from_json(rules.as_json(settings)) == settings
    assert rules.from_json({}) == Settings()


def test_every_setting_is_described() -> None:
    named = {field.name for field in rules.FIELDS} | {"distribution", "review"}
    assert {f.name for f in fields(Settings)} == named
    assert {f.name for f in fields(rules.ReviewSettings)} == {field.name for field in rules.REVIEW_FIELDS}
