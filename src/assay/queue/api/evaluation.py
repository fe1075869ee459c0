"""Route of the evaluation of annotators."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.kit.http import Id, Routes
from assay.projects.queries import workflow_of
from assay.queue.evaluation import outcomes

router = Routes(tags=["evaluation"])


class EvaluationShape(BaseModel):
    """How somebody does: their score in percent, on how many tasks or annotations it rests, and what follows.

    There is no outcome while it rests on too little, or where nobody is evaluated.
    """

    user: int
    score: float | None
    count: int
    outcome: Literal["passing", "failing"] | None


@router.get("/api/projects/{id}/evaluation/", response_model=list[EvaluationShape])
def evaluation(ctx: Context, id: Id) -> Any:
    """How the annotators and reviewers of a project do by its measure."""
    project = ctx.project(id, Permission.QUEUE_CONTROL)
    found = outcomes(ctx.db, workflow_of(project))
    return [
        {"user": each.account_id, "score": each.score, "count": each.count, "outcome": each.outcome} for each in found
    ]
