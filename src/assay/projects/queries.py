"""Reading and writing projects and their labeling configurations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.access.queries import VISIBLE_PROJECTS
from assay.kit.db import Connection, columns, composed, json, many, one, record, records, run, value, values
from assay.projects.rules import settings as settings_rules
from assay.projects.rules.labeling import Schema, schema_from_json
from assay.projects.rules.workflow import Workflow

SHARDS = 16


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project with the configuration that it uses now."""

    id: int
    organization_id: int
    workspace_id: int | None
    workspace_title: str | None
    workspace_is_personal: bool | None
    title: str
    description: str
    internal_description: str
    color: str
    preset: str
    review_unit: str
    settings: dict[str, Any]
    ontology_version_id: int | None
    label_config: str | None
    schema: dict[str, Any] | None
    is_published: bool
    is_draft: bool
    pinned_at: datetime | None
    created_by: int | None
    creator_email: str | None
    creator_first_name: str | None
    creator_last_name: str | None
    created_at: datetime
    updated_at: datetime
    tags: list[dict[str, Any]]
    instructions_file: str | None


_ROW = """p.id, p.organization_id, p.workspace_id, w.title as workspace_title,
w.is_personal as workspace_is_personal, p.title, p.description, p.internal_description, p.color,
p.preset, p.review_unit, p.settings, p.ontology_version_id, o.config as label_config, o.schema, p.is_published,
p.is_draft, p.pinned_at, p.created_by, c.email as creator_email, c.first_name as creator_first_name,
c.last_name as creator_last_name, p.created_at, p.updated_at,
coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'title', t.title, 'color', t.color) order by lower(t.title))
  from project_tagged g join project_tag t on t.id = g.tag_id where g.project_id = p.id), '[]') as tags,
(select name from upload where id = p.instructions_upload_id) as instructions_file
from project p
left join ontology_version o on o.id = p.ontology_version_id
left join workspace w on w.id = p.workspace_id
left join account c on c.id = p.created_by"""


def get(db: Connection, project_id: int) -> ProjectRow | None:
    """A project that is not deleted."""
    return one(db, ProjectRow, composed("select", _ROW, "where p.id = %s and p.deleted_at is null"), (project_id,))


def workflow_of(row: Any) -> Workflow:
    """The workflow of a project from a ProjectRow, or from what a route was given access to."""
    return Workflow(
        project_id=row.id,
        organization_id=row.organization_id,
        unit=row.review_unit,
        preset=row.preset,
        settings=settings_rules.from_json(row.settings),
        ontology_version_id=row.ontology_version_id,
    )


@dataclass(frozen=True, slots=True)
class _WorkflowRow:
    id: int
    organization_id: int
    review_unit: str
    preset: str
    settings: dict[str, Any]
    ontology_version_id: int | None


def workflow(db: Connection, project_id: int) -> Workflow | None:
    """The workflow of a project that is not deleted."""
    row = one(
        db,
        _WorkflowRow,
        f"select {columns(_WorkflowRow)} from project where id = %s and deleted_at is null",
        (project_id,),
    )
    return None if row is None else workflow_of(row)


_schemas: dict[tuple[str, str, int], Schema] = {}
KEPT_SCHEMAS = 512


def schema(db: Connection, version_id: int) -> Schema:
    """A parsed configuration. Versions never change, so a process reads each one once from a database."""
    key = (db.info.host, db.info.dbname, version_id)
    found = _schemas.get(key)
    if found is None:
        stored: Mapping[str, Any] = value(db, "select schema from ontology_version where id = %s", (version_id,))
        found = schema_from_json(stored)
        if len(_schemas) >= KEPT_SCHEMAS:
            _schemas.clear()
        _schemas[key] = found
    return found


def visible(
    db: Connection,
    viewer: Mapping[str, Any],
    *,
    ids: Sequence[int] | None,
    search: str | None,
    title: str | None,
    workspaces: Sequence[int] | None,
    tags: Sequence[int] | None,
    any_tag: bool,
    order: str,
    limit: int,
    offset: int,
) -> list[dict[str, Any]]:
    """Ids of the projects that a person sees, with what they are in each, a page of them, and how many there are."""
    return records(
        db,
        composed(
            "select v.id, v.role, v.preset, v.project_role, v.group_roles, v.keeps_own, count(*) over () as total from",
            VISIBLE_PROJECTS,
            """v join project p on p.id = v.id
               where (%(ids)s::bigint[] is null or p.id = any(%(ids)s))
                 and (%(search)s::text is null or p.title ilike %(search)s or p.description ilike %(search)s)
                 and (%(title)s::text is null or p.title ilike %(title)s)
                 and (%(workspaces)s::bigint[] is null or p.workspace_id = any(%(workspaces)s))
                 and (%(tags)s::bigint[] is null or %(wanted)s <= (
                   select count(*) from project_tagged g where g.project_id = p.id and g.tag_id = any(%(tags)s)))
               order by""",
            ORDERS[order],
            "limit %(limit)s offset %(offset)s",
        ),
        {
            **viewer,
            "ids": None if ids is None else list(ids),
            "search": None if not search else f"%{_like(search)}%",
            "title": None if not title else f"%{_like(title)}%",
            "workspaces": None if workspaces is None else list(workspaces),
            "tags": list(tags) if tags else None,
            "wanted": 1 if any_tag else len(set(tags or ())),
            "limit": limit,
            "offset": offset,
        },
    )


ORDERS = {
    "-created_at": "p.id desc",
    "created_at": "p.id",
    "id": "p.id",
    "-id": "p.id desc",
    "title": "lower(p.title), p.id",
    "-title": "lower(p.title) desc, p.id desc",
    "updated_at": "p.updated_at, p.id",
    "-updated_at": "p.updated_at desc, p.id desc",
}


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def rows(db: Connection, ids: Sequence[int]) -> dict[int, ProjectRow]:
    """Several projects by their ids."""
    found = many(db, ProjectRow, composed("select", _ROW, "where p.id = any(%s)"), (list(ids),))
    return {row.id: row for row in found}


def tallies(db: Connection, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """The counters of several projects; their cost is sixteen rows each, however large the projects are."""
    found = records(
        db,
        """select project_id, sum(tasks)::bigint as tasks, sum(queued)::bigint as queued,
             sum(assigned)::bigint as assigned, sum(in_review)::bigint as in_review,
             sum(reviewing)::bigint as reviewing, sum(returned)::bigint as returned,
             sum(completed)::bigint as completed, sum(labeled)::bigint as labeled, sum(reviewed)::bigint as reviewed,
             sum(annotations)::bigint as annotations, sum(skipped)::bigint as skipped,
             sum(predictions)::bigint as predictions, sum(ground_truths)::bigint as ground_truths,
             sum(items_pending)::bigint as items_pending, sum(items_accepted)::bigint as items_accepted,
             sum(items_returned)::bigint as items_returned, sum(items_rejected)::bigint as items_rejected,
             sum(items_not_selected)::bigint as items_not_selected
           from project_tally where project_id = any(%s) group by project_id""",
        (list(ids),),
    )
    return {row.pop("project_id"): row for row in found}


def insert(
    db: Connection,
    *,
    organization_id: int,
    workspace_id: int | None,
    title: str,
    description: str,
    internal_description: str,
    color: str,
    preset: str,
    review_unit: str,
    settings: Mapping[str, Any],
    is_published: bool,
    is_draft: bool,
    created_by: int,
) -> int:
    """A new project with its counters; its creator is a member of it."""
    project_id = int(
        value(
            db,
            """insert into project (organization_id, workspace_id, title, description, internal_description, color,
                 preset, review_unit, settings, is_published, is_draft, created_by)
               values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning id""",
            (
                organization_id,
                workspace_id,
                title,
                description,
                internal_description,
                color,
                preset,
                review_unit,
                json(settings),
                is_published,
                is_draft,
                created_by,
            ),
        )
    )
    run(
        db,
        "insert into project_tally (project_id, shard) select %s, generate_series(0, %s)",
        (project_id, SHARDS - 1),
    )
    return project_id


def update(db: Connection, project_id: int, changes: Mapping[str, Any]) -> None:
    """Writes columns of a project; the names come from the service's own table."""
    if not changes:
        return
    parts = ", ".join(f"{name} = %({name})s" for name in changes)
    run(
        db,
        composed("update project set", parts, ", updated_at = now() where id = %(project_id)s"),
        {**changes, "project_id": project_id},
    )


def copy_settings(db: Connection, source: int, made: int) -> None:
    """Gives a project the settings of another one."""
    run(
        db,
        "update project set settings = (select settings from project where id = %s) where id = %s",
        (source, made),
    )


def add_ontology_version(db: Connection, project_id: int, config: str, schema: Schema, created_by: int) -> int:
    """Stores a configuration as the next version of the project's ontology and makes the project use it."""
    ontology_id = value(
        db,
        "select o.ontology_id from project p join ontology_version o on o.id = p.ontology_version_id where p.id = %s",
        (project_id,),
    )
    if ontology_id is not None:
        # Two who save at once get one number after the other.
        value(db, "select id from ontology where id = %s for no key update", (ontology_id,))
    if ontology_id is None:
        ontology_id = value(
            db,
            """insert into ontology (organization_id, title)
               select organization_id, title from project where id = %s returning id""",
            (project_id,),
        )
    return int(
        value(
            db,
            """with made as (
                 insert into ontology_version (ontology_id, number, config, schema, created_by)
                 select %(ontology)s, coalesce(max(number), 0) + 1, %(config)s, %(schema)s, %(by)s
                 from ontology_version where ontology_id = %(ontology)s returning id)
               update project set ontology_version_id = (select id from made), updated_at = now()
               where id = %(project)s returning ontology_version_id""",
            {
                "ontology": ontology_id,
                "config": config,
                "schema": json(schema.as_json()),
                "by": created_by,
                "project": project_id,
            },
        )
    )


# Each label `l.label` that an element `e` of an annotation's result gives. Tracks and links hold their labels under a
# word of their own; the way to an answer of a tree is given as JSON.
GIVEN_LABELS = """annotation a
           join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
           cross join lateral jsonb_array_elements(
             case when jsonb_typeof(r.result) = 'array' then r.result else '[]' end) e
           cross join lateral (select coalesce(
             e->'value'->(e->>'type'), e->'value'->'labels', case when e->>'type' = 'relation' then e->'labels' end)
             as given) w
           left join lateral (
             select case jsonb_typeof(x) when 'string' then x #>> '{}' else x::text end as label
             from jsonb_array_elements(case when jsonb_typeof(w.given) = 'array' then w.given else '[]' end) x)
             l on true"""


def used_labels(db: Connection, project_id: int) -> dict[str, dict[str, int]]:
    """How often each label of each control occurs in what was submitted, for checking a change of configuration."""
    found = records(
        db,
        f"""select coalesce(e->>'from_name', '') as control, coalesce(l.label, '') as label, count(*) as times
           from {GIVEN_LABELS}
           where a.project_id = %s and (e ? 'from_name' or e->>'type' = 'relation') group by 1, 2""",
        (project_id,),
    )
    used: dict[str, dict[str, int]] = {}
    for row in found:
        used.setdefault(row["control"], {})[row["label"]] = row["times"]
    return used


def first_data(db: Connection, project_id: int) -> dict[str, Any] | None:
    """The data of the project's first task."""
    found: dict[str, Any] | None = value(
        db,
        """select u.data from task t join data_unit u on u.id = t.data_unit_id
           where t.project_id = %s order by t.id limit 1""",
        (project_id,),
    )
    return found


def some_data(db: Connection, project_id: int, limit: int = 100) -> list[dict[str, Any]]:
    """The data of some tasks, for checking a new configuration."""
    return [
        row["data"]
        for row in records(
            db,
            """select u.data from task t join data_unit u on u.id = t.data_unit_id
               where t.project_id = %s order by t.id limit %s""",
            (project_id, limit),
        )
    ]


def not_members(db: Connection, organization_id: int, people: Sequence[int]) -> list[int]:
    """Those of some ids that are nobody's who is active in an organization."""
    if not people:
        return []
    return values(
        db,
        """select p.id from unnest(%s::bigint[]) as p (id) where not exists (
             select 1 from membership m where m.account_id = p.id and m.organization_id = %s and m.role <> 'DI')""",
        (list(people), organization_id),
    )


def not_datasets(db: Connection, organization_id: int, datasets: Sequence[int]) -> list[int]:
    """Those of some ids that are no named dataset of an organization."""
    if not datasets:
        return []
    return values(
        db,
        """select g.id from unnest(%s::bigint[]) as g (id) where not exists (
             select 1 from dataset d where d.id = g.id and d.organization_id = %s
             and not exists (select 1 from project_dataset own where own.dataset_id = d.id and own.is_own))""",
        (list(datasets), organization_id),
    )


def task_ids(db: Connection, project_id: int, *, touched_only: bool) -> list[int]:
    """The tasks of a project, or those that somebody has worked on."""
    return values(
        db,
        "select id from task where project_id = %s and (not %s or status <> 'queued' or submissions > 0) order by id",
        (project_id, touched_only),
    )


def summary(db: Connection, project_id: int) -> dict[str, Any] | None:
    """Which data columns the first tasks have, and how many annotations there are (Label Studio's summary)."""
    return record(
        db,
        """select coalesce(jsonb_object_agg(k.key, k.times), '{}') as columns, max(n.total) as sampled from (
             select key, count(*) as times from (
               select u.data from task t join data_unit u on u.id = t.data_unit_id
               where t.project_id = %(project)s order by t.id limit 1000) s, jsonb_object_keys(s.data) as key
             group by key) k,
           (select count(*) as total from (
             select 1 from task where project_id = %(project)s order by id limit 1000) t) n""",
        {"project": project_id},
    )
