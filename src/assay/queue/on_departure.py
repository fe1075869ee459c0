"""What becomes of the work in the hands of somebody who leaves a project or the organization.

Nothing may stay reserved for a person who will never come back: slots and batches return to the queue, and work that
was sent back to them is free for somebody else (MQA A.21 U8). What waits for them as experts waits for others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assay.access import reviewers, taking_part
from assay.access.rules.permissions import WITHOUT_PROJECTS, Role
from assay.annotations import queries as annotation_queries
from assay.history.service import Event
from assay.kit.db import Connection, now
from assay.projects import queries as projects
from assay.projects.rules.workflow import Workflow
from assay.queue import experts, mapping, queries, reservations
from assay.queue.queries import Work
from assay.reviews import queries as reviews
from assay.reviews.rules import ItemState
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks
from assay.tasks.queries import Deed


def left_project(db: Connection, event: Event) -> None:
    """Somebody is not a member of a project any more."""
    if event.project_id is not None:
        _empty_hands(db, event.project_id, int(event.payload["user"]), event.actor_id)
        _without_expert(db, [event.project_id])


def left_organization(db: Connection, event: Event) -> None:
    """Somebody is not in the organization any more, or deactivated."""
    role = event.payload.get("to")
    if event.action == "membership.role_changed" and role not in (*WITHOUT_PROJECTS, Role.VIEWER):
        return
    account_id = int(event.payload["user"])
    for project_id in queries.projects_held_in(db, account_id, event.organization_id):
        _empty_hands(db, project_id, account_id, event.actor_id)
    _without_expert(db, queries.projects_expecting(db, account_id))


def left_group(db: Connection, event: Event) -> None:
    """People are not in a group any more, or it is not in projects; where they are in otherwise they go on.

    There they do what their role without the group allows.
    """
    for project_id in event.payload["projects"]:
        gone = queries.not_in_project(db, int(project_id), event.payload["users"])
        for account_id in gone:
            _empty_hands(db, int(project_id), int(account_id), event.actor_id)
        for account_id in event.payload["users"]:
            if account_id not in gone:
                _fit_hands(db, int(project_id), int(account_id), event.actor_id)
    _without_expert(db, [int(project_id) for project_id in event.payload["projects"]])


def group_placed(db: Connection, event: Event) -> None:
    """A group has a role in a project, perhaps another one than before."""
    if event.project_id is not None:
        for account_id in event.payload["users"]:
            _fit_hands(db, event.project_id, int(account_id), event.actor_id)
        _without_expert(db, [event.project_id])


def role_changed(db: Connection, event: Event) -> None:
    """Somebody has another role, in a project or everywhere: what they may not do any more goes to others.

    Nor are they an expert any more in a project where they may not review.
    """
    account_id = int(event.payload["user"])
    found = [event.project_id] if event.project_id is not None else []
    for project_id in found or queries.projects_held_in(db, account_id, event.organization_id):
        _fit_hands(db, project_id, account_id, event.actor_id)
    _without_expert(db, found)


def left_workspace(db: Connection, event: Event) -> None:
    """Somebody is not in a workspace any more; in projects that they are in otherwise they go on."""
    account_id = int(event.payload["user"])
    for project_id in queries.projects_held_in(db, account_id, event.organization_id):
        if queries.not_in_project(db, project_id, [account_id]):
            _empty_hands(db, project_id, account_id, event.actor_id)
    _without_expert(db, queries.projects_expecting(db, account_id))


def project_moved(db: Connection, event: Event) -> None:
    """A project is in another workspace, so that its members may be others."""
    is_move = event.action != "project.changed" or "workspace_id" in event.payload.get("fields", ())
    if event.project_id is None or not is_move:
        return
    holders = queries.holders(db, event.project_id)
    for account_id in queries.not_in_project(db, event.project_id, holders):
        _empty_hands(db, event.project_id, account_id, event.actor_id)
    _without_expert(db, [event.project_id])


def _without_expert(db: Connection, project_ids: Sequence[int]) -> None:
    for project_id in project_ids:
        workflow = projects.workflow(db, project_id)
        if workflow is not None:
            experts.align(db, workflow)


def _fit_hands(db: Connection, project_id: int, account_id: int, by: int | None) -> None:
    """Takes out of a person's hands what their role does not allow any more."""
    held = queries.in_hands_of(db, project_id, account_id)
    workflow = projects.workflow(db, project_id) if held else None
    if workflow is None:
        return
    may_review = account_id in taking_part.ready(db, project_id, [account_id])
    may_annotate = account_id in reviewers.annotators(db, project_id)
    for work in held:
        if not (may_annotate if work.kind == "annotate" else may_review):
            _let_go(db, workflow, work, account_id, by, now(db))


def _empty_hands(db: Connection, project_id: int, account_id: int, by: int | None) -> None:
    workflow = projects.workflow(db, project_id)
    if workflow is None:
        return
    at = now(db)
    for work in queries.in_hands_of(db, project_id, account_id):
        _let_go(db, workflow, work, account_id, by, at)


def _let_go(db: Connection, workflow: Workflow, work: Work, account_id: int, by: int | None, at: datetime) -> None:
    if work.kind != "annotate":
        mapping.let_go(db, workflow, work, at=at)
    elif work.returned and workflow.needs_resolution:
        _open_to_all(db, workflow, work, by, at)
    elif work.returned:
        _pass_on(db, workflow, work, account_id, by, at)
    else:
        reservations.release(db, workflow, work.task_id, account_id, by=by or account_id, at=at)


def _open_to_all(db: Connection, workflow: Workflow, work: Work, by: int | None, at: datetime) -> None:
    """Frees returned work in which single instances were judged: who takes it goes on with it, nothing is lost."""
    task = task_queries.lock(db, work.task_id)
    if task is not None:
        queries.give_returned(db, work.id, None)
        tasks.settle(db, task, workflow, at=at, by=by, deed=Deed.HANDED)


def _pass_on(db: Connection, workflow: Workflow, work: Work, account_id: int, by: int | None, at: datetime) -> None:
    """Opens the slot of returned work for somebody else; what was said of it stays."""
    task = task_queries.lock(db, work.task_id)
    if task is None:
        return
    for annotation in annotation_queries.of_person(db, work.task_id, account_id):
        waiting = [row for row in reviews.items(db, annotation.id) if row.state == ItemState.RETURNED]
        if not waiting and not reviews.unresolved(db, annotation.id):
            continue
        for item in waiting:
            reviews.write_outcome(
                db,
                item.id,
                state=ItemState.PASSED_ON,
                rejections=item.rejections,
                round=item.round,
                work_item_id=None,
                at=at,
            )
        reviews.close_issues(db, annotation.id, by, at)
        annotation_queries.set_verdict(
            db, annotation.id, "passed_on", counts=False, action="rejected", actor_id=by or account_id, at=at
        )
    queries.settle_slot(db, work.task_id, account_id)
    tasks.settle(db, task, workflow, at=at, by=by)
