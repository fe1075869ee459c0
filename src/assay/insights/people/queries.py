"""What people did in a project, counted by the database (LSE 12.3, 12.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.kit.db import Connection, record, records

# The last verdict that stands on each review item: one of a whole annotation, or one of each instance.
_LATEST = """select distinct on (v.review_item_id) v.review_item_id, v.kind, v.reviewer_id, i.author_id, i.class_name
  from verdict v join review_item i on i.id = v.review_item_id
  where v.project_id = %(project)s and v.withdrawn_at is null
  order by v.review_item_id, v.id desc"""


def _given(project_id: int, people: Sequence[int] | None) -> dict[str, Any]:
    return {"project": project_id, "people": None if people is None else list(people)}


def annotators(db: Connection, project_id: int, people: Sequence[int] | None) -> list[dict[str, Any]]:
    """What each person annotated here, with the verdicts that stand. Lead times are those of work that is no skip."""
    return records(
        db,
        f"""with work as (
              select author_id as id, count(*) filter (where not was_cancelled) as submitted,
                count(*) filter (where was_cancelled) as skipped,
                sum(lead_time) filter (where not was_cancelled) as total_lead_time,
                avg(lead_time) filter (where not was_cancelled) as average_lead_time,
                percentile_cont(0.5) within group (order by lead_time) filter (where not was_cancelled)
                  as median_lead_time,
                max(updated_at) as last_active
              from annotation where project_id = %(project)s and author_id is not null group by author_id),
            given as (
              select s.account_id as id, count(*) as assigned, count(*) filter (where not s.is_done) as pending
              from assignment s where s.project_id = %(project)s and s.type = 'AN' group by s.account_id),
            latest as ({_LATEST}),
            judged as (
              select author_id as id, count(*) filter (where kind = 'accept') as accepted,
                count(*) filter (where kind = 'fix') as fixed, count(*) filter (where kind = 'reject') as rejected
              from latest where author_id is not null group by author_id)
            select c.id, c.email, c.first_name, c.last_name, coalesce(w.submitted, 0) as submitted,
              coalesce(w.skipped, 0) as skipped, w.total_lead_time, w.average_lead_time, w.median_lead_time,
              w.last_active, coalesce(g.assigned, 0) as assigned, coalesce(g.pending, 0) as pending,
              coalesce(j.accepted, 0) as accepted, coalesce(j.fixed, 0) as fixed, coalesce(j.rejected, 0) as rejected
            from account c left join work w on w.id = c.id left join given g on g.id = c.id
              left join judged j on j.id = c.id
            where (w.id is not null or g.id is not null)
              and (%(people)s::bigint[] is null or c.id = any(%(people)s))
            order by c.id""",
        _given(project_id, people),
    )


def reviewers(db: Connection, project_id: int, people: Sequence[int] | None) -> list[dict[str, Any]]:
    """What each person reviewed here; a verdict that was taken back does not count."""
    return records(
        db,
        """with given as (
             select reviewer_id as id, count(*) as reviewed, count(*) filter (where kind = 'accept') as accepted,
               count(*) filter (where kind = 'fix') as fixed, count(*) filter (where kind = 'reject') as rejected,
               sum(extract(epoch from created_at - started_at)) as total_review_time,
               avg(extract(epoch from created_at - started_at)) as average_review_time,
               percentile_cont(0.5) within group (order by extract(epoch from created_at - started_at))
                 as median_review_time,
               max(created_at) as last_active
             from verdict where project_id = %(project)s and withdrawn_at is null and reviewer_id is not null
             group by reviewer_id),
           asked as (
             select account_id as id, count(*) filter (where not is_done) as pending from assignment
             where project_id = %(project)s and type = 'RE' group by account_id)
           select c.id, c.email, c.first_name, c.last_name, coalesce(g.reviewed, 0) as reviewed,
             coalesce(a.pending, 0) as pending, coalesce(g.accepted, 0) as accepted, coalesce(g.fixed, 0) as fixed,
             coalesce(g.rejected, 0) as rejected, g.total_review_time::float8, g.average_review_time::float8,
             g.median_review_time::float8, g.last_active
           from account c left join given g on g.id = c.id left join asked a on a.id = c.id
           where (g.id is not null or a.id is not null)
             and (%(people)s::bigint[] is null or c.id = any(%(people)s))
           order by c.id""",
        _given(project_id, people),
    )


def standing_by_label(db: Connection, project_id: int, people: Sequence[int] | None) -> list[dict[str, Any]]:
    """The verdicts that stand on each person's instances of each class."""
    return records(
        db,
        f"""select author_id as id, class_name as label, count(*) as reviewed,
              count(*) filter (where kind <> 'reject') as accepted
            from ({_LATEST}) l where author_id is not null and class_name <> ''
              and (%(people)s::bigint[] is null or author_id = any(%(people)s))
            group by 1, 2 order by 1, 2""",
        _given(project_id, people),
    )


def verdicts(db: Connection, project_id: int, people: Sequence[int] | None) -> list[dict[str, Any]]:
    """How often each person's work was accepted as it was, and rejected, by every verdict and not only the last."""
    return records(
        db,
        """select i.author_id as id, i.class_name as label, count(*) filter (where v.kind = 'accept') as accepted,
             count(*) filter (where v.kind = 'reject') as rejected
           from verdict v join review_item i on i.id = v.review_item_id
           where v.project_id = %(project)s and v.withdrawn_at is null and i.author_id is not null
             and (%(people)s::bigint[] is null or i.author_id = any(%(people)s))
           group by 1, 2 order by 1, 2""",
        _given(project_id, people),
    )


def fixes(db: Connection, project_id: int, people: Sequence[int] | None, most: int) -> list[dict[str, Any]]:
    """The newest corrections of each person's work: what was judged, and what it was corrected to."""
    return records(
        db,
        """select f.author_id as id, f.class_name as label, f.task_id, before.result as judged, after.result as fixed
           from (
             select i.author_id, i.class_name, v.task_id, v.annotation_id, v.judged_revision, v.fixed_revision,
               row_number() over (partition by i.author_id order by v.id desc) as place
             from verdict v join review_item i on i.id = v.review_item_id
             where v.project_id = %(project)s and v.withdrawn_at is null and v.kind = 'fix'
               and v.fixed_revision is not null and i.author_id is not null
               and (%(people)s::bigint[] is null or i.author_id = any(%(people)s))) f
           join annotation_revision before
             on before.annotation_id = f.annotation_id and before.number = f.judged_revision
           join annotation_revision after on after.annotation_id = f.annotation_id and after.number = f.fixed_revision
           where f.place <= %(most)s""",
        {**_given(project_id, people), "most": most},
    )


def finished(db: Connection, project_id: int, account_id: int) -> dict[str, Any]:
    """How many tasks a person has finished here, skips included, and how many were given to them by name."""
    found = record(
        db,
        """select (select count(distinct task_id) from annotation
                   where project_id = %(project)s and author_id = %(person)s) as finished,
             (select count(*) from assignment
              where project_id = %(project)s and account_id = %(person)s and type = 'AN') as assigned""",
        {"project": project_id, "person": account_id},
    )
    assert found is not None
    return found


def authors(db: Connection, project_id: int) -> list[dict[str, Any]]:
    """Everybody with an annotation in a project."""
    return records(
        db,
        """select c.id, c.email as username, c.email, c.first_name, c.last_name, null as avatar from account c
           where exists (select from annotation a where a.author_id = c.id and a.project_id = %s) order by c.id""",
        (project_id,),
    )


def models(db: Connection, project_id: int) -> list[dict[str, Any]]:
    """The model versions of a project with the number of their predictions."""
    return records(
        db,
        """select model_version, count(*) as predictions from prediction where project_id = %s
           group by 1 order by 1""",
        (project_id,),
    )
