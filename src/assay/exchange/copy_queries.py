"""What is read of a project to copy it with its people, data and labels, and how far a copy is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.kit.db import Connection, json, many, one, record, records, run, value, values


@dataclass(frozen=True, slots=True)
class SourceDataset:
    """A dataset of the project that is copied."""

    id: int
    is_own: bool


def datasets(db: Connection, project_id: int) -> list[SourceDataset]:
    """The datasets of a project, its own first."""
    sql = """
      select dataset_id as id, is_own from project_dataset
      where project_id = %s and status <> 'detaching' order by is_own desc, dataset_id
    """
    return many(db, SourceDataset, sql, (project_id,))


def count_units(db: Connection, project_id: int) -> int:
    """How many tasks a copy with all data may get: one for each item of the project's datasets."""
    sql = """
      select count(*) from data_unit u join project_dataset d on d.dataset_id = u.dataset_id where d.project_id = %s
    """
    return int(value(db, sql, (project_id,)))


@dataclass(frozen=True, slots=True)
class SourceTask:
    """A task of the project that is copied, with its item as JSON."""

    id: int
    data: str
    title: str
    meta: dict[str, Any] | None
    allow_skip: bool


def tasks_after(db: Connection, project_id: int, dataset_id: int, after: int, limit: int) -> list[SourceTask]:
    """The next tasks of one dataset, in the order of their numbers."""
    sql = """
      select t.id, u.data::text as data, u.title, t.meta, t.allow_skip
      from task t join data_unit u on u.id = t.data_unit_id
      where t.project_id = %s and u.dataset_id = %s and t.id > %s order by t.id limit %s
    """
    return many(db, SourceTask, sql, (project_id, dataset_id, after, limit))


def uploads_of_dataset(db: Connection, dataset_id: int) -> list[int]:
    """The files that items of a dataset show."""
    sql = """
      select distinct f.upload_id from data_unit_file f join data_unit u on u.id = f.data_unit_id
      where u.dataset_id = %s order by 1
    """
    return values(db, sql, (dataset_id,))


def is_named(db: Connection, ontology_version_id: int) -> bool:
    """Whether a configuration belongs to an ontology with a name, which projects share."""
    sql = "select o.is_named from ontology_version v join ontology o on o.id = v.ontology_id where v.id = %s"
    return bool(value(db, sql, (ontology_version_id,)))


def copy_people(db: Connection, source: int, made: int, by: int, *, admins_only: bool) -> None:
    """People and groups with their roles; admins come along in any case, who made the project among them."""
    given = {"source": source, "made": made, "by": by, "admins": admins_only}
    run(
        db,
        """insert into project_member (project_id, account_id, role)
           select %(made)s, m.account_id, m.role from project_member m
           join project p on p.id = m.project_id
           join membership o on o.account_id = m.account_id and o.organization_id = p.organization_id
           where m.project_id = %(source)s and m.account_id <> %(by)s
             and (not %(admins)s or m.role = 'AD' or (o.role = 'MA' and m.role is null))
           on conflict do nothing""",
        given,
    )
    run(
        db,
        """insert into project_member (project_id, account_id)
           select %(made)s, p.created_by from project p
           join membership o on o.account_id = p.created_by and o.organization_id = p.organization_id
           where p.id = %(source)s and o.role = 'MA' and p.created_by <> %(by)s on conflict do nothing""",
        given,
    )
    run(
        db,
        """insert into project_group (project_id, group_id, role, created_by)
           select %(made)s, group_id, role, %(by)s from project_group
           where project_id = %(source)s and (not %(admins)s or role = 'AD') on conflict do nothing""",
        given,
    )


def copy_tags(db: Connection, source: int, made: int) -> None:
    """The tags of a project."""
    sql = "insert into project_tagged (project_id, tag_id) select %s, tag_id from project_tagged where project_id = %s"
    run(db, sql, (made, source))


# ---------------------------------------------------------------- labels


# Tasks that somebody handed labels in on, narrowed by what a copy was asked for.
_LABELED = """from task t join data_unit u on u.id = t.data_unit_id
  where t.project_id = %(project)s and t.total_annotations > 0
    and (%(tasks)s::bigint[] is null or t.id = any(%(tasks)s))
    and (%(datasets)s::bigint[] is null or u.dataset_id = any(%(datasets)s))
    and (%(statuses)s::text[] is null or t.status = any(%(statuses)s))
    and (%(search)s = '' or strpos(lower(u.title), lower(%(search)s)) > 0)"""


def _narrowed(project_id: int, which: Mapping[str, Any]) -> dict[str, Any]:
    """`which` tasks: `tasks` by number, `datasets` and `statuses` that they are of, `search` in the title."""
    return {
        "project": project_id,
        "tasks": which.get("tasks"),
        "datasets": which.get("datasets") or None,
        "statuses": which.get("statuses") or None,
        "search": which.get("search") or "",
    }


def count_labeled(db: Connection, project_id: int, which: Mapping[str, Any]) -> int:
    """How many tasks with submitted labels are chosen."""
    return int(value(db, f"select count(*) {_LABELED}", _narrowed(project_id, which)))


def labeled_after(db: Connection, project_id: int, after: int, limit: int, which: Mapping[str, Any]) -> list[int]:
    """The next chosen tasks with submitted labels, in the order of their numbers."""
    given = {**_narrowed(project_id, which), "after": after, "limit": limit}
    return values(db, f"select t.id {_LABELED} and t.id > %(after)s order by t.id limit %(limit)s", given)


def labeled_rows(
    db: Connection, project_id: int, after: int, limit: int, which: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The same with what they are called and how they stand, for whoever chooses some of them."""
    given = {**_narrowed(project_id, which), "after": after, "limit": limit}
    shown = "t.id as task, t.inner_id, u.title, t.status"
    return records(db, f"select {shown} {_LABELED} and t.id > %(after)s order by t.id limit %(limit)s", given)


@dataclass(frozen=True, slots=True)
class Labels:
    """The work of one person on one task, with the states of what was judged of it: by instance, or as a whole."""

    task_id: int
    result: list[dict[str, Any]]
    whole: str | None
    by_key: dict[str, str]


def labels_of(db: Connection, task_ids: Sequence[int]) -> list[Labels]:
    """The submitted labels of some tasks, for each task the newest last."""
    return many(
        db,
        Labels,
        """select a.task_id, r.result,
             (select i.state from review_item i where i.annotation_id = a.id and i.instance_id is null) as whole,
             coalesce((select jsonb_object_agg(n.key, i.state)
               from review_item i join instance n on n.id = i.instance_id where i.annotation_id = a.id), '{}') as by_key
           from annotation a join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
           where a.task_id = any(%s) and not a.was_cancelled order by a.task_id, a.counts, a.id""",
        (list(task_ids),),
    )


def same_units(db: Connection, made: int, task_ids: Sequence[int]) -> dict[int, int]:
    """Which task of the copy shows the same item as a task of the source."""
    sql = """
      select s.id as source, t.id as made from task s join task t on t.data_unit_id = s.data_unit_id
      where s.id = any(%s) and t.project_id = %s
    """
    return {row["source"]: row["made"] for row in records(db, sql, (list(task_ids), made))}


def put_labels(db: Connection, project_id: int, task_id: int, result: Sequence[Mapping[str, Any]]) -> int:
    """Labels that a task begins with: a draft of nobody, whose number this is."""
    sql = """
      insert into draft (project_id, task_id, account_id, result) values (%s, %s, null, %s)
      on conflict (task_id) where account_id is null do update set result = excluded.result
      returning id
    """
    return int(value(db, sql, (project_id, task_id, json(result))))


# ---------------------------------------------------------------- copies


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a project, and what was asked for."""

    id: int
    organization_id: int
    project_id: int
    made_id: int
    choice: dict[str, Any]
    status: str
    created_by: int


def begin(
    db: Connection,
    organization_id: int,
    source: int,
    made: int,
    choice: Mapping[str, Any],
    *,
    tasks: int,
    labels: int,
    by: int,
) -> int:
    """Notes that a copy was asked for, of so many tasks, and of the labels of so many of them; its number."""
    sql = """
      insert into project_copy (organization_id, project_id, made_id, choice, tasks_total, labels_total, created_by)
      values (%s, %s, %s, %s, %s, %s, %s) returning id
    """
    return int(value(db, sql, (organization_id, source, made, json(choice), tasks, labels, by)))


def get(db: Connection, copy_id: int) -> Copy | None:
    """One copy, for whoever carries it out: another one waits. Its row stays free, so that progress can be noted."""
    run(db, "select pg_advisory_xact_lock(hashtext('project_copy'), %s)", (copy_id % 2**31,))
    sql = """
      select id, organization_id, project_id, made_id, choice, status, created_by from project_copy
      where id = %s and created_by is not null
    """
    return one(db, Copy, sql, (copy_id,))


def note(db: Connection, copy_id: int, tasks: int, labels: int) -> None:
    """How many tasks are there, and of how many the labels."""
    sql = "update project_copy set status = 'running', tasks_done = %s, labels_done = %s where id = %s"
    run(db, sql, (tasks, labels, copy_id))


def end(db: Connection, copy_id: int, status: str, tasks: int | None, labels: int | None, error: str = "") -> None:
    """That a copy is done, or why it is not."""
    sql = """
      update project_copy set status = %(status)s, error = %(error)s, finished_at = now(),
        tasks_done = coalesce(%(tasks)s, tasks_done), tasks_total = coalesce(%(tasks)s, tasks_total),
        labels_done = coalesce(%(labels)s, labels_done), labels_total = coalesce(%(labels)s, labels_total)
      where id = %(copy)s
    """
    run(db, sql, {"status": status, "error": error, "tasks": tasks, "labels": labels, "copy": copy_id})


_SHOWN = """c.id, c.project_id as source, c.made_id as project, p.title, c.status, c.tasks_total, c.tasks_done,
  c.labels_total, c.labels_done, c.error, c.created_by, c.created_at, c.finished_at
from project_copy c join project p on p.id = c.made_id and p.deleted_at is null"""


def shown(db: Connection, copy_id: int) -> dict[str, Any] | None:
    """A copy as the API shows it."""
    return record(db, f"select {_SHOWN} where c.id = %s", (copy_id,))


def that_made(db: Connection, project_id: int) -> dict[str, Any] | None:
    """The copy that made a project; None for a project that is no copy."""
    return record(db, f"select {_SHOWN} where c.made_id = %s", (project_id,))


def of_project(db: Connection, project_id: int, limit: int = 20) -> list[dict[str, Any]]:
    """The newest copies of a project."""
    return records(db, f"select {_SHOWN} where c.project_id = %s order by c.id desc limit %s", (project_id, limit))
