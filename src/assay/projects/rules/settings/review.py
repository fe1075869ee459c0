"""The settings of review: the fields of `review_settings` in Label Studio's API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.projects.rules.settings.checks import Field, actions, expert, flag, one_of, rate, text
from assay.projects.rules.settings.values import Criterion, RejectAction

REVIEW_FIELDS: tuple[Field, ...] = (
    Field("instruction", text, "What reviewers can read while they judge."),
    Field("show_instruction", flag, "Shows the instructions before the first review of a session."),
    Field("review_criteria", one_of(Criterion), "Whether one verdict or one per annotation makes a task reviewed."),
    Field("only_finished_tasks", flag, "Offers a task for review only once it has all its annotations."),
    Field("allowed_reject_actions", actions, "What a reviewer may do with rejected work."),
    Field("default_reject_action", one_of(RejectAction), "What the Reject button does."),
    Field("require_comment_on_reject", flag, "Asks for a comment with every rejection."),
    Field("show_agreement_to_reviewers", flag, "Shows reviewers how far annotators agree."),
    Field("sampling_rate", rate, "The share of submitted items that reviewers look at."),
    Field("expert", expert, "After how many rejections an item goes to an expert, and who the experts are."),
)

REVIEW_NOT_YET: Mapping[str, tuple[Any, ...]] = {
    "review_only_manual_assignments": (False, None),
    "sampling": ("task_id", None),
    "annotator_batch_percent": (None, ""),
    "review_task_limit_percent": (None, ""),
    "anonymize_annotations": (False, None),
    "show_data_manager_to_reviewers": (True, None),
    "show_unused_data_columns_to_reviewers": (False, True, None),
}

MODES: Mapping[str, tuple[RejectAction, ...]] = {
    "requeue": (RejectAction.REQUEUE,),
    "remove": (RejectAction.REMOVE,),
    "flexible": (RejectAction.REMOVE, RejectAction.REQUEUE),
}
