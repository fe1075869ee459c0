"""Labels of annotations and predictions, counted by the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.kit.db import Connection, records, value

# What an entry of a result answers, one row for each word; of a path in a taxonomy the last step. `type` names the key.
_WORDS = """cross join lateral jsonb_array_elements(r.result) e
  cross join lateral jsonb_array_elements(case jsonb_typeof(e->'value'->(e->>'type'))
    when 'array' then e->'value'->(e->>'type') when 'null' then '[]'::jsonb
    else jsonb_build_array(e->'value'->(e->>'type')) end) w
  cross join lateral (select case jsonb_typeof(w) when 'array' then w->>-1 else w#>>'{}' end as label) l"""


def in_annotations(
    db: Connection, project_id: int, names: Sequence[str], task_ids: Sequence[int] | None
) -> list[dict[str, Any]]:
    """How often each label of some controls is used in annotations that are no skips."""
    return records(
        db,
        f"""select e->>'from_name' as name, l.label, count(*) as count
            from annotation a join annotation_revision r on r.annotation_id = a.id and r.number = a.revision {_WORDS}
            where a.project_id = %(project)s and not a.was_cancelled and e->>'from_name' = any(%(names)s)
              and (%(tasks)s::bigint[] is null or a.task_id = any(%(tasks)s)) group by 1, 2""",
        {"project": project_id, "names": list(names), "tasks": None if task_ids is None else list(task_ids)},
    )


def in_predictions(
    db: Connection, project_id: int, names: Sequence[str], task_ids: Sequence[int] | None
) -> list[dict[str, Any]]:
    """The same of predictions."""
    return records(
        db,
        f"""select e->>'from_name' as name, l.label, count(*) as count from prediction r {_WORDS}
            where r.project_id = %(project)s and e->>'from_name' = any(%(names)s)
              and (%(tasks)s::bigint[] is null or r.task_id = any(%(tasks)s)) group by 1, 2""",
        {"project": project_id, "names": list(names), "tasks": None if task_ids is None else list(task_ids)},
    )


def has_predictions(db: Connection, project_id: int) -> bool:
    """Whether a project has any."""
    return bool(value(db, "select exists (select from prediction where project_id = %s)", (project_id,)))


def confusions(db: Connection, project_id: int, name: str, mode: str) -> list[dict[str, Any]]:
    """How often one annotation of a task says `actual` where another one says `label`.

    With several answers, those that both gave are met with themselves, and the others with each other. By
    `ground_truth` the first one is the ground truth; otherwise each two annotations are seen from both sides.
    """
    return records(
        db,
        f"""with said as (
              select a.id, a.task_id, a.ground_truth, array_agg(distinct l.label) as labels
              from annotation a join annotation_revision r on r.annotation_id = a.id and r.number = a.revision {_WORDS}
              where a.project_id = %(project)s and not a.was_cancelled and e->>'from_name' = %(name)s
                and l.label is not null
                and (%(mode)s <> 'accepted' or a.verdict in ('accepted', 'fixed'))
              group by a.id),
            pairs as (
              select x.labels as one, y.labels as other from said x
              join said y on y.task_id = x.task_id and y.id <> x.id
              where %(mode)s <> 'ground_truth' or x.ground_truth)
            select actual, label, count(*) as count from (
              select u as actual, u as label from pairs, unnest(one) u where u = any(other)
              union all
              select u, v from pairs, unnest(one) u, unnest(other) v where u <> all(other) and v <> all(one)) c
            group by 1, 2 order by 1, 2""",
        {"project": project_id, "name": name, "mode": mode},
    )


def of_task(db: Connection, task_id: int) -> list[dict[str, Any]]:
    """How often each label is used in the annotations of one task that are no skips, by control."""
    return records(
        db,
        f"""select e->>'from_name' as name, min(e->>'type') as type, l.label, count(*) as count
            from annotation a join annotation_revision r on r.annotation_id = a.id and r.number = a.revision {_WORDS}
            where a.task_id = %s and not a.was_cancelled and e->>'from_name' is not null and l.label is not null
              and not e->>'type' = any(array['textarea', 'number', 'datetime', 'relation'])
            group by 1, 3 order by 1, 4 desc, 3""",
        (task_id,),
    )


def annotations_of_task(db: Connection, task_id: int) -> int:
    """How many annotations of a task are no skips."""
    return int(value(db, "select total_annotations from task where id = %s", (task_id,)))
