"""Reading and writing the instances of annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from psycopg.types.json import Jsonb

from assay.annotations.rules.instances import Instance
from assay.kit.db import Connection, composed, json, many, records, run

_INTO: LiteralString = """insert into instance (project_id, task_id, annotation_id, key, class_name, kind, from_name,
  frames, fingerprint, ranges, attributes, first_revision, last_revision)"""
_VALUES: LiteralString = """n.key, n.class_name, n.kind, n.from_name, n.frames, n.fingerprint,
  n.ranges::int4multirange, n.attributes"""
# Of what is sent as lists in lists the database makes rows in half the time that objects would take.
_FOUND: LiteralString = """(select part->>0 as key, part->>1 as class_name, part->>2 as kind, part->>3 as from_name,
  (part->>4)::int as frames, part->>5 as fingerprint, part->>6 as ranges, part->7 as attributes
  from jsonb_array_elements(%(found)s) part) n"""


@dataclass(frozen=True, slots=True)
class InstanceRow:
    """A stored instance."""

    id: int
    key: str
    class_name: str
    kind: str
    fingerprint: str
    first_revision: int
    last_revision: int
    deleted_revision: int | None


def of_annotation(db: Connection, annotation_id: int) -> list[InstanceRow]:
    """The instances of an annotation, deleted ones included."""
    return many(
        db,
        InstanceRow,
        """select id, key, class_name, kind, fingerprint, first_revision, last_revision, deleted_revision
           from instance where annotation_id = %s order by id""",
        (annotation_id,),
    )


def authors(db: Connection, annotation_id: int) -> list[dict[str, Any]]:
    """Who made each instance that is there, and who changed it last, by the revisions that did it.

    Which revisions those are was found by comparing them when each was stored (`write_instances`), so that nothing has
    to be compared again to tell.
    """
    return records(
        db,
        """select i.key, made.created_by, made.created_at,
           case when i.last_revision > i.first_revision then changed.created_by end as changed_by,
           case when i.last_revision > i.first_revision then changed.created_at end as changed_at
           from instance i
           join annotation_revision made on made.annotation_id = i.annotation_id and made.number = i.first_revision
           join annotation_revision changed on changed.annotation_id = i.annotation_id
             and changed.number = i.last_revision
           where i.annotation_id = %s and i.deleted_revision is null order by i.id""",
        (annotation_id,),
    )


def write_first(db: Connection, project_id: int, task_id: int, annotation_id: int, found: Sequence[Instance]) -> None:
    """Stores instances of the first revision of an annotation, all or some of them."""
    run(
        db,
        composed(_INTO, "select %(project)s, %(task)s, %(id)s::bigint,", _VALUES, ", 1, 1 from", _FOUND),
        {"id": annotation_id, "project": project_id, "task": task_id, "found": _as_json(found)},
    )


def write_instances(
    db: Connection, project_id: int, task_id: int, annotation_id: int, number: int, found: Sequence[Instance]
) -> None:
    """Stores the instances of a later revision: new ones are added, changed ones updated, missing ones marked deleted.

    `write_first` is the same for a first one, which has nothing to compare with.
    """
    run(
        db,
        composed(
            """with gone as (
             update instance set deleted_revision = %(number)s
             where annotation_id = %(id)s and deleted_revision is null and not (key = any(%(keys)s)))""",
            _INTO,
            "select %(project)s, %(task)s, %(id)s,",
            _VALUES,
            ", %(number)s, %(number)s from",
            _FOUND,
            """on conflict (annotation_id, key) do update set class_name = excluded.class_name, kind = excluded.kind,
             from_name = excluded.from_name, frames = excluded.frames, fingerprint = excluded.fingerprint,
             ranges = excluded.ranges, attributes = excluded.attributes, last_revision = %(number)s,
             deleted_revision = null
           where instance.fingerprint <> excluded.fingerprint or instance.deleted_revision is not null""",
        ),
        {
            "id": annotation_id,
            "project": project_id,
            "task": task_id,
            "number": number,
            "keys": [instance.key for instance in found],
            "found": _as_json(found),
        },
    )


def write_came(db: Connection, project_id: int, task_id: int, draft_id: int, found: Sequence[Instance]) -> None:
    """Stores the instances that a task begins with, which are nobody's work yet, in place of those before."""
    run(db, "delete from draft_instance where draft_id = %s", (draft_id,))
    run(
        db,
        composed(
            """insert into draft_instance (draft_id, project_id, task_id, key, class_name, kind, from_name, frames,
                 ranges, attributes)
               select %(draft)s, %(project)s, %(task)s, n.key, n.class_name, n.kind, n.from_name, n.frames,
                 n.ranges::int4multirange, coalesce(n.attributes, '{}') from""",
            _FOUND,
        ),
        {"draft": draft_id, "project": project_id, "task": task_id, "found": _as_json(found)},
    )


def _as_json(found: Sequence[Instance]) -> Jsonb:
    """Instances as one parameter of a statement, however many they are, in the order of `_FOUND`."""
    return json([(*each[:-2], multirange(each.ranges), each.attributes) for each in found])


def multirange(ranges: Sequence[tuple[int, int]]) -> str | None:
    """Stretches of frames, both ends included, as the database writes them; None without any."""
    return "{" + ",".join(f"[{first},{last}]" for first, last in ranges) + "}" if ranges else None
