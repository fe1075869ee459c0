"""The rows of one project as a stateful run looks at them: what can be done next, and what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assay.kit.db import Connection

Row = dict[str, Any]

# One statement, so that everything is of one moment; of work that is done only what somebody skipped still counts.
_ALL = """select
  (select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]') from (
    select id, status, queue_open, queue_key, holds, submissions, reopened, data_unit_id from task
    where project_id = %(project)s) x),
  (select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]') from (
    select id, task_id, kind, state, holder_id, annotation_id, author_id, pool, excluded, order_key, returned, skipped,
      reserved_at, reserved_until, done_at from work_item
    where project_id = %(project)s and (state <> 'done' or skipped)) x),
  (select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]') from (
    select r.id, r.task_id, r.annotation_id, i.key, r.class_name, r.state, r.round, r.rejections, r.work_item_id,
      r.inclusion_probability as probability, r.inclusion_rule as rule, r.draw_seed as seed, i.fingerprint,
      i.ranges::text as ranges
    from review_item r join instance i on i.id = r.instance_id
    where r.task_id in (select id from task where project_id = %(project)s)) x),
  (select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]') from (
    select id, task_id, annotation_id, review_item_id, kind, is_resolved, answered_at from issue
    where task_id in (select id from task where project_id = %(project)s)
      and (not is_resolved or answered_at is null)) x),
  (select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]') from (
    select id, task_id, author_id, revision, was_cancelled from annotation where project_id = %(project)s) x)"""


@dataclass(frozen=True, slots=True)
class Seen:
    """Tasks, work that is not done, review items, issues that are owed, annotations."""

    tasks: dict[int, Row]
    work: list[Row]
    items: dict[int, Row]
    issues: list[Row]
    annotations: dict[int, Row]

    def held(self, person: int, *kinds: str) -> list[Row]:
        return [w for w in self.work if w["state"] == "held" and w["holder_id"] == person and w["kind"] in kinds]

    def slot(self, task_id: int) -> Row | None:
        """The slot of a task that somebody holds, or that waits with returned work."""
        return next(
            (
                w
                for w in self.work
                if w["task_id"] == task_id and w["kind"] == "annotate" and w["state"] in ("held", "open")
            ),
            None,
        )

    def reviews(self) -> list[Row]:
        return [w for w in self.work if w["kind"] != "annotate" and w["state"] != "done"]

    def waiting_in(self, work_item_id: int) -> list[Row]:
        return [
            item
            for item in self.items.values()
            if item["work_item_id"] == work_item_id and item["state"] in ("pending", "expert_pending")
        ]

    def of_task(self, task_id: int) -> dict[int, Row]:
        return {key: item for key, item in self.items.items() if item["task_id"] == task_id}

    def annotation_of(self, task_id: int) -> Row | None:
        """The work on a task that is not a skip."""
        return next((a for a in self.annotations.values() if a["task_id"] == task_id and not a["was_cancelled"]), None)


def look(db: Connection, project_id: int) -> Seen:
    """The rows of a project as they are now."""
    row = db.execute(_ALL, {"project": project_id}, prepare=True).fetchone()
    assert row is not None
    tasks, work, items, issues, annotations = row
    db.rollback()
    return Seen(
        {task["id"]: task for task in tasks},
        work,
        {item["id"]: item for item in items},
        issues,
        {annotation["id"]: annotation for annotation in annotations},
    )
