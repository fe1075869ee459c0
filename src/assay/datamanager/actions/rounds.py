"""Actions on work that was submitted: back for annotation, and once more to reviewers (MQA 71-73)."""

from __future__ import annotations

from dataclasses import asdict

from assay.access.rules.permissions import Permission
from assay.datamanager.actions.action import Action, Counts, Input, Params, Work
from assay.queue import adding, reopening
from assay.queue.adding import Further
from assay.queue.reopening import Reopening
from assay.reviews.rules import Scope


def _check_reopening(work: Work) -> Params:
    holder = work.params.get("holder")
    if holder == "person":
        holder = work.params.get("user") or holder
    return asdict(reopening.checked(work.db, work.workflow, holder, work.params.get("comment")))


def _reopen(work: Work) -> Counts:
    wish = Reopening(work.params["holder"], work.params["comment"])
    return reopening.reopen(work.db, work.workflow, work.task_ids, wish, by=work.actor_id, at=work.at)


def _check_further(work: Work) -> Params:
    given = work.params
    wish = adding.checked(given.get("scope"), given.get("sample_size"), given.get("exclude_earlier_reviewers"))
    return asdict(wish)


def _add(work: Work) -> Counts:
    wish = Further(Scope(work.params["scope"]), work.params["sample_size"], work.params["exclude_earlier"])
    return adding.add(work.db, work.workflow, work.task_ids, wish, by=work.actor_id, at=work.at)


REOPEN = Action(
    id="reopen_tasks",
    title="Reopen",
    permission=Permission.QUEUE_CONTROL,
    order=34,
    group="review",
    text="The selected tasks that were submitted go back for annotation. Reviews of them that wait are called off, also"
    " in somebody's hands; approvals and the number of rejections stay.",
    inputs=(
        Input(
            "holder",
            "Who gets them",
            "choice",
            required=False,
            options=(
                ("submitter", "Who handed them in"),
                ("nobody", "Nobody: they are free in the queue"),
                ("person", "Another person"),
            ),
        ),
        Input("user", "Which person", "people", required=False, help="Only with: another person."),
        Input("comment", "Comment for them", "text", required=False),
    ),
    check=_check_reopening,
    run=_reopen,
    says={
        "made": ("task reopened", "tasks reopened"),
        "kept": ("was not submitted and stays", "were not submitted and stay"),
        "several": (
            "has work of several people, which goes back to each of them only",
            "have work of several people, which goes back to each of them only",
        ),
    },
)

ADD_REVIEWS = Action(
    id="add_reviews",
    title="Add reviews",
    permission=Permission.QUEUE_CONTROL,
    order=35,
    group="review",
    text="Submitted work of the selected tasks is reviewed once more; completed tasks are in review again. What an"
    " expert rejected for good, and what waits for a review, is left out.",
    inputs=(
        Input(
            "scope",
            "Of what",
            "choice",
            required=False,
            options=(
                ("all", "All of it"),
                ("approved", "Only what was approved"),
                ("not_selected", "Only what was not selected for review"),
            ),
        ),
        Input("sample_size", "How much of it, drawn at random", "text", required=False, help="Empty: all of it."),
        Input(
            "exclude_earlier_reviewers",
            "By whom",
            "choice",
            required=False,
            options=(("no", "Anybody who reviews"), ("yes", "Nobody who judged it before")),
        ),
    ),
    check=_check_further,
    run=_add,
    says={
        "made": ("review added", "reviews added"),
        "tasks": ("task is in review", "tasks are in review"),
        "nobody": (
            "was left out, because nobody else may judge it",
            "were left out, because nobody else may judge them",
        ),
    },
    whole=True,
)

ACTIONS = (REOPEN, ADD_REVIEWS)
