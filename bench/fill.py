"""Large projects, written straight into the database: what is measured is the server, not how it was filled."""

from __future__ import annotations

from typing import Any

import psycopg


def tasks(database_url: str, project_id: int, count: int, overlap: int) -> None:
    """Adds tasks with their data units and counters."""
    with psycopg.connect(database_url) as db:
        dataset = _one(
            db,
            """insert into dataset (organization_id, title) select organization_id, 'bench' from project where id = %s
               returning id""",
            (project_id,),
        )
        db.execute("insert into project_dataset values (%s, %s, true) on conflict do nothing", (project_id, dataset))
        db.execute(
            """with unit as (
                 insert into data_unit (dataset_id, data, title)
                 select %s, jsonb_build_object('text', 'Message ' || n || ': the parcel came late, the box wet.'),
                   'Message ' || n from generate_series(1, %s) n returning id)
               insert into task (project_id, data_unit_id, inner_id, overlap, queue_key)
               select %s, id, row_number() over (order by id), %s, id from unit""",
            (dataset, count, project_id, overlap),
        )
        db.execute("update task set queue_key = id where project_id = %s and queue_key <> id", (project_id,))
        db.execute(
            "update project_tally set tasks = %s, queued = %s where project_id = %s and shard = 0",
            (count, count, project_id),
        )
    analyze(database_url)


def done_by(database_url: str, project_id: int, person: int, count: int) -> None:
    """Makes the first tasks of a project this person's finished work."""
    with psycopg.connect(database_url) as db:
        db.execute(
            """with mine as (select id from task where project_id = %(project)s order by id limit %(count)s),
               made as (
                 insert into annotation (project_id, task_id, author_id, lead_time)
                 select %(project)s, id, %(person)s, 2 from mine returning id, task_id),
               said as (
                 insert into annotation_revision (annotation_id, number, result, created_by)
                 select id, 1, '[]', %(person)s from made)
               insert into work_item (project_id, task_id, kind, state, holder_id, annotation_id, done_at)
               select %(project)s, task_id, 'annotate', 'done', %(person)s, id, now() from made""",
            {"project": project_id, "person": person, "count": count},
        )
        db.execute(
            """update task set slots_taken = 1, counting = 1, total_annotations = 1, submissions = 1,
                 status = 'assigned', queue_open = 1 < overlap
               where project_id = %s and id in (select id from task where project_id = %s order by id limit %s)""",
            (project_id, project_id, count),
        )
        db.execute(
            """update project_tally set queued = queued - %s, assigned = assigned + %s, annotations = annotations + %s
               where project_id = %s and shard = 0""",
            (count, count, count, project_id),
        )
    analyze(database_url)


def in_review(database_url: str, project_id: int, person: int) -> None:
    """Makes all tasks of a project this person's work, with one instance each that waits for anybody's review."""
    with psycopg.connect(database_url) as db:
        db.execute(
            """with made as (
                 insert into annotation (project_id, task_id, author_id, lead_time)
                 select %(project)s, id, %(person)s, 2 from task where project_id = %(project)s order by id
                 returning id, task_id),
               said as (
                 insert into annotation_revision (annotation_id, number, result, created_by)
                 select id, 1, '[]', %(person)s from made),
               thing as (
                 insert into instance (project_id, task_id, annotation_id, key, class_name, kind, from_name,
                   fingerprint, attributes, first_revision, last_revision)
                 select %(project)s, task_id, id, 'a', 'Car', 'object', 'box', '', '{}', 1, 1 from made
                 returning id, annotation_id, task_id),
               batch as (
                 insert into work_item (project_id, task_id, kind, state, annotation_id, author_id)
                 select %(project)s, task_id, 'review', 'open', id, %(person)s from made returning id, annotation_id)
               insert into review_item (project_id, task_id, annotation_id, instance_id, author_id, class_name, state,
                 inclusion_probability, inclusion_rule, draw_seed, work_item_id)
               select %(project)s, t.task_id, t.annotation_id, t.id, %(person)s, 'Car', 'pending', 1, 'project', 1, b.id
               from thing t join batch b on b.annotation_id = t.annotation_id""",
            {"project": project_id, "person": person},
        )
        db.execute(
            """insert into work_item (project_id, task_id, kind, state, holder_id, annotation_id, done_at)
               select project_id, task_id, 'annotate', 'done', author_id, id, now() from annotation
               where project_id = %s""",
            (project_id,),
        )
        db.execute(
            """update task set slots_taken = 1, counting = 1, total_annotations = 1, submissions = 1, items_pending = 1,
                 status = 'in_review', state = 'NEEDS_REVIEW', is_labeled = true, queue_open = false
               where project_id = %s""",
            (project_id,),
        )
        db.execute(
            """update project_tally set queued = 0, in_review = tasks, labeled = tasks, annotations = tasks,
                 items_pending = tasks where project_id = %s and shard = 0""",
            (project_id,),
        )
    analyze(database_url)


def analyze(database_url: str) -> None:
    """What autovacuum does within a minute of a large change."""
    with psycopg.connect(database_url, autocommit=True) as db:
        for table in ("task", "data_unit", "work_item", "annotation", "annotation_revision", "instance", "review_item"):
            db.execute(f"vacuum analyze {table}")  # type: ignore[arg-type]


def _one(db: psycopg.Connection[Any], sql: str, params: Any) -> Any:
    row = db.execute(sql, params).fetchone()  # type: ignore[call-overload]
    assert row is not None
    return row[0]
