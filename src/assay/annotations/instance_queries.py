"""Reading and writing the instances of annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from orjson import dumps

from assay.annotations.queries import AnnotationRow
from assay.kit.db import Connection, many, records, run


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


def write_instances(
    db: Connection,
    annotation: AnnotationRow | tuple[int, int, int],
    revision_number: int,
    found: Sequence[Any],
) -> None:
    """Stores the instances of a revision: new ones are added, changed ones updated, missing ones marked deleted.

    `annotation` is a row or (id, project, task); `found` are `rules.instances.Instance`.
    """
    if isinstance(annotation, AnnotationRow):
        annotation_id, project_id, task_id = annotation.id, annotation.project_id, annotation.task_id
    else:
        annotation_id, project_id, task_id = annotation
    run(
        db,
        """with gone as (
             update instance set deleted_revision = %(number)s
             where annotation_id = %(id)s and deleted_revision is null and not (key = any(%(keys)s)))
           insert into instance (project_id, task_id, annotation_id, key, class_name, kind, from_name, frames,
             fingerprint, ranges, attributes, first_revision, last_revision)
           select %(project)s, %(task)s, %(id)s, n.key, n.class_name, n.kind, n.from_name, n.frames, n.fingerprint,
             n.ranges::int4multirange, n.attributes::jsonb, %(number)s, %(number)s
           from unnest(%(keys)s::text[], %(classes)s::text[], %(kinds)s::text[], %(names)s::text[], %(frames)s::int[],
             %(fingerprints)s::text[], %(ranges)s::text[], %(attributes)s::text[])
             as n (key, class_name, kind, from_name, frames, fingerprint, ranges, attributes)
           on conflict (annotation_id, key) do update set class_name = excluded.class_name, kind = excluded.kind,
             from_name = excluded.from_name, frames = excluded.frames, fingerprint = excluded.fingerprint,
             ranges = excluded.ranges, attributes = excluded.attributes, last_revision = %(number)s,
             deleted_revision = null
           where instance.fingerprint <> excluded.fingerprint or instance.deleted_revision is not null""",
        {
            "id": annotation_id,
            "project": project_id,
            "task": task_id,
            "number": revision_number,
            "keys": [i.key for i in found],
            "classes": [i.class_name for i in found],
            "kinds": [i.kind for i in found],
            "names": [i.from_name for i in found],
            "frames": [i.frames for i in found],
            "fingerprints": [i.fingerprint for i in found],
            "ranges": [multirange(i.ranges) for i in found],
            "attributes": [dumps(i.attributes).decode() for i in found],
        },
    )


def multirange(ranges: Sequence[tuple[int, int]]) -> str | None:
    """Stretches of frames, both ends included, as the database writes them; None without any."""
    return "{" + ",".join(f"[{first},{last}]" for first, last in ranges) + "}" if ranges else None
