"""The latest items that were handed in for the first time, with how they were drawn then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, LiteralString

from assay.kit.db import Connection, many

# From the latest annotation backwards, until there are enough.
LATEST: LiteralString = """select r.id, r.task_id, coalesce(i.key, '') as key, r.class_name, r.author_id, r.state,
    r.inclusion_rule, r.inclusion_probability, r.draw_seed, r.inclusion_detail
  from (select d.* from annotation a cross join lateral (
      select * from review_item where annotation_id = a.id and inclusion_rule not in ('report', 'unassigned')) d
    where a.project_id = %s order by a.id desc, d.id desc limit %s) r
  left join instance i on i.id = r.instance_id order by r.id"""


@dataclass(frozen=True, slots=True)
class DrawRow:
    """An item and its draw. Of what was drawn again by hand, `inclusion_detail` keeps the earlier draw."""

    id: int
    task_id: int
    key: str
    class_name: str
    author_id: int | None
    state: str
    inclusion_rule: str
    inclusion_probability: float
    draw_seed: int
    inclusion_detail: Mapping[str, Any] | None


def latest_draws(db: Connection, project_id: int, most: int) -> list[DrawRow]:
    """The last items of a project, the oldest of them first. What no draw decided about is not among them."""
    return many(
        db,
        DrawRow,
        LATEST,
        (project_id, most),
    )
