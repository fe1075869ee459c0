"""Routes that send submitted work back, or to a further review (MQA 71-73)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.datamanager import jobs, runs
from assay.datamanager.actions.action import Action, sentence
from assay.datamanager.actions.rounds import ADD_REVIEWS, REOPEN
from assay.datamanager.queries import submitted
from assay.kit.errors import BadInput
from assay.kit.http import Id, Routes
from assay.projects.queries import workflow_of
from assay.queue import adding, answers, reopening, worklist
from assay.queue.reopening import Fate, Forecast
from assay.queue.shapes import PersonShape

router = Routes(tags=["rounds"])


class SubmittedTasks(BaseModel):
    """Which tasks: by number, or the submitted ones that a filter, as tables of work have it, finds without some."""

    tasks: list[int] | None = Field(default=None, max_length=100_000)
    filter: dict[str, Any] | None = None
    exclude: list[int] = Field(default=[], max_length=100_000)


class ReopenInput(SubmittedTasks):
    """Who gets them: who handed them in, nobody, or a person by id; what is said to them; `preview` only counts."""

    holder: Literal["submitter", "nobody"] | int = "submitter"
    comment: str = Field(default="", max_length=10_000)
    preview: bool = False


class AddReviewsInput(SubmittedTasks):
    """Of what, of how many items of it, and whether by others than before; `preview` counts and changes nothing."""

    scope: Literal["all", "approved", "not_selected"] = "all"
    sample_size: int | None = Field(default=None, ge=1, le=adding.MOST)
    exclude_earlier_reviewers: bool = False
    preview: bool = False


class RoundsAnswer(BaseModel):
    """What was done, or under which number a job does it: see `GET /api/dm/runs/{id}/`."""

    tasks: int
    detail: str
    result: dict[str, int]
    run: int | None


class ReopenedFor(BaseModel):
    """How many of the tasks a person gets; `person` is null for those that are free in the queue then."""

    person: PersonShape | None
    tasks: int


class ReopenPreview(BaseModel):
    """What would be reopened, and what stays: nothing was `submitted`, or `several` people worked on it.

    The work of several people goes back to each of them, so that `holders` can add up to more than `reopened`. Of the
    `reviews` that would be called off somebody has `reviews_held` in hand.
    """

    reopened: int
    not_submitted: int
    several: int
    holders: list[ReopenedFor]
    reviews: int
    reviews_held: int


class AddReviewsPreview(BaseModel):
    """What would be reviewed: `items` of `eligible` ones, each with this probability.

    For `without_reviewer` items nobody is there who may judge them.
    """

    tasks: int
    items: int
    eligible: int
    approved: int
    not_selected: int
    without_reviewer: int
    probability: float


@router.post("/api/projects/{id}/reopen/", response_model=RoundsAnswer | ReopenPreview)
def reopen(ctx: Context, id: Id, body: ReopenInput) -> Any:
    """Sends submitted tasks back for annotation: they are returned, and reviews of them that wait are called off.

    With `preview` it only says what that comes to.
    """
    project = ctx.project(id, Permission.QUEUE_CONTROL)
    if body.preview:
        workflow = workflow_of(project)
        wish = reopening.checked(ctx.db, workflow, body.holder, body.comment)
        return _foreseen(ctx, reopening.forecast(ctx.db, workflow, _chosen(ctx, project, body), wish))
    return _done(ctx, project, REOPEN, body, {"holder": body.holder, "comment": body.comment})


@router.post("/api/projects/{id}/add-reviews/", response_model=RoundsAnswer | AddReviewsPreview)
def add_reviews(ctx: Context, id: Id, body: AddReviewsInput) -> Any:
    """Sends submitted work to a further review, all of it or a sample; with `preview` only counts."""
    project = ctx.project(id, Permission.QUEUE_CONTROL)
    if body.preview:
        wish = adding.checked(body.scope, body.sample_size, body.exclude_earlier_reviewers)
        return adding.find(ctx.db, workflow_of(project), _chosen(ctx, project, body), wish).counts()
    params = {
        "scope": body.scope,
        "sample_size": body.sample_size,
        "exclude_earlier_reviewers": body.exclude_earlier_reviewers,
    }
    return _done(ctx, project, ADD_REVIEWS, body, params)


def _foreseen(ctx: Ctx, found: Forecast) -> dict[str, Any]:
    people = answers.people(ctx.db, sorted(id for id in found.holders if id is not None))
    most_first = sorted(found.holders.items(), key=lambda pair: (pair[0] is None, -pair[1], pair[0] or 0))
    return {
        "reopened": found.fates[Fate.MADE],
        "not_submitted": found.fates[Fate.KEPT],
        "several": found.fates[Fate.SEVERAL],
        "holders": [{"person": None if id is None else people[id], "tasks": tasks} for id, tasks in most_first],
        "reviews": found.reviews,
        "reviews_held": found.reviews_held,
    }


def _chosen(ctx: Ctx, project: ProjectAccess, body: SubmittedTasks) -> list[int]:
    if (body.tasks is None) == (body.filter is None):
        raise BadInput.field("tasks", "or filter must be given, one of the two.", 'Send {"tasks": [1, 2]}.')
    if body.tasks is not None:
        strangers = submitted.not_of_project(ctx.db, project.id, body.tasks)
        if strangers:
            raise BadInput.field("tasks", f"{strangers[0]} is no task of this project.", "Load the list again.")
        return sorted(set(body.tasks) - set(body.exclude))
    assert body.filter is not None
    found = submitted.task_ids(ctx.db, project.id, worklist.read(body.filter))
    return sorted(set(found) - set(body.exclude))


def _done(ctx: Ctx, project: ProjectAccess, action: Action, body: SubmittedTasks, params: dict[str, Any]) -> Any:
    chosen = _chosen(ctx, project, body)
    outcome = runs.start(
        ctx.db, workflow_of(project), action, chosen, params, actor_id=ctx.actor.id, at=ctx.now, defer=jobs.ask
    )
    return {
        "tasks": len(chosen),
        "detail": f"{action.title}: started." if outcome.run_id else sentence(action, outcome.counts),
        "result": dict(outcome.counts),
        "run": outcome.run_id,
    }
