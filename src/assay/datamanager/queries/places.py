"""Where the values of the columns stand: pieces of SQL about the task `t`, by the name of the column.

The pieces know two parameters: `%(me)s`, who asks, and `%(project)s`. Where annotators know their own part only, a
piece has `{own_a}` (annotations) or `{own_c}` (comments), which is nothing for everybody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import LiteralString, NamedTuple

from assay.datamanager.rules.columns import STATES, STATUSES, Rows


class Place(NamedTuple):
    """A value of a task: its SQL, its type, and whether it may be null."""

    sql: str
    kind: LiteralString
    nullable: bool = True


# Who takes part in a task, as (task_id, account_id). One person may appear more than once.
PEOPLE: Mapping[str, tuple[str, ...]] = {
    "annotators": (
        "select task_id, holder_id as account_id from work_item"
        " where project_id = %(project)s and kind = 'annotate' and not prefetched",
        "select task_id, author_id as account_id from annotation where project_id = %(project)s",
        "select task_id, account_id from assignment where project_id = %(project)s and type = 'AN'",
    ),
    "reviewers": (
        "select task_id, reviewer_id as account_id from verdict"
        " where project_id = %(project)s and withdrawn_at is null",
        "select task_id, holder_id as account_id from work_item"
        " where project_id = %(project)s and kind <> 'annotate' and state = 'held'",
        "select task_id, account_id from assignment where project_id = %(project)s and type = 'RE'",
    ),
    "skipped_by": (
        "select task_id, author_id as account_id from annotation where project_id = %(project)s and was_cancelled",
    ),
    "comment_authors": ("select task_id, author_id as account_id from comment where project_id = %(project)s",),
    "updated_by": ("select id as task_id, updated_by as account_id from task where project_id = %(project)s",),
}


def _people_of_task(name: str) -> str:
    return " union all ".join(f"({source} and {_TASK[name]} = t.id)" for source in PEOPLE[name])


_TASK: Mapping[str, str] = {name: "id" if name == "updated_by" else "task_id" for name in PEOPLE}


def people_of_task(name: str) -> str:
    """The people of a column on the task `t`, as (task_id, account_id)."""
    return _people_of_task(name)


def _distinct(name: str) -> str:
    return f"(select count(distinct account_id)::int from ({_people_of_task(name)}) who where account_id is not null)"


PLACES: Mapping[str, Place] = {
    **{
        name: Place(f"t.{name}", "bigint", False)
        for name in (
            "id", "inner_id", "total_annotations", "cancelled_annotations", "total_predictions", "comment_count",
            "unresolved_comment_count", "reviews_accepted", "reviews_rejected", "overlap",
        )
    },
    **{name: Place(f"t.{name}", "boolean", False) for name in ("is_labeled", "reviewed", "allow_skip")},
    **{name: Place(f"t.{name}", "timestamptz", False) for name in ("created_at", "updated_at")},
    **{
        name: Place(f"t.{name}", "timestamptz")
        for name in ("completed_at", "reviewed_at", "last_comment_updated_at")
    },
    "status": Place("t.status", "text", False),
    "state": Place("t.state", "text", False),
    "agreement": Place("t.agreement", "double precision"),
    "ground_truth": Place(
        "exists (select 1 from annotation a where a.task_id = t.id and a.ground_truth)", "boolean", False
    ),
    "draft_exists": Place("exists (select 1 from draft d where d.task_id = t.id{own_d})", "boolean", False),
    "file_upload": Place(
        "(select f.name from data_unit u join upload f on f.id = u.upload_id where u.id = t.data_unit_id)", "text"
    ),
    "avg_lead_time": Place(
        "(select avg(a.lead_time) from annotation a where a.task_id = t.id and not a.was_cancelled)",
        "double precision",
    ),
    "annotation_time": Place(
        "(select sum(a.lead_time) from annotation a where a.task_id = t.id)", "double precision"
    ),
    "review_time": Place(
        "(select sum(extract(epoch from v.created_at - v.started_at))::double precision from verdict v"
        " where v.task_id = t.id and v.withdrawn_at is null)",
        "double precision",
    ),
    "predictions_score": Place(
        "(select avg(p.score) from prediction p where p.task_id = t.id)", "double precision"
    ),
    "predictions_model_versions": Place(
        "(select string_agg(distinct p.model_version, ', ') from prediction p where p.task_id = t.id"
        " and p.model_version <> '')",
        "text",
    ),
    "annotations_ids": Place(
        "(select string_agg(a.id::text, ', ' order by a.id) from annotation a where a.task_id = t.id)", "text"
    ),
    "annotations_results": Place(
        "(select jsonb_agg(r.result order by a.id)::text from annotation a join annotation_revision r"
        " on r.annotation_id = a.id and r.number = a.revision where a.task_id = t.id{own_a})",
        "text",
    ),
    "predictions_results": Place(
        "(select jsonb_agg(p.result order by p.id)::text from prediction p where p.task_id = t.id)", "text"
    ),
    "comments": Place(
        "(select string_agg(c.text, E'\\n' order by c.id) from comment c where c.task_id = t.id{own_c})", "text"
    ),
    "instances_count": Place(
        "(select count(*)::int from annotation a join instance i on i.annotation_id = a.id"
        " where a.task_id = t.id and i.deleted_revision is null)",
        "bigint",
        False,
    ),
    **{
        f"{name}_count": Place(_distinct(name), "bigint", False)
        for name in ("annotators", "reviewers", "comment_authors")
    },
}  # fmt: skip

# The order of workflow, not of the alphabet (LSE 13.4.1).
STEPS: Mapping[str, tuple[str, ...]] = {"status": STATUSES, "state": STATES}

# Rows below a task, and what a column is on one of them.
ROWS: Mapping[Rows, str] = {
    Rows.ANNOTATIONS: (
        "select 1 from annotation a join annotation_revision r on r.annotation_id = a.id and r.number = a.revision"
        " where a.task_id = t.id{own_a}"
    ),
    Rows.PREDICTIONS: "select 1 from prediction p where p.task_id = t.id",
    Rows.COMMENTS: "select 1 from comment c where c.task_id = t.id{own_c}",
}
ON_ROW: Mapping[str, str] = {
    "annotators": "a.author_id",
    "annotations_ids": "a.id",
    "annotations_results": "r.result::text",
    "skipped_by": "(case when a.was_cancelled then a.author_id end)",
    "ground_truth": "a.ground_truth",
    "avg_lead_time": "a.lead_time",
    "predictions_score": "p.score",
    "predictions_model_versions": "p.model_version",
    "predictions_results": "p.result::text",
    "comments": "c.text",
    "comment_authors": "c.author_id",
}
ANSWERS: Mapping[Rows, str] = {Rows.ANNOTATIONS: "r.result", Rows.PREDICTIONS: "p.result"}

OWN: Mapping[str, str] = {
    "own_a": " and a.author_id = %(me)s",
    "own_c": " and (c.author_id = %(me)s or c.annotation_id in"
    " (select mine.id from annotation mine where mine.task_id = t.id and mine.author_id = %(me)s))",
    "own_d": " and d.account_id = %(me)s",
}
NOT_OWN: Mapping[str, str] = dict.fromkeys(OWN, "")

# A field of data or meta as text, and as a number where it is one.
FIELD = "(select u.data ->> {key} from data_unit u where u.id = t.data_unit_id)"
META = "(t.meta ->> {key})"
NUMBER = (
    "(case when {field} ~ '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{{1,2}})?$' then ({field})::numeric end)"
)
