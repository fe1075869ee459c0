"""Who may see agreement: managers, and reviewers where the project shows it to them (LSE 3.4)."""

from __future__ import annotations

from dataclasses import dataclass

from assay.access.deps import Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.insights.agreement import service
from assay.insights.agreement.queries import PlanRow
from assay.kit.errors import NotAllowed
from assay.projects import sight
from assay.projects.queries import workflow_of
from assay.projects.rules.workflow import Workflow


@dataclass(frozen=True, slots=True)
class Opened:
    """A project whose agreement may be seen, with the plan that is shown; None before it has a configuration."""

    project: ProjectAccess
    workflow: Workflow
    plan: PlanRow | None

    @property
    def generation(self) -> int:
        return self.plan.generation if self.plan is not None else 0


def check_may_see(project: ProjectAccess, workflow: Workflow) -> None:
    """Raises NotAllowed for a reviewer of a project that does not show agreement to reviewers."""
    is_manager = project.allows(Permission.REVIEW_CHANGE_ANY)
    if not is_manager and not workflow.settings.review.show_agreement_to_reviewers:
        raise NotAllowed("This project does not show agreement to reviewers.", code="agreement_hidden")


def agreement_of_people(ctx: Ctx, project_id: int) -> Opened:
    """The same for figures about people by name; refused where reviewers do not know who annotated."""
    opened = agreement_of(ctx, project_id)
    if not sight.of(opened.project, ctx.actor.id).names:
        raise NotAllowed("This project hides from reviewers who annotated.", code="names_hidden")
    return opened


def agreement_of(ctx: Ctx, project_id: int) -> Opened:
    """The agreement of a project; raises as `ctx.project` does, and NotAllowed for who may not see it."""
    project = ctx.project(project_id, Permission.AGREEMENT_VIEW)
    workflow = workflow_of(project)
    check_may_see(project, workflow)
    return Opened(project, workflow, service.current_plan(ctx.db, workflow))
