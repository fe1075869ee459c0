"""Reading and writing named datasets, their items, and where they are attached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, composed, json, many, one, record, records, run, value, values

# The dataset that a project's own imports fill has no name of its own and is nobody else's.
_NAMED = "not exists (select 1 from project_dataset own where own.dataset_id = d.id and own.is_own)"


@dataclass(frozen=True, slots=True)
class DatasetRow:
    """A named dataset with what lists show of it."""

    id: int
    organization_id: int
    title: str
    description: str
    created_by: int | None
    created_at: datetime
    unit_count: int
    project_count: int
    kinds: dict[str, int]


_ROW = f"""d.id, d.organization_id, d.title, d.description, d.created_by, d.created_at, counted.unit_count,
  counted.kinds, (select count(*) from project_dataset pd join project p on p.id = pd.project_id
    where pd.dataset_id = d.id and p.deleted_at is null) as project_count
from dataset d cross join lateral (
  select coalesce(sum(k.times), 0)::bigint as unit_count, coalesce(jsonb_object_agg(k.kind, k.times), '{{}}') as kinds
  from (select u.kind, count(*) as times from data_unit u where u.dataset_id = d.id group by u.kind) k) counted
where {_NAMED} and d.organization_id = %(organization)s"""

ORDERS = {
    "-created_at": "d.id desc",
    "created_at": "d.id",
    "title": "lower(d.title), d.id",
    "-title": "lower(d.title) desc, d.id desc",
}


def get(db: Connection, organization_id: int, dataset_id: int) -> DatasetRow | None:
    """A named dataset of an organization."""
    given = {"organization": organization_id, "dataset": dataset_id}
    return one(db, DatasetRow, composed("select", _ROW, "and d.id = %(dataset)s"), given)


def lock(db: Connection, organization_id: int, dataset_id: int) -> bool:
    """Holds a named dataset: whoever adds items, attaches or detaches waits for one another. False: there is none."""
    found = value(
        db,
        f"""select d.id from dataset d where d.id = %s and d.organization_id = %s and {_NAMED} for no key update""",
        (dataset_id, organization_id),
    )
    return found is not None


def page(
    db: Connection, organization_id: int, *, search: str | None, order: str, limit: int, offset: int
) -> tuple[list[DatasetRow], int]:
    """A page of the named datasets of an organization, and how many there are."""
    given = {
        "organization": organization_id,
        "search": f"%{_like(search)}%" if search else None,
        "limit": limit,
        "offset": offset,
    }
    matching = "and (%(search)s::text is null or d.title ilike %(search)s or d.description ilike %(search)s)"
    found = many(
        db,
        DatasetRow,
        composed("select", _ROW, matching, "order by", ORDERS[order], "limit %(limit)s offset %(offset)s"),
        given,
    )
    total = value(
        db,
        composed(
            "select count(*) from dataset d where",
            _NAMED,
            "and d.organization_id = %(organization)s",
            matching,
        ),
        given,
    )
    return found, int(total)


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def named_like(db: Connection, organization_id: int, title: str, but: int | None) -> bool:
    """Whether another named dataset is called so."""
    return bool(
        value(
            db,
            f"""select exists (select 1 from dataset d where d.organization_id = %(organization)s
                  and lower(d.title) = lower(%(title)s) and d.id is distinct from %(but)s and {_NAMED})""",
            {"organization": organization_id, "title": title, "but": but},
        )
    )


def insert(db: Connection, organization_id: int, title: str, description: str, by: int) -> int:
    """A new dataset without items."""
    return int(
        value(
            db,
            """insert into dataset (organization_id, title, description, created_by) values (%s, %s, %s, %s)
               returning id""",
            (organization_id, title, description, by),
        )
    )


def update(db: Connection, dataset_id: int, title: str, description: str) -> None:
    """Writes what a dataset is called."""
    run(db, "update dataset set title = %s, description = %s where id = %s", (title, description, dataset_id))


def delete(db: Connection, dataset_id: int) -> None:
    """Deletes a dataset with its items; nothing is attached to it any more."""
    run(db, "delete from dataset where id = %s", (dataset_id,))


# ---------------------------------------------------------------- items


@dataclass(frozen=True, slots=True)
class UnitRow:
    """An item of a dataset, and in how many projects it is a task."""

    id: int
    title: str
    kind: str
    data: dict[str, Any]
    media: dict[str, Any] | None
    created_at: datetime
    tasks: int


_UNIT = """u.id, u.title, u.kind, u.data, u.media, u.created_at,
  (select count(*) from task t join project p on p.id = t.project_id
   where t.data_unit_id = u.id and p.deleted_at is null) as tasks"""


def units(
    db: Connection, dataset_id: int, *, search: str | None, kind: str | None, limit: int, offset: int
) -> tuple[list[UnitRow], int]:
    """A page of the items of a dataset in the order in which they came, and how many there are."""
    given = {
        "dataset": dataset_id,
        "search": f"%{_like(search)}%" if search else None,
        "kind": kind,
        "limit": limit,
        "offset": offset,
    }
    matching = """from data_unit u where u.dataset_id = %(dataset)s
      and (%(search)s::text is null or u.title ilike %(search)s) and (%(kind)s::text is null or u.kind = %(kind)s)"""
    found = many(
        db,
        UnitRow,
        composed("select", _UNIT, matching, "order by u.id limit %(limit)s offset %(offset)s"),
        given,
    )
    return found, int(value(db, composed("select count(*)", matching), given))


def unit(db: Connection, dataset_id: int, unit_id: int) -> UnitRow | None:
    """One item of a dataset."""
    return one(
        db,
        UnitRow,
        composed("select", _UNIT, "from data_unit u where u.dataset_id = %s and u.id = %s"),
        (dataset_id, unit_id),
    )


def change_unit(db: Connection, unit_id: int, data: Mapping[str, Any], title: str, kind: str) -> None:
    """Writes the data of an item; the tasks that show it are marked as changed."""
    run(
        db,
        "update data_unit set data = %s, title = %s, kind = %s where id = %s",
        (json(data), title, kind, unit_id),
    )
    run(db, "update task set updated_at = now() where data_unit_id = %s", (unit_id,))


def delete_units(db: Connection, unit_ids: Sequence[int]) -> list[int]:
    """Deletes items that are no task any more; returns the uploads that only they showed."""
    files = values(
        db,
        """select distinct upload_id from data_unit_file f where data_unit_id = any(%(units)s)
           and not exists (select 1 from data_unit_file o where o.upload_id = f.upload_id
             and o.data_unit_id <> all(%(units)s))""",
        {"units": list(unit_ids)},
    )
    run(db, "delete from data_unit where id = any(%s)", (list(unit_ids),))
    return files


def some_data(db: Connection, dataset_id: int, limit: int = 1000) -> list[tuple[str, dict[str, Any]]]:
    """The title and the data of the first items, to be held against a labeling configuration."""
    found = records(
        db, "select title, data from data_unit where dataset_id = %s order by id limit %s", (dataset_id, limit)
    )
    return [(row["title"], row["data"]) for row in found]


def unattached(db: Connection, project_id: int, dataset_id: int, limit: int) -> list[int]:
    """Items of a dataset that the project has no task of, in the order in which they came."""
    return values(
        db,
        """select u.id from data_unit u where u.dataset_id = %(dataset)s
           and not exists (select 1 from task t where t.data_unit_id = u.id and t.project_id = %(project)s)
           order by u.id limit %(limit)s""",
        {"dataset": dataset_id, "project": project_id, "limit": limit},
    )


def count_unattached(db: Connection, project_id: int, dataset_id: int) -> int:
    """How many items of a dataset the project has no task of."""
    return int(
        value(
            db,
            """select count(*) from data_unit u where u.dataset_id = %(dataset)s
               and not exists (select 1 from task t where t.data_unit_id = u.id and t.project_id = %(project)s)""",
            {"dataset": dataset_id, "project": project_id},
        )
    )


# ---------------------------------------------------------------- where datasets are attached


@dataclass(frozen=True, slots=True)
class Attachment:
    """A dataset in a project. `tasks` are those of the project that show its items."""

    project_id: int
    dataset_id: int
    title: str
    description: str
    is_own: bool
    status: str
    done: int
    total: int
    attached_at: datetime
    unit_count: int
    tasks: int
    kinds: dict[str, int]


_ATTACHMENT = """pd.project_id, pd.dataset_id, d.title, d.description, pd.is_own, pd.status, pd.done, pd.total,
  pd.attached_at, counted.unit_count, counted.tasks, counted.kinds
from project_dataset pd join dataset d on d.id = pd.dataset_id
cross join lateral (
  select coalesce(sum(k.units), 0)::bigint as unit_count, coalesce(sum(k.tasks), 0)::bigint as tasks,
    coalesce(jsonb_object_agg(k.kind, k.units), '{}') as kinds
  from (select u.kind, count(*) as units, count(t.id) as tasks from data_unit u
    left join task t on t.data_unit_id = u.id and t.project_id = pd.project_id
    where u.dataset_id = pd.dataset_id group by u.kind) k) counted"""


def attachments(db: Connection, project_id: int) -> list[Attachment]:
    """The datasets of a project: its own first, then the others in the order in which they were attached."""
    return many(
        db,
        Attachment,
        composed(
            "select", _ATTACHMENT, "where pd.project_id = %s order by not pd.is_own, pd.attached_at, pd.dataset_id"
        ),
        (project_id,),
    )


def attachment(db: Connection, project_id: int, dataset_id: int) -> Attachment | None:
    """One dataset in one project."""
    return one(
        db,
        Attachment,
        composed("select", _ATTACHMENT, "where pd.project_id = %s and pd.dataset_id = %s"),
        (project_id, dataset_id),
    )


def attach(db: Connection, project_id: int, dataset_id: int, by: int | None) -> None:
    """Notes that a dataset is attached; the caller holds the dataset."""
    run(
        db,
        """insert into project_dataset (project_id, dataset_id, attached_by) values (%s, %s, %s)
           on conflict do nothing""",
        (project_id, dataset_id, by),
    )


def set_progress(db: Connection, project_id: int, dataset_id: int, status: str, done: int, total: int) -> None:
    """How far attaching or detaching is."""
    run(
        db,
        """update project_dataset set status = %s, done = %s, total = %s where project_id = %s and dataset_id = %s""",
        (status, done, total, project_id, dataset_id),
    )


@dataclass(frozen=True, slots=True)
class State:
    """How far attaching or detaching is."""

    status: str
    done: int
    total: int
    attached_by: int | None


def state(db: Connection, project_id: int, dataset_id: int) -> State | None:
    """How far it is; None where the dataset is not attached."""
    return one(
        db,
        State,
        "select status, done, total, attached_by from project_dataset where project_id = %s and dataset_id = %s",
        (project_id, dataset_id),
    )


def detach(db: Connection, project_id: int, dataset_id: int) -> None:
    """Forgets that a dataset is attached."""
    run(
        db,
        "delete from project_dataset where project_id = %s and dataset_id = %s and not is_own",
        (project_id, dataset_id),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A project that a dataset is attached to."""

    project_id: int
    title: str
    status: str
    ontology_version_id: int | None
    tasks: int


def places(db: Connection, dataset_id: int, *, lock: bool = False) -> list[Place]:
    """The projects that a dataset is attached to, deleted ones left out, in the order of their numbers."""
    return many(
        db,
        Place,
        composed(
            """select p.id as project_id, p.title, pd.status, p.ontology_version_id,
                 (select count(*) from task t join data_unit u on u.id = t.data_unit_id
                  where t.project_id = p.id and u.dataset_id = pd.dataset_id) as tasks
               from project_dataset pd join project p on p.id = pd.project_id
               where pd.dataset_id = %s and p.deleted_at is null order by p.id""",
            "for no key update of p" if lock else "",
        ),
        (dataset_id,),
    )


def remains_of_deleted(db: Connection, dataset_id: int) -> list[int]:
    """Deleted projects whose rows wait to be removed and that the dataset is attached to."""
    return values(
        db,
        """select p.id from project_dataset pd join project p on p.id = pd.project_id
           where pd.dataset_id = %s and p.deleted_at is not null""",
        (dataset_id,),
    )


def tasks_of(db: Connection, project_id: int, dataset_id: int) -> list[int]:
    """The tasks of a project that show items of a dataset."""
    return values(
        db,
        """select t.id from data_unit u join task t on t.data_unit_id = u.id and t.project_id = %s
           where u.dataset_id = %s order by t.id""",
        (project_id, dataset_id),
    )


def tasks_of_units(db: Connection, unit_ids: Sequence[int]) -> dict[int, list[int]]:
    """The tasks that show some items, by project."""
    found = records(
        db,
        """select t.project_id, array_agg(t.id order by t.id) as tasks from task t
           where t.data_unit_id = any(%s) group by t.project_id order by t.project_id""",
        (list(unit_ids),),
    )
    return {row["project_id"]: row["tasks"] for row in found}


def work_on(db: Connection, task_ids: Sequence[int]) -> dict[str, int]:
    """What goes with some tasks: annotations, drafts, instances, their labels frame by frame, and reviews."""
    found = record(
        db,
        """select
             (select count(*) from annotation where task_id = any(%(tasks)s) and not was_cancelled) as annotations,
             (select count(*) from draft where task_id = any(%(tasks)s)) as drafts,
             i.instances, i.labels,
             (select count(*) from verdict where task_id = any(%(tasks)s)) as reviews,
             (select count(*) from work_item where task_id = any(%(tasks)s) and kind in ('review', 'expert')
              and state in ('waiting', 'open', 'held')) as waiting_reviews
           from (select count(*) as instances, coalesce(sum(frames), 0)::bigint as labels from instance
                 where task_id = any(%(tasks)s) and deleted_revision is null) i""",
        {"tasks": list(task_ids)},
    )
    assert found is not None
    return found


def is_seen(db: Connection, viewer: Mapping[str, Any], dataset_id: int, visible_projects: str) -> bool:
    """Whether a person sees a project that the dataset is attached to."""
    return bool(
        value(
            db,
            composed(
                "select exists (select 1 from project_dataset pd join",
                visible_projects,
                "v on v.id = pd.project_id where pd.dataset_id = %(dataset)s)",
            ),
            {**viewer, "dataset": dataset_id},
        )
    )


def shared_by(db: Connection, task_ids: Sequence[int]) -> list[str]:
    """The named datasets whose items some tasks show."""
    return values(
        db,
        f"""select distinct d.title from task t join data_unit u on u.id = t.data_unit_id
           join dataset d on d.id = u.dataset_id where t.id = any(%s) and {_NAMED} order by d.title""",
        (list(task_ids),),
    )
