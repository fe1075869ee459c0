"""A copy of a project with its people, its datasets and, when asked for, its labels (MQA 78, 79).

Every task of the copy waits in the queue and was never submitted, whatever became of the one that it was made of.
Labels that come along are what a task begins with: a draft of nobody, and the work of whoever starts the task.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assay.access.actor import Actor, ProjectAccess
from assay.annotations import instance_queries
from assay.annotations.rules.instances import entries_of, instances_of
from assay.datamanager.queries import submitted
from assay.datasets import service as datasets
from assay.exchange import copy_queries as queries
from assay.exchange import duplicate_queries, instruction_queries
from assay.exchange import queries as uploads
from assay.exchange.copy_queries import Labels, SourceDataset
from assay.exchange.uploads import copy_file
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotThere
from assay.kit.storage import storage
from assay.projects import queries as projects
from assay.projects import service
from assay.projects.rules.workflow import Workflow
from assay.tasks import queries as task_queries
from assay.tasks.queries import NewTask
from assay.tasks.service import Adding

AT_ONCE = 500  # tasks that are copied while the person waits, and in one step of the job
_FILE = re.compile(r"/data/(?:upload|dataset)/[0-9]+/[A-Za-z0-9._-]+")

# What people call the states of labels, by the states of review items.
STATES: Mapping[str, frozenset[str]] = {
    "approved": frozenset({"accepted"}),
    "pending": frozenset({"pending", "expert_pending"}),
    "rejected": frozenset({"returned", "rejected", "passed_on"}),
    "not_selected": frozenset({"not_selected", "waived"}),
}

Progress = Callable[[int, int], None]  # how many tasks are there, and of how many the labels
Deferrer = Callable[[Connection, int], object]


def begin(
    db: Connection,
    actor: Actor,
    project: ProjectAccess,
    *,
    title: str | None,
    description: str | None,
    workspace_id: int | None,
    choice: Mapping[str, Any],
    defer: Deferrer,
) -> int:
    """Makes the copy, not published, and fills it, or leaves that to the job that `defer` asks for; the copy's number.

    `choice` has `collaborators`, `datasets` ("attach", "clone" or "none") and `labels` (None, or `states` and which
    tasks). Raises BadInput naming what cannot be.
    """
    row = projects.get(db, project.id)
    if row is None:
        raise NotThere()
    if choice["labels"] is not None:
        _check_labels(db, project.id, choice)
    named = row.ontology_version_id is not None and queries.is_named(db, row.ontology_version_id)
    given = {
        "title": title or f"Copy of {row.title}"[: service.LONGEST_TITLE],
        "description": row.description if description is None else description,
        "internal_description": row.internal_description,
        "color": row.color,
        "workspace": workspace_id,
        "preset": row.preset,
        "review_unit": row.review_unit,
        **({"label_config": row.label_config} if row.label_config and not named else {}),
    }
    made = service.create(db, organization_id=actor.organization_id, creator_id=actor.id, given=given)
    if named:
        projects.update(db, made, {"ontology_version_id": row.ontology_version_id})
    projects.copy_settings(db, project.id, made)
    duplicate_queries.copy_routing_rules(db, project.id, made)
    queries.copy_people(db, project.id, made, actor.id, admins_only=not choice["collaborators"])
    queries.copy_tags(db, project.id, made)
    _copy_instructions(db, actor.organization_id, project.id, made, actor.id)
    total = 0 if choice["datasets"] == "none" else queries.count_units(db, project.id)
    labels = 0 if choice["labels"] is None else queries.count_labeled(db, project.id, choice["labels"])
    copy_id = queries.begin(
        db, actor.organization_id, project.id, made, choice, tasks=total, labels=labels, by=actor.id
    )
    record(
        db,
        "project.copied",
        organization_id=actor.organization_id,
        project_id=made,
        actor_id=actor.id,
        payload={"from": project.id, **choice},
    )
    if total > AT_ONCE:
        defer(db, copy_id)
    else:
        fill(db, copy_id)
    return copy_id


def _check_labels(db: Connection, project_id: int, choice: Mapping[str, Any]) -> None:
    which = choice["labels"]
    if choice["datasets"] == "none":
        raise BadInput.field("labels", "need the data that they are on.", "Copy the datasets too, or leave labels out.")
    if "\x00" in which["search"]:
        raise BadInput.field("labels.search", "must be a text without the character 0.")
    if strangers := submitted.not_of_project(db, project_id, which["tasks"] or []):
        fix = "Name tasks that labels were submitted on: GET /api/projects/{id}/labeled-tasks/."
        raise BadInput.field("labels.tasks", f"{strangers[0]} is no task of this project.", fix)
    known = {dataset.id for dataset in queries.datasets(db, project_id)}
    if strangers := sorted(set(which["datasets"] or []) - known):
        fix = "Name datasets of it: GET /api/projects/{id}/datasets/."
        raise BadInput.field("labels.datasets", f"{strangers[0]} is no dataset of this project.", fix)


def fill(db: Connection, copy_id: int, on_progress: Progress = lambda tasks, labels: None) -> None:
    """Copies the data, and the labels on it, in the caller's transaction: all of it or nothing."""
    copy = queries.get(db, copy_id)
    if copy is None or copy.status in ("done", "failed"):
        return
    workflow = projects.workflow(db, copy.made_id)
    if workflow is None or projects.workflow(db, copy.project_id) is None:
        raise NotThere("The project, or its copy, was deleted.")
    made_of: dict[int, int] = {}
    if copy.choice["datasets"] != "none":
        for dataset in queries.datasets(db, copy.project_id):
            if dataset.is_own or copy.choice["datasets"] == "clone":
                _clone(db, copy, workflow, dataset, made_of, on_progress)
            else:
                _attach(db, copy, workflow, dataset, on_progress)
    tasks = task_queries.total(db, copy.made_id)
    labels = 0
    if copy.choice["labels"] is not None:
        labels = _copy_labels(db, copy, made_of, lambda labels: on_progress(tasks, labels))
    queries.end(db, copy_id, "done", tasks, labels)


def fail(db: Connection, copy_id: int, error: str) -> None:
    """Notes why a copy stayed without data."""
    queries.end(db, copy_id, "failed", None, None, f"{error} No data was copied.")


# ---------------------------------------------------------------- data


def _attach(
    db: Connection, copy: queries.Copy, workflow: Workflow, dataset: SourceDataset, on_progress: Progress
) -> None:
    more = datasets.attach(db, workflow, dataset.id, actor_id=copy.created_by)
    while more:
        more = datasets.attach_more(db, workflow, dataset.id)
        on_progress(task_queries.total(db, copy.made_id), 0)


def _clone(
    db: Connection,
    copy: queries.Copy,
    workflow: Workflow,
    dataset: SourceDataset,
    made_of: dict[int, int],
    on_progress: Progress,
) -> None:
    """Copies the items of a dataset, and the files that they show, into the copy's own data."""
    before = task_queries.total(db, copy.made_id)
    renamed = _copy_files(db, copy, dataset.id)
    adding = Adding(db, workflow, actor_id=copy.created_by)
    for batch in _batches(db, copy.project_id, dataset.id):
        ids = adding.add([_cloned(task, renamed) for task in batch])
        made_of.update(zip((task.id for task in batch), ids, strict=True))
        on_progress(before + adding.count, 0)
    adding.finish()


def _batches(db: Connection, project_id: int, dataset_id: int) -> Iterator[list[queries.SourceTask]]:
    after = 0
    while batch := queries.tasks_after(db, project_id, dataset_id, after, AT_ONCE):
        after = batch[-1].id
        yield batch


def _cloned(task: queries.SourceTask, renamed: Mapping[str, str]) -> NewTask:
    data = _FILE.sub(lambda found: renamed.get(found.group(), found.group()), task.data).encode()
    return NewTask(data=data, title=task.title, meta=task.meta, allow_skip=task.allow_skip)


def _copy_files(db: Connection, copy: queries.Copy, dataset_id: int) -> dict[str, str]:
    renamed: dict[str, str] = {}
    for upload_id in queries.uploads_of_dataset(db, dataset_id):
        row = uploads.upload(db, upload_id)
        if row is not None:
            made = copy_file(
                db,
                storage(),
                row,
                organization_id=copy.organization_id,
                project_id=copy.made_id,
                by=copy.created_by,
            )
            renamed[row.url] = made.url
    return renamed


def _copy_instructions(db: Connection, organization_id: int, source: int, made: int, by: int) -> None:
    found = instruction_queries.of_project(db, source)
    if found is not None:
        copied = copy_file(db, storage(), found, organization_id=organization_id, project_id=made, by=by)
        instruction_queries.put(db, made, copied.id)


# ---------------------------------------------------------------- labels


def _copy_labels(
    db: Connection, copy: queries.Copy, made_of: Mapping[int, int], on_progress: Callable[[int], None]
) -> int:
    """Puts what was wanted of the labels on the tasks of the copy; how many tasks were looked at."""
    which = copy.choice["labels"]
    wanted = frozenset[str]().union(*(STATES[state] for state in which["states"]))
    seen = 0
    after = 0
    while chosen := queries.labeled_after(db, copy.project_id, after, AT_ONCE, which):
        same = queries.same_units(db, copy.made_id, chosen)
        for labels in queries.labels_of(db, chosen):
            made = made_of.get(labels.task_id) or same.get(labels.task_id)
            kept = _kept(labels, wanted)
            if made is not None and kept:
                draft_id = queries.put_labels(db, copy.made_id, made, kept)
                instance_queries.write_came(db, copy.made_id, made, draft_id, instances_of(kept))
        after = chosen[-1]
        seen += len(chosen)
        on_progress(seen)
    return seen


def _kept(labels: Labels, wanted: frozenset[str]) -> list[dict[str, Any]]:
    """The entries whose state is wanted. What nobody drew for review, or could not, is as what was not selected."""
    if labels.whole is not None:
        return labels.result if labels.whole in wanted else []
    return entries_of(labels.result, lambda key: labels.by_key.get(key, "not_selected") in wanted)
