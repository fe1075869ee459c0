"""The settings of review: the fields of `review_settings` in Label Studio's API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.projects.rules.settings.checks import (
    Field,
    actions,
    flag,
    limit,
    one_of,
    optional,
    percent,
    rate,
    text,
    whole,
)
from assay.projects.rules.settings.drawing import annotator_rates, class_rates, reviewer_mapping
from assay.projects.rules.settings.rounds import expert, reject_reasons
from assay.projects.rules.settings.values import Criterion, RejectAction, ReturnAt, ReviewOrder, ReviewSettings

REVIEW_FIELDS: tuple[Field, ...] = (
    Field("instruction", text, "What reviewers can read while they judge."),
    Field("show_instruction", flag, "Shows the instructions before the first review of a session."),
    Field("review_criteria", one_of(Criterion), "Whether one verdict or one per annotation makes a task reviewed."),
    Field(
        "only_finished_tasks",
        flag,
        "Offers a task for review only once it has all its annotations. Not in manual QA, where it has one.",
    ),
    Field("allowed_reject_actions", actions, "What a reviewer may do with rejected work."),
    Field("default_reject_action", one_of(RejectAction), "What the Reject button does."),
    Field("require_comment_on_reject", flag, "Asks for a comment with every rejection."),
    Field("mark_removed_as_skipped", flag, "Marks removed work as skipped, as Label Studio did before 2.37."),
    Field("sampling_rate", rate, "The share of the work that reviewers look at, where no routing rule decides."),
    Field(
        "class_sampling_rates",
        class_rates,
        "The share of a class that reviewers look at, instead of that of the annotator or the project. Only where"
        " single instances are judged: a whole annotation has many classes.",
    ),
    Field(
        "annotator_sampling_rates",
        annotator_rates,
        "The share of somebody's work that reviewers look at, instead of that of the project. Of a task that several"
        " people annotate, the rate of the first of them decides.",
    ),
    Field(
        "one_reviewer_per_submission",
        flag,
        "Gives all that one submission sends to review to the same reviewer; mapped groups have one each, unless one"
        " person is in all of them. Only where single instances are judged.",
    ),
    Field(
        "max_instances_per_review",
        optional(whole(1, 100_000, "Leave it empty for no limit.")),
        "Splits what is free for everybody of one submission into reviews of at most so many instances, for several"
        " reviewers; empty for no limit. One reviewer per submission does not split. Only where single instances are"
        " judged.",
        nullable=True,
    ),
    Field(
        "reviewer_mapping",
        reviewer_mapping,
        "Which reviewers get the instances of a class, or else the work of an annotator; for each submission one of"
        " them is drawn. Nobody is drawn who is gone, paused, or the author.",
    ),
    Field("allow_self_review", flag, "Lets people review their own work, for projects of one person."),
    Field("sampling", one_of(ReviewOrder), "The order in which work is offered to reviewers."),
    Field(
        "annotator_batch_percent",
        optional(percent(0.01, "Leave it empty for all of it.")),
        "By annotator: how much of one person's waiting work comes before the next person's; empty means all of it.",
        nullable=True,
    ),
    Field(
        "review_task_limit_percent",
        limit,
        "At random: the largest percentage of the tasks that is reviewed; empty for no limit.",
        nullable=True,
    ),
    Field(
        "review_only_manual_assignments",
        flag,
        "Offers reviewers only tasks that were assigned to them by name. Not in manual QA, where one queue serves all.",
    ),
    Field("show_data_manager_to_reviewers", flag, "Lets reviewers see lists of tasks, not only what is next."),
    Field("show_unused_data_columns_to_reviewers", flag, "Shows reviewers data that the configuration does not use."),
    Field("show_agreement_to_reviewers", flag, "Shows reviewers how far annotators agree."),
    Field("anonymize_annotations", flag, "Hides from reviewers who made an annotation."),
    Field(
        "expert",
        expert,
        "After how many rejections an item goes to an expert, who the experts are, and in stages which share of other"
        " verdicts they see.",
    ),
    Field(
        "reject_reasons", reject_reasons, "The reasons that reviewers are offered with a rejection, each with its key."
    ),
    Field(
        "return_at",
        one_of(ReturnAt),
        "When work goes back to its author: when nothing of the round is open any more, or with the first rejection."
        " Only where single instances are judged.",
    ),
    Field(
        "reservations_expire",
        flag,
        "Gives reserved work back to the queue when its time is over; or it stays reserved until it is given back.",
    ),
    Field(
        "task_management",
        flag,
        "Hands work out by a queue. Without it every member with the role may open any task, and statuses stand still."
        " Switched off only in manual QA.",
    ),
)

# What means something only where single instances are judged: a whole annotation is one item, all of its round.
OF_INSTANCES = ("return_at", "one_reviewer_per_submission", "max_instances_per_review")

REVIEW_NOT_YET: Mapping[str, tuple[Any, ...]] = {}

MODES: Mapping[str, tuple[RejectAction, ...]] = {
    "requeue": (RejectAction.REQUEUE,),
    "remove": (RejectAction.REMOVE,),
    "flexible": (RejectAction.REMOVE, RejectAction.REQUEUE),
}


def mode_of(review: ReviewSettings) -> str:
    """The word of Label Studio before 2.37 for what may be done with rejected work (LSE 3.4)."""
    allowed = set(review.allowed_reject_actions) - {RejectAction.REDISTRIBUTE}
    if allowed == {RejectAction.REMOVE}:
        return "remove"
    return "flexible" if RejectAction.REMOVE in allowed else "requeue"
