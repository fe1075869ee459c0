"""From a project's settings to the policy that its review items are judged by."""

from __future__ import annotations

from assay.projects.rules.settings import RejectAction
from assay.projects.rules.workflow import Workflow
from assay.reviews.rules import Policy, Unit


def allowed_rejects(workflow: Workflow) -> tuple[RejectAction, ...]:
    """What a rejection may do here: an instance cannot be passed on alone, nor can work that is handed out by hand."""
    allowed = workflow.settings.review.allowed_reject_actions
    if workflow.unit == "instance" or workflow.manual:
        allowed = tuple(action for action in allowed if action is not RejectAction.REDISTRIBUTE)
    return allowed or (RejectAction.REQUEUE,)


def review_policy(workflow: Workflow, author_id: int | None = None) -> Policy:
    """The policy of a project, with how much of this author's work is drawn."""
    review = workflow.settings.review
    allowed = allowed_rejects(workflow)
    default = review.default_reject_action if review.default_reject_action in allowed else allowed[0]
    return Policy(
        unit=Unit(workflow.unit),
        sampling_rate=review.sampling_rate,
        class_rates=review.class_sampling_rates,
        annotator_rate=review.annotator_sampling_rates.get(str(author_id)),
        allowed_rejects=allowed,
        default_reject=default,
    )
