"""Route of what a change of settings would do."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.kit.errors import NotThere
from assay.kit.http import Id, Routes
from assay.projects import queries as projects
from assay.projects.shapes import ProjectInput
from assay.queue.effects import effects

router = Routes(tags=["projects"])


class EffectShape(BaseModel):
    """What will happen, a sentence for each thing."""

    effects: list[str]


@router.post("/api/projects/{id}/settings-effect/", response_model=EffectShape)
def settings_effect(ctx: Context, id: Id, body: ProjectInput) -> Any:
    """What a change of settings would do to work that is there; changes nothing, and refuses as the change does."""
    ctx.project(id, Permission.PROJECT_CHANGE)
    row = projects.get(ctx.db, id)
    if row is None:
        raise NotThere()
    return {"effects": effects(ctx.db, row, body.model_dump(exclude_unset=True))}
