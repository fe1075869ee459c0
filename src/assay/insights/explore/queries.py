"""Instances and labels, counted by the database. One instance on five hundred frames is five hundred labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, LiteralString

from assay.insights.explore.rules import SLICES
from assay.kit.db import Connection, composed, record, records


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted: a project, or one task of it; of everything, or of one class of one control."""

    project_id: int
    task_id: int | None = None
    class_name: str | None = None
    control: str | None = None

    def parameters(self, **more: Any) -> dict[str, Any]:
        return {
            "project": self.project_id,
            "task": self.task_id,
            "class": self.class_name,
            "control": self.control,
            **more,
        }


# What is there now: not deleted, not skipped, not taken out of the data by a reviewer; and what queued tasks came with
# and nobody has handed in yet (MQA 79). Relations are no instances.
_THERE: LiteralString = """from (
    select i.task_id, i.annotation_id, i.key, i.class_name, i.from_name, i.kind, i.frames, i.ranges, i.attributes
    from instance i join annotation a on a.id = i.annotation_id
    where i.project_id = %(project)s and i.deleted_revision is null and not a.was_cancelled
      and coalesce(a.verdict, '') not in ('removed', 'passed_on')
      and (%(task)s::bigint is null or a.task_id = %(task)s)
    union all
    select d.task_id, null, d.key, d.class_name, d.from_name, d.kind, d.frames, d.ranges, d.attributes
    from draft_instance d
    where d.project_id = %(project)s and (%(task)s::bigint is null or d.task_id = %(task)s)
  ) i where i.kind <> 'relation'"""
_OF_CLASS: LiteralString = "and i.class_name = %(class)s and i.from_name = %(control)s"


def classes(db: Connection, asked: Asked) -> list[dict[str, Any]]:
    """The classes that are used, the most frequent first."""
    return records(
        db,
        composed(
            """select i.class_name, i.from_name as control, i.kind, count(*) as instances,
                 sum(i.frames)::bigint as labels, count(distinct i.task_id) as files""",
            _THERE,
            "group by 1, 2, 3 order by instances desc, 1, 2",
        ),
        asked.parameters(),
    )


def totals(db: Connection, asked: Asked) -> dict[str, Any]:
    """One class in numbers."""
    found = record(
        db,
        composed(
            """select count(*) as instances, coalesce(sum(i.frames), 0)::bigint as labels,
                 count(distinct i.task_id) as files""",
            _THERE,
            _OF_CLASS,
        ),
        asked.parameters(),
    )
    assert found is not None
    return found


def files(db: Connection, asked: Asked) -> list[dict[str, Any]]:
    """The items with the most instances of a class."""
    return records(
        db,
        composed(
            """select c.task_id as task, t.inner_id, u.title, c.instances, c.labels from (
                 select i.task_id, count(*) as instances, sum(i.frames)::bigint as labels""",
            _THERE,
            _OF_CLASS,
            """group by i.task_id order by instances desc, labels desc, i.task_id limit %(most)s) c
               join task t on t.id = c.task_id join data_unit u on u.id = t.data_unit_id
               order by c.instances desc, c.labels desc, c.task_id""",
        ),
        asked.parameters(most=SLICES),
    )


def attributes(db: Connection, asked: Asked) -> list[dict[str, Any]]:
    """How often each answer was given about instances of a class."""
    return records(
        db,
        composed(
            """select n.name as control, w.value, count(*) as instances, sum(n.frames)::bigint as labels from (
                 select i.frames, (jsonb_each(i.attributes)).key as name, (jsonb_each(i.attributes)).value as words""",
            _THERE,
            _OF_CLASS,
            """) n cross join lateral jsonb_array_elements_text(n.words) w (value)
               group by 1, 2 order by 1, instances desc, 2""",
        ),
        asked.parameters(),
    )


def places(db: Connection, asked: Asked, limit: int) -> list[dict[str, Any]]:
    """Where the instances of a class are on one item: the frames that show each, if it is a video."""
    return records(
        db,
        composed(
            """select i.key, i.annotation_id as annotation, i.frames,
                 (select jsonb_agg(jsonb_build_array(lower(r), upper(r) - 1)) from unnest(i.ranges) r) as ranges""",
            _THERE,
            _OF_CLASS,
            "order by lower(i.ranges) nulls last, i.annotation_id nulls first, i.key limit %(limit)s",
        ),
        asked.parameters(limit=limit),
    )


def fps(db: Connection, task_id: int) -> float | None:
    """Frames per second of the film of an item."""
    found = record(
        db,
        """select max((m.value->>'fps')::float8) as fps from task t join data_unit u on u.id = t.data_unit_id
           cross join lateral jsonb_each(case jsonb_typeof(u.media) when 'object' then u.media else '{}' end) m
           where t.id = %s and jsonb_typeof(m.value) = 'object'""",
        (task_id,),
    )
    return found["fps"] if found is not None else None


def items(db: Connection, project_id: int, search: str, limit: int) -> list[dict[str, Any]]:
    """Items to choose from that have instances, by a part of their title."""
    return records(
        db,
        """select t.id as task, t.inner_id, u.title from task t join data_unit u on u.id = t.data_unit_id
           where t.project_id = %(project)s and (t.total_annotations > 0
               or exists (select 1 from draft_instance d where d.task_id = t.id))
             and (%(search)s = '' or position(lower(%(search)s) in lower(u.title)) > 0)
           order by t.id limit %(limit)s""",
        {"project": project_id, "search": search, "limit": limit},
    )
